/* SPDX-License-Identifier: MIT */
/*
 * Every fix of every case, made alone: what it is for is no longer found there, and a fix of a finding that is not
 * about the text makes no text error.
 */
#include "case.h"
#include "run.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static struct folder cases;

/* A finding, to be found again. */
struct mark {
    const trainlint_rule *rule;
    uint64_t start;
    struct buffer pointer, message;
};

static void note_mark(struct mark *mark, const trainlint_finding *finding)
{
    mark->rule = finding->rule;
    mark->start = finding->span.start.offset;
    finding_text(finding, TRAINLINT_POINTER, &mark->pointer);
    finding_text(finding, TRAINLINT_MESSAGE, &mark->message);
}

static bool is_marked(const struct mark *mark, const trainlint_finding *finding)
{
    struct mark other = { 0 };
    bool same;

    note_mark(&other, finding);
    same = other.rule == mark->rule && other.start == mark->start
           && strcmp(buffer_string(&other.pointer), buffer_string(&mark->pointer)) == 0
           && strcmp(buffer_string(&other.message), buffer_string(&mark->message)) == 0;
    buffer_free(&other.pointer);
    buffer_free(&other.message);
    return same;
}

/* The finding itself, not the next one of a row that has moved to its place. */
static bool still_there(const trainlint_checker *before, const trainlint_checker *checker, const struct mark *mark)
{
    trainlint_finding finding;

    if (trainlint_count(checker, TRAINLINT_OFF) < trainlint_count(before, TRAINLINT_OFF))
        return false;
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        if (is_marked(mark, &finding))
            return true;
    return false;
}

/* The document with the edits made. */
static void mend(const struct buffer *document, const trainlint_finding *finding, struct buffer *out)
{
    trainlint_edit edit;
    size_t at = 0;

    for (size_t i = 0; trainlint_edit_at(finding, i, &edit); i++) {
        buffer_add(out, document->bytes + at, (size_t)edit.span.start.offset - at);
        buffer_add(out, edit.text, strlen(edit.text));
        at = (size_t)edit.span.end.offset;
    }
    buffer_add(out, document->bytes + at, document->length - at);
}

static uint64_t text_errors(const trainlint_checker *checker)
{
    uint64_t sum = 0;

    for (size_t i = 0; i < trainlint_rule_count(); i++)
        if (trainlint_rule_at(i)->fixed_severity)
            sum += trainlint_rule_hits(checker, trainlint_rule_at(i)->code);
    return sum;
}

static void check_fix(const struct test_case *test, const trainlint_profile *profile, const trainlint_checker *before,
                      const trainlint_finding *finding)
{
    struct buffer mended = { 0 };
    struct mark mark = { 0 };
    trainlint_checker *checker;

    note_mark(&mark, finding);
    mend(&test->document, finding, &mended);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    run_document(checker, &mended, (struct split){ 0 });
    ck_assert_msg(!still_there(before, checker, &mark), "%s: %s is still there after its fix\n%.800s", test->path,
                  mark.rule->code, mended.bytes);
    if (!mark.rule->fixed_severity && trainlint_complete(before))
        ck_assert_msg(text_errors(checker) <= text_errors(before), "%s: the fix of %s makes a text error\n%.800s",
                      test->path, mark.rule->code, mended.bytes);
    trainlint_free(checker);
    buffer_free(&mark.pointer);
    buffer_free(&mark.message);
    buffer_free(&mended);
}

START_TEST(fixes)
{
    struct test_case test;
    trainlint_profile *profile;
    trainlint_checker *checker;
    trainlint_finding finding;

    ck_assert(case_load(&test, cases.paths[_i]));
    ck_assert_int_eq(case_profile(&test, NULL, &profile), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    run_document(checker, &test.document, (struct split){ 0 });
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        if (finding.edit_count > 0)
            check_fix(&test, profile, checker, &finding);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    case_free(&test);
}
END_TEST

int main(void)
{
    struct buffer path = { 0 };
    int failed = 1;

    buffer_source(&path, "tests/cases");
    if (folder_list(&cases, path.bytes, ".json") && cases.count != 0) {
        Suite *suite = suite_create("fixes");
        tcase_add_loop_test(add_part(suite, "alone"), fixes, 0, (int)cases.count);
        failed = run_suite(suite);
    } else {
        fprintf(stderr, "check_fixes: no cases in %s\n", path.bytes);
    }
    folder_free(&cases);
    buffer_free(&path);
    return failed;
}
