/* SPDX-License-Identifier: MIT */
/* The main of a small test program. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

static inline int run_suite(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *part = tcase_create(name);
    for (size_t i = 0; i < count; i++)
        tcase_add_test(part, tests[i]);
    suite_add_tcase(suite, part);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}

#define RUN_SUITE(name, ...)                                        \
    int main(void)                                                  \
    {                                                               \
        const TTest *const tests[] = { __VA_ARGS__ };               \
        return run_suite(name, tests, sizeof tests / sizeof *tests); \
    }

#endif
