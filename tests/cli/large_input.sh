#!/bin/sh
# SPDX-License-Identifier: MIT
# Memory does not grow with the input: ten times the bytes, the same memory. And places stay true past 4 GiB's sign.
. "$(dirname "$0")/setup.sh"
plain_only "the memory would be that of the tool, too"
command -v python3 >/dev/null || skip "no python3 here"

python3 - "$TRAINLINT" <<'END' || fail "memory"
import os, resource, subprocess, sys

def memory(mebibytes):
    """Peak KiB of the linter reading so many MiB of blanks and an object."""
    code = """
import resource, subprocess, sys
linter = subprocess.Popen([sys.argv[1], "--max-size=0", "-f", "short", "-"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE)
try:
    for i in range(int(sys.argv[2])):
        linter.stdin.write(b" " * (1 << 20))
    linter.stdin.write(b"{x")
    linter.stdin.close()
except BrokenPipeError:
    pass
text = linter.stdout.read().decode()
assert linter.wait() == 1, linter.returncode
assert f"<stdin>:1:{int(sys.argv[2]) * (1 << 20) + 2}: error" in text, text
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
    return int(subprocess.check_output([sys.executable, "-c", code, sys.argv[1], str(mebibytes)]))

few, many = memory(20), memory(200)
print(f"{few} KiB for 20 MiB, {many} KiB for 200 MiB")
assert many < few + 8 * 1024
END
