#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: O9
# A reader that goes away ends the program without a word: by the signal, or with 2 where it is ignored.
. "$(dirname "$0")/setup.sh"

# Enough for the pipe to be full.
awk 'BEGIN { for (i = 0; i < 5000; i++) printf "%s\"zzz%d\": 1", i ? ",\n" : "{", i; print "}" }' >many.json
set +e
for format in $(formats); do
    "$TRAINLINT" --max-diagnostics=0 -f "$format" many.json many.json 2>err | true
    status=${PIPESTATUS[0]}
    [ "$status" -eq 141 ] || [ "$status" -eq 2 ] || fail "$format: exit status $status"
    empty err
    (trap '' PIPE; exec "$TRAINLINT" --max-diagnostics=0 -f "$format" many.json many.json 2>err) | true
    status=${PIPESTATUS[0]}
    [ "$status" -eq 2 ] || fail "$format, signal ignored: exit status $status"
    empty err
done
exit 0
