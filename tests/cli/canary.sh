#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: V1 V2
# No value of a document is in a message, a reason or a fix, and with --no-excerpt none is in any report: a word is
# planted in every string and every comment of every case, one at a time, and looked for.
. "$(dirname "$0")/setup.sh"
command -v python3 >/dev/null || skip "no python3 here"

formats=$(formats) cases=$tests/cases python3 - "$TRAINLINT" <<'END' || fail "a value is shown"
import glob, json, os, re, subprocess, sys

linter = sys.argv[1]
word = b"QZJXWV" # in no case, rule or name
few = os.environ.get("INSTRUMENTED")

tokens = re.compile(rb'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|/\*.*?\*/|//[^\n]*|#[^\n]*|[\[\]{}:=,]|[^\s\[\]{}:=,"\'/#]+|.', re.DOTALL)

def values(text):
    """Where the word goes: behind the first character of a string that is a value, so that a path stays one, and at its
    end; and into a comment. What may be a key does not count: a key may be shown."""
    before, brackets = b"", []
    for found in tokens.finditer(text):
        token = found.group()
        if token.isspace():
            continue
        if token[:2] in (b"//", b"/*") or token[:1] == b"#":
            yield (found.start() + (1 if token[:1] == b"#" else 2),)
            continue
        is_value = before in (b":", b"=", b"[") or (before == b"," and brackets[-1:] == [b"["])
        if token[:1] in b"\"'" and len(token) > 1 and is_value:
            first = 2 if re.match(rb"[^\\][ -~]", token[1:]) else 1
            yield tuple({found.start() + first, found.end() - 1})
        if token in (b"{", b"["):
            brackets.append(token)
        elif token in (b"}", b"]"):
            brackets = brackets[:-1]
        before = token

def plant(text, places):
    for place in sorted(places, reverse=True):
        text = text[:place] + word + text[place:]
    return text

planted = []
for path in sorted(glob.glob(os.environ["cases"] + "/*/*.json"))[::20 if few else 1]:
    with open(path, "rb") as file:
        text = file.read()
    assert word not in text
    places = list(values(text))
    for chosen in [sum(places, ())] + places:
        planted.append("%d.json" % len(planted))
        with open(planted[-1], "wb") as file:
            file.write(plant(text, chosen))

def run(operands, *options):
    done = subprocess.run([linter, "--max-diagnostics=0", *options, *operands], stdin=subprocess.DEVNULL, capture_output=True)
    assert done.returncode in (0, 1), done
    assert word not in done.stderr, done.stderr
    return done.stdout

def may_show(diagnostic):
    """Takes out what may show a value: what is drawn beside a mark, and what an edit writes."""
    diagnostic.pop("label", None)
    for place in diagnostic["related"]:
        place.pop("message", None)
    for edit in diagnostic.get("fix", {}).get("edits", ()):
        edit.pop("text")

shown = entries = 0
for first in range(0, len(planted), 1000):
    operands = planted[first:first + 1000]
    for line in run(operands, "-f", "jsonl", "-q").splitlines():
        entries += 1
        if word in line:
            shown += 1
            diagnostic = json.loads(line)
            with open(diagnostic["file"], "rb") as file:
                text = file.read()
            may_show(diagnostic)
            assert word.decode() not in json.dumps(diagnostic), (diagnostic, text)
    for form in os.environ["formats"].split():
        report = run(operands, "-f", form, "--no-excerpt", "--statistics")
        at = report.find(word)
        assert at < 0, (form, report[max(at - 300, 0):at + 50])
assert shown > 0 or few # or this would say nothing
print(f"{len(planted)} documents, {entries} findings, {shown} show the word where they may")
END
