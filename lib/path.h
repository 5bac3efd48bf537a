/* SPDX-License-Identifier: MIT */
/* Where in the document the present value stands: member names and element numbers from the root. */
#ifndef TL_PATH_H
#define TL_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A pointer of at most TL_POINTER_MAX bytes is kept; what lies deeper is named by its ancestor. */
enum { TL_POINTER_MAX = 255, TL_PATH_SEGMENTS = 128, TL_PATH_TEXT = 256 };

struct tl_segment {
    const char *name; /* a field's name; NULL: own text, or an element */
    uint64_t index;   /* of an element */
    uint16_t at, length;
    bool array; /* elements, not members */
    bool kept;  /* there is a present one, and its text was kept */
};

struct tl_path {
    size_t depth; /* open containers; segments[depth - 1] is the present member or element of the innermost */
    struct tl_segment segments[TL_PATH_SEGMENTS];
    char text[TL_PATH_TEXT];
};

void tl_path_open(struct tl_path *path, bool array);
void tl_path_close(struct tl_path *path);

/* The next value of the innermost container is this member. */
void tl_path_key(struct tl_path *path, const unsigned char *key, size_t length);

/* The next value of the innermost container comes: its next element, if it is an array. */
static inline void tl_path_value(struct tl_path *path)
{
    if (path->depth > TL_PATH_SEGMENTS || !path->segments[path->depth - 1].array)
        return;
    struct tl_segment *segment = &path->segments[path->depth - 1];
    segment->index += segment->kept;
    segment->kept = true;
}

/*
 * Packs the first `depth` segments, those that fit: each a byte 'k' or 'i', a byte of length, and the
 * key or number. Returns the bytes written to `out`, which has room for TL_PATH_PACKED.
 */
enum { TL_PATH_PACKED = 2 * TL_POINTER_MAX };
size_t tl_path_pack(const struct tl_path *path, size_t depth, char *out);

/* Writes a packed path as a JSON Pointer (RFC 6901) or a normalized path (RFC 9535); see tl_out. */
struct tl_out;
void tl_path_pointer(const char *packed, size_t length, struct tl_out *out);
void tl_path_normalized(const char *packed, size_t length, struct tl_out *out);

#endif
