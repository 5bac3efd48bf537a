# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What every test here begins with: a folder of its own, two documents, and words to say what must happen.
set -eu
here=$(pwd)
tests=$(cd "$(dirname "$0")/.." && pwd)
case ${TRAINLINT:=./trainlint} in
/*) ;;
*) TRAINLINT=$here/$TRAINLINT ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
LC_ALL=C.UTF-8
export LC_ALL
unset COLUMNS NO_COLOR FORCE_COLOR CLICOLOR_FORCE

cat >good.json <<'END'
{
    "config_name": "testConfig",
    "worker_server_num": 1,
    "spec_id": 1,
    "model_id": 7,
    "data_url": "/usr/data/"
}
END
sed 's/spec_id/spce_id/' good.json >bad.json # TL201, an error in line 4
sed 's/"model_id": 7/"app_url": "\/a\/", "boot_file_url": "\/a\/b.py", "engine_id": 1, "model_id": 7/' \
    good.json >note.json                     # TL502, a note
sed 's/"model_id": 7/"model_id": 0/' good.json >warning.json # TL508, a warning
echo '{"name": "web", "version": "1.0.0"}' >foreign.json

fail() {
    echo "FAIL: $*"
    [ ! -e out ] || { echo "-- standard output"; cat out; }
    [ ! -e err ] || { echo "-- standard error"; cat err; }
    exit 1
}

skip() {
    echo "skipped: $*"
    exit 77
}

# plain_only WHY: for what a program under the sanitizers or valgrind cannot do; ./dev sets INSTRUMENTED there.
plain_only() { [ -z "${INSTRUMENTED-}" ] || skip "$1 (a run under $INSTRUMENTED)"; }

# The formats that there are.
formats() { "$TRAINLINT" --help | sed -n '/^Formats:/,/^$/s/^  \([a-z]*\) .*/\1/p'; }

# run STATUS [ARG]...: runs the linter and wants that exit status; what it prints is in out and err.
run() {
    wanted=$1
    shift
    status=0
    "$TRAINLINT" "$@" >out 2>err </dev/null || status=$?
    [ "$status" -eq "$wanted" ] || fail "trainlint $*: exit status $status, not $wanted"
}

# need_faults: makes the library for `faulty`, from faults.c, which says what a fault is.
need_faults() {
    plain_only "what makes calls fail would fail those of the tool, too"
    [ -z "${EMULATOR-}" ] || skip "it would be loaded into what starts the program, too"
    # shellcheck disable=SC2086 # a compiler may have arguments
    ${CC:-cc} -O1 -shared -fPIC -o faults.so "$tests/cli/faults.c" -ldl || skip "no compiler for faults.c"
    faulty 'output 1 EIO' --version
    struck || skip "no library can be preloaded here"
}

# faulty FAULT [ARG]...: runs the linter with a fault, under the command in `in_time`, and sets `status`;
# struck: there was such a call.
faulty() {
    fault=$1
    shift
    rm -f mark
    status=0
    ${in_time-} env LD_PRELOAD="$work/faults.so" FAULT="$fault" FAULT_MARK="$work/mark" "$TRAINLINT" "$@" \
        >out 2>err </dev/null || status=$?
}
struck() { [ -e mark ]; }

# has FILE TEXT: the text is in it, on one line.
has() { grep -qF -e "$2" "$1" || fail "no '$2' in $1"; }
lacks() { ! grep -qF -e "$2" "$1" || fail "'$2' is in $1"; }
empty() { [ ! -s "$1" ] || fail "$1 is not empty"; }
