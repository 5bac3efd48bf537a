#!/bin/sh
# SPDX-License-Identifier: MIT
# docs.sh [--update]: what doc/ says is what the program does. rules.md is what --rules=markdown prints,
# the man page lists every rule between its two markers, and it tells of the options of --help, no more
# and no fewer. With --update (run by make update-docs) rules.md and the list are rewritten instead.
set -eu
program=${TRAINLINT:-./trainlint}
source=${top_srcdir:-${srcdir:-.}}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
unset FORCE_COLOR CLICOLOR_FORCE COLUMNS
page=$source/doc/trainlint.1
failed=0

fail() {
    echo "$1" >&2
    failed=1
}

# The list of the man page: code, name, severity and summary, as --explain begins.
list_rules() {
    echo '.Bl -tag -width Ds'
    "$program" --rules=text | grep -o '^ *TL[0-9][0-9][0-9]' | while read -r code; do
        "$program" --explain "$code" | awk '
            NR == 1 { print ".It " $0; next }
            NF == 0 { exit }
            { gsub(/\\/, "\\e")
              line = ""
              for (i = 1; i <= NF; i++) {
                  if (length(line " " $i) > 78) {
                      print line
                      line = ""
                  }
                  line = line (line == "" ? "" : " ") $i
              }
              print line }'
    done
    echo '.El'
}

"$program" --rules=markdown >"$work/rules.md"
list_rules >"$work/list"
grep -q '^\.It TL101 ' "$work/list"
awk -v list="$work/list" '
    /^\.\\" rules end/ { inside = 0 }
    !inside { print }
    /^\.\\" rules begin/ {
        inside = 1
        while ((getline line < list) > 0)
            print line
    }' "$page" >"$work/trainlint.1"

if [ "${1-}" = --update ]; then
    for name in rules.md trainlint.1; do
        cmp -s "$work/$name" "$source/doc/$name" || cat "$work/$name" >"$source/doc/$name"
    done
    exit 0
fi

for name in rules.md trainlint.1; do
    diff -u "$source/doc/$name" "$work/$name" || fail "doc/$name is out of date: make update-docs"
done

# Options are words that begin with one or two hyphens and a letter; in the page, after Fl on a line
# that begins an entry.
"$program" --help | grep -Eo '(^|[^[:alnum:]_/.-])--?[A-Za-z][A-Za-z0-9-]*' | sed 's/^[^-]//' | sort -u >"$work/help"
sed -n '/^\.Sh OPTIONS/,/^\.Sh RULES/p' "$page" | grep '^\.It ' |
    grep -Eo 'Fl [^ ]+' | sed 's/^Fl /-/; s/\\-/-/g' | sort -u >"$work/page"
test -s "$work/help"
comm -23 "$work/help" "$work/page" | sed 's/$/ is in --help, not in trainlint.1/' >"$work/options"
comm -13 "$work/help" "$work/page" | sed 's/$/ is in trainlint.1, not in --help/' >>"$work/options"
test ! -s "$work/options" || fail "$(cat "$work/options")"

# Formats, too.
"$program" --help | sed -n '/^Formats:/,/^$/s/^  \([a-z]*\) .*/\1/p' >"$work/help"
sed -n '/Fl -format/,/^\.El/s/^\.It Cm \([a-z]*\)$/\1/p' "$page" >"$work/page"
test -s "$work/help"
diff "$work/help" "$work/page" || fail "not the formats of --help are in trainlint.1"

# The page itself, with what is there to look at it.
if command -v mandoc >/dev/null; then
    mandoc -T lint -W warning "$page" || fail "mandoc finds fault with trainlint.1"
fi
if command -v groff >/dev/null; then
    groff -mandoc -ww -Tutf8 -z "$page" 2>"$work/groff"
    test ! -s "$work/groff" || { cat "$work/groff" >&2; fail "groff finds fault with trainlint.1"; }
fi
exit $failed
