#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: O1 O2 O3 O4
# Names of files are anybody's bytes: no report and no message lets them through, and none makes a line of its own.
. "$(dirname "$0")/setup.sh"

hostile=$'a\n::error ::b\e]0;title\a\x9b\xff\u202e\u0085\u2028\U000e0041.json'
mkdir tree
cp bad.json "tree/$hostile"
cp bad.json "$hostile"
cp bad.json '::error file=x::boo'
cp bad.json '#[x]'
cp bad.json ./-f

for format in $(formats); do
    run 1 -f "$format" tree "$hostile" '::error file=x::boo' -- -f
    if LC_ALL=C grep -q $'[\001-\011\013-\037\177]' out; then fail "$format: a control character"; fi
    if LC_ALL=C grep -q $'\xe2\x80[\xa8-\xae]\|\xc2[\x80-\x9f]\|\xff\|[^\xc2]\x9b' out; then
        fail "$format: an odd character"
    fi
    if grep -q '^::\|^#' out; then fail "$format: a line that begins with a name"; fi
done
run 1 -f short tree
has out 'tree/a\u000a::error ::b\u001b]0;title\u0007\x9b\xff\u202e\u0085\u2028\U000e0041.json:4:5: error: '
run 1 -q -f short '::error file=x::boo' '#[x]' -- -f
grep -q '^\./::error file=x::boo:4:5: ' out || fail "a command is not kept from being one"
grep -q '^\./#\[x\]:4:5: ' out || fail "a comment sign begins a line"
grep -q '^\./-f:4:5: ' out || fail "a name like an option"
run 2 "$hostile.missing"
[ "$(wc -l <err)" -eq 1 ] || fail "a name makes a line of its own"
if LC_ALL=C grep -q $'[\001-\011\013-\037\177]' err; then fail "a control character in the message"; fi

command -v python3 >/dev/null || skip "no python3 here"
run 1 -f json "$hostile"
python3 -c '
import json
name = json.load(open("out"))["diagnostics"][0]["file"]
assert name == "a\n::error ::b\x1b]0;title\x07\ufffd\ufffd\u202e\u0085\u2028\U000e0041.json", ascii(name)' || fail "json"
