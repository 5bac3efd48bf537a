/* SPDX-License-Identifier: MIT */
/*
 * Time is linear in the bytes: four times the document takes about four times as long, not sixteen, whatever it is made
 * of and however it is split. Each kind of document is a beginning, many of its unit, and an end.
 */
#include "buffer.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <trainlint.h>

enum { BYTES = 128 * 1024, TIMES = 4, MOST = 10 /* times the time; a quadratic one takes 16 */ };

static const struct {
    const char *name, *begin, *unit, *end;
} kinds[] = {
    { "blanks", "{", " ", "}" },
    { "lines", "{", "\n", "}" },
    { "a string", "{\"config_desc\": \"", "x", "\"}" },
    { "a string with escapes", "{\"config_desc\": \"", "\\u00e9", "\"}" },
    { "a string with bad escapes", "{\"config_desc\": \"", "\\q", "\"}" },
    { "a name with bad characters", "{\"config_name\": \"", "#", "\"}" },
    { "a string with bad bytes", "{\"config_desc\": \"", "a\xff", "\"}" },
    { "a string that is not closed", "{\"config_desc\": \"", "x", "" },
    { "strings that are not closed", "{", "\"a\n", "}" },
    { "a number", "{\"spec_id\": ", "1", "}" },
    { "a word", "{\"spec_id\": ", "x", "}" },
    { "a long unknown key", "{\"", "a", "\": 1}" },
    { "unknown keys", "{", "\"cofnig_nmae\": 1,", "\"zzz\": 1}" },
    { "duplicate keys", "{", "\"spec_id\": 1,", "\"spec_id\": 1}" },
    { "parameters", "{\"parameter\": [", "{\"label\": \"a\", \"value\": \"b\"},", "{}]}" },
    { "data sources", "{\"data_source\": [", "{\"type\": \"obs\", \"dataset_id\": \"b\"},", "{}]}" },
    { "arrays side by side", "[", "[],", "[]]" },
    { "arrays within each other", "", "[", "" },
    { "objects within each other", "", "{\"a\":", "" },
    { "commas", "[", ",", "]" },
    { "commas that are missing", "[", "1 ", "]" },
    { "colons", "{\"a\"", ":", "}" },
    { "quotes", "[", "\"", "]" },
    { "backslashes", "[\"", "\\\\", "\"]" },
    { "comments", "{", "/**/", "}" },
    { "a comment", "{/*", "*", "*/}" },
    { "placeholders", "[", "{{a}},", "1]" },
    { "a placeholder that does not end", "[{{", "a", "" },
    { "look-alikes", "{", "\xc2\xa0", "}" },
    { "bad bytes", "{", "\xff", "}" },
    { "a path", "{\"boot_file_url\": \"/a/b\", \"app_url\": \"/", "a/../", "\"}" },
    { "a command", "{\"user_command\": \"", "password=", "\"}" },
    { "secrets", "{\"user_command\": \"", "ak sk ", "\"}" },
    { "an image", "{\"user_image_url\": \"", "a/", "\"}" },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static void make_document(struct buffer *out, int kind, size_t bytes)
{
    size_t unit = strlen(kinds[kind].unit);

    buffer_clear(out);
    buffer_print(out, "%s", kinds[kind].begin);
    while (out->length < bytes)
        buffer_add(out, kinds[kind].unit, unit);
    buffer_print(out, "%s", kinds[kind].end);
}

static clock_t time_of(trainlint_checker *checker, const struct buffer *document, size_t chunk)
{
    clock_t begin = clock();

    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
    for (size_t at = 0; at < document->length; at += chunk) {
        size_t left = document->length - at;

        trainlint_feed(checker, document->bytes + at, left < chunk ? left : chunk);
    }
    trainlint_finish(checker);
    return clock() - begin;
}

/* The best of some runs: what else the machine does only adds. */
static double seconds_of(trainlint_checker *checker, int kind, size_t bytes, size_t chunk)
{
    struct buffer document = { 0 };
    clock_t best;

    make_document(&document, kind, bytes);
    best = time_of(checker, &document, chunk);
    for (int i = 0; i < 2; i++) {
        clock_t again = time_of(checker, &document, chunk);

        best = again < best ? again : best;
    }
    buffer_free(&document);
    return (double)best / CLOCKS_PER_SEC;
}

/* The linter's preset with limits that none of the documents crosses, but for the depth. */
static trainlint_checker *new_checker(trainlint_profile **profile)
{
    trainlint_checker *checker;

    ck_assert_int_eq(trainlint_profile_new(profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(*profile, TRAINLINT_MAX_TOKEN, 1 << 24), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(*profile, TRAINLINT_MAX_MEMBERS, 1 << 24), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(*profile, TRAINLINT_MAX_DEPTH, 1000000), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, *profile), TRAINLINT_OK);
    return checker;
}

START_TEST(linear)
{
    static const size_t chunks[] = { SIZE_MAX / 2, 4096, 7, 1 };
    trainlint_profile *profile;
    trainlint_checker *checker = new_checker(&profile);

    for (size_t i = 0; i < sizeof chunks / sizeof *chunks; i++) {
        double few = seconds_of(checker, _i, BYTES, chunks[i]);
        double many = seconds_of(checker, _i, (size_t)TIMES * BYTES, chunks[i]);

        ck_assert_msg(many < MOST * few + 0.005, "%s, in chunks of %zu: %.4f s for %d bytes, %.4f s for %d",
                      kinds[_i].name, chunks[i], few, BYTES, many, TIMES * BYTES);
    }
    trainlint_free(checker);
    trainlint_profile_free(profile);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("time");
    TCase *part = add_part(suite, "linear");

    tcase_add_loop_test(part, linear, 0, KINDS);
    return run_suite(suite);
}
