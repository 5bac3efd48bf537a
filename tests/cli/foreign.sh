#!/bin/sh
# SPDX-License-Identifier: MIT
# --skip-foreign: files that are something else are counted, not judged; text errors do not make a file ours.
. "$(dirname "$0")/setup.sh"

run 1 foreign.json
run 0 --skip-foreign foreign.json good.json
has out '1 file, no errors. 1 other file skipped.'
echo '{"name": ' >broken.json
echo '{"config_name": "x", "worker_server_nun": 1}' >ours.json # two known fields, one of them misspelt
run 0 --skip-foreign broken.json
run 1 --skip-foreign ours.json
has out ours.json
mkdir tree
cp foreign.json broken.json good.json tree/
run 0 tree
has out '1 file, no errors. 2 other files skipped.'
run 0 -f json tree
has out '"foreign":2'
