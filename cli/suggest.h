/* SPDX-License-Identifier: MIT */
/* "did you mean": the nearest of the words on offer, by edit distance with transpositions. */
#ifndef SUGGEST_H
#define SUGGEST_H

#include <stddef.h>

struct suggestion {
    const char *word; /* what was written, `size` bytes of it */
    size_t size;
    const char *best; /* the nearest word so far that is near enough; NULL: none */
    size_t distance;  /* its own */
};

void suggest_offer(struct suggestion *suggestion, const char *candidate);

#endif
