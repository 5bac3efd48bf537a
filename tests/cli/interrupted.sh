#!/bin/bash
# SPDX-License-Identifier: MIT
# Calls that are interrupted, would block or write a part are made again; the report is whole.
. "$(dirname "$0")/setup.sh"
command -v strace >/dev/null || skip "no strace here"
strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"

# A traced process cannot look for its leaks.
export ASAN_OPTIONS="${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0"

run 1 bad.json note.json
cp out whole
inject() {
    status=0
    strace -f -o /dev/null ${2+-P "$2"} -e "inject=$1" "$TRAINLINT" bad.json note.json >out 2>err || status=$?
    [ $status -eq 1 ] || fail "$1: exit status $status"
    cmp out whole || fail "$1: the report is another one"
}
inject write:error=EINTR:when=1
inject write:error=EAGAIN:when=1
inject read:error=EINTR:when=1 "$work/bad.json"

status=0
strace -f -o /dev/null -e inject=write:error=EIO:when=1 "$TRAINLINT" bad.json >out 2>err || status=$?
[ $status -eq 2 ] || fail "EIO: exit status $status"
has err 'trainlint: write error: Input/output error'
