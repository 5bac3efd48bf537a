/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdlib.h>

static void *resize_by_malloc(void *context, void *block, size_t size)
{
    (void)context;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

struct trainlint_allocator tl_allocator(const struct trainlint_allocator *host)
{
    return host ? *host : (struct trainlint_allocator){ resize_by_malloc, NULL };
}

void *tl_allocate(const struct trainlint_allocator *allocator, size_t size)
{
    return allocator->resize(allocator->context, NULL, size);
}

void tl_release(const struct trainlint_allocator *allocator, void *block)
{
    if (block)
        allocator->resize(allocator->context, block, 0);
}

bool tl_reserve(const struct trainlint_allocator *allocator, void **block, size_t *capacity, size_t need, size_t most)
{
    if (need <= *capacity)
        return true;
    if (need > most)
        return false;
    size_t size = *capacity > most / 2 ? most : *capacity * 2;
    if (size < need)
        size = need;
    void *grown = allocator->resize(allocator->context, *block, size);
    if (!grown)
        return false;
    *block = grown;
    *capacity = size;
    return true;
}
