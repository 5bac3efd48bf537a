#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: O5
# The formats for machines: gcc's line for each finding, and JSON that parses and holds what it promises.
. "$(dirname "$0")/setup.sh"

run 1 -f short bad.json note.json
grep -Eq '^bad\.json:4:5: error: .* \[TL201 unknown-field\]$' out || fail "no line for the error"
grep -Eq '^note\.json:[0-9]+:[0-9]+: note: .* \[TL502 redundant-code\]$' out || fail "no line for the note"
[ "$(wc -l <out)" -eq 3 ] || fail "not two findings and a summary"

# -q leaves nothing but findings.
run 1 -q -f short bad.json note.json
[ "$(grep -Evc '^[^:]+:[0-9]+:[0-9]+: (error|warning|note): .* \[TL[0-9]{3} [a-z-]+\]$' out)" -eq 0 ] ||
    fail "a line of another form"

command -v python3 >/dev/null || skip "no python3 here"
run 2 -f json bad.json note.json missing.json --statistics
python3 - <<'END' || fail "json"
import json, re
report = json.load(open("out"))
assert report["$schema"] and report["version"] == 1
assert report["tool"]["name"] == "trainlint"
assert report["files"] == [{"file": "bad.json", "status": "invalid", "complete": True},
                           {"file": "note.json", "status": "valid", "complete": True}]
assert report["failures"] == [{"file": "missing.json", "message": "No such file or directory"}]
summary = report["summary"]
assert summary == {"files": 2, "errors": 1, "warnings": 0, "notes": 1, "shown": 2, "suppressed": 0,
                   "foreign": 0, "rules": {"TL201": 1, "TL502": 1}}, summary
bad, note = report["diagnostics"]
assert (bad["rule"], bad["name"], bad["severity"]) == ("TL201", "unknown-field", "error")
assert (note["rule"], note["severity"], note["file"]) == ("TL502", "note", "note.json")
assert bad["pointer"] == "/spce_id" and bad["path"] == "$['spce_id']"
text = open("bad.json").read()
assert bad["start"] == {"line": 4, "column": 5, "offset": text.index('"spce_id"')}
assert bad["end"] == {"line": 4, "column": 14, "offset": text.index('"spce_id"') + 9}
for diagnostic in bad, note:
    assert set(diagnostic) >= {"rule", "name", "severity", "message", "params", "file", "pointer", "path", "start",
                               "end", "related", "fingerprint"}
    assert isinstance(diagnostic["params"], dict) and isinstance(diagnostic["related"], list)
    assert re.fullmatch("[0-9a-f]{16}", diagnostic["fingerprint"])
    assert not diagnostic["message"].endswith(".")
fix = bad["fix"]
assert fix["applicability"] in ("safe", "suggested") and fix["edits"]
for edit in reversed(fix["edits"]):
    text = text[:edit["start"]["offset"]] + edit["text"] + text[edit["end"]["offset"]:]
assert text == open("good.json").read()
END

run 1 -f jsonl bad.json note.json
python3 - <<'END' || fail "jsonl"
import json
lines = [json.loads(line) for line in open("out")]
assert [line.get("rule") for line in lines] == ["TL201", "TL502", None]
assert lines[2]["summary"]["errors"] == 1
END

# However many files there are, each one is told of, in the order of the command line.
files=
for i in 0 1 2 3 4 5 6 7 8 9; do files="$files bad.json missing$i.json good.json note.json"; done
# shellcheck disable=SC2086 # names without blanks
run 2 -f json $files
python3 - <<'END' || fail "json of many files"
import json
report = json.load(open("out"))
assert [(file["file"], file["status"]) for file in report["files"]] == \
    [("bad.json", "invalid"), ("good.json", "valid"), ("note.json", "valid")] * 10
assert [failure["file"] for failure in report["failures"]] == [f"missing{i}.json" for i in range(10)]
END

# Files that cannot be read and files without findings leave a whole report behind.
run 0 -f json good.json
python3 -c 'import json; assert json.load(open("out"))["diagnostics"] == []' || fail "json without findings"
run 2 -f json missing.json
python3 -c 'import json; assert json.load(open("out"))["files"] == []' || fail "json without files"
