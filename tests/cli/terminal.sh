#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: C5
# On a terminal the report is coloured and as wide as the terminal, unless the terminal is dumb.
. "$(dirname "$0")/setup.sh"
command -v python3 >/dev/null || skip "no python3 here"

cat >terminal.py <<'END'
"""Runs a command on a terminal of 50 columns and prints what it wrote."""
import fcntl, os, pty, struct, sys, termios
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 50, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
while True:
    try:
        data = os.read(terminal, 65536)
    except OSError:
        break
    if not data:
        break
    sys.stdout.buffer.write(data.replace(b"\r\n", b"\n"))
os.waitpid(pid, 0)
END

awk 'BEGIN { printf "{\"config_name\": \"testConfig\", \"worker_server_num\": 1, \"model_id\": 7, "
    printf "\"data_url\": \"/usr/data/\", \"config_desc\": \"a long line\", \"spce_id\": 1}\n" }' >long.json
TERM=xterm python3 terminal.py "$TRAINLINT" long.json >out
has out "$(printf '\033[1;31merror[TL201]')"
(unset TERM && exec python3 terminal.py "$TRAINLINT" long.json) >out
lacks out "$(printf '\033')"
has out 'error[TL201]'
TERM=dumb python3 terminal.py "$TRAINLINT" long.json >out
lacks out "$(printf '\033')"
has out 'error[TL201]'
line=$(grep '^ 1 │ ' out)
[ "$(printf '%s' "$line" | wc -m)" -eq 49 ] || fail "'$line' is not as wide as the terminal less one"
NO_COLOR=1 TERM=xterm python3 terminal.py "$TRAINLINT" long.json >out
lacks out "$(printf '\033')"
TERM=xterm python3 terminal.py "$TRAINLINT" --width=40 --color=never long.json >out
lacks out "$(printf '\033')"
line=$(grep '^ 1 │ ' out)
[ "$(printf '%s' "$line" | wc -m)" -eq 39 ] || fail "'$line' is not as wide as asked for, less one"
