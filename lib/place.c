/* SPDX-License-Identifier: MIT */
#include "place.h"

#include <string.h>

struct tl_place tl_place_of(struct tl_slice *slice, const struct tl_spot *spot)
{
    if (spot->place)
        return *spot->place;
    if (spot->raw < slice->mark) {
        slice->mark = slice->start;
        slice->line = slice->at.line;
        slice->column_base = slice->at.offset - slice->at.column + 1;
    }
    const unsigned char *line_end;
    while ((line_end = memchr(slice->mark, '\n', (size_t)(spot->raw - slice->mark))) != NULL) {
        slice->mark = line_end + 1;
        slice->line++;
        slice->column_base = slice->at.offset + (uint64_t)(slice->mark - slice->start);
    }
    slice->mark = spot->raw;
    uint64_t offset = slice->at.offset + (uint64_t)(spot->raw - slice->start);
    return (struct tl_place){ offset, slice->line, offset - slice->column_base + 1, spot->bytes, spot->bytes, 0, 0 };
}
