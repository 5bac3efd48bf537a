#!/bin/sh
# SPDX-License-Identifier: MIT
# --statistics counts the findings of each rule, listed or not.
. "$(dirname "$0")/setup.sh"

run 1 --statistics -f short bad.json bad.json note.json good.json
grep -Eq '^ *2  TL201 unknown-field$' out || fail "not two TL201"
grep -Eq '^ *1  TL502 redundant-code$' out || fail "not one TL502"
run 1 --statistics --show=error bad.json note.json
grep -Eq '^ *1  TL502 redundant-code$' out || fail "what is not listed is not counted"
run 0 --statistics good.json
lacks out TL
run 1 -f jsonl --statistics bad.json
has out '"rules":{"TL201":1}'
