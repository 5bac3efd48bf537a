/* SPDX-License-Identifier: MIT */
/* Text into a caller's buffer as snprintf does it: counted whole, cut at a character, NUL at the end. */
#ifndef TL_OUT_H
#define TL_OUT_H

#include <stddef.h>
#include <stdint.h>

struct tl_out {
    char *buffer;
    size_t size;   /* of the buffer */
    size_t length; /* of the text so far, also where it does not fit */
};

void tl_out_bytes(struct tl_out *out, const char *text, size_t length);
void tl_out_string(struct tl_out *out, const char *text);
void tl_out_number(struct tl_out *out, int64_t number);

/* Ends the text, and returns its whole length. */
size_t tl_out_end(struct tl_out *out);

#endif
