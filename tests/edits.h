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
 * In one round the findings are taken in their order. One whose edits meet those of an earlier one is left to the
 * next round: all edits of a finding are made, or none. An insertion meets an edit that it touches.
 */
void check_edits(const struct judged *judged);

#endif
