#!/bin/sh
# SPDX-License-Identifier: MIT
# The table of doc/attacks.md and the tests agree: each row has a test, each test that a row names is there and names the
# row, and no test names a row that is not there.
set -eu
: "${top_srcdir:?run by make check}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$top_srcdir/tests"

# "ROW FILE" a line; a row without a test has no FILE.
sed -n 's/^| \([A-Z][0-9]*\) |.*| \(.*\) |$/\1 \2/p' ../doc/attacks.md | tr -d '`,' |
    awk '{ if (NF == 1) print; for (i = 2; i <= NF; i++) print $1, $i }' >"$work/table"
grep -r --include='*.sh' --include='*.[ch]' '^[#/ ]*\*\{0,1\} attacks: [A-Z]' . |
    sed 's|^\./\([^:]*\):.*attacks: \([A-Z0-9 ]*\).*|\1 \2|' |
    awk '{ for (i = 2; i <= NF; i++) print $i, $1 }' | sort >"$work/tests"

# The cases are data, and name nothing; a * stands for several.
grep ' cases/' "$work/table" | while read -r row pattern; do
    for file in $pattern; do
        [ -e "$file" ] || echo "$row: there is no $file"
    done
done >"$work/missing"
grep -v ' cases/' "$work/table" | sort | diff - "$work/tests" >"$work/differences" || true
sed -n 's/^< /in the table, but not named by the test: /p; s/^> /named by the test, but not in the table: /p' \
    "$work/differences" >>"$work/missing"
cut -d' ' -f1 "$work/table" | uniq | sort | uniq -d | sed 's/$/: twice in the table/' >>"$work/missing"
cat "$work/missing"
[ ! -s "$work/missing" ] || exit 1
[ "$(wc -l <"$work/table")" -gt 80 ] || { echo "the table was not read"; exit 1; }
