/* SPDX-License-Identifier: MIT */
/*
 * Each public call with what it must not be given, and out of turn: it answers so, and does no harm.
 * attacks: M5
 */
#include "run.h"
#include "suite.h"

#include <string.h>

static const char good[] = "{\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7,"
                           " \"data_url\": \"/d/\"}";

static trainlint_profile *profile;
static trainlint_checker *checker;

static void start(trainlint_preset preset)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, preset, NULL), TRAINLINT_OK);
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

/* ---- nothing, or what there is none of */

START_TEST(no_profile)
{
    ck_assert_int_eq(trainlint_profile_new(NULL, TRAINLINT_LINT, NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_new(&profile, (trainlint_preset)9, NULL), TRAINLINT_MISUSE);
    ck_assert_ptr_null(profile);
    ck_assert_int_eq(trainlint_new(&checker, NULL), TRAINLINT_MISUSE);
    ck_assert_ptr_null(checker);
    ck_assert_uint_eq(trainlint_memory_bound(NULL), 0);
    ck_assert_int_eq(trainlint_profile_set_severity(NULL, "TL301", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(NULL, TRAINLINT_MAX_DEPTH, 5), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(NULL, TRAINLINT_STEP_OVER, true), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_severity(NULL, "TL301"), TRAINLINT_OFF);
    ck_assert_uint_eq(trainlint_profile_limit(NULL, TRAINLINT_MAX_DEPTH), 0);
    ck_assert(!trainlint_profile_flag(NULL, TRAINLINT_READ_ALL));
    trainlint_profile_free(NULL);
}
END_TEST

START_TEST(no_such_setting)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL999", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, NULL, TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL101", TRAINLINT_OFF), TRAINLINT_MISUSE); /* fixed */
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL301", (trainlint_severity)4), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL301", (trainlint_severity)-1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, (trainlint_limit)5, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 0), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 1000001), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_TOKEN, 15), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, (trainlint_flag)3, true), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL999"), TRAINLINT_OFF);
    ck_assert_uint_eq(trainlint_profile_limit(profile, (trainlint_limit)5), 0);
    ck_assert(!trainlint_profile_flag(profile, (trainlint_flag)3));
    ck_assert_uint_eq(trainlint_profile_limit(profile, TRAINLINT_MAX_DEPTH), 64); /* as before */
    trainlint_profile_free(profile);
}
END_TEST

