/* SPDX-License-Identifier: MIT */
/* How a text begins: in another encoding, or as something that is no JSON. */
#include "suite.h"

#include <string.h>

#include "sniff.h"

static const unsigned char *bytes(const char *text)
{
    return (const unsigned char *)text;
}

START_TEST(beginnings)
{
    static const struct {
        const char *text, *what;
        size_t length;
    } cases[] = {
        { "POST https://x/v1 HTTP/1.1\n", "an HTTP request", 4 },
        { "curl -X POST\n", "a curl command", 4 },
        { "```json\n", "a Markdown fence", 3 },
        { "<html>\n", "XML or HTML", 5 },
        { "<?xml version\n", "XML or HTML", 5 },
        { "---\n", "YAML", 3 },
        { "config_name: x\n", "YAML", 12 },
        { "- name: x\n", "YAML", 1 },
        { "const body = {\n", "a script's assignment", 12 },
        { "module.exports = {\n", "a script's assignment", 16 },
        { "export default {\n", "a script's assignment", 14 },
        { "null\n", NULL, 0 },
        { "-5\n", NULL, 0 },
        { "True\n", NULL, 0 },
        { "POSTER: 1\n", "YAML", 7 },
        { "a b c\n", NULL, 0 },
        { "GET\n", NULL, 0 },
        { "DELETE\t/v1\n", "an HTTP request", 6 },
        { "PUT \n", NULL, 0 },
        { "$ curl https://x\n", "a curl command", 6 },
        { "$  curl\n", "a curl command", 7 },
        { "$ curly\n", NULL, 0 },
        { "$ ", NULL, 0 },
        { "curl\r\n", "a curl command", 4 },
        { "~~~\n", "a Markdown fence", 3 },
        { "</a>\n", "XML or HTML", 3 },
        { "<!DOCTYPE html>\n", "XML or HTML", 9 },
        { "<", NULL, 0 },
        { "< a\n", NULL, 0 },
        { "%YAML 1.2\n", "YAML", 5 },
        { "- \"a\"\n", "YAML", 1 },
        { "- \n", NULL, 0 },
        { "- +\n", NULL, 0 },
        { "-a\n", NULL, 0 },
        { "a-b:\n", "YAML", 4 },
        { "a:b\n", NULL, 0 },
        { "body={\n", "a script's assignment", 5 },
        { "body\n", NULL, 0 },
        { "a == b\n", NULL, 0 },
        { "a => b\n", NULL, 0 },
        { "a =\n", NULL, 0 },
        { "a = ", "a script's assignment", 3 },
        { "a b=\n", "a script's assignment", 4 },
        { "a +\n", NULL, 0 },
        { "a b \n", NULL, 0 },
        { "+\n", NULL, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_sniffed found = { NULL, 0 };
        enum tl_sniff sniff = tl_sniff_start(bytes(cases[i].text), strlen(cases[i].text), true, &found);
        ck_assert_msg((sniff == TL_SNIFF_NOT_JSON) == (cases[i].what != NULL), "%s", cases[i].text);
        if (cases[i].what)
            ck_assert_msg(strcmp(found.what, cases[i].what) == 0 && found.length == cases[i].length, "%s: %s, %zu",
                          cases[i].text, found.what, found.length);
    }
}
END_TEST

/* A line is judged when its end is there, or enough of it. */
START_TEST(beginnings_in_pieces)
{
    static const char line[] = "name_name_name_name_name_name_name_name_name_name_name_name_name_name_name_name_:";
    struct tl_sniffed found;
    ck_assert_int_eq(tl_sniff_start(bytes("POST /v1"), 8, false, &found), TL_SNIFF_MORE);
    ck_assert_int_eq(tl_sniff_start(bytes("POST /v1\n"), 9, false, &found), TL_SNIFF_NOT_JSON);
    ck_assert_int_eq(tl_sniff_start(bytes("POST /v1"), 8, true, &found), TL_SNIFF_NOT_JSON);
    ck_assert_int_eq(tl_sniff_start(bytes(line), TL_SNIFF_MOST - 1, false, &found), TL_SNIFF_MORE);
    ck_assert_int_eq(tl_sniff_start(bytes(line), TL_SNIFF_MOST, false, &found), TL_SNIFF_PLAIN);
}
END_TEST

START_TEST(encodings)
{
    static const struct {
        const char *text;
        size_t length;
        enum tl_sniff part, whole; /* when more may come, and when nothing does */
        const char *what;
        size_t taken;
    } cases[] = {
        { "", 0, TL_SNIFF_MORE, TL_SNIFF_PLAIN, NULL, 0 },
        { "{", 1, TL_SNIFF_MORE, TL_SNIFF_PLAIN, NULL, 0 },
        { "{}", 2, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN, NULL, 0 },
        { "\xEF\xBB", 2, TL_SNIFF_MORE, TL_SNIFF_PLAIN, NULL, 0 },
        { "\xEF\xBB\xBF", 3, TL_SNIFF_BOM, TL_SNIFF_BOM, NULL, 3 },
        { "\xFF\xFE", 2, TL_SNIFF_MORE, TL_SNIFF_ENCODING, "UTF-16 (little-endian)", 2 },
        { "\xFF\xFE{\0", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-16 (little-endian)", 2 },
        { "\xFE\xFF\0{", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-16 (big-endian)", 2 },
        { "\xFF\xFE\0\0", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-32 (little-endian)", 4 },
        { "\0\0\xFE\xFF", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-32 (big-endian)", 4 },
        { "{\0\0\0", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-32 (little-endian)", 4 },
        { "\0\0\0{", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-32 (big-endian)", 4 },
        { "{\0\"\0", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-16 (little-endian)", 2 },
        { "\0{\0\"", 4, TL_SNIFF_ENCODING, TL_SNIFF_ENCODING, "UTF-16 (big-endian)", 2 },
        { "\0\0\0\0", 4, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN, NULL, 0 },
        { "\0\x80\0\0", 4, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN, NULL, 0 },
        { "\xFFxyz", 4, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN, NULL, 0 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int whole = 0; whole < 2; whole++) {
            struct tl_sniffed found = { NULL, 0 };
            enum tl_sniff wanted = whole ? cases[i].whole : cases[i].part;
            ck_assert_msg(tl_sniff_encoding(bytes(cases[i].text), cases[i].length, whole, &found) == wanted, "%zu", i);
            if (wanted == TL_SNIFF_ENCODING)
                ck_assert_str_eq(found.what, cases[i].what);
            if (wanted == TL_SNIFF_ENCODING || wanted == TL_SNIFF_BOM)
                ck_assert_uint_eq(found.length, cases[i].taken);
        }
}
END_TEST

RUN_SUITE("sniff", beginnings, beginnings_in_pieces, encodings)
