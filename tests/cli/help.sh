#!/bin/sh
# SPDX-License-Identifier: MIT
# --help and --version answer on standard output and need no operand.
. "$(dirname "$0")/setup.sh"

run 0 --version
grep -Eq '^trainlint [0-9]+\.[0-9]+\.[0-9]+$' out || fail "no version"
empty err

run 0 --help
empty err
has out 'usage: trainlint [OPTION]... [FILE | DIRECTORY | -]...'
for option in format fail-on show select ignore severity skip-foreign stdin-filename max-diagnostics max-size \
    max-depth color ascii width no-excerpt statistics exit-zero explain rules no-config help version; do
    has out " --$option"
done
for format in full short json jsonl; do
    grep -q "^  $format " out || fail "no format $format"
done
[ "$(awk 'length > 100' out)" = "" ] || fail "lines are too long"
