/* SPDX-License-Identifier: MIT */
/*
 * The public calls: statuses, the callback, limits, severities, what is stored.
 * attacks: L6
 */
#include "buffer.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>

static const char good[] = "{\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7,"
                           " \"data_url\": \"/d/\"}";
static const char bad[] = "{\"config_name\": \"a b\", \"worker_server_num\": \"1\", \"spec_id\": 1, \"model_id\": 0,"
                          " \"data_url\": \"/d/\"}"; /* TL301, TL203; TL508 is a warning */

static trainlint_profile *profile;
static trainlint_checker *checker;

static void make(trainlint_preset preset)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, preset, NULL), TRAINLINT_OK);
}

static void start(void)
{
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
}

static void stop(void)
{
    trainlint_free(checker);
    trainlint_profile_free(profile);
}

static trainlint_status feed(const char *text)
{
    return trainlint_feed(checker, text, strlen(text));
}

static trainlint_status check(const char *text)
{
    return trainlint_check(checker, text, strlen(text));
}

START_TEST(verdicts)
{
    make(TRAINLINT_SERVER);
    start();
    ck_assert_int_eq(trainlint_status_of(checker), TRAINLINT_MORE);
    ck_assert_int_eq(feed(good), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert(trainlint_complete(checker));
    ck_assert_uint_eq(trainlint_known_fields(checker), 5);
    ck_assert_int_eq(check(bad), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_ERROR), 2);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_WARNING), 1);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 3);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "bad-name"), 1);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL999"), 0);
    ck_assert_int_eq(check(good), TRAINLINT_OK);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 0);
    stop();
}
END_TEST

/* An error is answered as soon as it is seen; what has not come is not judged then. */
START_TEST(early)
{
    make(TRAINLINT_SERVER);
    start();
    ck_assert_int_eq(feed("{\"config_name\": \"a b\""), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 1);
    ck_assert(!trainlint_complete(checker));
    trainlint_reset(checker);
    ck_assert_int_eq(feed("{\"spce_id\""), TRAINLINT_MORE);
    ck_assert_int_eq(feed(": 1"), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL201"), 1);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 1);
    trainlint_reset(checker);
    ck_assert_int_eq(feed("{\"config_name\": \"a\""), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID); /* truncated */
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL104"), 1);
    stop();
}
END_TEST

START_TEST(settings)
{
    make(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "bad-name", TRAINLINT_WARNING), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL301"), TRAINLINT_WARNING);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, 0), TRAINLINT_OK);
    ck_assert(trainlint_memory_bound(profile) == UINT64_MAX);
    start();
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 5), TRAINLINT_MISUSE); /* sealed */
    ck_assert_int_eq(check(bad), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_WARNING), 2);
    stop();
}
END_TEST

/* The two presets of the contract. */
START_TEST(presets)
{
    static const uint64_t server[] = { 1 << 20, 32, 64 << 10, 10000, 16 };
    static const uint64_t lint[] = { 16 << 20, 64, 1 << 20, 100000, 1000 };
    for (int limit = TRAINLINT_MAX_BYTES; limit <= TRAINLINT_MAX_FINDINGS; limit++) {
        make(TRAINLINT_SERVER);
        ck_assert_uint_eq(trainlint_profile_limit(profile, (trainlint_limit)limit), server[limit]);
        ck_assert(!trainlint_profile_flag(profile, TRAINLINT_STEP_OVER));
        ck_assert_int_eq(trainlint_profile_severity(profile, "schema-key"), TRAINLINT_ERROR);
        trainlint_profile_free(profile);
        make(TRAINLINT_LINT);
        ck_assert_uint_eq(trainlint_profile_limit(profile, (trainlint_limit)limit), lint[limit]);
        ck_assert(trainlint_profile_flag(profile, TRAINLINT_STEP_OVER));
        ck_assert_int_eq(trainlint_profile_severity(profile, "schema-key"), TRAINLINT_NOTE);
        trainlint_profile_free(profile);
    }
}
END_TEST

