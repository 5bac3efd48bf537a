/* SPDX-License-Identifier: MIT */
/* What trainlint.h promises of its calls: arguments, their order, sticky status, the early verdict, callbacks, texts. */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>

static const char good[] = "{\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7, "
                           "\"data_url\": \"/d/\"}";
static const char bad[] = "{\"config_name\": \"a b\", \"worker_server_num\": 0, \"spec_id\": 1, \"model_id\": 7, "
                          "\"data_url\": \"/d/\"}"; /* TL301, TL305 */

static trainlint_profile *profile;
static trainlint_checker *checker;

static void begin(trainlint_preset preset)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, preset, NULL), TRAINLINT_OK);
}

static void begin_checker(trainlint_preset preset)
{
    begin(preset);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
}

static void end(void)
{
    trainlint_free(checker);
    trainlint_profile_free(profile);
    checker = NULL;
    profile = NULL;
}

static trainlint_status feed(const char *text)
{
    return trainlint_feed(checker, text, strlen(text));
}

static uint64_t hits(const char *rule)
{
    return trainlint_rule_hits(checker, rule);
}

/* ---- arguments ---------------------------------------------------------------------------- */

START_TEST(nothing_is_misuse)
{
    trainlint_profile *no_profile = (trainlint_profile *)&profile;

    begin_checker(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_new(NULL, TRAINLINT_LINT, NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_new(&no_profile, (trainlint_preset)2, NULL), TRAINLINT_MISUSE);
    ck_assert_ptr_null(no_profile);
    ck_assert_int_eq(trainlint_new(NULL, profile), TRAINLINT_MISUSE);
    trainlint_free(checker);
    ck_assert_int_eq(trainlint_new(&checker, NULL), TRAINLINT_MISUSE);
    ck_assert_ptr_null(checker);
    ck_assert_int_eq(trainlint_feed(NULL, "{", 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(NULL), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_check(NULL, "{}", 2), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_on_finding(NULL, NULL, NULL), TRAINLINT_MISUSE);
    trainlint_free(NULL);
    trainlint_profile_free(NULL);
    end();
}
END_TEST

START_TEST(no_bytes)
{
    begin_checker(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 0), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_feed(checker, "", 0), TRAINLINT_MORE);
    ck_assert_int_eq(feed(good), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_feed(checker, NULL, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(feed(" "), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_check(checker, good, strlen(good)), TRAINLINT_OK);
    end();
}
END_TEST

START_TEST(settings)
{
    begin(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL101", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "too-large", TRAINLINT_NOTE), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL999", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, NULL, TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL301", (trainlint_severity)4), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "bad-name", TRAINLINT_NOTE), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL301"), TRAINLINT_NOTE);
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL999"), TRAINLINT_OFF);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 0), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 1000001), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_TOKEN, 15), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_MEMBERS, 0), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, (trainlint_limit)5, 1), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, (trainlint_flag)3, true), TRAINLINT_MISUSE);
    ck_assert_uint_eq(trainlint_profile_limit(profile, TRAINLINT_MAX_DEPTH), 64);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL301", TRAINLINT_ERROR), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 9), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, TRAINLINT_READ_ALL, true), TRAINLINT_MISUSE);
    end();
}
END_TEST

START_TEST(presets)
{
    static const uint64_t limits[2][5] = { { 1 << 20, 32, 64 << 10, 10000, 16 }, { 16 << 20, 64, 1 << 20, 100000, 1000 } };

    for (int preset = 0; preset < 2; preset++) {
        begin((trainlint_preset)preset);
        for (int limit = 0; limit < 5; limit++)
            ck_assert_uint_eq(trainlint_profile_limit(profile, (trainlint_limit)limit), limits[preset][limit]);
        ck_assert_int_eq(trainlint_profile_flag(profile, TRAINLINT_STEP_OVER), preset == TRAINLINT_LINT);
        ck_assert_int_eq(trainlint_profile_flag(profile, TRAINLINT_READ_ALL), preset == TRAINLINT_LINT);
        ck_assert_int_eq(trainlint_profile_severity(profile, "TL207"),
                         preset == TRAINLINT_LINT ? TRAINLINT_NOTE : TRAINLINT_ERROR);
        ck_assert_uint_lt(trainlint_memory_bound(profile), UINT64_MAX);
        ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, 0), TRAINLINT_OK);
        ck_assert_uint_eq(trainlint_memory_bound(profile), UINT64_MAX);
        end();
    }
}
END_TEST

