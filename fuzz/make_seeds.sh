#!/bin/sh
# SPDX-License-Identifier: MIT
# make_seeds.sh DIR: fills DIR/feed, DIR/chunks and DIR/memory with the documents of tests/cases, each as the target of
# that name takes it: two targets take controls first.
set -eu
source=${top_srcdir:-$(dirname "$0")/..}

# seed TARGET NAME CONTROLS: the document as a seed.
seed() {
    { printf '%s' "$3"; cat "$case"; } >"$directory/$1/$2"
}

directory=$1
mkdir -p "$directory/feed" "$directory/chunks" "$directory/memory"
for case in "$source"/tests/cases/*/*.json; do
    rule=${case%/*}
    name=${rule##*/}-${case##*/}
    seed feed "$name" ''
    seed chunks "$name" "!!'#"       # preset lint, chunks of 1, 7 and 3 bytes
    seed chunks "server-$name" '@*% ' # preset server, chunks of 10, 5 and 0 bytes
    seed memory "$name" '!!@ '       # preset lint, the 2nd allocation fails, one chunk
    seed memory "later-$name" '!%! ' # the 6th and all later ones, chunks of 1 byte
    seed memory "server-$name" '@(G ' # preset server, the 9th, chunks of 7 bytes
done
