#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: C7
# However many files: no descriptor is left open.
. "$(dirname "$0")/setup.sh"
plain_only "a tool that watches the program has descriptors of its own"

mkdir -p tree/{a,b,c}/{1,2,3}
for directory in tree/*/*; do
    for i in 1 2 3 4 5; do cp bad.json "$directory/$i.json"; done
done
ulimit -n 8
"$TRAINLINT" --version >/dev/null 2>&1 || skip "the program does not run with 8 descriptors"
run 1 -f short tree tree tree bad.json bad.json
has out '137 errors in 137 of 137 files.'
