/* SPDX-License-Identifier: MIT */
/* What a program does that mends a document by the edits of its safe fixes, and what must hold when it does. */
#ifndef TESTS_EDITS_H
#define TESTS_EDITS_H

#include "invariants.h"

/*
 * Makes the edits of the safe fixes and checks the document again, until there are no more. Fails the test unless
 * there soon are none, each finding that was mended is gone, and every text error that was not is still there, with
 * none besides.
 *
 * In one round the findings are taken in their order: all edits of one are made, or none, which then is left to the
 * next round. An edit is not made that meets one of an earlier finding, an insertion not even if it only touches it.
 * The text is mended before what it says: other rules have to wait for a round without edits for text errors, and
 * theirs may not touch a text error that is left, for what is joined to it may be read as something else. Behind a string
 * that is not closed none is made in its line, whose end tells where the string ends.
 */
void check_edits(const struct judged *judged);

#endif
