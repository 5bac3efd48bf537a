#!/bin/sh
# SPDX-License-Identifier: MIT
# "-" is standard input, from where it stands; its excerpts are drawn, for what was read is kept.
. "$(dirname "$0")/setup.sh"

stdin() { # STATUS [ARG]...
    wanted=$1
    shift
    status=0
    "$TRAINLINT" "$@" >out 2>err || status=$?
    [ $status -eq "$wanted" ] || fail "trainlint $*: exit status $status, not $wanted"
}

stdin 1 - <bad.json
has out '<stdin>:4:5'
has out '"spce_id": 1'
cp out from-file
# shellcheck disable=SC2002 # it is to be a pipe
cat bad.json | { stdin 1 -; }
cmp out from-file || fail "a pipe and a file give two reports"
stdin 1 --stdin-filename=configs/a.json - <bad.json
has out 'configs/a.json:4:5'
stdin 1 --stdin-filename="$(printf 'a\033b')" -f short - <bad.json
has out 'a\u001bb:4:5: error'
stdin 1 good.json - bad.json </dev/null
has out '<stdin>:1:1'

# What a pipe has forgotten cannot be drawn, but said.
{ head -c $((17 * 1024 * 1024)) /dev/zero | tr '\0' ' '; cat bad.json; } | stdin 1 --max-size=0 -
sed '/│/d' from-file | diff - out || fail "not the report without its excerpt"

# Something else has read a part already.
{ echo 'a line before'; cat bad.json; } >two
{ read -r _; stdin 1 -; } <two
cmp out from-file || fail "not from where it stood"

# A pipe that does not wait for its writer.
command -v python3 >/dev/null || skip "no python3 here"
python3 - "$TRAINLINT" <<'END' || fail "a pipe that does not block"
import os, subprocess, sys, time
read, write = os.pipe()
os.set_blocking(read, False)
linter = subprocess.Popen([sys.argv[1], "-"], stdin=read, stdout=subprocess.PIPE)
os.close(read)
document = open("bad.json", "rb").read()
for part in document[:50], document[50:]:
    time.sleep(0.1)
    os.write(write, part)
os.close(write)
assert linter.stdout.read() == open("from-file", "rb").read()
assert linter.wait() == 1
END