START_TEST(no_checker)
{
    trainlint_finding finding;
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(NULL, profile), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_on_finding(NULL, NULL, NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_feed(NULL, "x", 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_check(NULL, "x", 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_status_of(NULL), TRAINLINT_MISUSE);
    ck_assert(!trainlint_complete(NULL));
    ck_assert_uint_eq(trainlint_count(NULL, TRAINLINT_OFF), 0);
    ck_assert_uint_eq(trainlint_rule_hits(NULL, "TL301"), 0);
    ck_assert_uint_eq(trainlint_known_fields(NULL), 0);
    ck_assert_uint_eq(trainlint_finding_count(NULL), 0);
    ck_assert(!trainlint_finding_at(NULL, 0, &finding));
    trainlint_free(NULL);
    trainlint_profile_free(profile);
}
END_TEST

START_TEST(no_such_finding)
{
    start(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_check(checker, "{}", 2), TRAINLINT_INVALID);
    ck_assert_uint_gt(trainlint_finding_count(checker), 0);
    ck_assert_uint_eq(trainlint_count(checker, (trainlint_severity)4), 0);
    ck_assert_uint_eq(trainlint_count(checker, (trainlint_severity)-1), 0);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL999"), 0);
    ck_assert_uint_eq(trainlint_rule_hits(checker, NULL), 0);
    ck_assert(!trainlint_finding_at(checker, 0, NULL));
    stop();
}
END_TEST

/* What is read of a finding, of none, past the end, into nothing. */
START_TEST(no_such_part)
{
    static const char twice[] = "{\"spec_id\": 1, \"spec_id\": \"x\", \"model_id\": \"1\"}";
    trainlint_finding related, edited;
    trainlint_span span;
    trainlint_edit edit;
    trainlint_param param;
    char text[8] = "x";
    start(TRAINLINT_LINT);
    trainlint_check(checker, twice, strlen(twice));
    size_t count = trainlint_finding_count(checker);
    ck_assert(trainlint_finding_at(checker, count - 2, &related) && trainlint_finding_at(checker, count - 1, &edited));
    ck_assert(trainlint_related_at(&related, 0, &span) && trainlint_edit_at(&edited, 1, &edit)
              && trainlint_param_at(&edited, 0, &param));
    ck_assert(!trainlint_related_at(NULL, 0, &span) && !trainlint_related_at(&related, 0, NULL)
              && !trainlint_related_at(&related, 1, &span));
    ck_assert(!trainlint_edit_at(NULL, 0, &edit) && !trainlint_edit_at(&edited, 0, NULL)
              && !trainlint_edit_at(&edited, 2, &edit));
    ck_assert(!trainlint_param_at(NULL, 0, &param) && !trainlint_param_at(&edited, 0, NULL)
              && !trainlint_param_at(&edited, edited.param_count, &param));
    ck_assert_uint_eq(trainlint_related_text(NULL, 0, text, sizeof text), TRAINLINT_NONE);
    ck_assert_str_eq(text, "");
    text[0] = 'x';
    ck_assert_uint_eq(trainlint_related_text(&related, 1, text, sizeof text), TRAINLINT_NONE);
    ck_assert_str_eq(text, "");
    text[0] = 'x';
    ck_assert_uint_eq(trainlint_text(NULL, TRAINLINT_MESSAGE, text, sizeof text), TRAINLINT_NONE);
    ck_assert_str_eq(text, "");
    ck_assert_uint_eq(trainlint_text(&related, (trainlint_text_kind)7, text, sizeof text), TRAINLINT_NONE);
    ck_assert_uint_gt(trainlint_text(&related, TRAINLINT_MESSAGE, text, 1), 0);
    ck_assert_str_eq(text, ""); /* room for the NUL alone */
    ck_assert_uint_gt(trainlint_text(&related, TRAINLINT_MESSAGE, NULL, 100), 0);
    ck_assert_uint_gt(trainlint_related_text(&related, 0, NULL, 100), 0);
    stop();
}
END_TEST

/* ---- out of turn */

START_TEST(nothing_as_bytes)
{
    start(TRAINLINT_SERVER);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 0), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(feed(good), TRAINLINT_MISUSE); /* the document is lost */
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    ck_assert(!trainlint_complete(checker));
    ck_assert_int_eq(trainlint_check(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_check(checker, good, strlen(good)), TRAINLINT_OK);
    stop();
}
END_TEST

/* Nothing is told of a document that is lost, not even what was only waiting for its value. */
START_TEST(nothing_as_bytes_amid_a_document)
{
    start(TRAINLINT_LINT);
    ck_assert_int_eq(feed("{\"spec_id\": 1, \"spec_id\":"), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 0);
    trainlint_reset(checker);
    ck_assert_int_eq(feed("{\"spec_id\": \"x\","), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    stop();
}
END_TEST

START_TEST(after_the_end)
{
    trainlint_finding finding;
    start(TRAINLINT_SERVER);
    ck_assert_int_eq(feed(good), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_on_finding(checker, NULL, NULL), TRAINLINT_MISUSE); /* amid a document */
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert_int_eq(feed(good), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert(!trainlint_finding_at(checker, 0, &finding));
    stop();
}
END_TEST

struct call {
    int count;
    bool go_on;
};

/* Every call that takes the checker is refused, and none is heard. */
static bool on_finding(void *context, const trainlint_finding *finding)
{
    struct call *call = context;
    char text[200];
    ck_assert_uint_gt(trainlint_text(finding, TRAINLINT_MESSAGE, text, sizeof text), 0);
    ck_assert_int_eq(feed("x"), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_check(checker, "{}", 2), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_on_finding(checker, NULL, NULL), TRAINLINT_MISUSE);
    trainlint_free(checker);
    call->count++;
    return call->go_on;
}

START_TEST(in_a_callback)
{
    struct call call = { 0, true };
    start(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_on_finding(checker, on_finding, &call), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_check(checker, "{}", 2), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_finding_count(checker), (size_t)call.count);
    call.go_on = false;
    trainlint_reset(checker);
    ck_assert_int_eq(feed("{\"spec_id\": \"x\""), TRAINLINT_STOPPED);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_STOPPED); /* sticky */
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_STOPPED);
    stop();
}
END_TEST

/* A callback gets its finding from a block of its own, for which there may be no memory. */
START_TEST(no_memory_for_a_callback)
{
    struct call call = { 0, true };
    bool failed = true;
    for (size_t fail_at = 1; failed; fail_at++) {
        struct meter meter = { .fail_at = fail_at };
        trainlint_allocator allocator = meter_allocator(&meter);
        trainlint_status status = trainlint_profile_new(&profile, TRAINLINT_LINT, &allocator);
        checker = NULL;
        if (status == TRAINLINT_OK)
            status = trainlint_new(&checker, profile);
        if (status == TRAINLINT_OK) {
            call.count = 0;
            ck_assert_int_eq(trainlint_on_finding(checker, on_finding, &call), TRAINLINT_OK);
            status = trainlint_check(checker, "{}", 2);
        }
        failed = meter.failed;
        ck_assert_int_eq(status, failed ? TRAINLINT_NOMEM : TRAINLINT_INVALID);
        stop();
        profile = NULL;
        ck_assert_uint_eq(meter.live, 0);
    }
    ck_assert_int_gt(call.count, 0);
}
END_TEST

/* How far the document is known is told at any time. */
START_TEST(amid_a_document)
{
    start(TRAINLINT_SERVER);
    ck_assert_int_eq(feed("{\"config_name\": \"a\", \"spec_id\": 1"), TRAINLINT_MORE);
    ck_assert_uint_eq(trainlint_known_fields(checker), 2);
    ck_assert_int_eq(trainlint_status_of(checker), TRAINLINT_MORE);
    ck_assert(trainlint_complete(checker));
    stop();
}
END_TEST

RUN_SUITE("misuse", no_profile, no_such_setting, no_checker, no_such_finding, no_such_part, nothing_as_bytes,
          nothing_as_bytes_amid_a_document, after_the_end, in_a_callback, no_memory_for_a_callback, amid_a_document)
