/* SPDX-License-Identifier: MIT */
/*
 * The examples of the rule catalogue: the wrong one gives exactly its rule, the right one nothing. Examples are whole
 * documents, or members that take the place of fields of the page's sample.
 */
#include "buffer.h"
#include "case.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* The page's sample, a member an entry. */
static const struct {
    const char *field, *member;
} sample[] = {
    { "config_name", "\"config_name\": \"testConfig\"" },
    { "config_desc", "\"config_desc\": \"This is config\"" },
    { "worker_server_num", "\"worker_server_num\": 1" },
    { "app_url", "\"app_url\": \"/usr/app/\"" },
    { "boot_file_url", "\"boot_file_url\": \"/usr/app/boot.py\"" },
    { "parameter", "\"parameter\": [{\"label\": \"learning_rate\", \"value\": \"0.01\"}, "
                   "{\"label\": \"batch_size\", \"value\": \"32\"}]" },
    { "spec_id", "\"spec_id\": 1" },
    { "dataset_id", "\"dataset_id\": \"38277e62-9e59-48f4-8d89-c8cf41622c24\"" },
    { "dataset_version_id", "\"dataset_version_id\": \"2ff0d6ba-c480-45ae-be41-09a8369bfc90\"" },
    { "engine_id", "\"engine_id\": 1" },
    { "train_url", "\"train_url\": \"/usr/train/\"" },
    { "log_url", "\"log_url\": \"/usr/log/\"" },
};

static bool listed(const char *field, const char *list)
{
    size_t length = strlen(field);

    while (*list != '\0') {
        size_t word = strcspn(list, " ");

        if (word == length && strncmp(list, field, length) == 0)
            return true;
        list += word + strspn(list + word, " ");
    }
    return false;
}

/* The sample without some fields, the example's members last (an example may end in a comma of its own). */
static void make_document(struct buffer *out, const char *without, const char *example)
{
    const char *comma = "";

    buffer_clear(out);
    if (without == NULL) {
        buffer_print(out, "%s", example);
        return;
    }
    buffer_print(out, "{\n");
    for (size_t i = 0; i < sizeof sample / sizeof *sample; i++)
        if (!listed(sample[i].field, without)) {
            buffer_print(out, "%s%s", comma, sample[i].member);
            comma = ",\n";
        }
    if (*example != '\0')
        buffer_print(out, "%s%s", comma, example);
    buffer_print(out, "\n}\n");
}

/* Limits are crossed by small documents when they are small, as the entries of their rules say. */
static void lower_limit(trainlint_profile *profile, const trainlint_rule *rule)
{
    static const struct {
        const char *rule;
        trainlint_limit limit;
        uint64_t value;
    } small[] = {
        { "too-large", TRAINLINT_MAX_BYTES, 110 },
        { "too-deep", TRAINLINT_MAX_DEPTH, 3 },
        { "token-too-long", TRAINLINT_MAX_TOKEN, 64 },
        { "too-many-members", TRAINLINT_MAX_MEMBERS, 5 },
    };

    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (strcmp(small[i].rule, rule->name) == 0)
            ck_assert_int_eq(trainlint_profile_set_limit(profile, small[i].limit, small[i].value), TRAINLINT_OK);
}

static void check_example(const trainlint_rule *rule, const char *example, const char *wanted)
{
    struct test_case test = { 0 };
    struct buffer found = { 0 };
    trainlint_profile *profile;
    trainlint_checker *checker;
    uint64_t hits;

    make_document(&test.document, rule->example_without, example);
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    lower_limit(profile, rule);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    trainlint_check(checker, test.document.bytes, test.document.length);
    case_print_found(&test, checker, &found);
    hits = *wanted == '\0' ? 0 : trainlint_rule_hits(checker, wanted);
    ck_assert_msg(trainlint_count(checker, TRAINLINT_OFF) == hits && (hits != 0) == (*wanted != '\0'),
                  "%s: the %s example gives\n%s--- of\n%s", rule->code, *wanted == '\0' ? "right" : "wrong",
                  buffer_string(&found), test.document.bytes);
    ck_assert_msg(trainlint_complete(checker) == !(hits != 0 && rule->stops), "%s: is the check complete?", rule->code);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    buffer_free(&found);
    buffer_free(&test.document);
}

START_TEST(examples)
{
    const trainlint_rule *rule = trainlint_rule_at((size_t)_i);

    ck_assert_ptr_nonnull(rule->wrong);
    ck_assert_ptr_nonnull(rule->right);
    check_example(rule, rule->wrong, rule->code);
    check_example(rule, rule->right, "");
}
END_TEST

START_TEST(entries)
{
    const trainlint_rule *rule = trainlint_rule_at((size_t)_i);

    ck_assert_ptr_eq(trainlint_rule_find(rule->code), rule);
    ck_assert_ptr_eq(trainlint_rule_find(rule->name), rule);
    ck_assert_msg(_i == 0 || strcmp(trainlint_rule_at((size_t)_i - 1)->code, rule->code) < 0, "%s: out of order",
                  rule->code);
    ck_assert(*rule->summary != '\0' && *rule->reason != '\0');
    for (const char *other = rule->see_also; *other != '\0';) {
        char code[8] = "";
        size_t length = strcspn(other, " ");

        ck_assert_uint_lt(length, sizeof code);
        memcpy(code, other, length);
        ck_assert_msg(trainlint_rule_find(code) != NULL, "%s: see also %s, which is no rule", rule->code, code);
        other += length + strspn(other + length, " ");
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("catalogue");
    TCase *part = add_part(suite, "rules");

    tcase_add_loop_test(part, examples, 0, (int)trainlint_rule_count());
    tcase_add_loop_test(part, entries, 0, (int)trainlint_rule_count());
    return run_suite(suite);
}
