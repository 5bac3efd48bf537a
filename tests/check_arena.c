/* SPDX-License-Identifier: MIT */
/* The linter's arena: its blocks are whole, apart from each other and fit for any type, whatever their sizes. */
#include "memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "suite.h"

enum { BLOCKS = 300 };

/* Small ones, some that are nearly a chunk, some that are more than one. */
static size_t size_of(size_t index)
{
    enum { CHUNK = 16384 };
    static const size_t sizes[] = { 1, 7, 16, 0, 100, 5000, CHUNK - 1, 3, CHUNK, CHUNK + 1, 100000 };
    return sizes[index % (sizeof sizes / sizeof *sizes)];
}

static void fill(struct arena *arena)
{
    unsigned char *blocks[BLOCKS];
    for (size_t i = 0; i < BLOCKS; i++) {
        blocks[i] = arena_take(arena, size_of(i));
        ck_assert_uint_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)(i % 251), size_of(i));
    }
    for (size_t i = 0; i < BLOCKS; i++)
        for (size_t at = 0; at < size_of(i); at++)
            if (blocks[i][at] != i % 251)
                ck_abort_msg("block %zu is spoilt", i);
}

START_TEST(blocks)
{
    struct arena arena = { 0 };
    for (int round = 0; round < 3; round++) {
        fill(&arena);
        arena_reset(&arena);
    }
    arena_release(&arena);
    arena_reset(&arena); /* of nothing */
    fill(&arena);
    arena_release(&arena);
}
END_TEST

/* One small block after the other, a reset between them, is always the same memory. */
START_TEST(memory_is_used_again)
{
    struct arena arena = { 0 };
    void *first = arena_take(&arena, 100);
    for (int round = 0; round < 100; round++) {
        arena_reset(&arena);
        ck_assert_ptr_eq(arena_take(&arena, 100), first);
    }
    arena_release(&arena);
}
END_TEST

RUN_SUITE("arena", blocks, memory_is_used_again)
