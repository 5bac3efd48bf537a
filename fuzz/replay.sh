#!/bin/sh
# SPDX-License-Identifier: MIT
# json.dict is what the tables say, and every target holds on every case, without an engine.
set -eu
source=${top_srcdir:-.}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if ! "$source/fuzz/make_dict.sh" | diff "$source/fuzz/json.dict" - >"$work/diff"; then
    echo "fuzz/json.dict is not what fuzz/make_dict.sh writes:"
    cat "$work/diff"
    exit 1
fi
"$source/fuzz/make_seeds.sh" "$work/seeds"
for seeds in "$work"/seeds/*; do
    # shellcheck disable=SC2086 # empty is no word
    if ! ${EMULATOR-} "${top_builddir:-.}/fuzz/fuzz_${seeds##*/}" "$seeds" >"$work/out" 2>&1; then
        tail -n 40 "$work/out"
        exit 1
    fi
done
