/* SPDX-License-Identifier: MIT */
/*
 * Every case under tests/cases: the findings wanted, the same in whatever pieces the document comes, whichever
 * allocation fails, and what must hold of any finding. The folder is $TL_CASES, or tests/cases of the source tree.
 * With TL_QUICK=1 fewer splits are tried (for valgrind), with TL_EXHAUSTIVE=1 every cut and every pair of cuts.
 * attacks: M1
 *
 *     check_cases                    run all
 *     check_cases --print FILE...    print what is found in .want syntax; for looking, not for writing a .want
 */
#include "case.h"
#include "edits.h"
#include "invariants.h"
#include "run.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct folder cases;

/* Documents up to EVERY_CUT bytes are cut at every byte, those below EVERY_PAIR at every two in the full size. */
enum { EVERY_CUT = 8192, EVERY_PAIR = 512 };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value != NULL && strcmp(value, "0") != 0;
}

static bool quick(void)
{
    return is_set("TL_QUICK");
}

static bool exhaustive(void)
{
    return is_set("TL_EXHAUSTIVE");
}

/* A case at work. */
struct work {
    struct test_case test;
    struct meter meter;
    size_t before; /* live bytes of the profile alone */
    trainlint_profile *profile;
    trainlint_checker *checker;
    struct buffer reference; /* what the checker says of the whole document */
};

static void work_begin(struct work *work, const char *path)
{
    trainlint_allocator allocator = meter_allocator(&work->meter);

    *work = (struct work){ 0 };
    ck_assert_msg(case_load(&work->test, path), "%s: not a well-formed case", path);
    ck_assert_msg(case_profile(&work->test, &allocator, &work->profile) == TRAINLINT_OK, "%s: its profile is refused",
                  path);
    work->before = work->meter.live;
    ck_assert_int_eq(trainlint_new(&work->checker, work->profile), TRAINLINT_OK);
    run_document(work->checker, &work->test.document, (struct split){ 0 });
    run_describe(work->checker, &work->reference);
}

static void work_end(struct work *work)
{
    trainlint_free(work->checker);
    trainlint_profile_free(work->profile);
    ck_assert_msg(work->meter.live == 0, "%s: %zu bytes are lost", work->test.path, work->meter.live);
    buffer_free(&work->reference);
    case_free(&work->test);
}

/* The descriptions from the first line that differs, for a message must not be too long. */
static void must_be_equal(const struct work *work, const struct buffer *found, const char *what, size_t number)
{
    size_t line;
    if (buffer_differ(&work->reference, found, &line))
        ck_abort_msg("%s: %s %zu changes the findings, from here on\n--- whole\n%.800s\n--- so\n%.800s",
                     work->test.path, what, number, buffer_string(&work->reference) + line,
                     buffer_string(found) + line);
}

/* ---- what was found ----------------------------------------------------------------------- */

static void check_wanted(struct work *work)
{
    struct buffer wanted = { 0 }, found = { 0 };
    trainlint_status status = trainlint_status_of(work->checker);
    bool errors = trainlint_count(work->checker, TRAINLINT_ERROR) != 0;

    case_print_wanted(&work->test, &wanted);
    case_print_found(&work->test, work->checker, &found);
    ck_assert_msg(strcmp(buffer_string(&wanted), buffer_string(&found)) == 0,
                  "%s\n--- wanted\n%.1600s--- found\n%.1600s", work->test.path, buffer_string(&wanted),
                  buffer_string(&found));
    ck_assert_msg(status == (errors ? TRAINLINT_INVALID : TRAINLINT_OK), "%s: the verdict is \"%s\"", work->test.path,
                  trainlint_status_text(status));
    buffer_free(&wanted);
    buffer_free(&found);
}

/* ---- the same in pieces ------------------------------------------------------------------- */

static void run_split(struct work *work, struct split split, const char *what, size_t number)
{
    struct buffer found = { 0 };

    ck_assert_int_eq(trainlint_reset(work->checker), TRAINLINT_OK);
    run_document(work->checker, &work->test.document, split);
    run_describe(work->checker, &found);
    must_be_equal(work, &found, what, number);
    buffer_free(&found);
}

