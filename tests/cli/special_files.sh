#!/bin/sh
# SPDX-License-Identifier: MIT
# A pipe or device is read when it is named; a walk passes it by and does not wait for it.
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
run 1 /dev/zero # it has no end, but there is a limit
has out '/dev/zero:1:1'

if [ -r /proc/self/mem ]; then
    run 2 /proc/self/mem
    has err 'trainlint: /proc/self/mem: Input/output error'
fi
