/* SPDX-License-Identifier: MIT */
/* "did you mean": which of the words on offer the command line suggests. */
#include <string.h>

#include "suggest.h"
#include "suite.h"

static const struct {
    const char *word, *candidates[4], *best;
} cases[] = {
    { "format", { "format" }, "format" },
    { "formt", { "format" }, "format" },
    { "formaat", { "format" }, "format" },
    { "formqt", { "format" }, "format" },
    { "fromat", { "format" }, "format" }, /* a swap is one step */
    { "FORMAT", { "format" }, "format" },
    { "format", { "FoRmAt" }, "FoRmAt" },
    { "for~at", { "format" }, "format" },
    { "for|at", { "for~at" }, "for~at" },
    { "f0rmqt", { "format" }, "format" },
    { "f0rmq1", { "format" }, NULL }, /* three steps of six */
    { "", { "format", "a" }, NULL },
    { "a", { "b" }, NULL }, /* nothing of it is left */
    { "jsn", { "json", "jsonl" }, "json" },
    { "jsn", { "jsonl", "json" }, "json" }, /* the nearest, whatever the order */
    { "jso", { "jsom", "json" }, "jsom" },  /* of two the first */
    { "xyzzy", { "format", "color", "width" }, NULL },
    { "0123456789012345678901234567890123456789",
      { "0123456789012345678901234567890123456780" },
      "0123456789012345678901234567890123456780" },
    { "01234567890123456789012345678901234567890",
      { "0123456789012345678901234567890123456789" },
      NULL }, /* too long */
    { "0123456789012345678901234567890123456789", { "01234567890123456789012345678901234567890" }, NULL },
};

START_TEST(nearest_word)
{
    struct suggestion suggestion = { .word = cases[_i].word, .size = strlen(cases[_i].word) };
    for (const char *const *candidate = cases[_i].candidates; *candidate != NULL; candidate++)
        suggest_offer(&suggestion, *candidate);
    ck_assert_pstr_eq(suggestion.best, cases[_i].best);
}
END_TEST

/* A word is a part of an argument: what follows it does not count. */
START_TEST(part_of_an_argument)
{
    struct suggestion suggestion = { .word = "formt=json", .size = 5 };
    suggest_offer(&suggestion, "format");
    ck_assert_str_eq(suggestion.best, "format");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("suggestion");
    TCase *tests = add_part(suite, "words");
    tcase_add_loop_test(tests, nearest_word, 0, (int)(sizeof cases / sizeof *cases));
    tcase_add_test(tests, part_of_an_argument);
    return run_suite(suite);
}
