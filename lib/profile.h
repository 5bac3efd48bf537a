/* SPDX-License-Identifier: MIT */
/* Severities, limits and flags: built once, shared by threads. */
#ifndef TL_PROFILE_H
#define TL_PROFILE_H

#include <stdatomic.h>

#include "memory.h"
#include "spec.h"

enum { TL_LIMIT_COUNT = TRAINLINT_MAX_FINDINGS + 1, TL_FLAG_COUNT = TRAINLINT_READ_ALL + 1 };

struct trainlint_profile {
    struct trainlint_allocator allocator;
    unsigned char severity[TL_RULE_COUNT];
    uint64_t limit[TL_LIMIT_COUNT];
    bool flag[TL_FLAG_COUNT];
    struct tl_lookup lookup;
    atomic_bool sealed; /* a checker uses it */
};

#endif
