/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdalign.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHUNK = 16 * 1024 };

struct arena_chunk {
    struct arena_chunk *next;
    size_t used, size;
    alignas(max_align_t) char bytes[];
};

void memory_exhausted(void)
{
    static const char text[] = "trainlint: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, text, sizeof text - 1);
    (void)ignored;
    _exit(2);
}

void *memory_resize(void *block, size_t size)
{
    void *resized = realloc(block, size);
    if (resized == NULL)
        memory_exhausted();
    return resized;
}

static struct arena_chunk *chunk_for(struct arena *arena, size_t size)
{
    struct arena_chunk *chunk = arena->chunks;
    if (chunk != NULL && chunk->size - chunk->used >= size)
        return chunk;
    size_t room = size > CHUNK ? size : CHUNK;
    chunk = memory_resize(NULL, sizeof *chunk + room);
    *chunk = (struct arena_chunk){ .next = arena->chunks, .size = room };
    arena->chunks = chunk;
    return chunk;
}

void *arena_take(struct arena *arena, size_t size)
{
    size_t aligned = (size + alignof(max_align_t) - 1) / alignof(max_align_t) * alignof(max_align_t);
    struct arena_chunk *chunk = chunk_for(arena, aligned);
    void *block = chunk->bytes + chunk->used;
    chunk->used += aligned;
    return block;
}

void arena_reset(struct arena *arena)
{
    while (arena->chunks != NULL && arena->chunks->next != NULL) {
        struct arena_chunk *chunk = arena->chunks;
        arena->chunks = chunk->next;
        free(chunk);
    }
    if (arena->chunks != NULL)
        arena->chunks->used = 0;
}

void arena_release(struct arena *arena)
{
    arena_reset(arena);
    free(arena->chunks);
    arena->chunks = NULL;
}
