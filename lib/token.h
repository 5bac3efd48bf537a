/* SPDX-License-Identifier: MIT */
/* Judges one whole token, mends it, and tells what was wrong in it. */
#ifndef TL_TOKEN_H
#define TL_TOKEN_H

#include "scanner.h"

/* The length of the character or escape that begins what stands between quotes, 0: it is odd. */
size_t tl_clean_unit(const unsigned char *text, size_t length);

/* Whether what stands between the quotes of a string needs no mending. */
bool tl_string_is_clean(const unsigned char *inside, size_t length);

enum tl_atom { TL_ATOM_NUMBER, TL_ATOM_LITERAL, TL_ATOM_BAD_NUMBER, TL_ATOM_WORD, TL_ATOM_DOTS, TL_ATOM_SIGN };

/* What an atom is: a run of bytes between blanks, brackets, quotes and separators. */
enum tl_atom tl_atom_kind(const unsigned char *text, size_t length);

/* Whether an atom at the end of the text may be the beginning of a literal or number. */
bool tl_atom_is_cut(const unsigned char *text, size_t length);

/*
 * The token at hand has something odd (scanner->odd): keeps its raw bytes, and puts what stands for
 * them into the clean text. False: no memory.
 */
bool tl_mend(struct tl_scanner *scanner);

/* Tells what is odd in the raw token that is kept, and forgets it; `node`: its member is the present one. */
void tl_tell(struct tl_scanner *scanner, bool node);

#endif
