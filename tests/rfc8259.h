/* SPDX-License-Identifier: MIT */
/* A recogniser of JSON texts, RFC 8259 in UTF-8, RFC 3629. It shares nothing with the library and makes nothing. */
#ifndef TESTS_RFC8259_H
#define TESTS_RFC8259_H

#include <stdbool.h>
#include <stddef.h>

/* Brackets open at once; one more is refused, as if it could not stand there. */
enum { RFC8259_DEPTH = 4096 };

/*
 * Whether the bytes are a JSON text. Refused too, as the RFCs advise: a byte order mark, and \uD800 to \uDFFF without
 * its partner. *bad is the first byte with which no JSON text goes on like this; `length`: the bytes only end too soon.
 */
bool rfc8259_accepts(const char *text, size_t length, size_t *bad);

#endif