/* ---- the order of calls ------------------------------------------------------------------- */

START_TEST(feed_and_finish)
{
    begin_checker(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_status_of(checker), TRAINLINT_MORE);
    ck_assert_int_eq(feed(good), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_status_of(checker), TRAINLINT_OK);
    ck_assert(trainlint_complete(checker));
    ck_assert_int_eq(feed(good), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
    ck_assert_int_eq(feed("{"), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK); /* amid a document */
    ck_assert_int_eq(trainlint_check(checker, bad, strlen(bad)), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_check(checker, good, strlen(good)), TRAINLINT_OK);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 0);
    end();
}
END_TEST

START_TEST(early_verdict)
{
    begin(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, TRAINLINT_READ_ALL, false), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    ck_assert_int_eq(feed("{\"worker_server_num\": 0"), TRAINLINT_MORE); /* the number may go on */
    ck_assert_int_eq(feed(","), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_status_of(checker), TRAINLINT_INVALID);
    ck_assert_int_eq(feed(" \"config_name\": \"a b\""), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID);
    ck_assert(!trainlint_complete(checker));
    ck_assert_uint_eq(hits("TL305") + hits("TL301"), 2);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 2); /* nothing of what has not come */
    end();

    begin_checker(TRAINLINT_LINT);
    ck_assert_int_eq(feed("{\"worker_server_num\": 0,"), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID);
    ck_assert_uint_eq(hits("TL104"), 1);
    end();
}
END_TEST

START_TEST(stop_early)
{
    begin(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, TRAINLINT_STOP_EARLY, true), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_check(checker, bad, strlen(bad)), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 1);
    ck_assert(!trainlint_complete(checker));
    end();
}
END_TEST

START_TEST(no_stepping_over)
{
    static const char text[] = "{\"config_name\": None, \"spec_id\": +1, \"zzz\": 1}";

    begin_checker(TRAINLINT_SERVER);
    ck_assert_int_eq(trainlint_check(checker, text, strlen(text)), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 1);
    ck_assert_uint_eq(hits("TL116"), 1);
    ck_assert(!trainlint_complete(checker));
    end();
}
END_TEST

/* ---- callbacks ---------------------------------------------------------------------------- */

struct visit {
    int calls, stop_at;
    char codes[64];
};

static bool visit(void *context, const trainlint_finding *finding)
{
    struct visit *seen = context;

    strcat(seen->codes, finding->rule->code);
    ck_assert_int_eq(feed("{"), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_check(checker, "{}", 2), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_on_finding(checker, NULL, NULL), TRAINLINT_MISUSE);
    return ++seen->calls != seen->stop_at;
}

START_TEST(callbacks)
{
    struct visit all = { 0 }, first = { .stop_at = 1 };

    begin_checker(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_on_finding(checker, visit, &all), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_check(checker, bad, strlen(bad)), TRAINLINT_INVALID);
    ck_assert_str_eq(all.codes, "TL301TL305");
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_on_finding(checker, visit, &first), TRAINLINT_OK);
    ck_assert_int_eq(feed(bad), TRAINLINT_STOPPED);
    ck_assert_int_eq(feed(" "), TRAINLINT_STOPPED);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_STOPPED);
    ck_assert_str_eq(first.codes, "TL301");
    ck_assert(!trainlint_complete(checker));
    ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
    ck_assert_int_eq(feed("{"), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_on_finding(checker, NULL, NULL), TRAINLINT_MISUSE);
    end();
}
END_TEST

/* ---- findings ----------------------------------------------------------------------------- */

