/* SPDX-License-Identifier: MIT */
#include "place.h"

const struct tl_line *tl_line_of(const struct tl_slice *slice, const unsigned char *raw)
{
    unsigned low = 0, high = slice->count;
    if (slice->lines[high - 1].text <= raw) /* most ask for its end */
        return &slice->lines[high - 1];
    while (high - low > 1) {
        unsigned middle = low + (high - low) / 2;
        if (slice->lines[middle].text <= raw)
            low = middle;
        else
            high = middle;
    }
    return &slice->lines[low];
}

/* The bytes of a token that begin no character. */
static uint32_t extra_bytes(const struct tl_slice *slice, const struct tl_line *first, const struct tl_spot *spot)
{
    if (!slice->wide)
        return 0;
    return (uint32_t)(tl_line_of(slice, spot->raw + spot->bytes - 1)->column_base - first->column_base);
}

struct tl_place tl_place_of(const struct tl_slice *slice, const struct tl_spot *spot)
{
    if (spot->place)
        return *spot->place;
    const struct tl_line *line = tl_line_of(slice, spot->raw);
    uint64_t offset = line->offset + (uint64_t)(spot->raw - line->text);
    uint32_t chars = spot->bytes - extra_bytes(slice, line, spot);
    return (struct tl_place){ offset, line->line, offset - line->column_base + 1, spot->bytes, chars, 0, 0 };
}
