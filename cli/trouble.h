/* SPDX-License-Identifier: MIT */
/* The program's own troubles, on standard error. */
#ifndef TROUBLE_H
#define TROUBLE_H

#include "output.h"

/*
 * "trainlint: SUBJECT: message": the subject is a file or an option, or NULL. Both may hold bytes of the user's
 * and are printed escaped.
 */
void trouble(const char *subject, const char *format, ...) LIKE_PRINTF(2, 3);

#endif
