#!/bin/bash
# SPDX-License-Identifier: MIT
# Runs clang-tidy and cppcheck over what has been compiled: analyze.sh BUILD-FOLDER, in whose commands/ clang has put a
# JSON object for each compilation (-gen-cdb-fragment-path). .clang-tidy and .cppcheck say what is looked for.
set -euo pipefail
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$1"
jobs=$(getconf _NPROCESSORS_ONLN)

{
    echo '['
    cat commands/*.json | sed '$s/,$//'
    echo ']'
} >compile_commands.json
sed -n 's/.*"file": "\([^"]*\)".*/\1/p' compile_commands.json | sort -u >sources
rc=0

# What clang-tidy says on its standard error is how many warnings it has kept to itself.
xargs -P "$jobs" -n 4 clang-tidy --quiet -p . <sources 2>tidy.log || rc=1
[ $rc -eq 0 ] || grep -v 'warnings\{0,1\} generated' tidy.log >&2 || true

# A suppression that matches nothing is information, and information is an error, too.
cppcheck --quiet -j "$jobs" --project=compile_commands.json --std=c11 \
    --enable=warning,style,performance,portability,information \
    --suppressions-list="$top/.cppcheck" --error-exitcode=1 \
    --template='{file}:{line}: {severity}: {message} [{id}]' || rc=1
exit $rc
