/* SPDX-License-Identifier: MIT */
/* UTF-8 as RFC 3629 has it, and the characters that are taken for JSON's own. */
#ifndef TL_UNICODE_H
#define TL_UNICODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the valid sequence that starts the text, 0: none does. Its code point goes to *point. */
size_t tl_utf8_decode(const unsigned char *text, size_t length, uint32_t *point);

/* The same of any text: a byte that starts no sequence is one of its own, U+FFFD. */
size_t tl_utf8_next(const unsigned char *text, size_t length, uint32_t *point);

/* Writes a code point that is a Unicode scalar value; returns its length, 1 to 4. */
size_t tl_utf8_encode(uint32_t point, unsigned char *out);

/* Code points of a text, each invalid byte counting one. */
size_t tl_utf8_count(const unsigned char *text, size_t length);

/* The longest prefix of at most `most` bytes that does not cut a character of a valid text, which is longer. */
size_t tl_utf8_cut(const char *text, size_t most);

/* A decoder that takes a byte at a time. */
struct tl_utf8 {
    unsigned char bytes[4];
    unsigned char have, need; /* have < need: amid a sequence */
};
enum tl_utf8_step {
    TL_UTF8_MORE, /* taken, the sequence goes on */
    TL_UTF8_CHAR, /* taken, the sequence is whole: bytes[0..have) */
    TL_UTF8_BAD,  /* taken, it starts none: bytes[0..1) */
    TL_UTF8_CUT   /* not taken: bytes[0..have) are no sequence */
};
enum tl_utf8_step tl_utf8_take(struct tl_utf8 *decoder, unsigned char byte);

/* What a character outside ASCII is between tokens. */
enum tl_look {
    TL_LOOK_NONE,         /* a letter or sign of no meaning here */
    TL_LOOK_BLANK,        /* a blank or invisible character */
    TL_LOOK_SIGN,         /* stands for a sign of JSON, see tl_look_sign */
    TL_LOOK_SINGLE_QUOTE, /* typographic quotes */
    TL_LOOK_DOUBLE_QUOTE,
    TL_LOOK_DOTS /* an ellipsis */
};
enum tl_look tl_look(uint32_t point);

/* The sign of JSON that a TL_LOOK_SIGN stands for. */
char tl_look_sign(uint32_t point);

/* Characters that must not reach a terminal or a log as they are: controls, bidi, invisible ones, line ends. */
bool tl_is_hidden(uint32_t point);

#endif
