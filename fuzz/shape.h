/* SPDX-License-Identifier: MIT */
/* The shape of a document that may be broken anywhere: its tokens, and its members and elements as far as they show. */
#ifndef FUZZ_SHAPE_H
#define FUZZ_SHAPE_H

#include "spec.h"

/* Bytes of the document, the end exclusive. */
struct part {
    size_t start, end;
};

/* A member, an element, or the document itself, which is the first item. */
struct item {
    struct part whole, key, value;  /* a key of no width: there is none */
    const struct tl_object *object; /* whose member it is; NULL: nobody knows */
    size_t parent;                  /* the item whose value it stands in; of the document: itself */
};

struct shape {
    struct part *tokens;
    struct item *items;
    size_t token_count, token_room, item_count, item_room;
};

void shape_read(struct shape *shape, const char *text, size_t length);
void shape_free(struct shape *shape);

/* The field that a key names, with or without quotes; NULL: none of the object's. */
const struct tl_field *shape_field(const struct item *item, const char *text);

#endif
