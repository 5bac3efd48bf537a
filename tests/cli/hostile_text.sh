#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: O1 O2 O3 O4 O5 O6
# Text that does harm where it is shown, in keys, values and names of files, raw and as an escape: no format lets a
# character through that moves the cursor, is not seen or turns the text around, no line begins with somebody else's
# bytes, and none is a command to a CI system. What a program reads back is what there was.
. "$(dirname "$0")/setup.sh"
command -v python3 >/dev/null || skip "no python3 here"

formats=$(formats) python3 - "$TRAINLINT" <<'END' || fail "hostile text"
import json, os, re, subprocess, sys, unicodedata

linter = sys.argv[1]
formats = os.environ["formats"].split()
few = os.environ.get("INSTRUMENTED")

# ---- what is tried -------------------------------------------------------------------------

points = (
    list(range(0x00, 0x20)) + list(range(0x7F, 0xA1))       # C0, DEL, C1, no-break space
    + [0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x3164, 0xFEFF]  # seen by nobody
    + list(range(0x2000, 0x2010))                           # blanks, zero width, directions
    + list(range(0x2028, 0x2030))                           # ends of line and paragraph, bidi
    + list(range(0x205F, 0x2070))                           # word joiner, bidi isolates
    + [0xFFF9, 0xFFFA, 0xFFFB, 0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF]
    + list(range(0xE0000, 0xE0080)) + [0xE0100, 0xE01EF]    # tags, variation selectors
)
if few:
    points = points[::20]
surrogates = [0xD800, 0xDFFF]
broken = [b"\x80", b"\x9b", b"\xc0\xaf", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xff"]
words = ["::error ::x", "%0A::set-output name=a::b", "\n::stop-commands::x", "##[error]x", "a ##[add-mask]b", "##vso[task.x]b",
         "###[x]", "]]>", "<!--", "&lt;", "%n%s%d", "$(x)", "`x`", "\x1b]0;x\x07", "\x1b[2J", "\r::error::x", "a\tb",
         "//", "\\", "'", '"', "|", "x" * 300 + "##[error]", "\u202e##[x]\u2066"]

def escaped(text):
    units = text.encode("utf-16-be", "surrogatepass")
    return b"".join(b"\\u%04x" % int.from_bytes(units[i:i + 2], "big") for i in range(0, len(units), 2))

def document(raw, escape):
    """A document with the text in every place, raw and escaped."""
    return b"".join([
        b'{"config_name": "a', raw, b'b", "config_desc": "', escape * 60, raw, b'", "worker_server_num": "', escape, b'", "k', raw, b'k": 1, "e',
        escape, b'e": {"', raw, b'": [', raw, b']}, "data_source": [{"type": "', raw, b'", "', escape, b'": 1}], "user_image_url": "',
        raw, b'",\n"app_url": "', escape, b'", "user_command": "', raw, b'", "parameter": [{"label": "', raw, b'"}, {"label": "', raw,
        b'", "value": 1}],\n "spec_id": ', raw, b' /*', raw, b'*/ }', raw, b'\n'])

texts = [(chr(point).encode(), escaped(chr(point))) for point in points]
texts += [(chr(point).encode("utf-8", "surrogatepass"), escaped(chr(point))) for point in surrogates]
texts += [(raw, escaped("\ufffd")) for raw in broken]
texts += [(word.encode(), escaped(word)) for word in words]

os.mkdir("documents")
os.mkdir("names")
with open("bad.json", "rb") as file:
    bad = file.read()
names = []
for number, (raw, escape) in enumerate(texts):
    with open("documents/%d.json" % number, "wb") as file:
        file.write(document(raw, escape))
    for name in b"names/a" + raw + b".json", b"names/" + raw + b"b.json", raw + b"c", raw:
        if b"\0" not in raw and b"/" not in raw and len(raw) < 200:
            names.append(name)
            with open(name, "wb") as file:
                file.write(bad)
missing = [name + b"?" for name in names]

# ---- what is wanted ------------------------------------------------------------------------

colors = re.compile("\x1b\\[[0-9;]*m")
commands = re.compile(r"^\s*::|##[a-zA-Z]*\[", re.MULTILINE)
full = re.compile(r"(error|warning|note)\[TL[0-9]{3}\]: .*| +(╭─|-->) .*:[0-9]+:[0-9]+  .*| *[0-9]* [│|]( .*)?| +[┆:]"
                  r"| +(├─|╰─|=) (why|fix)  .*||[0-9].* errors?.* in .*")
short = re.compile(r"(?P<name>.*):[0-9]+:[0-9]+: (error|warning|note): .* \[TL[0-9]{3} [a-z0-9-]+\]|[0-9]+ errors?.* in .*")
shapes = {"full": full, "short": short}

def is_harmless(character):
    return character == "\n" or character == " " or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")

unseen = set(map(chr, points)) - {"\n"}

def check_text(what, output):
    text = output.decode() # as strict as can be
    if "--color=always" in what:
        text = colors.sub("", text)
    for character in set(text):
        assert is_harmless(character) and character not in unseen, (what, hex(ord(character)))
    command = commands.search(text)
    assert command is None, (what, text[command.start() - 80:command.end() + 80])
    return text

def check_report(what, form, output):
    text = check_text(what, output)
    if form in shapes:
        for line in text.split("\n")[:-1]:
            assert shapes[form].fullmatch(line), (what, line)
    elif form == "json":
        return json.loads(text)
    elif form == "jsonl":
        return [json.loads(line) for line in text.split("\n")[:-1]]

def run(form, operands, *options, **environment):
    done = subprocess.run([linter, "-f", form, "--max-diagnostics=0", *options, "--", *operands], stdin=subprocess.DEVNULL,
                          capture_output=True, env={**os.environ, **environment})
    assert done.returncode in (1, 2), (form, done.returncode, done.stderr[:999])
    for line in check_text([form, "messages"], done.stderr).split("\n")[:-1]:
        assert line.startswith("trainlint: "), line
    return check_report([form, *options], form, done.stdout)

def shown(name):
    """A name as a JSON report has it; how many characters stand for bad bytes is a matter of taste."""
    return re.sub("\ufffd+", "\ufffd", name if isinstance(name, str) else name.decode("utf-8", "replace"))

looks = [], ["--ascii"], ["--color=always"], ["--no-excerpt"], ["--width=500"]
for form in formats:
    for options in looks[:2 if few else None]:
        run(form, ["documents"], *options)
        run(form, ["names"] + names + missing, *options)
    run(form, ["documents"] + names, LC_ALL="C")

# What is read back is what there was; one finding is one entry.
report = run("json", names + missing)
lines = run("jsonl", names + missing)
for part, wanted in ("files", names), ("diagnostics", names), ("failures", missing):
    assert [shown(one["file"]) for one in report[part]] == [shown(name) for name in wanted], part
assert lines[:-1] == report["diagnostics"]

# Options and rules that do not exist.
for raw, escape in texts[::50 if few else 4] + texts[-len(words)::7 if few else 1]:
    if b"\0" not in raw:
        for argument in b"--" + raw + b"x", b"--format=" + raw, b"--explain=" + raw, b"--select=" + raw, b"-" + raw[:1] + b"x":
            done = subprocess.run([linter, argument, "good.json"], stdin=subprocess.DEVNULL, capture_output=True)
            check_text([argument], done.stderr)
            assert done.stderr.count(b"\n") <= 1, done
print(f"{len(texts)} texts, {len(names)} names, {len(lines)} entries")
END
