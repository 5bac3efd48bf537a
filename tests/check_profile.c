/* SPDX-License-Identifier: MIT */
/* The profile: what each limit and severity may be, what each preset says, and calls without a profile or a rule. */
#include "suite.h"

#include <string.h>
#include <trainlint.h>

static trainlint_profile *profile;

static void make(trainlint_preset preset)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, preset, NULL), TRAINLINT_OK);
}

/* What a limit may be is what the header says. */
static const struct {
    uint64_t least, most;
} ranges[] = {
    [TRAINLINT_MAX_BYTES] = { 0, UINT64_MAX },    [TRAINLINT_MAX_DEPTH] = { 1, 1000000 },
    [TRAINLINT_MAX_TOKEN] = { 16, 1073741824 },   [TRAINLINT_MAX_MEMBERS] = { 1, 4611686018427387904 },
    [TRAINLINT_MAX_FINDINGS] = { 0, 4294967295 },
};

static void takes(trainlint_limit limit, uint64_t value, bool taken)
{
    uint64_t before = trainlint_profile_limit(profile, limit);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, limit, value), taken ? TRAINLINT_OK : TRAINLINT_MISUSE);
    ck_assert_uint_eq(trainlint_profile_limit(profile, limit), taken ? value : before);
}

START_TEST(limits)
{
    make(TRAINLINT_LINT);
    for (int i = TRAINLINT_MAX_BYTES; i <= TRAINLINT_MAX_FINDINGS; i++) {
        trainlint_limit limit = (trainlint_limit)i;
        takes(limit, ranges[i].least, true);
        if (ranges[i].least > 0)
            takes(limit, ranges[i].least - 1, false);
        takes(limit, ranges[i].most, true);
        if (ranges[i].most < UINT64_MAX)
            takes(limit, ranges[i].most + 1, false);
    }
    ck_assert_int_eq(trainlint_profile_set_limit(profile, (trainlint_limit)(TRAINLINT_MAX_FINDINGS + 1), 20),
                     TRAINLINT_MISUSE);
    ck_assert_uint_eq(trainlint_profile_limit(profile, (trainlint_limit)(TRAINLINT_MAX_FINDINGS + 1)), 0);
    trainlint_profile_free(profile);
}
END_TEST

START_TEST(flags)
{
    static const bool wanted[2][3] = {
        [TRAINLINT_SERVER] = { false, false, false }, [TRAINLINT_LINT] = { true, false, true }
    };
    for (int preset = TRAINLINT_SERVER; preset <= TRAINLINT_LINT; preset++) {
        make((trainlint_preset)preset);
        for (int i = TRAINLINT_STEP_OVER; i <= TRAINLINT_READ_ALL; i++) {
            trainlint_flag flag = (trainlint_flag)i;
            ck_assert_int_eq(trainlint_profile_flag(profile, flag), wanted[preset][i]);
            ck_assert_int_eq(trainlint_profile_set_flag(profile, flag, !wanted[preset][i]), TRAINLINT_OK);
            ck_assert_int_eq(trainlint_profile_flag(profile, flag), !wanted[preset][i]);
        }
        ck_assert_int_eq(trainlint_profile_set_flag(profile, (trainlint_flag)(TRAINLINT_READ_ALL + 1), true),
                         TRAINLINT_MISUSE);
        ck_assert(!trainlint_profile_flag(profile, (trainlint_flag)(TRAINLINT_READ_ALL + 1)));
        trainlint_profile_free(profile);
    }
}
END_TEST

/* A rule about the text keeps its severity, any other takes each of the four and no more. */
START_TEST(severities)
{
    make(TRAINLINT_LINT);
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        bool text = rule->code[2] == '1';
        ck_assert_int_eq(rule->fixed_severity, text);
        ck_assert_int_eq(rule->hides_value, strcmp(rule->name, "secret") == 0);
        for (int severity = TRAINLINT_OFF; severity <= TRAINLINT_ERROR; severity++) {
            ck_assert_int_eq(trainlint_profile_set_severity(profile, rule->code, (trainlint_severity)severity),
                             text ? TRAINLINT_MISUSE : TRAINLINT_OK);
            ck_assert_int_eq(trainlint_profile_severity(profile, rule->name),
                             text ? rule->severity[TRAINLINT_LINT] : (trainlint_severity)severity);
        }
        ck_assert_int_eq(trainlint_profile_set_severity(profile, rule->code, (trainlint_severity)4), TRAINLINT_MISUSE);
        ck_assert_int_eq(trainlint_profile_set_severity(profile, rule->code, (trainlint_severity)-1), TRAINLINT_MISUSE);
    }
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL999"), TRAINLINT_OFF);
    ck_assert_int_eq(trainlint_profile_severity(profile, NULL), TRAINLINT_OFF);
    trainlint_profile_free(profile);
}
END_TEST

START_TEST(none)
{
    trainlint_checker *checker;
    profile = (trainlint_profile *)&checker;
    ck_assert_int_eq(trainlint_profile_new(&profile, (trainlint_preset)2, NULL), TRAINLINT_MISUSE);
    ck_assert_ptr_null(profile);
    ck_assert_int_eq(trainlint_profile_set_severity(NULL, "TL301", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(NULL, TRAINLINT_MAX_DEPTH, 5), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(NULL, TRAINLINT_READ_ALL, true), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_severity(NULL, "TL301"), TRAINLINT_OFF);
    ck_assert_uint_eq(trainlint_profile_limit(NULL, TRAINLINT_MAX_DEPTH), 0);
    ck_assert(!trainlint_profile_flag(NULL, TRAINLINT_READ_ALL));
    ck_assert_uint_eq(trainlint_memory_bound(NULL), 0);
    trainlint_profile_free(NULL);
}
END_TEST

/* From its first checker on a profile does not change. */
START_TEST(sealed)
{
    trainlint_checker *checker;
    make(TRAINLINT_SERVER);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    trainlint_free(checker);
    ck_assert_int_eq(trainlint_profile_set_severity(profile, "TL301", TRAINLINT_OFF), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 5), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_set_flag(profile, TRAINLINT_READ_ALL, true), TRAINLINT_MISUSE);
    ck_assert_int_eq(trainlint_profile_severity(profile, "TL301"), TRAINLINT_ERROR);
    trainlint_profile_free(profile);
}
END_TEST

RUN_SUITE("profile", limits, flags, severities, none, sealed)
