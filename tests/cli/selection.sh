#!/bin/sh
# SPDX-License-Identifier: MIT
# --select, --ignore and --severity: codes, beginnings of codes and names; what cannot be meant is said.
. "$(dirname "$0")/setup.sh"

# An unknown field (TL201), a wrong type (TL203), an odd id (TL508), and a comma too many (TL102).
cat >mixed.json <<'END'
{
    "config_name": "testConfig",
    "worker_server_num": "1",
    "spec_id": 1,
    "model_id": 0,
    "zzz": 1,
    "data_url": "/usr/data/",
}
END
found() { # CODES [ARG]...: the codes that are found, in order
    codes=$1
    shift
    run 1 -q -f short "$@" mixed.json
    [ "$(sed 's/.*\[\(TL[0-9]*\) .*/\1/' out | tr '\n' ' ')" = "$codes " ] || fail "$*: not $codes"
}

found 'TL203 TL508 TL201 TL102'
found 'TL508 TL102' --select=TL508
found 'TL203 TL201 TL102' --select=TL2
found 'TL203 TL508 TL102' --select=wrong-type,odd-id
found 'TL203 TL508 TL102' --select=wrong-type --select=odd-id
found 'TL203 TL102' --select=tl203
found 'TL102' --select=TL1
found 'TL508 TL102' --ignore=TL2
found 'TL203 TL201 TL102' --ignore=odd-id
found 'TL201 TL102' --select=TL2 --ignore=TL203
found 'TL201 TL102' --ignore=TL203 --select=TL2
found 'TL203 TL201 TL102' --severity=odd-id=off
found 'TL203 TL508 TL201 TL102' --ignore=
found 'TL508 TL102' --ignore=' TL201,, wrong-type ,'

run 1 -f short --severity=TL508=error --severity=unknown-field=note mixed.json
has out 'mixed.json:5:17: error: '
has out 'mixed.json:6:5: note: '

refused() { # MESSAGE [ARG]...
    message=$1
    shift
    run 2 "$@" mixed.json
    empty out
    has err "trainlint: $message"
}
refused "--severity: TL101 missing-comma: its severity cannot be changed" --severity TL101=off
refused "--severity: TL109 too-large: its severity cannot be changed" --severity too-large=warning
refused "--ignore: TL101 missing-comma: its severity cannot be changed" --ignore TL1
refused "--ignore: no rule is called 'TL9'" --ignore TL9
refused "--select: no rule is called 'unknown-feild'; did you mean 'unknown-field'?" --select TL2,unknown-feild
refused "--severity: no rule is called 'data-conflct'; did you mean 'data-conflict'?" --severity data-conflct=off
refused "--severity: 'TL201' is not of the form RULE=LEVEL" --severity TL201
refused "--severity: '=off' is not of the form RULE=LEVEL" --severity =off
refused "--select: '' names no rule" --select= # an empty variable, and nothing would be judged
refused "--select: ', ' names no rule" --select=TL2 --select=', '
refused "--ignore: no rule is called 'T'; --rules lists them" --ignore T
refused "--ignore: no rule is called 'TL2011'; did you mean 'TL201'?" --ignore TL2011
refused "--ignore: no rule is called 'odd-i'; did you mean 'odd-id'?" --ignore odd-i
refused "--ignore: no rule is called 'tl|'" --ignore 'tl|'
refused "--ignore: no rule is called 'xyzzy'; --rules lists them" --ignore xyzzy
refused "--severity: 'fatal' is none of error, warning, note, off" --severity TL201=fatal
