/* SPDX-License-Identifier: MIT */
/*
 * Every sequence of up to three bytes, and of four with a first byte from F0 on, as a string: each run of bad bytes is
 * one finding, from its first byte to its last, and there is no other but for control characters. The strings whose
 * last byte alone differs are elements of one document, so that a string follows good and bad ones, on the direct way
 * and off it; it is checked whole and byte by byte. A quote, a backslash and a line end may end a string: sequences
 * with them are texts of their own in check_exhaustive.c. With TL_EXHAUSTIVE=1 the bytes between the first and the last
 * are all, too.
 *
 *     check_utf8           run all parts; CK_RUN_CASE=NAME: run that one
 *     check_utf8 --parts   print their names
 */
#include "buffer.h"
#include "rfc8259.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>

static const struct part {
    const char *name;
    int length, first, last; /* of the sequences: bytes, and the range of the first one */
} parts[] = {
    { "sequences of one byte", 1, 0x00, 0xff },
    { "sequences of two bytes", 2, 0x00, 0xff },
    { "sequences of three bytes", 3, 0x00, 0xff },
    { "sequences of four bytes, F0 to F3", 4, 0xf0, 0xf3 },
    { "sequences of four bytes, F4 to F7", 4, 0xf4, 0xf7 },
    { "sequences of four bytes, F8 to FB", 4, 0xf8, 0xfb },
    { "sequences of four bytes, FC to FF", 4, 0xfc, 0xff },
};
enum { PARTS = sizeof parts / sizeof *parts, LENGTH = 4, ELEMENT = LENGTH + 3, FINDINGS = 256 * LENGTH };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value != NULL && strcmp(value, "0") != 0;
}

/* ---- what must be found ------------------------------------------------------------------- */

struct mark {
    const char *code;
    size_t start, end;   /* offsets */
    size_t column, last; /* columns of them */
};

struct work {
    trainlint_checker *checker;
    char text[256 * ELEMENT + 4];
    size_t length, column; /* so far; columns from 1 */
    struct mark marks[FINDINGS];
    size_t mark_count;
    unsigned long long sequences, good;
};

static void add(struct work *work, const char *bytes, size_t count, size_t columns)
{
    memcpy(work->text + work->length, bytes, count);
    work->length += count;
    work->column += columns;
}

/* A bad byte right behind another one in the same string is of its run. */
static void add_mark(struct work *work, const char *code, bool same_string)
{
    struct mark *last = same_string && work->mark_count > 0 ? &work->marks[work->mark_count - 1] : NULL;

    if (last != NULL && strcmp(code, "TL106") == 0 && strcmp(last->code, code) == 0 && last->end == work->length) {
        last->end++;
        last->last++;
        return;
    }
    work->marks[work->mark_count++] =
        (struct mark){ code, work->length, work->length + 1, work->column, work->column + 1 };
}

static void add_sequence(struct work *work, const char *bytes, size_t count)
{
    size_t before = work->mark_count, bad;
    char text[LENGTH + 2] = "\"";

    memcpy(text + 1, bytes, count);
    text[count + 1] = '"';
    add(work, "\"", 1, 1);
    for (size_t i = 0; i < count;) {
        size_t length = character_length(bytes + i, count - i);

        if (length == 0)
            add_mark(work, "TL106", i > 0);
        else if ((unsigned char)bytes[i] < 0x20)
            add_mark(work, "TL112", i > 0);
        length = length == 0 ? 1 : length;
        add(work, bytes + i, length, 1);
        i += length;
    }
    add(work, "\",", 2, 2);
    work->sequences++;
    work->good += work->mark_count == before;
    ck_assert_msg(rfc8259_accepts(text, count + 2, &bad) == (work->mark_count == before),
                  "the recognisers do not agree on a sequence with the first byte %02x", (unsigned char)bytes[0]);
}

/* ---- one document ------------------------------------------------------------------------- */

