/* SPDX-License-Identifier: MIT */
/* Buffers that grow by the host's allocator. */
#include "run.h"
#include "suite.h"

#include <string.h>

#include "memory.h"

/* At least doubled, never past the most; what is in it stays. */
START_TEST(growth)
{
    static const size_t steps[][2] = { { 10, 10 }, { 9, 10 }, { 11, 20 }, { 41, 41 }, { 42, 82 }, { 83, 100 } };
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    void *block = NULL;
    size_t capacity = 0;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        ck_assert(tl_reserve(&allocator, &block, &capacity, steps[i][0], 100));
        ck_assert_uint_eq(capacity, steps[i][1]);
        if (i == 0)
            memcpy(block, "0123456789", 10);
        ck_assert_mem_eq(block, "0123456789", 10);
    }
    tl_release(&allocator, block);
    ck_assert_uint_eq(meter.live, 0);
}
END_TEST

/* Then the old block stands. */
START_TEST(refusals)
{
    struct meter meter = { .fail_at = 2 };
    trainlint_allocator allocator = meter_allocator(&meter);
    void *block = NULL, *before;
    size_t capacity = 0;
    ck_assert(tl_reserve(&allocator, &block, &capacity, 10, 100));
    before = block;
    ck_assert(!tl_reserve(&allocator, &block, &capacity, 101, 100)); /* past the most */
    ck_assert_uint_eq(meter.calls, 1);
    ck_assert(!tl_reserve(&allocator, &block, &capacity, 50, 100)); /* no memory */
    ck_assert_uint_eq(meter.calls, 2);
    ck_assert_ptr_eq(block, before);
    ck_assert_uint_eq(capacity, 10);
    tl_release(&allocator, block);
    ck_assert_uint_eq(meter.live, 0);
}
END_TEST

/* The memory of the C library, when the host names none. */
START_TEST(own_allocator)
{
    struct trainlint_allocator allocator = tl_allocator(NULL);
    void *block = tl_allocate(&allocator, 10);
    ck_assert_ptr_nonnull(block);
    memcpy(block, "0123456789", 10);
    block = allocator.resize(allocator.context, block, 10000);
    ck_assert_mem_eq(block, "0123456789", 10);
    tl_release(&allocator, block);
    tl_release(&allocator, NULL);
}
END_TEST

RUN_SUITE("memory", growth, refusals, own_allocator)
