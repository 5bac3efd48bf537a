#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: O7
# A report that cannot be written is trouble, whatever the report.
. "$(dirname "$0")/setup.sh"
[ -c /dev/full ] || skip "no /dev/full here"

disk_full() {
    status=0
    "$TRAINLINT" "$@" >/dev/full 2>err || status=$?
    [ $status -eq 2 ] || fail "trainlint $*: exit status $status, not 2"
    has err 'trainlint: write error: No space left on device'
    [ "$(wc -l <err)" -eq 1 ] || fail "more than one line"
}

mkdir -p tree/deep
cp bad.json tree/deep/1.json
cp bad.json tree/deep/2.json
cp bad.json tree/last.json
for format in $(formats); do
    disk_full -f "$format" tree
    disk_full -f "$format" good.json
    disk_full -f "$format" bad.json good.json
done
disk_full --help
disk_full --version
disk_full --explain TL201
for listing in text json markdown; do
    disk_full --rules=$listing
done

# What follows is not even looked at, for nobody would hear of it.
status=0
"$TRAINLINT" -v -f short tree good.json >/dev/full 2>err || status=$?
[ $status -eq 2 ] || fail "exit status $status, not 2"
has err 'trainlint: tree/deep/1.json: '
lacks err tree/deep/2.json
lacks err last.json
lacks err good.json

# Nothing to write, nothing to go wrong.
"$TRAINLINT" -q good.json >/dev/full || fail "there was nothing to write"
