#!/bin/bash
# SPDX-License-Identifier: MIT
# No memory is trouble that is said; what was found so far stays.
. "$(dirname "$0")/setup.sh"
plain_only "the address space would be that of the tool, too"

limit=14000 # KiB of address space: enough for the program, not for what it keeps of a large document
(ulimit -v $limit && "$TRAINLINT" good.json >/dev/null 2>&1) || skip "the program does not fit into $limit KiB"
head -c 20000000 /dev/zero | tr '\0' ' ' >large.json
status=0
(ulimit -v $limit && exec "$TRAINLINT" --max-size=0 bad.json large.json >out 2>err) || status=$?
[ $status -eq 2 ] || fail "exit status $status, not 2"
has err 'trainlint: out of memory'
has out 'error[TL201]'
