/* SPDX-License-Identifier: MIT */
/* The host's allocator, and buffers that grow by it. */
#ifndef TL_MEMORY_H
#define TL_MEMORY_H

#include "trainlint.h"

/*
 * What is rarely needed stays out of the way of what always is; APART: so does what needs more registers.
 * Without optimization each function is one, for debuggers and the counts of coverage.
 */
#if defined __GNUC__ && defined __OPTIMIZE__
#define TL_COLD __attribute__((cold, noinline))
#define TL_APART __attribute__((noinline))
#define TL_HOT static inline __attribute__((always_inline))
#else
#define TL_COLD
#define TL_APART
#define TL_HOT static inline
#endif

/* A copy of the host's allocator, malloc and free when it names none. */
struct trainlint_allocator tl_allocator(const struct trainlint_allocator *host);

void *tl_allocate(const struct trainlint_allocator *allocator, size_t size);
void tl_release(const struct trainlint_allocator *allocator, void *block);

/*
 * Makes room for `need` bytes in a block of *capacity, at least doubling, never past `most`. False:
 * out of memory, or need > most; the old block then stands.
 */
bool tl_reserve(const struct trainlint_allocator *allocator, void **block, size_t *capacity, size_t need, size_t most);

#endif
