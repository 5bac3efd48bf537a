#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: O8
# Standard descriptors that are closed: what needs them fails, and no file that is opened takes their place.
. "$(dirname "$0")/setup.sh"
plain_only "a tool that watches the program has descriptors of its own"

status=0
"$TRAINLINT" good.json >&- 2>err || status=$?
[ $status -eq 2 ] || fail "closed output: exit status $status"
has err 'trainlint: write error: Bad file descriptor'

status=0
"$TRAINLINT" --version >&- 2>err || status=$?
[ $status -eq 2 ] || fail "closed output, --version: exit status $status"

status=0
"$TRAINLINT" - <&- >out 2>err || status=$?
[ $status -eq 2 ] || fail "closed input: exit status $status"
has err 'trainlint: <stdin>: Bad file descriptor'

status=0
"$TRAINLINT" --version 2>&- >out || status=$?
[ $status -ne 127 ] || skip "what runs the program needs a standard error"
status=0
"$TRAINLINT" bad.json missing.json 2>&- >out </dev/null || status=$?
[ $status -eq 2 ] || fail "closed error: exit status $status"
has out 'error[TL201]'

cp bad.json before
status=0
"$TRAINLINT" bad.json <&- >&- 2>&- || status=$?
[ $status -eq 2 ] || fail "all closed: exit status $status"
cmp bad.json before || fail "the document was written to"
