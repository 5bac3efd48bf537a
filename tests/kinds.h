/* SPDX-License-Identifier: MIT */
/* Documents that are awkward in one way for as long as one likes: a beginning, many of a unit, and an end. */
#ifndef TESTS_KINDS_H
#define TESTS_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct kind {
    const char *name;
    const char *begin, *unit, *end; /* each % of the unit is its number */
    bool large;                     /* tried at the large sizes, too */
};

extern const struct kind kinds[];
extern const size_t kind_count;

/* Writes whole units, as many as there is room for, and counts them on in *number. Returns their bytes. */
size_t kind_fill(const struct kind *kind, uint64_t *number, char *room, size_t size);

#endif