/* A limit in the words of the documents: 64 KiB, 10,000. */
static const char *limit_text(trainlint_preset preset, trainlint_limit limit, char text[24])
{
    make(preset);
    unsigned long value = (unsigned long)trainlint_profile_limit(profile, limit);
    trainlint_profile_free(profile);
    if (value % (1 << 20) == 0)
        snprintf(text, 24, "%lu MiB", value >> 20);
    else if (value % (1 << 10) == 0)
        snprintf(text, 24, "%lu KiB", value >> 10);
    else if (value >= 1000)
        snprintf(text, 24, "%lu,%03lu", value / 1000, value % 1000);
    else
        snprintf(text, 24, "%lu", value);
    return text;
}

static void must_show(const char *document, const char *text)
{
    struct buffer path = { 0 }, page = { 0 };

    buffer_source(&path, document);
    ck_assert(buffer_read(&page, path.bytes));
    ck_assert_msg(strstr(page.bytes, text) != NULL, "not in %s: %s", document, text);
    buffer_free(&path);
    buffer_free(&page);
}

START_TEST(limits_as_documented)
{
    static const struct {
        const char *row, *code; /* in the tables of the pages; in the catalogue, where it has an entry */
    } documented[] = {
        [TRAINLINT_MAX_BYTES] = { "bytes of a document", "TL109" },
        [TRAINLINT_MAX_DEPTH] = { "open brackets", "TL113" },
        [TRAINLINT_MAX_TOKEN] = { "bytes of a string or number", "TL114" },
        [TRAINLINT_MAX_MEMBERS] = { "members and elements", "TL115" },
        [TRAINLINT_MAX_FINDINGS] = { "findings kept (all are counted)", NULL },
    };
    struct buffer text = { 0 };
    for (int limit = TRAINLINT_MAX_BYTES; limit <= TRAINLINT_MAX_FINDINGS; limit++) {
        char lint[24], server[24];
        const char *code = documented[limit].code;
        limit_text(TRAINLINT_LINT, (trainlint_limit)limit, lint);
        limit_text(TRAINLINT_SERVER, (trainlint_limit)limit, server);
        buffer_clear(&text);
        buffer_print(&text, "\n| %s | %s | %s |", documented[limit].row, lint, server);
        must_show("README.md", text.bytes);
        must_show("doc/limits.md", text.bytes);
        if (code == NULL)
            continue;
        const char *why = trainlint_rule_find(code)->reason;
        buffer_clear(&text);
        buffer_print(&text, "The limit is %s for the linter", lint);
        ck_assert_msg(strstr(why, text.bytes) != NULL, "%s: not %s", code, text.bytes);
        buffer_clear(&text);
        buffer_print(&text, "and %s for the library on a server", server);
        ck_assert_msg(strstr(why, text.bytes) != NULL, "%s: not %s", code, text.bytes);
    }
    buffer_free(&text);
}
END_TEST

/* Rounded up to tenths of MiB, and told for machines of 64 bits. */
static double bound_of(trainlint_preset preset)
{
    uint64_t tenths;

    make(preset);
    tenths = trainlint_memory_bound(profile) * 10 / (1 << 20) + 1;
    trainlint_profile_free(profile);
    return (double)tenths / 10;
}

START_TEST(bound_as_documented)
{
    char text[96];

    if (sizeof(void *) != 8)
        return;
    snprintf(text, sizeof text, "\n| bytes a checker holds at most | %.1f MiB | %.1f MiB |", bound_of(TRAINLINT_LINT),
             bound_of(TRAINLINT_SERVER));
    must_show("doc/limits.md", text);
}
END_TEST

struct calls {
    int count, stop_at;
};

static bool on_finding(void *context, const trainlint_finding *finding)
{
    struct calls *calls = context;
    char text[200];
    ck_assert_uint_gt(trainlint_text(finding, TRAINLINT_MESSAGE, text, sizeof text), 0);
    return ++calls->count != calls->stop_at;
}

