#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: O11
# A signal ends the program as it ends any other, whatever it is at: what was written until then is the beginning of
# the report, and no document is touched.
. "$(dirname "$0")/setup.sh"
need_faults

cp bad.json before
for format in $(formats); do
    set -- -f "$format" bad.json note.json bad.json
    run 1 "$@"
    cp out usual.out
    for call in read output; do
        n=1
        while faulty "$call $n SIGTERM" "$@" && struck; do
            [ "$status" -eq 143 ] || fail "$fault: $*: exit status $status, not that of SIGTERM"
            [ ! -s out ] || cmp -n "$(wc -c <out)" out usual.out || fail "$fault: $*: the report has changed"
            empty err
            n=$((n + 1))
        done
        [ $n -gt 2 ] || fail "$call: $*: there were no such calls"
    done
done
cmp bad.json before || fail "the document was written to"
