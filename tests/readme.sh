#!/bin/sh
# SPDX-License-Identifier: MIT
# readme.sh [--update]: what the README shows is what happens. Each `console` block that begins with
# "$ trainlint" holds what the program prints; the C block compiles, links and judges.
# With --update (run by make update-docs) the blocks are rewritten instead.
set -eu
: "${top_srcdir:?run by make check}" "${top_builddir:?}"
if [ -n "${EMULATOR-}" ]; then
    echo "programs that are compiled here do not run here"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
readme=$top_srcdir/README.md
LC_ALL=C.UTF-8
export LC_ALL
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE

mkdir "$work/bin"
ln -s "$TRAINLINT" "$work/bin/trainlint"
PATH=$work/bin:$PATH
cd "$top_srcdir"

# The command runs when its line has been copied, then the old lines are passed over.
awk -v answer="$work/answer" '
    /^```/ { inside = shown = 0 }
    !shown { print }
    /^```console$/ { inside = 1 }
    inside && /^\$ trainlint / {
        system("(" substr($0, 3) ") >" answer " 2>&1 </dev/null")
        while ((getline line < answer) > 0)
            print line
        close(answer)
        shown = 1
    }' "$readme" >"$work/README.md"
grep -q '^\$ trainlint ' "$work/README.md"

if [ "${1-}" = --update ]; then
    cmp -s "$readme" "$work/README.md" || cat "$work/README.md" >"$readme"
    exit 0
fi
diff -u "$readme" "$work/README.md"

# shellcheck disable=SC2016 # fences, no commands
sed -n '/^```c$/,/^```$/{/^```/!p;}' "$readme" >"$work/host.c"
cd "$work"
# shellcheck disable=SC2086 # CC and CFLAGS are words
"$top_builddir/libtool" --silent --tag=CC --mode=link $CC $CFLAGS -Wall -Wextra -Wpedantic -Werror \
    -I"$top_srcdir/include" -o host host.c "$top_builddir/libtrainlint.la"
./host <"$top_srcdir/examples/good.json"
if ./host <"$top_srcdir/examples/misspelt-key.json" >answer; then
    echo "the bad document passed"
    exit 1
fi
cat answer
grep -q '^TL201' answer