START_TEST(the_first_are_stored)
{
    static const char text[] = "{\"zz1\": 1, \"zz2\": 1, \"zz3\": 1}";
    trainlint_finding finding;

    begin(TRAINLINT_LINT);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, 2), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_check(checker, text, strlen(text)), TRAINLINT_INVALID);
    ck_assert_uint_eq(trainlint_finding_count(checker), 2);
    ck_assert_uint_gt(trainlint_count(checker, TRAINLINT_OFF), 2);
    ck_assert_uint_eq(hits("TL201"), 3);
    ck_assert_uint_eq(hits("unknown-field"), 3);
    ck_assert_uint_eq(hits("TL999"), 0);
    ck_assert(trainlint_finding_at(checker, 0, &finding));
    ck_assert_str_eq(finding.rule->code, "TL202"); /* at the brace, though it was found last */
    ck_assert(!trainlint_finding_at(checker, 2, &finding));
    end();
}
END_TEST

START_TEST(texts)
{
    static const char text[] = "{\"config_name\": \"a\", \"worker_server_num\": 1, \"spec_id\": 1, \"model_id\": 7, "
                               "\"data_url\": \"/d/\", \"\xc3\xa9\": 1, \"log_url\": \"/l/\",}";
    trainlint_finding finding;
    char buffer[64];
    size_t length;

    begin_checker(TRAINLINT_LINT);
    trainlint_check(checker, text, strlen(text));
    ck_assert(trainlint_finding_at(checker, 0, &finding));
    ck_assert_str_eq(finding.rule->code, "TL201");
    length = trainlint_text(&finding, TRAINLINT_POINTER, NULL, 0);
    ck_assert_uint_eq(length, 3);
    ck_assert_uint_eq(trainlint_text(&finding, TRAINLINT_POINTER, buffer, sizeof buffer), length);
    ck_assert_str_eq(buffer, "/\xc3\xa9");
    ck_assert_uint_eq(trainlint_text(&finding, TRAINLINT_POINTER, buffer, 3), length);
    ck_assert_str_eq(buffer, "/"); /* not half a character */
    ck_assert_uint_eq(trainlint_text(&finding, TRAINLINT_POINTER, buffer, 1), length);
    ck_assert_str_eq(buffer, "");
    ck_assert(trainlint_finding_at(checker, 1, &finding));
    ck_assert_str_eq(finding.rule->code, "TL102");
    ck_assert_uint_eq(trainlint_text(&finding, TRAINLINT_POINTER, buffer, sizeof buffer), TRAINLINT_NONE);
    ck_assert_str_eq(buffer, "");
    ck_assert_uint_eq(trainlint_text(&finding, TRAINLINT_FIELD, NULL, 0), TRAINLINT_NONE);
    end();
}
END_TEST

START_TEST(words)
{
    for (int status = TRAINLINT_OK; status <= TRAINLINT_STOPPED; status++)
        ck_assert(*trainlint_status_text((trainlint_status)status) != '\0');
    ck_assert_ptr_nonnull(trainlint_status_text((trainlint_status)99));
    ck_assert_str_eq(trainlint_version(), TRAINLINT_VERSION);
    ck_assert_ptr_null(trainlint_rule_at(trainlint_rule_count()));
    ck_assert_ptr_null(trainlint_rule_find("tl101"));
    ck_assert_ptr_null(trainlint_rule_find(""));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("checker");
    TCase *part = tcase_create("promises");
    SRunner *runner;
    int failed;

    tcase_add_test(part, nothing_is_misuse);
    tcase_add_test(part, no_bytes);
    tcase_add_test(part, settings);
    tcase_add_test(part, presets);
    tcase_add_test(part, feed_and_finish);
    tcase_add_test(part, early_verdict);
    tcase_add_test(part, stop_early);
    tcase_add_test(part, no_stepping_over);
    tcase_add_test(part, callbacks);
    tcase_add_test(part, the_first_are_stored);
    tcase_add_test(part, texts);
    tcase_add_test(part, words);
    suite_add_tcase(suite, part);
    runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
