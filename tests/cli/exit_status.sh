#!/bin/sh
# SPDX-License-Identifier: MIT
# 0: nothing found, 1: found, 2: trouble, which wins; what was found is printed all the same.
. "$(dirname "$0")/setup.sh"

run 0 good.json
has out '1 file, no errors.'
empty err
run 1 good.json bad.json
has out 'error[TL201]'
has out '1 error in 1 of 2 files.'
empty err
run 2 bad.json missing.json good.json
has out 'error[TL201]'
has out '1 error in 1 of 2 files. 1 input could not be read.'
has err 'trainlint: missing.json: No such file or directory'

run 0 warning.json note.json
run 1 --fail-on=warning warning.json
run 0 --fail-on=warning note.json
run 1 --fail-on=note note.json
run 1 --fail-on=note good.json bad.json
run 0 --fail-on=never bad.json
has out 'error[TL201]'
run 0 --exit-zero bad.json
has out 'error[TL201]'
run 2 --exit-zero bad.json missing.json

# What is listed changes nothing.
run 1 --fail-on=note --show=error note.json
lacks out TL502
run 0 --show=warning note.json
lacks out 'note[TL502]'
run 1 --show=error bad.json
has out 'error[TL201]'
