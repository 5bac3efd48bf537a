#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: F4
# A file that grows, shrinks, vanishes or becomes something else while it is looked for, opened and read: it is read
# once, to the end it has then; what was read is judged, and nothing makes the linter wait or fall.
. "$(dirname "$0")/setup.sh"
need_faults
command -v timeout >/dev/null || skip "no timeout here"
in_time="timeout 60"

# meanwhile WHEN COMMAND STATUS [ARG]...: carries out the command before that call of the linter.
meanwhile() {
    FAULT_RUN=$2
    export FAULT_RUN
    when=$1 wanted=$3
    shift 3
    faulty "$when run" "$@"
    struck || fail "$when: $*: there was no such call"
    [ "$status" -eq "$wanted" ] || fail "$when: $*: $FAULT_RUN: exit status $status, not $wanted"
}
# Some reads long: blanks after the first member.
long() { sed '2q' bad.json; head -c 300000 /dev/zero | tr '\0' ' '; sed '1,2d' bad.json; }
fresh() {
    rm -rf tree
    mkdir tree
    long >tree/b.json
    cp bad.json tree/a.json
    cp bad.json tree/c.json
}

# ---- while it is read

fresh
run 1 tree/b.json
cp out usual.out
meanwhile 'read 2' 'rm tree/b.json' 1 tree/b.json
cmp out usual.out || fail "a file that vanishes is not read to its end"

fresh
meanwhile 'read 2' 'echo , >>tree/b.json' 1 tree/b.json
cp out grown.out
run 1 tree/b.json
cmp out grown.out || fail "what a file has grown by is not read"
has out TL105

fresh
meanwhile 'read 2' 'truncate -s 100 tree/b.json' 1 tree/b.json
has out TL104
fresh
meanwhile 'read 2' ': >tree/b.json' 1 -f json tree/b.json tree/c.json
has out TL104
has out '"file":"tree/c.json"'

# Shorter when the excerpt is to be drawn, of a file that is too large to be kept: the finding stays.
{ sed '2q' bad.json; head -c $((17 * 1024 * 1024)) /dev/zero | tr '\0' ' '; sed '1,2d' bad.json; } >large.json
meanwhile 'pread 1' ': >large.json' 1 --max-size=0 large.json
has out 'error[TL201]'

# ---- between being seen and being opened

fresh
meanwhile 'open 2' 'rm tree/b.json' 2 -q -f short tree
has err 'trainlint: tree/b.json: No such file or directory'
has out 'tree/c.json:4:5'
fresh
meanwhile 'status 3' 'rm tree/b.json' 2 -q -f short tree # the third is a.json, just opened
has err 'trainlint: tree/b.json: No such file or directory'
has out 'tree/a.json:4:5'
has out 'tree/c.json:4:5'
fresh
meanwhile 'open 2' 'rm tree/b.json; mkfifo tree/b.json' 1 -q -f short tree
[ "$(wc -l <out)" -eq 2 ] || fail "not the other two"
fresh
meanwhile 'open 1' 'rm tree/b.json; mkdir tree/b.json' 2 tree/b.json
has err 'trainlint: tree/b.json: Is a directory'
