#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: M2 M3
# No memory is trouble that is said, whichever allocation fails; what was found so far stays.
. "$(dirname "$0")/setup.sh"
plain_only "the memory would be that of the tool, too"

# ---- the address space is gone

limit=14000 # KiB of address space: enough for the program, not for what it keeps of a large document
if (ulimit -v $limit && "$TRAINLINT" good.json >/dev/null 2>&1); then
    head -c 20000000 /dev/zero | tr '\0' ' ' >large.json
    status=0
    (ulimit -v $limit && exec "$TRAINLINT" --max-size=0 bad.json large.json >out 2>err) || status=$?
    [ $status -eq 2 ] || fail "exit status $status, not 2"
    has err 'trainlint: out of memory'
    has out 'error[TL201]'
    rm large.json
else
    echo "the program does not fit into $limit KiB"
fi

# ---- one allocation fails, or all from there on

need_faults
mkdir -p tree/sub
cp bad.json note.json foreign.json tree
cp bad.json tree/sub
awk 'BEGIN { for (i = 0; i < 3000; i++) printf "%s\"zzz%d\": {\"a\": [1]}", i ? ",\n" : "{", i; print "}" }' >many.json

begins() { [ "$(wc -c <"$1")" -eq 0 ] || cmp -s -n "$(wc -c <"$1")" "$1" "$2"; }

# Runs with the n-th allocation failing, for every n: either nothing is to be seen of it, but that a locale that cannot
# be loaded gives ASCII, or it is told.
each_allocation() { # STATUS [ARG]...
    usual=$1
    shift
    run "$usual" --ascii "$@"
    cp out ascii.out
    run "$usual" "$@"
    cp out usual.out
    cp err usual.err
    for later in $ways; do # . for the n-th alone, + for all from there on
        n=1
        while faulty "memory $n${later%.} ENOMEM" "$@" && struck; do
            if [ "$status" -eq 2 ] && grep -qx 'trainlint: out of memory' err; then
                begins out usual.out || begins out ascii.out || fail "$fault: $*: the report has changed"
            else
                [ "$status" -eq "$usual" ] || fail "$fault: $*: exit status $status, not $usual"
                cmp -s out usual.out || cmp out ascii.out || fail "$fault: $*: the report has changed"
                cmp err usual.err || fail "$fault: $*: the messages have changed"
            fi
            n=$((n + 1))
        done
        [ $n -gt 1 ] || fail "$*: no allocation has failed"
    done
}
ways='. +'
for format in $(formats); do
    each_allocation 2 -f "$format" --statistics bad.json missing.json tree
done
each_allocation 1 many.json
each_allocation 1 -q --no-excerpt --show=error --select=TL2 --severity TL508=error --width=40 --max-diagnostics=3 many.json
each_allocation 2 -qq missing.json
each_allocation 1 -
ways=.
for rules in text json markdown; do each_allocation 0 --rules=$rules; done
each_allocation 0 --explain=TL401
each_allocation 2 --explain=data-conflit
each_allocation 2 --fromat=json good.json
each_allocation 2 --select=TL2,nothing good.json
