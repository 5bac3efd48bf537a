#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: B8 C5 M4
# The reports of all cases are the same to the byte in whatever environment: locale, time zone, terminal, what stands in
# fresh memory. The locale's character set and the width of the terminal change the look alone.
. "$(dirname "$0")/setup.sh"
plain_only "fresh memory is the tool's, and the C library's own leaks would be told"

cd "$tests/cases"
mapfile -t files < <(find . -name '*.json' | sort)
[ ${#files[@]} -gt 20 ] || fail "no cases"

# What the linter prints of all cases, in all formats, its messages and its exit status; options stand behind the
# operands, where POSIXLY_CORRECT would have none.
formats=$(formats)
environment=()
reports() { # FILE [OPTION]...
    local file=$1 format
    shift
    for format in $formats; do
        env "${environment[@]}" "$TRAINLINT" "${files[@]}" "$work/bad.json" missing.json -f "$format" --statistics "$@" ||
            echo "exit status $?"
    done >"$file" 2>&1 </dev/null
}
# The reports are those in the file when these variables are set.
same() { # WANTED NAME=VALUE...
    local wanted=$1
    shift
    environment=("$@")
    reports "$work/found"
    cmp "$work/$wanted" "$work/found" || fail "$*: the reports have changed"
}
reports "$work/utf8"
reports "$work/ascii" --ascii
reports "$work/widest" --width=500
[ "$(grep -c '^exit status 2' "$work/utf8")" -eq "$(echo "$formats" | wc -w)" ] || fail "not the reports that were meant"

for value in 90 165; do same utf8 MALLOC_PERTURB_=$value; done
same utf8 GLIBC_TUNABLES=glibc.malloc.check=3 MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=64
for value in Asia/Kolkata Pacific/Kiritimati nowhere :/etc/passwd; do same utf8 "TZ=$value"; done
for value in garbage dumb '' "$(printf '%05000d' 0)" $'\e[31m'; do same utf8 "TERM=$value"; done
for value in -1 0 '' garbage 99999999999999999999999 999999999; do
    case $value in
    9*) same widest "COLUMNS=$value" ;;
    *) same utf8 "COLUMNS=$value" ;;
    esac
done
same utf8 NO_COLOR=1 CLICOLOR_FORCE=1
same utf8 FORCE_COLOR=0
same utf8 POSIXLY_CORRECT=1
same utf8 HOME=/nowhere TMPDIR=/nowhere CDPATH=/ LANGUAGE=de:fr TRAINLINT_OPTIONS=-qq
same ascii LC_ALL=C
same ascii LC_ALL=nowhere
same ascii LC_ALL="$(printf '%05000d' 0)"
same ascii -i # nothing is set

# Locales with a decimal comma, an i without its dot, another alphabet and other messages, made here.
command -v localedef >/dev/null || skip "no localedef here, so one language only"
mkdir "$work/locales"
tried=0
while read -r language set wanted; do
    localedef -i "$language" -f "$set" --no-archive "$work/locales/$language.$set" >/dev/null 2>&1 || continue
    tried=$((tried + 1))
    same "$wanted" LOCPATH="$work/locales" LC_ALL="$language.$set"
    same "$wanted" LOCPATH="$work/locales" LC_ALL= LANG="$language.$set" LC_NUMERIC="$language.$set"
done <<'END'
de_DE UTF-8 utf8
fr_FR UTF-8 utf8
tr_TR UTF-8 utf8
tr_TR ISO-8859-9 ascii
ru_RU KOI8-R ascii
zh_CN GB18030 ascii
END
[ $tried -gt 0 ] || skip "no sources of locales here, so one language only"
echo "${#files[@]} cases, $tried locales"
