/* SPDX-License-Identifier: MIT */
/* What the mains of the test programs share. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Runs all of a suite and frees it. Returns what main returns. */
static inline int run_suite(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

/* Adds a part to a suite and hands it out, for the tests to be added. */
static inline TCase *add_part(Suite *suite, const char *name)
{
    TCase *part = tcase_create(name);
    suite_add_tcase(suite, part);
    return part;
}

static inline int run_tests(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *part = add_part(suite, name);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(part, tests[i]);
    return run_suite(suite);
}

/* The main of a program whose tests take no numbers. */
#define RUN_SUITE(name, ...)                                         \
    int main(void)                                                   \
    {                                                                \
        const TTest *const tests[] = { __VA_ARGS__ };                \
        return run_tests(name, tests, sizeof tests / sizeof *tests); \
    }

#endif