static void check_splits(struct work *work)
{
    size_t length = work->test.document.length, step = 1;

    for (size_t chunk = 1; chunk <= 16; chunk += quick() ? 5 : 1)
        run_split(work, (struct split){ .chunk = chunk }, "chunk size", chunk);
    if (quick() || (length > EVERY_CUT && !exhaustive()))
        step = length / (quick() ? 8 : 64) + 1;
    for (size_t cut = 1; cut < length; cut += step)
        run_split(work, (struct split){ .cut = cut }, "a cut at byte", cut);
}

/* Three pieces, cut at every two bytes. */
static void check_pairs(struct work *work)
{
    size_t length = work->test.document.length;

    if (!exhaustive() || length >= EVERY_PAIR)
        return;
    for (size_t again = 2; again < length; again++)
        for (size_t cut = 1; cut < again; cut++)
            run_split(work, (struct split){ .cut = cut, .again = again }, "two cuts, the second at byte", again);
}

/* A second run of the same document asks for no memory. */
static void check_steady(struct work *work)
{
    static const size_t chunks[] = { 0, 1, 7 };

    for (int i = 0; i < 3; i++) {
        struct split split = { .chunk = chunks[i] };
        size_t calls;

        run_split(work, split, "a first run in chunks of", chunks[i]);
        calls = work->meter.calls;
        run_split(work, split, "a second run in chunks of", chunks[i]);
        ck_assert_msg(work->meter.calls == calls || trainlint_profile_limit(work->profile, TRAINLINT_MAX_FINDINGS) == 0,
                      "%s: a second run in chunks of %zu asks for memory %zu times", work->test.path, chunks[i],
                      work->meter.calls - calls);
    }
}

static void check_one_shot(struct work *work)
{
    struct buffer found = { 0 };

    if (!trainlint_profile_flag(work->profile, TRAINLINT_READ_ALL))
        return;
    trainlint_check(work->checker, work->test.document.bytes, work->test.document.length);
    run_describe(work->checker, &found);
    must_be_equal(work, &found, "trainlint_check, run", 1);
    buffer_free(&found);
}

static void check_bound(const struct work *work)
{
    uint64_t bound = trainlint_memory_bound(work->profile);

    ck_assert_msg(work->meter.peak - work->before <= bound, "%s: %zu bytes at once, the bound is %llu", work->test.path,
                  work->meter.peak - work->before, (unsigned long long)bound);
}

/* ---- when the host may leave early -------------------------------------------------------- */

/* Without READ_ALL the pieces make no difference either. */
static void check_open_end(const char *path)
{
    struct work work;

    work_begin(&work, path);
    trainlint_free(work.checker);
    trainlint_profile_free(work.profile);
    buffer_print(&work.test.profile, "\nflag read-all off\n");
    ck_assert_int_eq(case_profile(&work.test, NULL, &work.profile), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&work.checker, work.profile), TRAINLINT_OK);
    buffer_clear(&work.reference);
    run_document(work.checker, &work.test.document, (struct split){ 0 });
    run_describe(work.checker, &work.reference);
    for (size_t chunk = 1; chunk <= 16; chunk += 5)
        run_split(&work, (struct split){ .chunk = chunk }, "open end, chunk size", chunk);
    work_end(&work);
}

/* ---- failing memory ----------------------------------------------------------------------- */

/* Runs with memory that fails; true: no allocation failed, so that all have been tried. */
static bool run_failing(const struct work *work, struct split split, size_t fail_at, bool all_later)
{
    struct meter meter = { .fail_at = fail_at, .all_later = all_later };
    trainlint_allocator allocator = meter_allocator(&meter);
    trainlint_profile *profile = NULL;
    trainlint_checker *checker = NULL;
    trainlint_status status = case_profile(&work->test, &allocator, &profile);
    struct buffer found = { 0 };

    if (status == TRAINLINT_OK)
        status = trainlint_new(&checker, profile);
    if (checker != NULL)
        status = run_document(checker, &work->test.document, split);
    ck_assert_msg(!meter.failed || status == TRAINLINT_NOMEM, "%s: allocation %zu failed and the status is \"%s\"",
                  work->test.path, fail_at, trainlint_status_text(status));
    if (checker != NULL) {
        ck_assert_int_eq(trainlint_finish(checker), status);
        meter.fail_at = 0;
        ck_assert_int_eq(trainlint_reset(checker), TRAINLINT_OK);
        run_document(checker, &work->test.document, split);
        run_describe(checker, &found);
        must_be_equal(work, &found, "with memory again, after the failing allocation", fail_at);
        buffer_free(&found);
    }
    trainlint_free(checker);
    trainlint_profile_free(profile);
    ck_assert_msg(meter.live == 0, "%s: allocation %zu failed and %zu bytes are lost", work->test.path, fail_at,
                  meter.live);
    return !meter.failed;
}

