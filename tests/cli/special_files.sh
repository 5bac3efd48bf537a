#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: F1
# A pipe or device is read when it is named, a directory is walked, a socket cannot be read; a walk passes all by that
# is no file, and does not wait for it.
. "$(dirname "$0")/setup.sh"
command -v timeout >/dev/null || skip "no timeout here"
linter=$TRAINLINT
TRAINLINT=$work/in-time
printf '#!/bin/sh\nexec timeout 60 "%s" "$@"\n' "$linter" >"$TRAINLINT"
chmod 755 "$TRAINLINT"

mkdir tree
mkfifo tree/pipe.json
ln -s pipe.json tree/link.json
ln -s /dev/zero tree/zero.json
cp good.json tree/z.json
if command -v python3 >/dev/null; then
    python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("tree/socket.json")'
    run 2 tree/socket.json good.json
    has err 'trainlint: tree/socket.json: No such device or address'
    has out '1 file, no errors.'
fi
run 0 tree
has out '1 file, no errors.'
empty err

mkfifo pipe
cat bad.json >pipe &
run 1 pipe
has out 'pipe:4:5'
has out '"spce_id": 1'
wait

run 1 /dev/null
has out TL104
for endless in /dev/zero /dev/full; do # but there is a limit
    run 1 $endless
    has out "$endless:1:1"
done

if [ -r /proc/self/mem ]; then
    run 2 /proc/self/mem
    has err 'trainlint: /proc/self/mem: Input/output error'
fi
