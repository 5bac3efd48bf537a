/* SPDX-License-Identifier: MIT */
/*
 * How a text begins: lines put together from what begins other kinds of text, against regular expressions; marks and
 * patterns of other encodings, cut everywhere.
 */
#include "suite.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "sniff.h"

/* ---- lines */

#define BLANKS "[ \t\r]+"
#define WORD "[a-zA-Z0-9_$.][-a-zA-Z0-9_$.]*"
#define WORDS WORD "(" BLANKS WORD ")*"

/* The part in the first brackets is what is marked. */
static const struct {
    const char *pattern, *what;
} patterns[] = {
    { "^(POST|PUT|GET|PATCH|DELETE|HEAD)" BLANKS "[^ \t\r]", "an HTTP request" },
    { "^((\\$ [ \t\r]*)?curl)([ \t\r]|$)", "a curl command" },
    { "^(```|~~~)", "a Markdown fence" },
    { "^(<[!?/]?" WORD ")", "XML or HTML" },
    { "^(---|%YAML)", "YAML" },
    { "^(-)" BLANKS "[a-zA-Z0-9_$.\"]", "YAML" },
    { "^(" WORD ":)([ \t\r]|$)", "YAML" },
    { "^(" WORDS BLANKS "=)[^=>]", "a script's assignment" },
    { "^(" WORDS BLANKS "default) ", "a script's assignment" },
    { "^(" WORDS "=)", "a script's assignment" },
};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

static regex_t compiled[PATTERNS];

static void check_line(const char *line)
{
    struct tl_sniffed found = { NULL, 0 };
    enum tl_sniff sniff = tl_sniff_start((const unsigned char *)line, strlen(line), true, &found);
    for (int i = 0; i < PATTERNS; i++) {
        regmatch_t parts[2];
        if (regexec(&compiled[i], line, 2, parts, 0) != 0)
            continue;
        if (sniff != TL_SNIFF_NOT_JSON || strcmp(found.what, patterns[i].what) != 0
            || found.length != (size_t)parts[1].rm_eo)
            ck_abort_msg("\"%s\" is %s: %d, %zu", line, patterns[i].what, (int)sniff, found.length);
        return;
    }
    if (sniff != TL_SNIFF_PLAIN)
        ck_abort_msg("\"%s\" is not %s", line, found.what);
}

START_TEST(lines)
{
    static const char *const parts[] = { "POST", "PUT", "GET", "PATCH", "DELETE", "HEAD",  "curl",  "$ ", "```",
                                         "~~~",  "<",   "!",   "?",     "/",      "---",   "-",     ":",  "=",
                                         ">",    " ",   "\t",  "\r",    "a",      "Z9_$.", "%YAML", "\"" };
    const size_t count = sizeof parts / sizeof *parts;
    char line[64];
    for (int i = 0; i < PATTERNS; i++)
        ck_assert_int_eq(regcomp(&compiled[i], patterns[i].pattern, REG_EXTENDED), 0);
    for (size_t i = 0; i < count * count * count; i++) {
        snprintf(line, sizeof line, "%s%s%s", parts[i / count / count], parts[i / count % count], parts[i % count]);
        check_line(line);
    }
    for (size_t i = 0; i < count * count; i++) {
        snprintf(line, sizeof line, "export%sdefault%sx", parts[i / count], parts[i % count]);
        check_line(line);
        snprintf(line, sizeof line, "a%sb c =%s", parts[i / count], parts[i % count]);
        check_line(line);
    }
    for (int c = 1; c < 128; c++) {
        if (c == '\n')
            continue;
        snprintf(line, sizeof line, "%c: x", c);
        check_line(line);
        snprintf(line, sizeof line, "a%c= x", c);
        check_line(line);
        snprintf(line, sizeof line, "-%cx", c);
        check_line(line);
    }
    for (int i = 0; i < PATTERNS; i++)
        regfree(&compiled[i]);
}
END_TEST

/* The first line decides, once it is whole or long enough. */
START_TEST(first_lines)
{
    struct tl_sniffed found;
    unsigned char text[TL_SNIFF_MOST + 1];
    memset(text, 'a', sizeof text);
    ck_assert_int_eq(tl_sniff_start(text, TL_SNIFF_MOST - 1, false, &found), TL_SNIFF_MORE);
    ck_assert_int_eq(tl_sniff_start(text, TL_SNIFF_MOST, false, &found), TL_SNIFF_PLAIN);
    ck_assert_int_eq(tl_sniff_start(text, TL_SNIFF_MOST - 1, true, &found), TL_SNIFF_PLAIN);
    ck_assert_int_eq(tl_sniff_start((const unsigned char *)"a\n: ", 4, false, &found), TL_SNIFF_PLAIN);
    ck_assert_int_eq(tl_sniff_start((const unsigned char *)"a:\nb", 4, false, &found), TL_SNIFF_NOT_JSON);
}
END_TEST

