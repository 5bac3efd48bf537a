/* SPDX-License-Identifier: MIT */
/*
 * The relations against an oracle that tries everything: each field of a group is absent, there, or reported (null).
 * A reported field may have been meant to be there or not, so a relation speaks only if it would in both cases: the
 * oracle fills in each reported field both ways and keeps what all of these documents have in common.
 */
#include "buffer.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <trainlint.h>

enum state { ABSENT, THERE, REPORTED, STATES };

/* A rule of a group, as a bit. */
enum { TL202 = 1, TL401 = 2, TL402 = 4, TL403 = 8, TL404 = 16, TL406 = 32, TL408 = 64, TL502 = 128 };

static const struct {
    unsigned bit;
    const char *code;
} codes[] = {
    { TL202, "TL202" }, { TL401, "TL401" }, { TL402, "TL402" }, { TL403, "TL403" },
    { TL404, "TL404" }, { TL406, "TL406" }, { TL408, "TL408" }, { TL502, "TL502" },
};

/* Four fields that belong together, and what the relations say when each is there or not. */
struct group {
    const char *head, *tail; /* of the document */
    const char *fields[4], *values[4];
    unsigned (*judge)(const bool there[4], int variant);
    int variant; /* what else differs between the documents of a group */
};

static unsigned judge_code(const bool there[4], int variant)
{
    bool app = there[0], boot = there[1], model = there[2], engine = there[3];

    (void)variant;
    return (!model && !engine ? TL202 : 0) | (app != boot ? TL403 : 0) | (!model && !app && !boot ? TL406 : 0)
           | (model && app == boot && (app || engine) ? TL502 : 0);
}

/* The variant: data_source, if it is there, is the empty list; of a null nobody knows. */
static unsigned judge_data(const bool there[4], int variant)
{
    bool url = there[0], pair = there[1] || there[2], list = there[3];
    int sources = url + pair + list;

    if (sources > 1)
        return TL401;
    if (sources == 0 || (list && variant))
        return TL402;
    return there[1] != there[2] ? TL403 : 0;
}

/* The variant: the type is not given, obs, dataset. */
static unsigned judge_entry(const bool there[4], int variant)
{
    bool url = there[0], any = there[1] || there[2], both = there[1] && there[2];

    if (variant == 0 ? url && any : variant == 1 ? any : url)
        return TL404;
    if (variant == 1 || (variant == 0 && !any))
        return url ? 0 : TL408;
    return both ? 0 : TL408;
}

static unsigned oracle(const struct group *group, const enum state states[4])
{
    unsigned common = ~0U;

    for (int choice = 0; choice < 16; choice++) {
        bool there[4], possible = true;

        for (int i = 0; i < 4; i++) {
            there[i] = (choice >> i & 1) != 0;
            possible &= states[i] == REPORTED || there[i] == (states[i] == THERE);
        }
        if (possible)
            common &= group->judge(there, states[3] == REPORTED && group->judge == judge_data ? 0 : group->variant);
    }
    return common;
}

static void write_document(const struct group *group, const enum state states[4], struct buffer *out)
{
    buffer_clear(out);
    buffer_print(out, "%s", group->head);
    for (int i = 0; i < 4; i++)
        if (states[i] != ABSENT && group->fields[i] != NULL)
            buffer_print(out, "%s\"%s\": %s", out->bytes[out->length - 1] == '{' ? "" : ", ", group->fields[i],
                         states[i] == REPORTED ? "null" : group->values[i]);
    buffer_print(out, "%s", group->tail);
}

static void check_states(const struct group *group, trainlint_checker *checker, const enum state states[4])
{
    struct buffer document = { 0 }, wanted = { 0 }, found = { 0 };
    unsigned common = oracle(group, states);
    uint64_t all = 0, reported = 0;

    write_document(group, states, &document);
    trainlint_check(checker, document.bytes, document.length);
    for (int i = 0; i < 4; i++)
        reported += states[i] == REPORTED && group->fields[i] != NULL;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        uint64_t hits = trainlint_rule_hits(checker, codes[i].code);

        all += hits;
        for (uint64_t k = 0; k < hits; k++)
            buffer_print(&found, " %s", codes[i].code);
        if ((common & codes[i].bit) != 0)
            buffer_print(&wanted, " %s", codes[i].code);
    }
    ck_assert_msg(strcmp(buffer_string(&wanted), buffer_string(&found)) == 0, "%s\nwanted:%s\nfound:%s", document.bytes,
                  buffer_string(&wanted), buffer_string(&found));
    ck_assert_msg(trainlint_rule_hits(checker, "TL205") == reported
                      && trainlint_count(checker, TRAINLINT_OFF) == all + reported,
                  "%s\nother findings, or not one TL205 for each null", document.bytes);
    buffer_free(&document);
    buffer_free(&wanted);
    buffer_free(&found);
}

static void check_group(const struct group *group)
{
    trainlint_profile *profile;
    trainlint_checker *checker;
    int combinations = STATES * STATES * STATES * (group->fields[3] != NULL ? STATES : 1);

    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    for (int n = 0; n < combinations; n++) {
        enum state states[4] = { (enum state)(n % STATES), (enum state)(n / STATES % STATES),
                                 (enum state)(n / (STATES * STATES) % STATES),
                                 (enum state)(n / (STATES * STATES * STATES)) };

        check_states(group, checker, states);
    }
    trainlint_free(checker);
    trainlint_profile_free(profile);
}

#define REST "\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1"

START_TEST(code)
{
    check_group(&(struct group){ "{" REST ", \"data_url\": \"/d/\"",
                                 "}",
                                 { "app_url", "boot_file_url", "model_id", "engine_id" },
                                 { "\"/a/\"", "\"/a/b.py\"", "1", "1" },
                                 judge_code,
                                 0 });
}
END_TEST

START_TEST(data)
{
    struct group group = { "{" REST ", \"model_id\": 1",
                           "}",
                           { "data_url", "dataset_id", "dataset_version_id", "data_source" },
                           { "\"/d/\"", "\"a\"", "\"b\"", "[{\"data_url\": \"/e/\"}]" },
                           judge_data,
                           0 };

    check_group(&group);
    group.variant = 1;
    group.values[3] = "[]";
    check_group(&group);
}
END_TEST

START_TEST(entry)
{
    static const char *const types[] = { "", "\"type\": \"obs\"", "\"type\": \"dataset\"" };

    for (int type = 0; type < 3; type++) {
        struct buffer head = { 0 };

        buffer_print(&head, "{" REST ", \"model_id\": 1, \"data_source\": [{%s", types[type]);
        check_group(&(struct group){ head.bytes,
                                     "}]}",
                                     { "data_url", "dataset_id", "dataset_version", NULL },
                                     { "\"/d/\"", "\"a\"", "\"b\"", NULL },
                                     judge_entry,
                                     type });
        buffer_free(&head);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("relations");
    TCase *part = add_part(suite, "groups");

    tcase_add_test(part, code);
    tcase_add_test(part, data);
    tcase_add_test(part, entry);
    return run_suite(suite);
}
