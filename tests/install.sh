#!/bin/sh
# SPDX-License-Identifier: MIT
# What is installed serves a C and a C++ program that know nothing but pkg-config.
set -eu
: "${top_srcdir:?run by make check}" "${top_builddir:?}"
if [ -n "${EMULATOR-}" ]; then
    echo "programs that are compiled here do not run here"
    exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

make -s -C "$top_builddir" install DESTDIR="$work" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }

# The .pc file lies where the library's folder says; nothing else of DESTDIR is to be known.
pc=$(find "$work" -name trainlint.pc)
export PKG_CONFIG_PATH="${pc%/*}" PKG_CONFIG_SYSROOT_DIR="$work"
static=
[ -e "$top_builddir/.libs/libtrainlint.so" ] || static=--static
# shellcheck disable=SC2086 # empty is no word
flags=$(pkg-config $static --cflags --libs trainlint)
libdir=$work$(PKG_CONFIG_SYSROOT_DIR='' pkg-config --variable=libdir trainlint)
version=$(sed -n 's/^#define TRAINLINT_VERSION "\(.*\)"/\1/p' "$top_srcdir/include/trainlint.h")
test "$(pkg-config --modversion trainlint)" = "$version"

cat >"$work/host.c" <<'END'
#include <trainlint.h>
#include <string.h>

int main(void)
{
    trainlint_profile *profile;
    trainlint_checker *checker;
    trainlint_status status;

    if (trainlint_profile_new(&profile, TRAINLINT_SERVER, NULL) != TRAINLINT_OK)
        return 2;
    if (trainlint_new(&checker, profile) != TRAINLINT_OK)
        return 2;
    status = trainlint_check(checker, "{}", 2);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    return status == TRAINLINT_INVALID && strcmp(trainlint_version(), TRAINLINT_VERSION) == 0 ? 0 : 1;
}
END
cp "$work/host.c" "$work/host.cc"
strict='-Wall -Wextra -Wpedantic -Werror'

# shellcheck disable=SC2086 # flags are words
try() {
    compiler=$1
    shift
    $compiler $CFLAGS $strict "$@" -o "$work/host" $flags
    LD_LIBRARY_PATH=$libdir "$work/host"
    echo "$compiler $*: ok"
}
try "$CC" -std=c99 "$work/host.c"
if command -v g++ >/dev/null; then
    try g++ -std=c++11 "$work/host.cc"
fi

bindir=$(find "$work" -type d -name bin)
"$bindir/trainlint" --version
