#!/bin/bash
# SPDX-License-Identifier: MIT
# growth.sh GROWTH STREAM: the table of ./dev growth, as Markdown. GROWTH is bench/growth; STREAM is tests/check_stream,
# which tells the memory, and fails when it grows. Ends with 1 when twice the bytes take over 5 % more or less than twice
# the instructions.
# growth.sh GROWTH NUMBER: one kind; a line for each size, with the number, then bytes and instructions of each way.
set -euo pipefail
growth=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case $2 in
*[!0-9]*) stream=$2 ;;
*)
    valgrind --tool=callgrind --instr-atstart=no --callgrind-out-file="$work/out" "$growth" "$2" \
        >"$work/sizes" 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    # The dumps stand in the order of the checks, whose sizes the program prints: three ways, then the next size.
    for ((i = 1; i <= $(wc -l <"$work/sizes"); i++)); do
        sed -n 's/^totals: //p' "$work/out.$i"
    done | paste "$work/sizes" - | paste - - - | sed "s/^/$2\t/"
    exit
    ;;
esac

"$stream" >"$work/streams" || { cat "$work/streams" >&2; exit 1; }
"$growth" | cut -d ' ' -f 1 | xargs -P "$(getconf _NPROCESSORS_ONLN)" -n 1 "$0" "$growth" >"$work/instructions"
cat <<'END'
| Document | KiB | Linter, whole | Linter, a byte at a time | Server, whole | Growth | Memory, server | Memory, linter |
|---|---|---|---|---|---|---|---|
END
rc=0
while read -r number _ name; do
    memory=$(sed -n "s/^$name  .*: *\([0-9]*\) bytes of memory on a server, *\([0-9]*\) in the linter$/\1 \2/p" "$work/streams")
    grep "^$number	" "$work/instructions" | awk -v name="$name" -v memory="$memory" -f "${0%.sh}.awk" || rc=1
done < <("$growth")
[ $rc -eq 0 ] || echo "growth.sh: a row is out of step" >&2
exit $rc
