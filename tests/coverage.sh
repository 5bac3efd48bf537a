#!/bin/sh
# SPDX-License-Identifier: MIT
# Every rule of lib/rules.def has a case under tests/cases/<its name>/ that wants it.
source=${top_srcdir:-.}
status=0

rules=$(sed -n 's/^RULE(\([0-9]*\), [a-z_0-9]*, "\([a-z0-9-]*\)".*/\1 \2/p' "$source/lib/rules.def")
if [ -z "$rules" ]; then
    echo "coverage: no rules in $source/lib/rules.def" >&2
    exit 1
fi
while read -r number name; do
    if ! cat "$source/tests/cases/$name/"*.want 2>/dev/null | grep -q "^TL$number "; then
        echo "coverage: no case in tests/cases/$name wants TL$number" >&2
        status=1
    fi
done <<END
$rules
END
for folder in "$source"/tests/cases/*/; do
    name=$(basename "$folder")
    case $name in none | mixed) continue ;; esac
    if ! echo "$rules" | grep -q " $name\$"; then
        echo "coverage: tests/cases/$name is named after no rule" >&2
        status=1
    fi
done
exit $status
