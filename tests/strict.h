/* SPDX-License-Identifier: MIT */
/* Whether a text error is found exactly when strict readers of JSON refuse the document. */
#ifndef TESTS_STRICT_H
#define TESTS_STRICT_H

#include "invariants.h"

/* Rules of text: all, and those about the size of a document that is JSON all the same. */
bool is_text_rule(const trainlint_rule *rule);
bool is_limit(const trainlint_rule *rule);

/*
 * Fails the test unless the document has a text error when rfc8259.c refuses it, or jansson where it is built in, and
 * none when they accept it. Apart from that stand the limits, and keys given twice, which are JSON.
 */
void check_strict(const struct judged *judged);

#endif
