/* SPDX-License-Identifier: MIT */
/* What the mains of the test programs share. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Runs all of a suite and frees it. Returns what main returns. */
static inline int run_suite(Suite *whole)
{
    SRunner *runner = srunner_create(whole);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

/* Adds a part to a suite and hands it out, for the tests to be added. */
static inline TCase *add_part(Suite *whole, const char *name)
{
    TCase *part = tcase_create(name);
    suite_add_tcase(whole, part);
    return part;
}

static inline int run_tests(const char *name, const TTest *const *test)
{
    Suite *whole = suite_create(name);
    TCase *part = add_part(whole, name);
    for (; *test != NULL; test++)
        tcase_add_test(part, *test);
    return run_suite(whole);
}

/* The main of a program whose tests take no numbers. */
#define RUN_SUITE(name, ...)                                                                                           \
    int main(void)                                                                                                     \
    {                                                                                                                  \
        const TTest *const tests[] = { __VA_ARGS__, NULL };                                                            \
        return run_tests(name, tests);                                                                                 \
    }

#endif
