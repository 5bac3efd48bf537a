#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: O7 O10 F16
# Each call of the system fails in turn: the run is in trouble and says so, or nothing is to be seen of it; what else
# there is to report is reported all the same.
. "$(dirname "$0")/setup.sh"
need_faults

mkdir tree
cp bad.json tree/a.json
cp note.json tree/b.json
cp bad.json tree/c.json
ln -s b.json tree/d.json

# Runs with the n-th such call failing, for every n, and wants what `outcome` tells.
each() { # OUTCOME CALL ERROR [ARG]...
    outcome=$1 call=$2 error=$3
    shift 3
    n=1
    while faulty "$call $n $error" "$@" && struck; do
        [ "$status" -le 2 ] || fail "$fault: $*: exit status $status"
        $outcome "$@"
        n=$((n + 1))
    done
    [ $n -gt 1 ] || fail "$call: $*: there was no such call"
}

# ---- writing

report_lost() {
    [ "$status" -eq 2 ] || fail "$fault: $*: exit status $status, not 2"
    has err "trainlint: write error: $sentence"
    [ "$(wc -l <err)" -eq 1 ] || fail "$fault: $*: more than one message"
}
message_lost() { [ "$status" -eq 2 ] || fail "$fault: $*: exit status $status, not 2"; }
awk 'BEGIN { for (i = 0; i < 500; i++) printf "%s\"zzz%d\": 1", i ? ",\n" : "{", i; print "}" }' >many.json
while read -r error sentence; do
    for format in $(formats); do
        each report_lost output "$error" -f "$format" --statistics bad.json many.json tree
    done
    for rules in text json markdown; do each report_lost output "$error" --rules=$rules; done
    each report_lost output "$error" --help
    each report_lost output "$error" --version
    each report_lost output "$error" --explain TL401
    each message_lost message "$error" missing.json tree
    each message_lost message "$error" --xyzzy
done <<'END_OF_ERRORS'
ENOSPC No space left on device
EIO Input/output error
END_OF_ERRORS

# ---- closing: some file systems tell only then that the bytes have not arrived

closed() {
    if [ "$status" -eq 2 ]; then
        report_lost "$@"
        told=$((told + 1))
    else
        [ "$status" -eq "$usual" ] || fail "$fault: $*: exit status $status, not $usual"
        cmp out usual.out || fail "$fault: $*: the report has changed"
    fi
}
sentence='Input/output error'
for arguments in "1 tree" "1 -f json bad.json tree" "0 --rules"; do
    # shellcheck disable=SC2086 # several arguments
    set -- $arguments
    usual=$1 told=0
    shift
    run "$usual" "$@"
    cp out usual.out
    each closed close EIO "$@"
    [ $told -eq 1 ] || fail "$*: $told descriptors were closed with the report's error, not 1"
done

# ---- reading

# One input is lost and named, the others are reported; or nothing has happened.
input_lost() {
    if [ "$status" -eq "$usual" ] && [ ! -s err ]; then
        cmp out usual.out || fail "$fault: $*: the report has changed"
        return
    fi
    [ "$status" -eq 2 ] || fail "$fault: $*: exit status $status, not 2"
    grep -qE "^trainlint: (bad|tree/[abcd]|tree).*: $sentence\$" err || fail "$fault: $*: no input is named"
    lost=$(sed 's/^trainlint: //; s/: .*//' err)
    grep -v "^${lost}[/:]" usual.out | diff - out || fail "$fault: $*: the rest of the report has changed"
}
run 1 -q -f short bad.json tree
cp out usual.out
usual=1
while read -r call error sentence; do
    each input_lost "$call" "$error" -q -f short bad.json tree
done <<'END_OF_CALLS'
read EIO Input/output error
open EMFILE Too many open files
open EACCES Permission denied
open EIO Input/output error
status EIO Input/output error
status EACCES Permission denied
directory EIO Input/output error
directory EMFILE Too many open files
END_OF_CALLS

# The excerpt is missing, not the finding.
{ head -c $((17 * 1024 * 1024)) /dev/zero | tr '\0' ' '; cat bad.json; } >large.json
excerpt_lost() {
    [ "$status" -eq 1 ] || fail "$fault: $*: exit status $status, not 1"
    has out 'error[TL201]'
}
each excerpt_lost pread EIO --max-size=0 large.json
