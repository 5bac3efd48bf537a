#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes json.dict, the words that mutations are made of: fields, choices and examples out of the tables of the request,
# then tokens of JSON and bytes that are no token.
cd "${top_srcdir:-$(dirname "$0")/..}" || exit 1
echo "# made by fuzz/make_dict.sh"
{
    # names, as whole strings
    sed -En 's/^(FIELD|ALIAS|FOREIGN|VARIANT)\(([a-z_]*),.*/"\\"\2\\""/p' lib/spec/*.def
    sed -n 's/^FIELD_NAMED([a-z]*, "\([^"]*\)",.*/"\\"\1\\""/p' lib/spec/*.def
    # the last column: a value, already written as in C
    sed -n 's/^FIELD.*, \("[^ ]*"\)).*/\1/p' lib/spec/*.def
} | LC_ALL=C sort -u
sed 's/" "/"\n"/g' <<'END'
"{" "}" "[" "]" ":" "," "\"" "\\" "true" "false" "null" "0" "-1" "1.0" "1e0" "2147483648" "9223372036854775808"
"{}" "[]" "[{" "}]" "{\"" "\":" "\"," ",\"" "[{}]" "\\u" "\\ud83d\\ude00" "\\ud800" "\\u0000" "\\n" "\x0a" "\x0d\x0a"
"//" "/*" "*/" "#" "'" "=" "=>" ";" "..." "${" "{{" "}}" "<" ">" "None" "True" "NaN" "+1" "01" ".5" "1." "0x10"
"\xef\xbb\xbf" "\xff\xfe" "\x00" "\x0b" "\x0c" "\x7f" "\xff" "\xc0\xaf" "\xed\xa0\x80" "\xf4\x90\x80\x80" "\xc3\xa9"
"\xc2\xa0" "\xe2\x80\x8b" "\xe2\x80\x9c" "\xe2\x80\x9d" "\xef\xbc\x9a" "\xef\xbc\x8c" "\xf0\x9f\x98\x80"
"http://" "obs://" "s3://" "../" "password=" "run_train.sh python" "QxJ9"
END
