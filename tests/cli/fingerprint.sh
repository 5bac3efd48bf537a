#!/bin/sh
# SPDX-License-Identifier: MIT
# A fingerprint stays when lines move, and tells twins, files and rules apart.
. "$(dirname "$0")/setup.sh"

fingerprints() { "$TRAINLINT" -f jsonl "$@" | grep -o '"fingerprint":"[0-9a-f]*"'; }

[ "$(fingerprints bad.json | wc -l)" -eq 1 ] || fail "not one finding"
before=$(fingerprints bad.json)
{ printf '\n\n\n'; cat bad.json; } >moved.json
mv moved.json bad.json
[ "$(fingerprints bad.json)" = "$before" ] || fail "another line is another fingerprint"
cp bad.json copy.json
[ "$(fingerprints copy.json)" != "$before" ] || fail "another file has the same fingerprint"

# Two commas too many at one place of the tree.
printf '{"config_name": "a",, "worker_server_num": 1,, "spec_id": 1, "model_id": 7, "data_url": "/d/"}' >twins.json
[ "$(fingerprints twins.json | wc -l)" -eq 2 ] || fail "not two findings"
[ "$(fingerprints twins.json | sort -u | wc -l)" -eq 2 ] || fail "twins have one fingerprint"
