#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: C6
# Arguments that nobody types: none at all, not even a name; two million bytes of them; odd bytes in an option.
. "$(dirname "$0")/setup.sh"
command -v python3 >/dev/null || skip "no python3 here"

run 2 ''
has err 'trainlint: : No such file or directory'
run 2 @file # is a file's name
has err 'trainlint: @file: No such file or directory'

python3 - "$TRAINLINT" <<'END' || fail "arguments"
import ctypes, os, resource, subprocess, sys

linter = os.fsencode(sys.argv[1])

def run(*arguments):
    return subprocess.run((linter,) + arguments, stdin=subprocess.DEVNULL, capture_output=True)

def without_arguments():
    """execve with an empty argv; newer kernels put an empty name into it."""
    libc = ctypes.CDLL(None, use_errno=True)
    nothing = (ctypes.c_char_p * 1)(None)
    if os.fork() == 0:
        out = os.open("err", os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
        os.dup2(out, 2)
        libc.execve(linter, nothing, nothing)
        os._exit(126)
    status = os.waitstatus_to_exitcode(os.wait()[1])
    with open("err", "rb") as err:
        return status, err.read()

with open(linter, "rb") as program:
    script = program.read(2) == b"#!" # which cannot do without its name
if not script:
    status, err = without_arguments()
    assert status == 2 and err == b"trainlint: no file to check; try 'trainlint --help'\n", (status, err)

# As many and as much as the kernel takes: a fourth of the stack, 6 MiB at most.
resource.setrlimit(resource.RLIMIT_STACK, (64 << 20, resource.getrlimit(resource.RLIMIT_STACK)[1]))
count = 1000 if os.environ.get("INSTRUMENTED") else 100000
many = run(b"-f", b"jsonl", *[b"good.json"] * count)
assert many.returncode == 0 and b'"files":%d,' % count in many.stdout, many
names = [b"x" * 120000 + b"%d" % i for i in range(17)]
long = run(b"good.json", *names)
assert long.returncode == 2 and b"1 file, no errors. 17 inputs could not be read." in long.stdout, long.returncode
assert long.stderr.count(b": File name too long\n") == 17

for option in b"--" + b"x" * 120000, b"--format=" + b"x" * 120000, b"-f" + b"\xff\x1b\n" * 40000, b"--explain=" + b"\n" * 9999:
    refused = run(option, b"good.json")
    assert refused.returncode == 2 and refused.stdout == b"" and refused.stderr.count(b"\n") == 1, refused
    assert len(refused.stderr) < 12000 and b"\x1b" not in refused.stderr, refused.stderr

for number in b"99999999999999999999", b"18446744073709551616", b"-1", b"0x10", b" 1", b"+1", b"1e3", b"1\n", b"":
    for option in b"--max-size=", b"--max-depth=", b"--width=", b"--max-diagnostics=":
        refused = run(option + number, b"good.json")
        assert refused.returncode == 2 and b"is no number" in refused.stderr, (option, number, refused)
for option in b"--width=", b"--max-size=", b"--max-diagnostics=", b"--max-depth=":
    largest = run(option + b"18446744073709551615", b"bad.json")
    assert largest.returncode == 1 or b"is out of range" in largest.stderr, (option, largest)
END
