/* SPDX-License-Identifier: MIT */
/* A checker that has seen other documents finds in each what a new one does. */
#include "run.h"
#include "suite.h"

#include <string.h>

#define REST "\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7"
#define OBS "{\"type\": \"obs\", \"data_url\": \"/d/\"}"

/* Documents that leave much behind: memory, what was sound, what was found. */
static void add_document(struct buffer *document, int kind)
{
    static const size_t sizes[] = { 10000, 40000, 3000 };
    static const char *const others[] = {
        "{" REST ", \"data_source\": [" OBS "]}",
        "{" REST ", \"data_source\": []}", /* the same fields, but nothing in the list */
        "{" REST ", \"data_source\": [" OBS "], \"parameter\": [{\"label\": \"a\"}, {\"label\": \"a\"}]}",
        "{\"specId\": 1, \"is_success\": true}",
        "{\"spec_id\": \"1\"",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        "",
    };
    buffer_clear(document);
    if (kind >= 3) {
        buffer_print(document, "%s", others[kind - 3]);
        return;
    }
    buffer_print(document, "{" REST ", \"data_url\": \"/d/\", \"config_desc\": \"\\n");
    for (size_t i = 0; i < sizes[kind]; i++)
        buffer_print(document, "%s", i % 1000 == 999 ? "\\t" : "d");
    buffer_print(document, "\"}");
}

enum { KINDS = 10 };

static void describe(trainlint_checker *checker, int kind, size_t chunk, struct buffer *out)
{
    struct buffer document = { 0 };
    add_document(&document, kind);
    buffer_clear(out);
    trainlint_reset(checker);
    run_document(checker, &document, (struct split){ .chunk = chunk });
    run_describe(checker, out);
    buffer_free(&document);
}

static void compare(trainlint_checker *used, const trainlint_profile *profile, int first, int second, size_t chunk)
{
    struct buffer wanted = { 0 }, found = { 0 };
    trainlint_checker *fresh;
    ck_assert_int_eq(trainlint_new(&fresh, profile), TRAINLINT_OK);
    describe(fresh, second, chunk, &wanted);
    describe(used, first, chunk, &found);
    describe(used, second, chunk, &found);
    ck_assert_msg(strcmp(buffer_string(&wanted), buffer_string(&found)) == 0,
                  "document %d after %d, chunks of %zu\n--- wanted\n%.1600s\n--- found\n%.1600s", second, first, chunk,
                  wanted.bytes, found.bytes);
    trainlint_free(fresh);
    buffer_free(&wanted);
    buffer_free(&found);
}

/* Each document after each other one. */
START_TEST(one_after_the_other)
{
    static const size_t chunks[] = { 0, 7 };
    trainlint_profile *profile;
    ck_assert_int_eq(trainlint_profile_new(&profile, _i ? TRAINLINT_LINT : TRAINLINT_SERVER, NULL), TRAINLINT_OK);
    for (int first = 0; first < KINDS; first++)
        for (int second = 0; second < KINDS; second++)
            for (int i = 0; i < 2; i++) {
                trainlint_checker *used;
                ck_assert_int_eq(trainlint_new(&used, profile), TRAINLINT_OK);
                compare(used, profile, first, second, chunks[i]);
                trainlint_free(used);
            }
    trainlint_profile_free(profile);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("reuse");
    tcase_add_loop_test(add_part(suite, "reuse"), one_after_the_other, 0, 2);
    return run_suite(suite);
}
