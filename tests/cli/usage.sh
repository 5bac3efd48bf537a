#!/bin/sh
# SPDX-License-Identifier: MIT
# What makes no sense is said on standard error, with a way out, and is exit 2.
. "$(dirname "$0")/setup.sh"

refused() { # MESSAGE [ARG]...
    message=$1
    shift
    run 2 "$@"
    empty out
    has err "trainlint: $message"
    [ "$(wc -l <err)" -eq 1 ] || fail "more than one line"
}

refused "no file to check; try 'trainlint --help'"
refused "unknown option '--formt'; did you mean '--format'?" --formt=json good.json
refused "unknown option '--xyzzy'; try 'trainlint --help'" --xyzzy good.json
refused "unknown option '--form~t'; did you mean '--format'?" '--form~t' good.json
refused "unknown option '--$(printf '%050d' 0)'; try 'trainlint --help'" "--$(printf '%050d' 0)" good.json
refused "unknown option '-x'" -x good.json
refused "unknown option '-x'" -qx good.json
refused "unknown option '-\\xff'" "-$(printf '\377')" good.json
refused "option '--max' is the beginning of several; try 'trainlint --help'" --max=10 good.json
run 1 --form short bad.json # the beginning of one
has out 'bad.json:4:5: error: '
refused "option '--format' needs FORMAT" good.json --format
refused "option '-f' needs FORMAT" good.json -f
refused "option '--ascii' takes no argument" --ascii=yes good.json
refused "--format: 'jsn' is none of full, short, json, jsonl; did you mean 'json'?" -f jsn good.json
refused "--fail-on: 'warn' is none of error, warning, note, never" --fail-on=warn good.json
refused "--show: 'never' is none of error, warning, note" --show never good.json
refused "--color: 'yes' is none of auto, always, never" --color=yes good.json
refused "--rules: 'xml' is none of text, json, markdown" --rules=xml
refused "--max-size: '1k' is no number" --max-size=1k good.json
refused "--max-size: '-1' is no number" --max-size=-1 good.json
refused "--max-size: '' is no number" --max-size= good.json
refused "--max-diagnostics: '99999999999999999999' is no number" --max-diagnostics=99999999999999999999 good.json
refused "--max-depth: 0 is out of range" --max-depth=0 good.json
refused "--width: 'wide' is no number" --width=wide good.json
refused "--explain: no rule is called 'TL999'" --explain TL999
refused "--explain: no rule is called 'data-conflit'; did you mean 'data-conflict'?" --explain data-conflit
refused "unknown option '--\\u001b[31m'" "--$(printf '\033')[31m" good.json
refused "'good.json' would not be checked" --explain TL201 good.json
refused "'good.json' would not be checked" --version good.json
