/* SPDX-License-Identifier: MIT */
/*
 * Every case under tests/cases again, with what a host may set otherwise: a rule off, a rule less severe, text errors
 * that end the check, an error that ends it. What must hold then is told by what the case's own profile finds.
 */
#include "case.h"
#include "run.h"
#include "suite.h"

#include <string.h>

static struct folder cases;

/* A document and what is found in it. */
struct run {
    trainlint_profile *profile;
    trainlint_checker *checker;
};

static void begin(struct run *run, const struct test_case *test)
{
    *run = (struct run){ 0 };
    ck_assert_int_eq(case_profile(test, NULL, &run->profile), TRAINLINT_OK);
}

/* Whole and in pieces, which find the same. */
static void judge(struct run *run, const struct test_case *test)
{
    struct buffer whole = { 0 }, pieces = { 0 };
    trainlint_status status;

    ck_assert_int_eq(trainlint_new(&run->checker, run->profile), TRAINLINT_OK);
    run_document(run->checker, &test->document, (struct split){ .chunk = 7 });
    run_describe(run->checker, &pieces);
    trainlint_reset(run->checker);
    status = run_document(run->checker, &test->document, (struct split){ 0 });
    run_describe(run->checker, &whole);
    ck_assert_msg(strcmp(buffer_string(&whole), buffer_string(&pieces)) == 0,
                  "%s\n--- whole\n%.1600s\n--- in pieces\n%.1600s", test->path, whole.bytes, pieces.bytes);
    ck_assert_msg((status == TRAINLINT_INVALID) == (trainlint_count(run->checker, TRAINLINT_ERROR) != 0),
                  "%s: the verdict is \"%s\"", test->path, trainlint_status_text(status));
    buffer_free(&whole);
    buffer_free(&pieces);
}

static void end(struct run *run)
{
    trainlint_free(run->checker);
    trainlint_profile_free(run->profile);
}

/* Findings of text errors; of their limits too. */
static uint64_t text_errors(const struct run *run)
{
    uint64_t count = 0;

    for (size_t i = 0; i < trainlint_rule_count(); i++)
        if (trainlint_rule_at(i)->fixed_severity)
            count += trainlint_rule_hits(run->checker, trainlint_rule_at(i)->code);
    return count;
}

/* The case is judged with a rule of this severity. */
static void with_severity(struct run *run, const struct test_case *test, const char *code, trainlint_severity severity)
{
    begin(run, test);
    ck_assert_int_eq(trainlint_profile_set_severity(run->profile, code, severity), TRAINLINT_OK);
    judge(run, test);
}

/* A rule that is off finds nothing; one that is a note finds the same and changes no verdict. */
static void check_rule(const struct test_case *test, const struct run *own, const trainlint_rule *rule)
{
    uint64_t hits = trainlint_rule_hits(own->checker, rule->code), texts = text_errors(own);
    trainlint_finding finding;
    struct run run;

    if (hits == 0 || rule->fixed_severity)
        return;
    with_severity(&run, test, rule->code, TRAINLINT_OFF);
    ck_assert_msg(trainlint_rule_hits(run.checker, rule->code) == 0, "%s: %s is off", test->path, rule->code);
    /* but for those behind an error that the host leaves at, or the check */
    ck_assert_msg(text_errors(&run) == texts || !trainlint_profile_flag(run.profile, TRAINLINT_READ_ALL)
                      || trainlint_profile_flag(run.profile, TRAINLINT_STOP_EARLY),
                  "%s: %s off changes text errors", test->path, rule->code);
    end(&run);
    with_severity(&run, test, rule->code, TRAINLINT_NOTE);
    ck_assert_msg(trainlint_rule_hits(run.checker, rule->code) == hits, "%s: %s is told %d times as a note", test->path,
                  rule->code, (int)trainlint_rule_hits(run.checker, rule->code));
    for (size_t i = 0; trainlint_finding_at(run.checker, i, &finding); i++)
        ck_assert_int_eq(finding.severity, finding.rule == rule
                                               ? TRAINLINT_NOTE
                                               : trainlint_profile_severity(run.profile, finding.rule->code));
    end(&run);
}

START_TEST(severities)
{
    struct test_case test;
    struct run own;

    ck_assert(case_load(&test, cases.paths[_i]));
    begin(&own, &test);
    judge(&own, &test);
    for (size_t i = 0; i < trainlint_rule_count(); i++)
        check_rule(&test, &own, trainlint_rule_at(i));
    end(&own);
    case_free(&test);
}
END_TEST

/* A look-alike is read as the sign it stands for only when it is stepped over, and may be told by that. */
static bool finds(const struct run *run, const trainlint_finding *wanted)
{
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(run->checker, i, &finding); i++)
        if (finding.rule == wanted->rule && finding.span.start.offset == wanted->span.start.offset)
            return true;
    return strcmp(wanted->rule->name, "look-alike") == 0;
}

/* Whether all that was found in the document can be looked at. */
static bool is_all_there(const struct run *run)
{
    return trainlint_finding_count(run->checker) == trainlint_count(run->checker, TRAINLINT_OFF)
           && trainlint_rule_hits(run->checker, "other-document") == 0;
}

/* The case is judged with a flag turned that lets the first finding that counts end the check. */
static void check_flag(const struct test_case *test, const struct run *own, trainlint_flag flag, bool on,
                       bool (*counts)(const trainlint_finding *))
{
    trainlint_finding finding;
    struct run run;
    size_t wanted = 0, found = 0;

    begin(&run, test);
    ck_assert_int_eq(trainlint_profile_set_flag(run.profile, flag, on), TRAINLINT_OK);
    judge(&run, test);
    for (size_t i = 0; trainlint_finding_at(own->checker, i, &finding); i++)
        wanted += counts(&finding);
    for (size_t i = 0; trainlint_finding_at(run.checker, i, &finding); i++)
        if (counts(&finding)) {
            found++;
            ck_assert_msg(finds(own, &finding), "%s: %s is told only then", test->path, finding.rule->code);
        }
    ck_assert_msg(found == (wanted > 0), "%s: %d are told that end the check", test->path, (int)found);
    ck_assert(found == 0 || !trainlint_complete(run.checker));
    end(&run);
}

static bool is_text_error(const trainlint_finding *finding)
{
    return finding->rule->fixed_severity;
}

static bool is_error(const trainlint_finding *finding)
{
    return finding->severity == TRAINLINT_ERROR;
}

START_TEST(flags)
{
    struct test_case test;
    struct run own;

    ck_assert(case_load(&test, cases.paths[_i]));
    begin(&own, &test);
    judge(&own, &test);
    if (is_all_there(&own)) {
        check_flag(&test, &own, TRAINLINT_STEP_OVER, false, is_text_error);
        check_flag(&test, &own, TRAINLINT_STOP_EARLY, true, is_error);
    }
    end(&own);
    case_free(&test);
}
END_TEST

int main(void)
{
    Suite *all = suite_create("settings");
    TCase *part = add_part(all, "profiles");
    struct buffer path = { 0 };
    int failed = 1;

    buffer_source(&path, "tests/cases");
    if (folder_list(&cases, path.bytes, ".json") && cases.count != 0) {
        tcase_add_loop_test(part, severities, 0, (int)cases.count);
        tcase_add_loop_test(part, flags, 0, (int)cases.count);
        failed = run_suite(all);
    }
    folder_free(&cases);
    buffer_free(&path);
    return failed;
}
