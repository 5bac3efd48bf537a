#!/bin/sh
# SPDX-License-Identifier: MIT
# -q: no summary; -qq: nothing but the exit status; -v: files and time on standard error.
. "$(dirname "$0")/setup.sh"

run 1 -q bad.json
has out 'error[TL201]'
lacks out '1 error in'
run 0 -q good.json
empty out
for format in $(formats); do
    run 1 -qq -f "$format" bad.json
    empty out
    empty err
    run 2 -q -q -f "$format" missing.json
    empty out
    empty err
done

run 1 bad.json
cp out plain
run 1 -v bad.json
cmp out plain || fail "-v changes the report"
has err "trainlint: bad.json: $(wc -c <bad.json) bytes"
grep -Eq '^trainlint: 1 file, [0-9]+ bytes, [0-9.]+ s$' err || fail "no time"
run 0 -v --skip-foreign good.json foreign.json
has err "trainlint: foreign.json: $(wc -c <foreign.json) bytes, something else"
lacks err "good.json: $(wc -c <good.json) bytes,"
grep -Eq "^trainlint: 2 files, $(cat good.json foreign.json | wc -c) bytes, [0-9.]+ s\$" err || fail "not two files"
