#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: B6 C7 L2 L4 L8 L9
# Memory does not grow with the input, whatever it is made of: many times the bytes, or files, the same memory. Places
# stay true past 4 GiB; with TL_EXHAUSTIVE=1 lines are counted past 2^31, too.
. "$(dirname "$0")/setup.sh"
plain_only "the memory would be that of the tool, too"
command -v python3 >/dev/null || skip "no python3 here"

cat >measure.py <<'END'
"""Feeds a linter from a pipe: LINTER FORMAT COUNT UNIT BEGIN END; prints its peak of memory in KiB, and its report."""
import resource, subprocess, sys

linter, form, count, unit, begin, end = sys.argv[1:7]
unit = unit.encode().decode("unicode_escape").encode()
chunk = unit * ((1 << 20) // len(unit))
with subprocess.Popen([linter, "--max-size=0", "-f", form, "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
    child.stdin.write(begin.encode())
    for i in range(int(count)):
        child.stdin.write(chunk)
    child.stdin.write(end.encode())
    child.stdin.close()
    report = child.stdout.read().decode()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(report)
assert child.returncode == 1, child.returncode
END
# measure FORMAT MEBIBYTES UNIT BEGIN END: sets `memory`, and leaves the report in out.
measure() {
    python3 measure.py "$TRAINLINT" "$@" >measured || fail "$*"
    memory=$(head -1 measured)
    sed 1d measured >out
}

# ---- the bytes of a document

steady() { # WHAT FORMAT UNIT BEGIN END
    what=$1 form=$2
    shift 2
    measure "$form" 20 "$@"
    few=$memory
    measure "$form" 100 "$@"
    echo "$what, $form: $few KiB for 20 MiB, $memory KiB for 100 MiB"
    [ "$memory" -lt $((few + 4 * 1024)) ] || fail "$what: memory grows with the document"
}
for format in $(formats); do
    steady 'a line' "$format" 'x' '{"config_desc": "' '"}'
done
steady 'blanks' full ' ' '' '{x'
steady 'behind the end' short 'x' '[]"' '"'
has out '<stdin>:1:3: error: '
steady 'a second document' short '[1],' '{}' '{}'
has out '<stdin>:1:3: error: '
has out TL105
steady 'comments' short '/* */' '{' '}'
steady 'brackets' short '[' '' ''
steady 'unknown keys' short '"zzz": 1, ' '{' '}'
has out '100001 errors in 1 file.' # and no more, for it has too many members
steady 'lines' short '\n' '' '{x'
has out "<stdin>:$((100 * 1024 * 1024 + 1)):2: error: "

# ---- files

python3 - "$TRAINLINT" <<'END' || fail "memory grows with the files"
import subprocess, sys

code = """
import resource, subprocess, sys
subprocess.run([sys.argv[1], "-q", "-f", "short"] + ["bad.json"] * int(sys.argv[2]), stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
few, many = (int(subprocess.check_output([sys.executable, "-c", code, sys.argv[1], count])) for count in ("500", "5000"))
print(f"{few} KiB for 500 files, {many} KiB for 5000")
assert many < few + 1024
END

# ---- more than 32 bits

measure jsonl 4096 ' ' '' '{x'
has out '"line":1,"column":4294967298,"offset":4294967297'
measure full 1024 'x' '{"config_desc": "' '"}'
has out '<stdin>:1:17'
has out TL114
! grep -q '.\{101\}' out || fail "the excerpt is not cut"
if [ "${TL_EXHAUSTIVE:-0}" != 0 ]; then
    measure jsonl 2048 '\n' '' '{x'
    has out '"line":2147483649,"column":2,"offset":2147483649'
fi
