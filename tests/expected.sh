#!/bin/sh
# SPDX-License-Identifier: MIT
# The look: what the linter prints of each case that has a .expected beside it. With --update it rewrites them.
# The linter is $TRAINLINT, else ./trainlint. It runs in tests/cases; further options stand in an .args file.
source=${top_srcdir:-.}
linter=${TRAINLINT:-./trainlint}
status=0
count=0

case $linter in
/*) ;;
*/*) linter=$(pwd)/$linter ;;
esac
found=${TMPDIR:-/tmp}/trainlint-expected.$$
trap 'rm -f "$found"' EXIT
trap 'exit 1' HUP INT TERM
cd "$source/tests/cases" || exit 1
LC_ALL=C.UTF-8
export LC_ALL
unset NO_COLOR FORCE_COLOR CLICOLOR_FORCE COLUMNS

for expected in */*.expected; do
    [ -f "$expected" ] || continue
    case=${expected%.expected}
    options=
    [ -f "$case.args" ] && options=$(cat "$case.args")
    # The options are words without blanks in them.
    # shellcheck disable=SC2086
    "$linter" -f full --color=never --width=80 $options "$case.json" >"$found" 2>&1
    count=$((count + 1))
    if [ "$1" = --update ]; then
        cmp -s "$found" "$expected" || cp "$found" "$expected" || status=1
    elif ! diff -u "$expected" "$found"; then
        echo "expected: $case looks different; make update-expected rewrites it" >&2
        status=1
    fi
done
if [ "$count" -eq 0 ]; then
    echo "expected: no case has a .expected file yet"
    [ "$1" = --update ] || exit 77
fi
exit $status