START_TEST(callback)
{
    struct calls calls = { 0 };
    make(TRAINLINT_LINT);
    start();
    ck_assert_int_eq(trainlint_on_finding(checker, on_finding, &calls), TRAINLINT_OK);
    ck_assert_int_eq(check(bad), TRAINLINT_INVALID);
    ck_assert_int_eq(calls.count, 3);
    calls = (struct calls){ .stop_at = 2 };
    ck_assert_int_eq(check(bad), TRAINLINT_STOPPED);
    ck_assert_int_eq(calls.count, 2);
    ck_assert(!trainlint_complete(checker));
    trainlint_reset(checker);
    ck_assert_int_eq(trainlint_on_finding(checker, NULL, NULL), TRAINLINT_OK);
    ck_assert_int_eq(check(bad), TRAINLINT_INVALID);
    ck_assert_int_eq(calls.count, 2);
    stop();
}
END_TEST

/* The first in source order are stored, all are counted. */
START_TEST(stored)
{
    trainlint_finding finding;
    uint64_t before = 0;
    size_t size = 4 * 5000 + 2;
    char *text = malloc(size);
    ck_assert_ptr_nonnull(text);
    text[0] = '{';
    for (size_t i = 0; i < 5000; i++)
        memcpy(text + 1 + 4 * i, "\"\":1", 4);
    make(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, 10), TRAINLINT_OK);
    start();
    /* a comma is missing before each member but the first, each is unknown, and fields are missing */
    text[size - 1] = '}';
    ck_assert_int_eq(trainlint_check(checker, text, size), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL201"), 5000);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL101"), 4999);
    ck_assert_uint_eq(trainlint_finding_count(checker), 10);
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++) {
        ck_assert_uint_ge(finding.span.start.offset, before);
        before = finding.span.start.offset;
    }
    ck_assert_uint_le(before, 20);
    free(text);
    stop();
}
END_TEST

/* Places need more than 32 bits, and so does a limit. */
START_TEST(beyond_4_gib)
{
    enum { MIB = 1 << 20 };
    const uint64_t limit = (UINT64_C(4) << 30) + 3;
    trainlint_finding finding;
    char *blanks = malloc(MIB);
    ck_assert_ptr_nonnull(blanks);
    memset(blanks, ' ', MIB);
    make(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_BYTES, limit), TRAINLINT_OK);
    ck_assert(trainlint_profile_limit(profile, TRAINLINT_MAX_BYTES) == limit);
    start();
    for (int i = 0; i < 4096; i++)
        ck_assert_int_eq(trainlint_feed(checker, blanks, MIB), TRAINLINT_MORE);
    ck_assert_int_eq(feed("\"\" "), TRAINLINT_INVALID); /* not an object; and the limit is reached */
    ck_assert_int_eq(feed(" "), TRAINLINT_INVALID);     /* a byte beyond it */
    ck_assert_uint_eq(trainlint_finding_count(checker), 2);
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++) {
        uint64_t offset = (UINT64_C(4) << 30) + (i == 0 ? 0 : 3);
        ck_assert_str_eq(finding.rule->name, i == 0 ? "not-an-object" : "too-large");
        ck_assert(finding.span.start.offset == offset && finding.span.start.line == 1
                  && finding.span.start.column == offset + 1);
    }
    free(blanks);
    stop();
}
END_TEST

START_TEST(versions)
{
    ck_assert_str_eq(trainlint_version(), TRAINLINT_VERSION);
    for (int status = TRAINLINT_OK; status <= TRAINLINT_STOPPED; status++)
        ck_assert_str_ne(trainlint_status_text((trainlint_status)status), "unknown status");
    ck_assert_str_eq(trainlint_status_text((trainlint_status)99), "unknown status");
    ck_assert_ptr_null(trainlint_rule_at(trainlint_rule_count()));
    ck_assert_ptr_null(trainlint_rule_find("tl101"));
    ck_assert_ptr_null(trainlint_rule_find(NULL));
}
END_TEST

RUN_SUITE("checker", verdicts, early, settings, presets, limits_as_documented, bound_as_documented, callback, stored,
          beyond_4_gib, versions)
