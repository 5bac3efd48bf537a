/* SPDX-License-Identifier: MIT */
/* Which field a key was meant for. */
#ifndef TL_SUGGEST_H
#define TL_SUGGEST_H

#include "spec.h"

/* How sure a suggestion is. */
enum tl_likeness { TL_UNLIKE, TL_LIKE_STYLE, TL_LIKE_ALIAS, TL_LIKE_EVERYDAY, TL_LIKE_TYPO };

/* The field among `candidates` that the key was likely meant for, and why; a key over 64 bytes is like none. */
enum tl_likeness tl_suggest(const struct tl_lookup *lookup, const struct tl_object *object, uint32_t candidates,
                            const unsigned char *text, size_t length, int *field);

#endif
