#!/bin/sh
# SPDX-License-Identifier: MIT
# make_seeds.sh DIR: fills DIR/TARGET for each fuzz_TARGET.c with the documents of tests/cases, as the target takes them:
# some read controls first.
set -eu
source=${top_srcdir:-$(dirname "$0")/..}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp -R "$source/tests/cases" "$work/documents"
find "$work/documents" -type f ! -name '*.json' -exec rm -f {} +

# Bits of profiles, sizes of chunks from 0 to 10, single and lasting failures, looks of reports: in turn.
cp -R "$work/documents" "$work/behind-controls"
set -- "$1" "!!'#" '!%@ ' '@(G '
for case in "$source"/tests/cases/*/*.json; do
    { printf '%s' "$2"; cat "$case"; } >"$work/behind-controls/${case#"$source"/tests/cases/}"
    set -- "$1" "$3" "$4" "$2"
done

for target in "$source"/fuzz/fuzz_*.c; do
    name=${target##*/fuzz_}
    mkdir -p "$1/${name%.c}"
    if grep -q 'target_controls = CONTROLS' "$target"; then
        cp -R "$work/behind-controls/." "$1/${name%.c}"
    else
        cp -R "$work/documents/." "$1/${name%.c}"
    fi
done