/* ---- encodings */

static const char little_32[] = "UTF-32 (little-endian)", big_32[] = "UTF-32 (big-endian)";
static const char little_16[] = "UTF-16 (little-endian)", big_16[] = "UTF-16 (big-endian)";

static const struct {
    unsigned char bytes[4];
    const char *what;
    size_t length;
} texts[] = {
    { { 0xFF, 0xFE, 0, 0 }, little_32, 4 },
    { { 0, 0, 0xFE, 0xFF }, big_32, 4 },
    { { 0xFF, 0xFE, '{', 0 }, little_16, 2 },
    { { 0xFE, 0xFF, 0, '{' }, big_16, 2 },
    { { '{', 0, 0, 0 }, little_32, 4 },
    { { 0, 0, 0, '{' }, big_32, 4 },
    { { '{', 0, '"', 0 }, little_16, 2 },
    { { 0, '{', 0, '"' }, big_16, 2 },
    { { '{', 0, 0, 'a' }, little_16, 2 },
    { { 0, 0, 'a', 0 }, NULL, 0 },
    { { 0, 0, 0, 0 }, NULL, 0 },
    { { 0x80, 0, 0x80, 0 }, NULL, 0 },
    { { 0xFF, 0xFF, 0, 0 }, NULL, 0 },
    { { 0xFE, 0xFE, 0, 0 }, NULL, 0 },
    { { '{', '"', 0, 0 }, NULL, 0 },
    { { 0, 0xFF, 0, 0 }, NULL, 0 },
    { { 0x7F, 0, 0x7F, 0 }, little_16, 2 },
    { { 'a', 'b', 'c', 'd' }, NULL, 0 },
};

START_TEST(encodings)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const unsigned char *bytes = texts[i].bytes;
        bool suspect = bytes[0] == 0 || bytes[1] == 0 || bytes[0] >= 0xFE;
        struct tl_sniffed found = { NULL, 0 };
        enum tl_sniff wanted = texts[i].what ? TL_SNIFF_ENCODING : TL_SNIFF_PLAIN;
        ck_assert_msg(tl_sniff_encoding(bytes, 4, false, &found) == wanted, "text %zu", i);
        if (texts[i].what)
            ck_assert_msg(strcmp(found.what, texts[i].what) == 0 && found.length == texts[i].length, "text %zu: %s", i,
                          found.what);
        ck_assert_int_eq(tl_sniff_encoding(bytes, 0, false, &found), TL_SNIFF_MORE);
        ck_assert_int_eq(tl_sniff_encoding(bytes, 1, false, &found), TL_SNIFF_MORE);
        for (size_t length = 2; length < 4; length++)
            ck_assert_msg(tl_sniff_encoding(bytes, length, false, &found) == (suspect ? TL_SNIFF_MORE : TL_SNIFF_PLAIN),
                          "%zu bytes of text %zu", length, i);
    }
}
END_TEST

/* A whole text that is shorter than a pattern. */
START_TEST(short_texts)
{
    static const struct {
        const char *bytes;
        size_t length;
        enum tl_sniff whole, more;
    } cases[] = {
        { "", 0, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "{", 1, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\0", 1, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\xFF", 1, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\xFF\xFE", 2, TL_SNIFF_ENCODING, TL_SNIFF_MORE },
        { "{\0", 2, TL_SNIFF_ENCODING, TL_SNIFF_MORE },
        { "\0{", 2, TL_SNIFF_ENCODING, TL_SNIFF_MORE },
        { "\0\0", 2, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\xFE\xFF\0", 3, TL_SNIFF_ENCODING, TL_SNIFF_MORE },
        { "\xEF", 1, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\xEF\xBB", 2, TL_SNIFF_PLAIN, TL_SNIFF_MORE },
        { "\xEF\xBB\xBF", 3, TL_SNIFF_BOM, TL_SNIFF_BOM },
        { "\xEF\xBB\xBE", 3, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN },
        { "\xEF\xBA", 2, TL_SNIFF_PLAIN, TL_SNIFF_PLAIN },
        { "\xEF\xBB\xBF{", 4, TL_SNIFF_BOM, TL_SNIFF_BOM },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_sniffed found = { NULL, 0 };
        const unsigned char *bytes = (const unsigned char *)cases[i].bytes;
        ck_assert_msg(tl_sniff_encoding(bytes, cases[i].length, true, &found) == cases[i].whole, "text %zu", i);
        ck_assert_msg(cases[i].whole != TL_SNIFF_BOM || found.length == 3, "text %zu", i);
        ck_assert_msg(tl_sniff_encoding(bytes, cases[i].length, false, &found) == cases[i].more, "text %zu", i);
    }
}
END_TEST

RUN_SUITE("beginnings", lines, first_lines, encodings, short_texts)
