#!/bin/sh
# SPDX-License-Identifier: MIT
# make_seeds.sh DIR: fills DIR/TARGET for each fuzz_TARGET.c with the documents of tests/cases, as the target takes them:
# some read controls first.
set -eu
source=${top_srcdir:-$(dirname "$0")/..}

# seed CONTROLS: all documents behind these controls.
seed() {
    for case in "$source"/tests/cases/*/*.json; do
        rule=${case%/*}
        { printf '%s' "$1"; cat "$case"; } >"$directory/${rule##*/}-${case##*/}$1"
    done
}

for target in "$source"/fuzz/fuzz_*.c; do
    directory=${target##*/fuzz_}
    directory=$1/${directory%.c}
    mkdir -p "$directory"
    if grep -q 'target_controls = CONTROLS' "$target"; then
        # Bits of profiles, sizes of chunks from 0 to 10, single and lasting failures: see the targets.
        for controls in "!!'#" '!%@ ' '@(G '; do
            seed "$controls"
        done
    else
        seed ''
    fi
done
