/* SPDX-License-Identifier: MIT */
/* The labels of a list's first entries: which came before. */
#ifndef TL_LABELS_H
#define TL_LABELS_H

#include "place.h"

/* Up to TL_LABELS_FEW are compared one by one. */
enum { TL_LABELS = 256, TL_LABELS_FEW = 16, TL_LABEL_SLOTS = 512 };

struct tl_labels {
    unsigned count;
    uint64_t hashes[TL_LABELS];
    struct tl_spot spots[TL_LABELS];
    struct tl_place places[TL_LABELS]; /* of those that are saved */
    unsigned saved;
    unsigned short slots[TL_LABEL_SLOTS]; /* 1 + index; 0: free */
};

void tl_labels_reset(struct tl_labels *labels);

/* The spot of the same label before, NULL: there is none; the label is then kept, the first TL_LABELS of them. */
const struct tl_spot *tl_labels_add(struct tl_labels *labels, const unsigned char *text, size_t length,
                                    const struct tl_spot *spot);

/* The text of the spots goes away. */
void tl_labels_save(struct tl_labels *labels, const struct tl_slice *slice);

#endif
