/* SPDX-License-Identifier: MIT */
/* Pure predicates of single values. Texts are decoded UTF-8 with their length; they may hold NUL. */
#ifndef TL_VALUES_H
#define TL_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "words.h"

/* Reads an integer's digits; the digits decide, never a double. */
enum tl_integer { TL_INTEGER_FITS, TL_INTEGER_RANGE, TL_INTEGER_NONE };
enum tl_integer tl_read_integer(const unsigned char *text, size_t length, int64_t least, int64_t most, int64_t *value);

/* Whether a character may stand in a NAME. */
static inline bool tl_in_name(uint32_t c)
{
    /* a bit for each character: - and digits, A to Z and _, a to z */
    static const uint32_t sets[4] = { 0, 0x03FF2000, 0x87FFFFFE, 0x07FFFFFE };
    return c < 128 && sets[c >> 5] >> (c & 31) & 1;
}

/* What is odd in the form of a value that is not empty: its words; TL_WORDS_COUNT: nothing. */
enum tl_words tl_path_form(const unsigned char *text, size_t length, bool may_have_backslash);
enum tl_words tl_image_form(const unsigned char *text, size_t length);

bool tl_has_scheme(const unsigned char *text, size_t length);

/* Whether run_train.sh is called and python after it. */
bool tl_calls_python(const unsigned char *text, size_t length);

/* Whether a text gives a value, that is no variable, to the name of a secret. */
bool tl_gives_secret(const unsigned char *text, size_t length);
/* False: it does not, seen at a glance. */
bool tl_may_give_secret(const unsigned char *text, size_t length);
/* Whether a text is the name of a secret, and whether it is a value that is no variable. */
bool tl_is_secret_name(const unsigned char *text, size_t length);
bool tl_is_given(const unsigned char *text, size_t length);

/* Whether a text begins as a JSON object or array does. */
bool tl_holds_json(const unsigned char *text, size_t length);

/*
 * Writes an absolute path with its segments alone, "/a/b" ("" for the root): //, . and .. are
 * resolved, never above the root. Needs `length` bytes at out (which may be `path`); returns the
 * new length.
 */
size_t tl_normalize_path(const unsigned char *path, size_t length, unsigned char *out);

/* Whether a normalized path lies below a normalized directory. */
bool tl_lies_below(const unsigned char *path, size_t length, const unsigned char *directory, size_t directory_length);

/* True when a path lies below a directory, not empty, as they are written; false: that is not plain to see. */
bool tl_lies_plainly_below(const unsigned char *path, size_t length, const unsigned char *directory,
                           size_t directory_length);

/* Walks the characters of a string's raw text, between its quotes; it has no text errors. */
struct tl_walk {
    const unsigned char *raw;
    size_t length, at;  /* bytes; `at` is where the next character begins */
    size_t columns;     /* raw characters before `at` */
    uint32_t point;     /* the character last read */
};
bool tl_walk_next(struct tl_walk *walk);

#endif
