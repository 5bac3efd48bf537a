#!/bin/sh
# SPDX-License-Identifier: MIT
# One version: configure.ac, the header, the program, the news.
set -eu
: "${top_srcdir:?run by make check}"
configure=$(sed -n 's/^AC_INIT(\[trainlint\], \[\([^]]*\)\]).*/\1/p' "$top_srcdir/configure.ac")
header=$(sed -n 's/^#define TRAINLINT_VERSION "\(.*\)"/\1/p' "$top_srcdir/include/trainlint.h")
program=$("$TRAINLINT" --version | sed -n '1s/^trainlint //p')
news=$(sed -n 's/^## \([0-9.]*\).*/\1/p' "$top_srcdir/NEWS.md" | head -n 1)
echo "configure.ac $configure, trainlint.h $header, trainlint --version $program, NEWS.md $news"
test -n "$configure"
test "$configure" = "$header"
test "$configure" = "$program"
test "$configure" = "$news"
