#!/bin/bash
# SPDX-License-Identifier: MIT
# The report for people: its frame, its colours, its ASCII form. Excerpts are tested by check_excerpt.
. "$(dirname "$0")/setup.sh"

cat >both.json <<'END'
{
    "config_name": "testConfig",
    "worker_server_num": 1,
    "spec_id": 1,
    "model_id": 7,
    "data_url": "/usr/data/",
    "dataset_id": "38277e62-9e59-48f4-8d89-c8cf41622c24",
    "dataset_version_id": "2ff0d6ba"
}
END
frame() { # the report without the sentences
    sed -E 's/^(error\[TL401\]: ).*/\1MESSAGE/; s/([━─^-]{10,12}) .*/\1 LABEL/; s/(why|fix)  .*/\1  TEXT/' out
}
run 1 both.json
diff - <(frame) <<'END' || fail "full"
error[TL401]: MESSAGE
   ╭─ both.json:7:5  $.dataset_id  data-conflict
   │
 6 │     "data_url": "/usr/data/",
   │     ────────── LABEL
 7 │     "dataset_id": "38277e62-9e59-48f4-8d89-c8cf41622c24",
   │     ━━━━━━━━━━━━ LABEL
   │
   ├─ why  TEXT
   ╰─ fix  TEXT

1 error in 1 file. More: trainlint --explain TL401
END
cp out plain

run 1 --ascii both.json
diff - <(frame) <<'END' || fail "ASCII"
error[TL401]: MESSAGE
   --> both.json:7:5  $.dataset_id  data-conflict
   |
 6 |     "data_url": "/usr/data/",
   |     ---------- LABEL
 7 |     "dataset_id": "38277e62-9e59-48f4-8d89-c8cf41622c24",
   |     ^^^^^^^^^^^^ LABEL
   |
   = why  TEXT
   = fix  TEXT

1 error in 1 file. More: trainlint --explain TL401
END
cp out ascii
LC_ALL=C run 1 both.json
cmp out ascii || fail "a locale without UTF-8 gets more than ASCII"

# Colour changes nothing but colour.
run 1 --color=always both.json
has out $'\e[1;31merror[TL401]\e[0m'
has out $'\e[2m$.dataset_id\e[0m'
has out $'\e[1;31m━━━━━━━━━━━━\e[0m'
has out $'\e[34m──────────\e[0m'
has out $'\e[36mwhy\e[0m'
has out $'\e[32mfix\e[0m'
sed $'s/\e\\[[0-9;]*m//g' out | cmp - plain || fail "colour changes the text"
run 0 --color=always warning.json note.json
has out $'\e[1;33mwarning[TL508]\e[0m'
has out $'\e[1;34mnote[TL502]\e[0m'
FORCE_COLOR=1 run 1 both.json
has out $'\e['
NO_COLOR=1 FORCE_COLOR=1 run 1 both.json
cmp out plain || fail "NO_COLOR"
run 1 --color=auto both.json
cmp out plain || fail "a file is no terminal"

# A key that is no plain word stands in brackets, escaped.
path() { # KEY, as in JSON; WANTED
    printf '{"config_name": "a", "worker_server_num": 1, "spec_id": 1, "model_id": 7, "data_url": "/d/", "%s": 1}' \
        "$1" >odd.json
    run 1 odd.json
    has out ":1:94  \$$2  unknown-field"
}
path Zz_9 '.Zz_9'
path '\u0061z' '.az'
path 9z "['9z']"
path '' "['']"
path 'z|z' "['z|z']"
path 'z-z' "['z-z']"
path "z'z" "['z\\'z']"
path "z\\\\" "['z\\\\']"
path "z']['z" "['z\\'][\\'z']"
path "zz['" "['zz[\\'']"
path 'zz[' "['zz[']"
path 'odd\u202e key' "['odd\\u202e key']"
path '数' "['数']"
printf '{"parameter": [{}, {"zz[": 1, "label": "x"}]}' >nested.json
run 1 nested.json
has out "\$.parameter[1]['zz[']"