static void compare(const struct work *work, const char *how)
{
    trainlint_finding finding;

    for (size_t i = 0; i < work->mark_count; i++) {
        const struct mark *mark = &work->marks[i];
        const trainlint_span *span = &finding.span;

        if (!trainlint_finding_at(work->checker, i, &finding) || strcmp(finding.rule->code, mark->code) != 0
            || span->start.offset != mark->start || span->end.offset != mark->end || span->start.line != 1
            || span->start.column != mark->column || span->end.line != 1 || span->end.column != mark->last) {
            struct buffer quoted = { 0 };

            buffer_quote(&quoted, work->text + mark->start - 1, ELEMENT);
            ck_abort_msg("%s: not found as %s, %zu to %zu: %s", how, mark->code, mark->start, mark->end,
                         buffer_string(&quoted));
        }
    }
    ck_assert_msg(!trainlint_finding_at(work->checker, work->mark_count, &finding), "%s: %s at %zu is too much", how,
                  finding.rule->code, (size_t)finding.span.start.offset);
    ck_assert(trainlint_complete(work->checker));
}

static bool may_end_string(int byte)
{
    return byte == '"' || byte == '\\' || byte == '\n';
}

/* All the sequences that begin so, and are one byte longer. */
static void check_document(struct work *work, const char *begin, size_t count)
{
    char bytes[LENGTH];

    memcpy(bytes, begin, count);
    work->length = work->mark_count = 0;
    work->column = 1;
    add(work, "[", 1, 1);
    for (int last = 0; last < 256; last++) {
        bytes[count] = (char)last;
        if (!may_end_string(last))
            add_sequence(work, bytes, count + 1);
    }
    add(work, "0]", 2, 2);
    trainlint_check(work->checker, work->text, work->length);
    compare(work, "whole");
    trainlint_reset(work->checker);
    for (size_t i = 0; i < work->length; i++)
        trainlint_feed(work->checker, work->text + i, 1);
    trainlint_finish(work->checker);
    compare(work, "byte by byte");
}

/* ---- all documents ------------------------------------------------------------------------ */

/* Of the bytes between, those at the borders of the ranges of RFC 3629, and some of each. */
static bool is_tried(int byte)
{
    static const char few[] = "\x41\x80\x90\xbf", more[] = "\x1f\x20\x7f\x8f\x9f\xa0\xc0\xc2\xed\xf4\xff";

    return is_set("TL_EXHAUSTIVE") || memchr(few, byte, sizeof few - 1) != NULL
           || (!is_set("TL_QUICK") && memchr(more, byte, sizeof more - 1) != NULL);
}

static int bytes_between(char *bytes)
{
    int count = 0;

    for (int byte = 0; byte < 256; byte++)
        if (!may_end_string(byte) && is_tried(byte))
            bytes[count++] = (char)byte;
    return count;
}

static void check_lead(struct work *work, int length, int first)
{
    char between[256], begin[LENGTH] = { (char)first };
    int count = bytes_between(between), seconds = length > 2 ? count : 1, thirds = length > 3 ? count : 1;

    for (int i = 0; i < seconds * thirds; i++) {
        begin[1] = between[i / thirds];
        begin[2] = between[i % thirds];
        check_document(work, begin, (size_t)length - 1);
    }
}

static trainlint_profile *new_profile(void)
{
    trainlint_profile *profile;

    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, FINDINGS), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "not-an-object", TRAINLINT_OFF), TRAINLINT_OK);
    return profile;
}

START_TEST(sequences)
{
    static struct work work;
    const struct part *part = &parts[_i];
    trainlint_profile *profile = new_profile();

    ck_assert_int_eq(trainlint_new(&work.checker, profile), TRAINLINT_OK);
    if (part->length == 1)
        check_document(&work, "", 0);
    for (int first = part->first; part->length > 1 && first <= part->last; first++)
        if (!may_end_string(first))
            check_lead(&work, part->length, first);
    printf("%-34s %9llu sequences, %8llu are UTF-8\n", part->name, work.sequences, work.good);
    trainlint_free(work.checker);
    trainlint_profile_free(profile);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("UTF-8");

    for (int i = 0; i < PARTS; i++) {
        TCase *part = add_part(suite, parts[i].name);

        tcase_set_timeout(part, is_set("TL_EXHAUSTIVE") ? 7200 : 600);
        tcase_add_loop_test(part, sequences, i, i + 1);
        if (argc > 1 && strcmp(argv[1], "--parts") == 0)
            puts(parts[i].name);
    }
    return argc > 1 ? 0 : run_suite(suite);
}
