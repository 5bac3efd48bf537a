#!/bin/sh
# SPDX-License-Identifier: MIT
# --explain and --rules: the catalogue, for readers and for programs.
. "$(dirname "$0")/setup.sh"

run 0 --explain TL401
cp out by-code
[ "$(head -1 out)" = 'TL401 data-conflict (error)' ] || fail "not the first line"
grep -q '^Wrong   .*Right$' out || fail "the examples do not stand side by side"
has out 'See also     TL402 no-data-source'
has out '--ignore TL401'
run 0 --explain=data-conflict
cmp out by-code || fail "by name it is another text"
run 0 --explain tl401
cmp out by-code || fail "in small letters it is another text"

run 0 --width=40 --explain TL401
grep -qx 'Wrong' out || fail "examples that do not fit are not stacked"
grep -qx 'Right' out || fail "examples that do not fit are not stacked"
run 0 --width=80 --explain TL202
[ -z "$(awk 'length > 80' out)" ] || fail "wider than the terminal"
run 0 --explain TL101
lacks out 'Silence it'

run 0 --rules
grep -Eq '^TL101  missing-comma +error +A ' out || fail "no TL101"
codes=$(grep -o '^TL[0-9]*' out)
cp out text
run 0 --rules=text
cmp out text || fail "text is not what comes by itself"

# Each one has an explanation, an entry in Markdown and in JSON, and nothing raw in it, whatever the example.
run 0 --rules=markdown
cp out markdown
LC_ALL=C run 0 --rules=markdown
cmp out markdown || fail "the locale changes the page"
for code in $codes; do
    grep -q "^## $code " markdown || fail "no $code in Markdown"
    grep -q "^| \[$code\]" markdown || fail "no $code in the table"
    run 0 --explain "$code"
    if LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" out; then fail "$code: a control character"; fi
done
[ "$(grep -c '```' markdown)" -eq $(($(echo "$codes" | wc -l) * 4)) ] || fail "an example closes its fence, or has none"
if LC_ALL=C grep -q "$(printf '[\001-\011\013-\037\177]')" markdown; then fail "a control character in Markdown"; fi

command -v python3 >/dev/null || skip "no python3 here"
run 0 --rules=json
echo "$codes" | python3 -c '
import json, sys
rules = json.load(open("out"))
codes = sys.stdin.read().split()
assert [rule["rule"] for rule in rules] == codes
for rule in rules:
    assert rule["name"] and rule["summary"] and rule["reason"], rule
    assert rule["severity"] in ("error", "warning", "note")
    assert set(rule["see_also"]) <= set(codes)' || fail "json"
