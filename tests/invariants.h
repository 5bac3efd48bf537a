/* SPDX-License-Identifier: MIT */
/* What holds of every finding of every document. */
#ifndef TESTS_INVARIANTS_H
#define TESTS_INVARIANTS_H

#include "buffer.h"

#include <trainlint.h>

/* A document and the checker that has judged it. */
struct judged {
    const char *path;
    const struct buffer *document;
    const trainlint_profile *profile;
    const trainlint_checker *checker;
};

/*
 * Fails the test unless each finding is in its place in the order, has the severity of the profile, spans that lie in
 * the document on the borders of characters, with the line and column of their offsets, a pointer to a node that holds
 * the mark, edits that do not overlap, and a message without values of the document; and unless the parser took all
 * that the scanner passed.
 */
void check_invariants(const struct judged *judged);

/* The same but for the values: those of a document made of anything may be words of a message by chance. */
void check_invariants_but_values(const struct judged *judged);

/* Whether a finding says that yajl refused what the scanner had passed: the scanner then is wrong. */
bool parser_refused(const trainlint_checker *checker);

#endif
