#!/bin/sh
# SPDX-License-Identifier: MIT
# --skip-foreign: files that are something else are counted, not judged: those with fewer than two fields of ours.
# A misspelt field counts, and so does another service's name for it; everyday words and text errors do not.
. "$(dirname "$0")/setup.sh"

run 1 foreign.json
run 0 --skip-foreign foreign.json good.json
has out '1 file, no errors. 1 other file skipped.'

foreign() { # DOCUMENT
    printf '%s' "$1" >document.json
    run 0 --skip-foreign document.json
    has out 'No file was checked. 1 other file skipped.'
}
ours() { # DOCUMENT
    printf '%s' "$1" >document.json
    run 1 --skip-foreign document.json
    has out document.json
}
foreign '{"name": "web", "description": "a site", "version": "1.0.0"}' # a package.json
foreign '{"name": "x", "description": "", "desc": "", "parameters": [], "params": [], "inputs": [], "workers": 1}'
foreign '{"config_name": "x", "description": "y"}'
foreign '{"config_name": "x", "zzz": 1}'
foreign '{"nested": {"config_name": "x", "spec_id": 1}}'
foreign '{"name": '
foreign '[1, 2]'
foreign ''
ours '{"config_name": "x", "spec_id": 1}'
ours '{"config_name": "x", "worker_server_nun": 1}'
ours '{"code_dir": "/a/", "boot_file": "/a/b.py"}'
ours '{"config_name": "x", "spec_id": '

echo '{"name": ' >broken.json
mkdir tree
cp foreign.json broken.json good.json tree/
run 0 tree
has out '1 file, no errors. 2 other files skipped.'
run 0 -f json tree
has out '"foreign":2'
