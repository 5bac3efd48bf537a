/* SPDX-License-Identifier: MIT */
#include "labels.h"

#include <string.h>

void tl_labels_reset(struct tl_labels *labels)
{
    labels->count = 0;
    memset(labels->slots, 0, sizeof labels->slots);
}

/* 64 bits, mixed eight bytes at a time. Twins are told by it alone: a chance in 2^48 for a full list. */
static uint64_t hash(const unsigned char *text, size_t length)
{
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15) ^ length;
    for (size_t i = 0; i < length; i += 8) {
        uint64_t eight = 0;
        memcpy(&eight, text + i, length - i < 8 ? length - i : 8);
        state = (state ^ eight) * UINT64_C(0xBF58476D1CE4E5B9);
        state ^= state >> 29;
    }
    return state;
}

const struct tl_place *tl_labels_add(struct tl_labels *labels, const unsigned char *text, size_t length,
                                     const struct tl_place *place)
{
    uint64_t own = hash(text, length);
    unsigned slot = (unsigned)(own >> 20) % TL_LABEL_SLOTS;
    for (; labels->slots[slot]; slot = (slot + 1) % TL_LABEL_SLOTS)
        if (labels->hashes[labels->slots[slot] - 1] == own)
            return &labels->places[labels->slots[slot] - 1];
    if (labels->count < TL_LABELS) {
        labels->hashes[labels->count] = own;
        labels->places[labels->count] = *place;
        labels->slots[slot] = (unsigned short)++labels->count;
    }
    return NULL;
}
