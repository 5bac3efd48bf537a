/* SPDX-License-Identifier: MIT */
/* Whether a text error is found exactly when strict readers of JSON refuse the document. */
#ifndef TESTS_STRICT_H
#define TESTS_STRICT_H

#include "invariants.h"

/*
 * A rule of text, but for those that a document breaks which is JSON all the same: the limits, and keys given twice,
 * which are found where an object is judged.
 */
bool is_text_error(const trainlint_rule *rule);

/*
 * Fails the test unless the document has a text error when rfc8259.c refuses it, or jansson where it is built in, and
 * none when they accept it, unless the check ended before.
 */
void check_strict(const struct judged *judged);

#endif
