#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: L1 L2 L6
# Limits are findings, not skips; what is not listed is counted and said.
. "$(dirname "$0")/setup.sh"

size=$(wc -c <good.json)
run 0 --max-size="$size" good.json
run 1 --max-size=$((size - 1)) good.json
has out TL109
run 0 --max-size=0 good.json
printf '{"config_name": "a", "worker_server_num": 1, "spec_id": 1, "model_id": 7, "data_source": [{"data_url": "/d/"}]}' >deep.json
run 0 --max-depth=3 deep.json
run 1 --max-depth=2 deep.json
has out TL113

awk 'BEGIN {
    printf "{\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7, \"data_url\": \"/d/\""
    for (i = 0; i < 1500; i++) printf ",\n\"zzz%d\": 1", i
    printf "}\n" }' >many.json
run 1 -q -f short many.json
[ "$(wc -l <out)" -eq 1000 ] || fail "not 1000 are listed"
run 1 -f short --max-diagnostics=10 many.json
[ "$(wc -l <out)" -eq 11 ] || fail "not 10 are listed"
has out '1500 errors in 1 file. 1490 more not listed, see --max-diagnostics.'
run 1 -q -f short --max-diagnostics=0 many.json
[ "$(wc -l <out)" -eq 1500 ] || fail "not all are listed"
run 1 -f json --max-diagnostics=10 many.json
has out '"errors":1500'
has out '"shown":10'

# As deep as anybody likes: the first bracket over the limit is told, and no stack is needed.
[ -n "${INSTRUMENTED-}" ] || ulimit -s 64
head -c 1000000 /dev/zero | tr '\0' '[' >deep.json
run 1 -f short deep.json
grep -q '^deep.json:1:65: .* \[TL113 too-deep\]$' out || fail "not the first bracket that is too deep"
run 1 -f short --max-depth=1000000 deep.json
lacks out TL113
has out TL115 # a hundred thousand deep
awk 'BEGIN { for (i = 0; i < 1000000; i++) printf "{\"a\":" }' >deep.json
run 1 -f short deep.json
grep -q '^deep.json:1:321: .* \[TL113 too-deep\]$' out || fail "not the first brace that is too deep"
run 1 -f short --max-depth=1000000 deep.json
lacks out TL113
has out TL115

# A string, a key, a number and a word of as many bytes as are allowed, quotes included, and of one more or less.
repeat() { head -c "$1" /dev/zero | tr '\0' "$2"; }
for size in 1048575 1048576 1048577; do
    { printf '{"config_desc": "'; repeat $((size - 2)) x; printf '"}'; } >string.json
    { printf '{"'; repeat $((size - 2)) x; printf '": 1}'; } >key.json
    { printf '{"spec_id": '; repeat $size 1; printf '}'; } >number.json
    { printf '{"spec_id": '; repeat $size x; printf '}'; } >word.json
    for token in string key number word; do
        run 1 -f short $token.json
        case $size in
        1048577) has out TL114 ;;
        *) lacks out TL114 ;;
        esac
    done
done

# Ten million findings: counted, every one; the first ones are listed.
{ printf '['; repeat 10000001 ,; printf ']'; } >commas.json
run 1 -f short commas.json
[ "$(wc -l <out)" -eq 1001 ] || fail "not 1000 are listed"
has out '10000002 errors in 1 file. 9999002 more not listed, see --max-diagnostics.'
