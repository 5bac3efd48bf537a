#!/bin/bash
# SPDX-License-Identifier: MIT
# Calls that are interrupted, would block or write a part are made again; the report is whole.
. "$(dirname "$0")/setup.sh"
plain_only "a traced process cannot be watched by another tool"
command -v strace >/dev/null || skip "no strace here"
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"

run 1 bad.json note.json
cp out whole
# inject STATUS FILE FAULT: runs the linter with a fault in its calls on one file.
inject() {
    status=0
    strace -f -o /dev/null -P "$work/$2" -e "inject=$3" "$TRAINLINT" bad.json note.json >out 2>err || status=$?
    [ $status -eq "$1" ] || fail "$3: exit status $status, not $1"
}
for fault in write:error=EINTR:when=1 write:error=EAGAIN:when=1; do
    inject 1 out $fault
    cmp out whole || fail "$fault: the report is another one"
done
inject 1 bad.json read:error=EINTR:when=1
cmp out whole || fail "a read that is interrupted: the report is another one"

inject 2 out write:error=EIO:when=1
has err 'trainlint: write error: Input/output error'
inject 2 bad.json read:error=EIO:when=1
has err 'trainlint: bad.json: Input/output error'
has out 'note[TL502]'