static void check_memory(const struct work *work)
{
    for (int way = 0; way < 4; way += quick() ? 3 : 1) {
        size_t fail_at = 1;

        while (!run_failing(work, (struct split){ .chunk = way & 1 }, fail_at, (way & 2) != 0))
            fail_at++;
    }
}

/* ---- the suite ---------------------------------------------------------------------------- */

START_TEST(findings)
{
    struct work work;

    work_begin(&work, cases.paths[_i]);
    check_wanted(&work);
    check_invariants(&(struct judged){ work.test.path, &work.test.document, work.profile, work.checker });
    work_end(&work);
}
END_TEST

/* Who mends wants every finding, and room for text that grows when it is mended. */
START_TEST(fixes)
{
    struct test_case test;
    trainlint_profile *profile;

    ck_assert(case_load(&test, cases.paths[_i]));
    buffer_print(&test.profile, "\nlimit findings 0\nlimit token 1048576\nlimit bytes 16777216\n");
    ck_assert_int_eq(case_profile(&test, NULL, &profile), TRAINLINT_OK);
    check_edits(&(struct judged){ .path = test.path, .document = &test.document, .profile = profile });
    trainlint_profile_free(profile);
    case_free(&test);
}
END_TEST

START_TEST(pieces)
{
    struct work work;

    work_begin(&work, cases.paths[_i]);
    check_splits(&work);
    check_pairs(&work);
    check_steady(&work);
    check_one_shot(&work);
    check_bound(&work);
    work_end(&work);
    check_open_end(cases.paths[_i]);
}
END_TEST

START_TEST(memory)
{
    struct work work;

    work_begin(&work, cases.paths[_i]);
    check_memory(&work);
    work_end(&work);
}
END_TEST

/* Not in a test, so without the assertions of one. */
static bool print_case(const char *path)
{
    struct test_case test;
    struct buffer out = { 0 };
    trainlint_profile *profile = NULL;
    trainlint_checker *checker = NULL;
    bool good = case_load(&test, path) && case_profile(&test, NULL, &profile) == TRAINLINT_OK
                && trainlint_new(&checker, profile) == TRAINLINT_OK;

    if (good) {
        run_document(checker, &test.document, (struct split){ 0 });
        case_print_found(&test, checker, &out);
        printf("# %s\n%s", path, buffer_string(&out));
    }
    buffer_free(&out);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    case_free(&test);
    return good;
}

static int print(int count, char **paths)
{
    bool good = true;

    for (int i = 0; i < count; i++)
        good = print_case(paths[i]) && good;
    return good ? 0 : 1;
}

static void add_cases(Suite *all, const char *name, const TTest *test)
{
    TCase *part = add_part(all, name);

    tcase_set_timeout(part, exhaustive() ? 7200 : 600);
    tcase_add_loop_test(part, test, 0, (int)cases.count);
}

static Suite *suite(void)
{
    Suite *all = suite_create("cases");

    add_cases(all, "findings", findings);
    add_cases(all, "fixes", fixes);
    add_cases(all, "pieces", pieces);
    add_cases(all, "memory", memory);
    return all;
}

static bool find_cases(void)
{
    const char *folder = getenv("TL_CASES");
    struct buffer path = { 0 };
    bool found;

    if (folder != NULL)
        buffer_print(&path, "%s", folder);
    else
        buffer_source(&path, "tests/cases");
    found = folder_list(&cases, path.bytes, ".json") && cases.count != 0;
    if (!found)
        fprintf(stderr, "check_cases: no cases in %s\n", path.bytes);
    buffer_free(&path);
    return found;
}

int main(int argc, char **argv)
{
    int failed;

    if (argc > 1 && strcmp(argv[1], "--print") == 0)
        return print(argc - 2, argv + 2);
    if (!find_cases())
        return 1;
    failed = run_suite(suite());
    folder_free(&cases);
    return failed;
}
