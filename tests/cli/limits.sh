#!/bin/sh
# SPDX-License-Identifier: MIT
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
