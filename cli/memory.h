/* SPDX-License-Identifier: MIT */
/* Memory of the program: an allocation that fails ends the run, so that nobody else need think of it. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stddef.h>

/* Says so on standard error and exits with 2, without asking for memory itself. */
_Noreturn void memory_exhausted(void);

/* realloc that never returns NULL; `size` is not 0. */
void *memory_resize(void *block, size_t size);

/* Blocks that are all given back at once. */
struct arena {
    struct arena_chunk *chunks;
};

/* `size` bytes for any type; they live until the next reset. */
void *arena_take(struct arena *arena, size_t size);

/* Gives everything back, but keeps one chunk for the next user. */
void arena_reset(struct arena *arena);
void arena_release(struct arena *arena);

#endif
