#!/bin/bash
# SPDX-License-Identifier: MIT
# The program and the shared library of a build folder are hardened, as readelf sees it: hardening.sh BUILD-FOLDER.
# The flags that do it are in ./dev hardened.
set -euo pipefail
cd "$1"
rc=0

# must FILE WHAT PATTERN OPTION...: readelf OPTION... of the file has a line that matches.
must() {
    if ! readelf -W "${@:4}" "$1" | grep -E "$3" >/dev/null; then
        echo "$1: $2"
        rc=1
    fi
}

# must_not FILE WHAT PATTERN OPTION...: it has none.
must_not() {
    if readelf -W "${@:4}" "$1" | grep -E "$3"; then
        echo "$1: $2"
        rc=1
    fi
}

for file in trainlint .libs/libtrainlint.so; do
    must "$file" "may lie at one address only: no PIE" 'Type: +DYN' -h
    must "$file" "tables of the loader stay open: no RELRO" '^ *GNU_RELRO' -l
    must "$file" "functions are bound late: no BIND_NOW" 'BIND_NOW|FLAGS.* NOW' -d
    must "$file" "does not say what its stack is" '^ *GNU_STACK' -l
    must_not "$file" "its stack can be executed" '^ *GNU_STACK.* RWE ' -l
    must_not "$file" "a segment can be written and executed" '^ *LOAD.* RWE ' -l
    must_not "$file" "code is relocated" 'TEXTREL' -d
    must "$file" "no stack protector" ' UND __stack_chk_fail(@|$)' --dyn-syms
done
must trainlint "is no program that was linked as PIE" 'FLAGS_1.* PIE' -d
must trainlint "calls of the C library are not fortified" ' UND __[a-z]+_chk(@|$)' --dyn-syms
must .libs/libtrainlint.so "calls of the C library are not fortified" ' UND __[a-z]+_chk(@|$)' --dyn-syms

# Debian 12's own start files do not mark where jumps may end, so what is linked with them is not marked; ours do.
if [ "$(uname -m)" = x86_64 ]; then
    for archive in .libs/libtrainlint-internal.a libcli.a; do
        marked=$(readelf -nW "$archive" | grep -c 'x86 feature: IBT, SHSTK' || true)
        if [ "$marked" -ne "$(ar t "$archive" | wc -l)" ]; then
            echo "$archive: jumps may end anywhere: $marked of its objects have IBT and shadow stack"
            rc=1
        fi
    done
fi
exit $rc
