#!/bin/sh
# SPDX-License-Identifier: MIT
# The library exports the names that the header declares and the map lists, no more and no fewer;
# what the objects share among themselves carries tl_; the linter uses the public names alone.
set -eu
: "${top_srcdir:?run by make check}" "${top_builddir:?}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tr '\n' ' ' <"$top_srcdir/include/trainlint.h" |
    grep -o 'TRAINLINT_API [^(;#]*[ *]trainlint_[a-z0-9_]*(' | sed 's/.*[ *]//; s/($//' | sort >"$work/header"
sed -n 's/^ *\(trainlint_[a-z0-9_]*\);.*/\1/p' "$top_srcdir/lib/trainlint.map" | sort >"$work/map"
test -s "$work/header"
diff -u "$work/header" "$work/map"

library=$top_builddir/.libs/libtrainlint.so
if [ ! -e "$library" ]; then
    echo "no shared library was built"
    exit 77
fi
$NM -D --defined-only "$library" | sed -n 's/.* [^A] \([^@]*\).*/\1/p' | sort >"$work/library"
diff -u "$work/map" "$work/library"

archive=$top_builddir/.libs/libtrainlint-internal.a
$NM -g --defined-only "$archive" | sed -n 's/^[0-9a-f]* [A-Z] //p' | grep -v '^tl_' | sort >"$work/objects"
diff -u "$work/header" "$work/objects"

if $NM -u "$top_builddir"/cli/*.o | grep ' tl_'; then
    echo "the linter reaches into the library"
    exit 1
fi
