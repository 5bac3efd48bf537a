/* SPDX-License-Identifier: MIT */
#include "labels.h"

#include <string.h>

void tl_labels_reset(struct tl_labels *labels)
{
    labels->count = labels->saved = 0;
}

static uint64_t mixed(uint64_t state, uint64_t eight)
{
    state = (state ^ eight) * UINT64_C(0xBF58476D1CE4E5B9);
    return state ^ state >> 29;
}

/* 64 bits, mixed eight bytes at a time. Twins are told by it alone: a chance in 2^48 for a full list. */
static uint64_t hash(const unsigned char *text, size_t length)
{
    uint64_t state = UINT64_C(0x9E3779B97F4A7C15) ^ length, eight = 0;
    if (length < 8) {
        while (length > 0)
            eight = eight << 8 | text[--length];
        return mixed(state, eight);
    }
    for (; length > 8; text += 8, length -= 8) {
        memcpy(&eight, text, 8);
        state = mixed(state, eight);
    }
    /* the last eight overlap those before them */
    memcpy(&eight, text + length - 8, 8);
    return mixed(state, eight);
}

static unsigned slot_of(uint64_t own)
{
    return (unsigned)(own >> 20) % TL_LABEL_SLOTS;
}

static void enter(struct tl_labels *labels, unsigned index)
{
    unsigned slot = slot_of(labels->hashes[index]);
    while (labels->slots[slot])
        slot = (slot + 1) % TL_LABEL_SLOTS;
    labels->slots[slot] = (unsigned short)(1 + index);
}

static const struct tl_spot *find(const struct tl_labels *labels, uint64_t own)
{
    if (labels->count < TL_LABELS_FEW) {
        for (unsigned i = 0; i < labels->count; i++)
            if (labels->hashes[i] == own)
                return &labels->spots[i];
        return NULL;
    }
    for (unsigned slot = slot_of(own); labels->slots[slot]; slot = (slot + 1) % TL_LABEL_SLOTS)
        if (labels->hashes[labels->slots[slot] - 1] == own)
            return &labels->spots[labels->slots[slot] - 1];
    return NULL;
}

const struct tl_spot *tl_labels_add(struct tl_labels *labels, const unsigned char *text, size_t length,
                                    const struct tl_spot *spot)
{
    uint64_t own = hash(text, length);
    const struct tl_spot *first = find(labels, own);
    if (first || labels->count == TL_LABELS)
        return first;
    labels->hashes[labels->count] = own;
    labels->spots[labels->count++] = *spot;
    if (labels->count == TL_LABELS_FEW) {
        memset(labels->slots, 0, sizeof labels->slots);
        for (unsigned i = 0; i < labels->count; i++)
            enter(labels, i);
    } else if (labels->count > TL_LABELS_FEW) {
        enter(labels, labels->count - 1);
    }
    return NULL;
}

void tl_labels_save(struct tl_labels *labels, const struct tl_slice *slice)
{
    for (; labels->saved < labels->count; labels->saved++) {
        labels->places[labels->saved] = tl_place_of(slice, &labels->spots[labels->saved]);
        labels->spots[labels->saved].place = &labels->places[labels->saved];
    }
}
