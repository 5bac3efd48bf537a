#!/bin/bash
# SPDX-License-Identifier: MIT
# run.sh ENGINE BUILD [TARGET|all [SECONDS|--runs N]]: fuzzes targets that are built in the folder BUILD with libfuzzer
# or afl. What an engine says matters only when it has found something; inputs that reach new code stay in BUILD.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
engine=$1
build=$2
target=${3-all}

usage() {
    echo "usage: ./dev fuzz [all|$(targets | paste -sd'|') [SECONDS|--runs N]]; ./dev afl takes no --runs" >&2
    exit 2
}

targets() { (cd "$here" && printf '%s\n' fuzz_*.c) | sed 's/^fuzz_//; s/\.c$//'; }

seconds=${4-60} runs=
if [ "$seconds" = --runs ] && [ "$engine" = libfuzzer ]; then
    seconds=0 runs=${5-}
fi
[[ ${runs:-$seconds} =~ ^[1-9][0-9]*$ ]] || usage
[ "$target" = all ] || [ -e "$here/fuzz_$target.c" ] || usage

found() { # TARGET LOG
    grep -av '^#' "$2" >&2 || true
    echo "fuzz_$1 has found something: see ${build##*/}/found/ and fuzz/README.md" >&2
    return 1
}

# The same inputs each time begin with the seeds alone, and end after so many more.
libfuzzer() { # TARGET
    local log=$build/$1.log corpus=$build/corpus/$1 amount=(-max_total_time="$seconds")
    if [ -n "$runs" ]; then
        corpus=$build/corpus-of-runs/$1
        rm -rf "$corpus"
        amount=(-seed=1 -runs=$((runs + $(find "$build/seeds/$1" -type f | wc -l))))
    fi
    mkdir -p "$corpus" "$build/found"
    ASAN_OPTIONS=malloc_context_size=4:quarantine_size_mb=4 "$build/fuzz/fuzz_$1" -dict="$here/json.dict" \
        -entropic=0 -max_len=1024 "${amount[@]}" -print_final_stats=1 -artifact_prefix="$build/found/$1-" \
        "$corpus" "$build/seeds/$1" >"$log" 2>&1 || found "$1" "$log" || return
    echo "fuzz_$1: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs, nothing found"
}

# It tries each seed several times before it begins, which takes minutes for all: it gets the valid documents.
afl() { # TARGET
    local log=$build/$1.log output=$build/corpus/$1 seeds=$build/seeds-of-afl/$1
    mkdir -p "$output" "$build/found" "$seeds"
    cp "$build/seeds/$1"/none/* "$seeds"
    AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_AUTORESUME=1 \
        AFL_FAST_CAL=1 afl-fuzz -i "$seeds" -o "$output" -x "$here/json.dict" -G 1024 -V "$seconds" -m none \
        -- "$build/fuzz/fuzz_$1" >"$log" 2>&1 || found "$1" "$log" || return
    if compgen -G "$output/default/crashes/id*" >/dev/null; then
        cp "$output"/default/crashes/id* "$build/found/"
        found "$1" "$log"
        return
    fi
    echo "fuzz_$1: $(sed -n 's/^execs_done *: //p' "$output/default/fuzzer_stats") inputs, nothing found"
}

"$here/make_seeds.sh" "$build/seeds"
rc=0
for name in $(if [ "$target" = all ]; then targets; else echo "$target"; fi); do
    echo "fuzzing $name with $engine" >&2
    case $engine in
    libfuzzer) libfuzzer "$name" || rc=1 ;;
    afl) afl "$name" || rc=1 ;;
    esac
done
exit $rc
