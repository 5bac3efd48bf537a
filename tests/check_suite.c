/* SPDX-License-Identifier: MIT */
/*
 * JSONTestSuite, when it lies beside the source tree: what must be accepted (y_) has no text error, what must be
 * refused (n_) has one, in both presets, whole and byte by byte. What is the parser's choice (i_) is written below.
 */
#include "run.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct folder files;

/* The i_ files and what we make of them, "" for no text error. */
static const struct {
    const char *name, *rule, *reason;
} choices[] = {
    { "number_double_huge_neg_exp", "", "the grammar allows any exponent; no value is made of it" },
    { "number_huge_exp", "", "as above" },
    { "number_neg_int_huge_exp", "", "as above" },
    { "number_pos_double_huge_exp", "", "as above" },
    { "number_real_neg_overflow", "", "as above" },
    { "number_real_pos_overflow", "", "as above" },
    { "number_real_underflow", "", "as above" },
    { "number_too_big_neg_int", "", "the grammar allows any digits; a field's range is TL206" },
    { "number_too_big_pos_int", "", "as above" },
    { "number_very_big_negative_int", "", "as above" },
    { "object_key_lone_2nd_surrogate", "TL111", "half of a pair is no character; two keys could decode to one" },
    { "string_1st_surrogate_but_2nd_missing", "TL111", "as above" },
    { "string_1st_valid_surrogate_2nd_invalid", "TL111", "as above" },
    { "string_UTF-16LE_with_BOM", "TL106", "RFC 8259, 8.1: UTF-8" },
    { "string_UTF-8_invalid_sequence", "TL106", "RFC 3629" },
    { "string_UTF8_surrogate_U+D800", "TL106", "RFC 3629: no surrogates" },
    { "string_incomplete_surrogate_and_escape_valid", "TL111", "half of a pair" },
    { "string_incomplete_surrogate_pair", "TL111", "half of a pair" },
    { "string_incomplete_surrogates_escape_valid", "TL111", "half of a pair" },
    { "string_invalid_lonely_surrogate", "TL111", "half of a pair" },
    { "string_invalid_surrogate", "TL111", "half of a pair" },
    { "string_invalid_utf-8", "TL106", "RFC 3629" },
    { "string_inverted_surrogates_U+1D11E", "TL111", "half of a pair, twice" },
    { "string_iso_latin_1", "TL106", "RFC 8259, 8.1: UTF-8" },
    { "string_lone_second_surrogate", "TL111", "half of a pair" },
    { "string_lone_utf8_continuation_byte", "TL106", "RFC 3629" },
    { "string_not_in_unicode_range", "TL106", "RFC 3629: above U+10FFFF" },
    { "string_overlong_sequence_2_bytes", "TL106", "RFC 3629: overlong" },
    { "string_overlong_sequence_6_bytes", "TL106", "RFC 3629: overlong" },
    { "string_overlong_sequence_6_bytes_null", "TL106", "RFC 3629: overlong" },
    { "string_truncated-utf-8", "TL106", "RFC 3629: cut" },
    { "string_utf16BE_no_BOM", "TL106", "RFC 8259, 8.1: UTF-8" },
    { "string_utf16LE_no_BOM", "TL106", "RFC 8259, 8.1: UTF-8" },
    { "structure_500_nested_arrays", "TL113", "deeper than the limit of either preset" },
    { "structure_UTF-8_BOM_empty_object", "TL107",
      "RFC 8259, 8.1: no byte order mark is added; said, and stepped over" },
};

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static bool is_text_rule(const char *code)
{
    return strncmp(code, "TL1", 3) == 0;
}

static uint64_t text_errors(const trainlint_checker *checker)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < trainlint_rule_count(); i++)
        if (is_text_rule(trainlint_rule_at(i)->code))
            sum += trainlint_rule_hits(checker, trainlint_rule_at(i)->code);
    return sum;
}

static void check_choice(const char *name, const trainlint_checker *checker)
{
    size_t length = strlen(name) - strlen(".json");

    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        if (strlen(choices[i].name) != length - 2 || strncmp(choices[i].name, name + 2, length - 2) != 0)
            continue;
        if (*choices[i].rule == '\0')
            ck_assert_msg(text_errors(checker) == 0, "%s: a text error; %s", name, choices[i].reason);
        else
            ck_assert_msg(trainlint_rule_hits(checker, choices[i].rule) != 0, "%s: no %s; %s", name, choices[i].rule,
                          choices[i].reason);
        return;
    }
    ck_abort_msg("%s: nothing is written of it", name);
}

static void check_file(const char *path, trainlint_preset preset, size_t chunk)
{
    const char *name = base_name(path);
    struct buffer document = { 0 };
    trainlint_profile *profile;
    trainlint_checker *checker;
    uint64_t errors;

    ck_assert_int_eq(trainlint_profile_new(&profile, preset, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, TRAINLINT_READ_ALL, true), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    ck_assert(buffer_read(&document, path));
    run_document(checker, &document, (struct split){ .chunk = chunk });
    errors = text_errors(checker);
    if (*name == 'y')
        ck_assert_msg(errors == 0 && trainlint_complete(checker), "%s: a text error, preset %d", name, (int)preset);
    else if (*name == 'n')
        ck_assert_msg(errors != 0, "%s: no text error, preset %d", name, (int)preset);
    else
        check_choice(name, checker);
    buffer_free(&document);
    trainlint_free(checker);
    trainlint_profile_free(profile);
}

START_TEST(verdicts)
{
    for (int preset = 0; preset < 2; preset++)
        for (size_t chunk = 0; chunk < 2; chunk++)
            check_file(files.paths[_i], (trainlint_preset)preset, chunk);
}
END_TEST

int main(void)
{
    struct buffer path = { 0 };
    Suite *suite;
    TCase *part;
    int failed;

    buffer_source(&path, "../shared/jsontestsuite/test_parsing");
    if (!folder_list(&files, path.bytes, ".json") || files.count == 0) {
        printf("check_suite: skipped, no JSONTestSuite in %s\n", path.bytes);
        folder_free(&files);
        buffer_free(&path);
        return 77;
    }
    suite = suite_create("JSONTestSuite");
    part = add_part(suite, "verdicts");
    tcase_set_timeout(part, 120);
    tcase_add_loop_test(part, verdicts, 0, (int)files.count);
    failed = run_suite(suite);
    folder_free(&files);
    buffer_free(&path);
    return failed;
}
