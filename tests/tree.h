/* SPDX-License-Identifier: MIT */
/* A strict JSON reader that shares nothing with the library: nodes with their places, for checks on findings. */
#ifndef TESTS_TREE_H
#define TESTS_TREE_H

#include "buffer.h"

struct node {
    size_t parent;            /* of the root: itself */
    size_t index;             /* among the children of its parent */
    size_t key_start;         /* of a member: where its key begins; else where the value begins */
    size_t start, end;        /* of the value */
    char type;                /* { [ " 0 (a number) l (a literal) */
    bool member;              /* of an object */
    struct buffer key, value; /* decoded, of a member and of a string */
};

struct tree {
    struct node *nodes;
    size_t count, room;
};

/* False: the text is no JSON of at most 512 levels, and there is no tree. */
bool tree_parse(struct tree *tree, const char *text, size_t length);
void tree_free(struct tree *tree);

/* The next node after `from` (SIZE_MAX: the first) that a JSON Pointer names; SIZE_MAX: there is none. */
size_t tree_find(const struct tree *tree, const char *pointer, size_t length, size_t from);

#endif
