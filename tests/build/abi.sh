#!/bin/bash
# SPDX-License-Identifier: MIT
# What programs see of the shared library of a build folder, its functions and their types, is what lib/trainlint.abi
# says: abi.sh BUILD-FOLDER. With --update it is written there.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
dump=$top/lib/trainlint.abi

# Nothing of the machine, and nothing that is not in the header.
abidw --no-corpus-path --no-comp-dir-path --no-show-locs --no-elf-needed --no-parameter-names \
    --type-id-style hash --exported-interfaces-only --headers-dir "$top/include" --drop-private-types \
    --out-file "$1/trainlint.abi" "$1/.libs/libtrainlint.so"
if [ "${2-}" = --update ]; then
    cp "$1/trainlint.abi" "$dump"
    exit
fi
rc=0
abidiff --harmless --leaf-changes-only "$dump" "$1/trainlint.abi" || rc=$?
case $rc in
0) exit ;;
4 | 8 | 12) echo "not the interface of lib/trainlint.abi: see Release in CONTRIBUTING.md, then ./dev abi --update" ;;
*) echo "abidiff ended with $rc" ;;
esac
exit 1
