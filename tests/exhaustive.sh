#!/bin/bash
# SPDX-License-Identifier: MIT
# exhaustive.sh BUILD: the tests in their full size, as many at a time as there are processors; ./dev exhaustive calls
# it. Each family of texts, kind of stream and folder of cases is a run of its own; the last lines add them up.
# exhaustive.sh BUILD RUN: one of them; RUN is a program, the part of its suite, and the folder of cases, between tabs.
set -euo pipefail
build=$1
top_srcdir=$(cd "$(dirname "$0")/.." && pwd)
export top_srcdir TL_EXHAUSTIVE=1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ $# -eq 2 ]; then
    IFS=$'\t' read -r program CK_RUN_CASE TL_CASES <<<"$2"
    export CK_RUN_CASE TL_CASES
    rc=0
    "$build/tests/$program" >"$work/log" 2>&1 || rc=$?
    if [ $rc -eq 0 ]; then
        sed -e '/^Running suite/d' -e '/^100%/d' "$work/log"
    else
        cat "$work/log"
    fi
    exit $rc
fi

runs() {
    local program folder
    for program in check_exhaustive check_utf8 check_stream; do
        "$build/tests/$program" --parts | sed "s/^/$program\t/"
    done
    for folder in "$top_srcdir"/tests/cases/*/; do
        printf 'check_cases\tpieces\t%s\n' "$folder"
    done
}

rc=0
runs | xargs -d '\n' -n 1 -P "$(getconf _NPROCESSORS_ONLN)" "$0" "$build" | tee "$work/all" || rc=1
awk '
    {
        for (i = 2; i <= NF; i++)
            if ($i == "texts,")
                texts += $(i - 1)
            else if ($i == "JSON;")
                accepted += $(i - 2)
            else if ($i == "marked,")
                marked += $(i - 2)
            else if ($i == "related;")
                related += $(i - 1)
            else if ($i ~ /^TL1[0-9][0-9]$/)
                elsewhere[$i] += $(i + 1)
            else if ($i == "sequences,")
                sequences += $(i - 1)
            else if ($i == "UTF-8")
                good += $(i - 2)
    }
    END {
        printf "%.0f texts, %.0f are JSON; of first bad bytes %.0f are marked, %.0f related;", texts, accepted, marked, related
        for (i = 101; i < 125; i++)
            if (("TL" i) in elsewhere)
                printf " TL%d %.0f", i, elsewhere["TL" i]
        printf "\n%.0f sequences of bytes in strings, %.0f are UTF-8\n", sequences, good
    }' "$work/all"
[ $rc -eq 0 ] || echo "something has failed, see above"
exit $rc
