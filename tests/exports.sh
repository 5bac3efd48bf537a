#!/bin/sh
# SPDX-License-Identifier: MIT
# attacks: M7 O9
# The library exports the names that the header declares and the map lists, no more and no fewer;
# what the objects share among themselves carries tl_; the linter uses the public names alone.
# The library has no data that can be written, and of the C library it takes memory and strings only:
# no stdio, locale, environment, clock, errno, exit or abort.
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
$NM -g --defined-only "$archive" | sed -n 's/^[0-9a-f]* [A-Z] //p' | grep -Ev '^(tl_|__x86\.)' | sort >"$work/objects"
diff -u "$work/header" "$work/objects"

allowed='_GLOBAL_OFFSET_TABLE_|_?setjmp|longjmp|malloc|realloc|free|mem[a-z]+|str(len|n?cmp|r?chr)|yajl_[a-z_]+'
made_by_compiler='__(longjmp|mem[a-z]+|str[a-z]+)_chk|__stack_chk_[a-z_]+|__[a-z]+di[34]|__x86\.[a-z_.]+'
$NM -u "$archive" | sed -n 's/^ *U //p' | sort -u >"$work/used"
grep -qx yajl_parse "$work/used"
if grep -Evx "tl_.*|trainlint_.*|$allowed|$made_by_compiler" "$work/used"; then
    echo "the library uses what it must not, see above"
    exit 1
fi
# Tables of pointers lie in .data.rel.ro, which the loader closes; .data.rel stays open.
readelf -SW "$archive" | sed -n 's/^ *\[ *[0-9]*\] //p' >"$work/sections"
grep -q '^\.rodata' "$work/sections"
awk '$7 ~ /W/ && $1 !~ /^\.data\.rel\.ro/ && $5 !~ /^0*$/ { print "data that can be written:", $0; n = 1 }
    END { exit n }' "$work/sections"

$NM -u "$top_builddir"/cli/*.o >"$work/linter"
grep -q ' trainlint_' "$work/linter"
if grep ' tl_' "$work/linter"; then
    echo "the linter reaches into the library"
    exit 1
fi
