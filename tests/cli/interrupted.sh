#!/bin/bash
# SPDX-License-Identifier: MIT
# attacks: O10
# Calls that are interrupted, would block or do only a part are made again: the report and the messages are whole.
. "$(dirname "$0")/setup.sh"
need_faults

large=$((17 * 1024 * 1024)) # more than is kept, so that excerpts ask the file again
{ head -c $large /dev/zero | tr '\0' ' '; sed 's/worker_server_num/worker_num/' bad.json; } >large.json

unharmed() { # FAULT
    faulty "$1" "${arguments[@]}"
    struck || fail "$1: there was no such call"
    [ "$status" -eq "$usual" ] || fail "$1: ${arguments[*]}: exit status $status, not $usual"
    cmp out usual.out || fail "$1: ${arguments[*]}: the report has changed"
    cmp err usual.err || fail "$1: ${arguments[*]}: the messages have changed"
}
# What a run prints, with faults in the calls that are named.
compare() { # CALLS STATUS [ARG]...
    calls=$1 usual=$2
    shift 2
    arguments=("$@")
    run "$usual" "$@"
    cp out usual.out
    cp err usual.err
    for call in $calls; do
        for fault in "1 EINTR" "2/ EINTR" "1 EAGAIN" "2/ EAGAIN" "1 short" "1+ short"; do
            unharmed "$call $fault"
        done
    done
}
for format in $(formats); do
    compare 'read output message' 2 -f "$format" bad.json note.json missing.json missing.json
done
compare output 0 --rules=markdown

arguments=(--max-size=0 large.json)
usual=1
run 1 "${arguments[@]}"
has out '"spce_id": 1'
cp out usual.out
cp err usual.err
for fault in "pread 1 EINTR" "pread 2/ EINTR" "pread 1 EAGAIN" "pread 1 short" "pread 1+ short"; do unharmed "$fault"; done

# A reader that is slow, and a pipe that does not wait for it.
command -v python3 >/dev/null || skip "no python3 here"
awk 'BEGIN { for (i = 0; i < 1000; i++) printf "%s\"zzz%d\": 1", i ? ",\n" : "{", i; print "}" }' >many.json
run 1 -f short many.json
cp out usual.out
python3 - "$TRAINLINT" <<'END_OF_PYTHON' || fail "a pipe that does not block"
import fcntl, os, subprocess, sys, time
read, write = os.pipe()
fcntl.fcntl(write, fcntl.F_SETPIPE_SZ, 4096)
os.set_blocking(write, False)
linter = subprocess.Popen([sys.argv[1], "-f", "short", "many.json"], stdout=write)
os.close(write)
time.sleep(0.2)
with os.fdopen(read, "rb") as report:
    assert report.read() == open("usual.out", "rb").read()
assert linter.wait() == 1
END_OF_PYTHON
