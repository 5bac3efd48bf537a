/* SPDX-License-Identifier: MIT */
/* One case: a document, the findings wanted of it, and the profile it is checked with. See README.md. */
#ifndef TESTS_CASE_H
#define TESTS_CASE_H

#include "buffer.h"

#include <trainlint.h>

enum want_kind {
    WANT_FINDING,
    WANT_RELATED,
    WANT_RELATED_NONE,
    WANT_FIX,
    WANT_FIXED,
    WANT_FIELD,
    WANT_COUNT,
    WANT_INCOMPLETE
};

/* A line of a .want in one spelling, so that lines compare as text. */
struct want_line {
    enum want_kind kind;
    bool placed; /* it ends in @line:column */
    char *text;
};

struct test_case {
    char *path; /* of the document */
    struct buffer document;
    struct want_line *lines;
    size_t line_count;
    struct buffer profile; /* text of the .profile */
};

/* Reads PATH (….json) and what lies beside it; false, with a line on standard error: it is not well-formed. */
bool case_load(struct test_case *test, const char *path);
void case_free(struct test_case *test);

/* Makes the profile of a case; the flag READ_ALL is on unless the case says otherwise. */
trainlint_status case_profile(const struct test_case *test, const trainlint_allocator *allocator,
                              trainlint_profile **out);

/* Writes the wanted lines, and the findings of a finished checker in the same shape. */
void case_print_wanted(const struct test_case *test, struct buffer *out);
void case_print_found(const struct test_case *test, const trainlint_checker *checker, struct buffer *out);

/* Text of a finding; false: it has none. */
bool finding_text(const trainlint_finding *finding, trainlint_text_kind kind, struct buffer *out);

#endif
