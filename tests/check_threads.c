/* SPDX-License-Identifier: MIT */
/*
 * Threads that share a profile, each with checkers of its own, find in every case what one thread alone finds. Under
 * the thread sanitizer (./dev threads) there is no race between them, first checkers that seal the profile included.
 * attacks: M7
 */
#include "case.h"
#include "run.h"
#include "suite.h"

#include <locale.h>
#include <pthread.h>
#include <stdlib.h>

enum { THREADS = 8 };

/* A document, the profile that all threads check it with, and what one thread alone finds with another such profile. */
struct job {
    struct test_case test;
    trainlint_profile *profile;
    struct buffer alone;
};

static struct crew {
    struct job *jobs;
    size_t count;
    bool together; /* all threads take the jobs in the same order, so that they meet in each profile */
    pthread_barrier_t start;
} crew;

struct worker {
    pthread_t thread;
    size_t number;
    const char *odd; /* the case in which something else was found */
};

/* ---- one thread ---------------------------------------------------------------------------- */

static void describe(const trainlint_checker *checker, const trainlint_profile *profile, struct buffer *out)
{
    buffer_print(out, "bound %llu of %llu bytes\n", (unsigned long long)trainlint_memory_bound(profile),
                 (unsigned long long)trainlint_profile_limit(profile, TRAINLINT_MAX_BYTES));
    run_describe(checker, out);
}

static bool same_as_alone(const struct job *job, trainlint_checker *checker, size_t chunk)
{
    struct buffer found = { 0 };
    size_t line;

    run_document(checker, &job->test.document, (struct split){ .chunk = chunk });
    describe(checker, job->profile, &found);
    bool differs = buffer_differ(&job->alone, &found, &line);
    buffer_free(&found);
    return !differs;
}

/* A new checker for each profile that comes, and the same one as long as it stays. Assertions are for the test's own
 * thread. */
static void *work(void *context)
{
    struct worker *worker = context;
    size_t first = crew.together ? 0 : worker->number * crew.count / THREADS;
    const trainlint_profile *profile = NULL;
    trainlint_checker *checker = NULL;

    pthread_barrier_wait(&crew.start);
    for (size_t i = 0; i < crew.count && worker->odd == NULL; i++) {
        struct job *job = &crew.jobs[(first + i) % crew.count];

        if (job->profile != profile) {
            trainlint_free(checker);
            trainlint_new(&checker, profile = job->profile);
        } else {
            trainlint_reset(checker);
        }
        if (!same_as_alone(job, checker, worker->number)
            || trainlint_profile_set_flag(job->profile, TRAINLINT_READ_ALL, false) != TRAINLINT_MISUSE)
            worker->odd = job->test.path;
    }
    trainlint_free(checker);
    return NULL;
}

/* ---- all of them --------------------------------------------------------------------------- */

static void run_crew(void)
{
    struct worker workers[THREADS] = { 0 };

    ck_assert_int_eq(pthread_barrier_init(&crew.start, NULL, THREADS), 0);
    for (size_t i = 0; i < THREADS; i++) {
        workers[i].number = i;
        ck_assert_int_eq(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    /* The host may change its locale meanwhile; the library does not ask for it. */
    for (int i = 0; i < 50; i++)
        setlocale(LC_ALL, i % 2 == 0 ? "C.UTF-8" : "C");
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_int_eq(pthread_join(workers[i].thread, NULL), 0);
    pthread_barrier_destroy(&crew.start);
    for (size_t i = 0; i < THREADS; i++)
        ck_assert_msg(workers[i].odd == NULL, "%s: thread %zu finds something else than one thread alone",
                      workers[i].odd, i);
}

/* ---- the suite ----------------------------------------------------------------------------- */

static void load_jobs(void)
{
    struct folder cases = { 0 };
    struct buffer path = { 0 };

    buffer_source(&path, "tests/cases");
    ck_assert_msg(folder_list(&cases, path.bytes, ".json"), "%s: no such folder", path.bytes);
    crew.jobs = calloc(cases.count, sizeof *crew.jobs);
    ck_assert_ptr_nonnull(crew.jobs);
    for (crew.count = 0; crew.count < cases.count; crew.count++)
        ck_assert(case_load(&crew.jobs[crew.count].test, cases.paths[crew.count]));
    folder_free(&cases);
    buffer_free(&path);
}

static void judge_alone(struct job *job, const trainlint_profile *profile)
{
    trainlint_checker *checker;

    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    run_document(checker, &job->test.document, (struct split){ 0 });
    describe(checker, profile, &job->alone);
    trainlint_free(checker);
}

static void free_jobs(void)
{
    for (size_t i = 0; i < crew.count; i++) {
        case_free(&crew.jobs[i].test);
        buffer_free(&crew.jobs[i].alone);
    }
    free(crew.jobs);
}

/* One profile for all: each thread begins with another case and keeps its checker. */
START_TEST(shared)
{
    trainlint_profile *alone, *profile;

    load_jobs();
    crew.together = false;
    ck_assert_int_eq(trainlint_profile_new(&alone, (trainlint_preset)_i, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_new(&profile, (trainlint_preset)_i, NULL), TRAINLINT_OK);
    for (size_t i = 0; i < crew.count; i++) {
        judge_alone(&crew.jobs[i], alone);
        crew.jobs[i].profile = profile;
    }
    run_crew();
    trainlint_profile_free(profile);
    trainlint_profile_free(alone);
    free_jobs();
}
END_TEST

/* The case's own profile for each: all threads make their checker with it at once, and free it. */
START_TEST(new_and_free)
{
    load_jobs();
    crew.together = true;
    for (size_t i = 0; i < crew.count; i++) {
        struct job *job = &crew.jobs[i];
        trainlint_profile *alone;

        ck_assert_int_eq(case_profile(&job->test, NULL, &alone), TRAINLINT_OK);
        ck_assert_int_eq(case_profile(&job->test, NULL, &job->profile), TRAINLINT_OK);
        judge_alone(job, alone);
        trainlint_profile_free(alone);
    }
    run_crew();
    for (size_t i = 0; i < crew.count; i++)
        trainlint_profile_free(crew.jobs[i].profile);
    free_jobs();
}
END_TEST

int main(void)
{
    Suite *all = suite_create("threads");
    TCase *part = add_part(all, "threads");

    tcase_set_timeout(part, 600);
    tcase_add_loop_test(part, shared, TRAINLINT_SERVER, TRAINLINT_LINT + 1);
    tcase_add_test(part, new_and_free);
    return run_suite(all);
}
