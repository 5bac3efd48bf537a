/* SPDX-License-Identifier: MIT */
/* Where a token stands in the document and in the clean text. A token never crosses a line's end. */
#ifndef TL_PLACE_H
#define TL_PLACE_H

#include "trainlint.h"

enum tl_place_flag {
    TL_BROKEN = 1, /* a text error was mended in it: it is not judged further */
    TL_QUOTED = 2  /* it stands in other quotes: it is there, but its value is not judged further */
};

struct tl_place {
    uint64_t offset, line, column;
    uint32_t bytes, chars; /* its length in the document */
    uint32_t at;           /* where its text begins in the clean text that is being parsed */
    uint32_t flags;
};

/*
 * Where a token stands while it is being parsed: in the clean text, with its place, or in the slice of
 * the document itself (place NULL), where its place is told when it is asked for.
 */
struct tl_spot {
    const unsigned char *raw;
    const struct tl_place *place;
    uint32_t bytes;
};

static inline uint32_t tl_spot_flags(const struct tl_spot *spot)
{
    return spot->place ? spot->place->flags : 0;
}

/*
 * A part of the document that is parsed as it is, but for line ends and the blanks behind them: lines
 * that follow each other without them, and where they began in the document. Behind characters of
 * several bytes the rest of a line is one of its own, for the sake of its columns.
 */
struct tl_line {
    const unsigned char *text;
    uint64_t offset, line, column_base; /* column = offset - column_base + 1 */
};
enum { TL_SLICE_LINES = 64 };
struct tl_slice {
    bool wide;    /* there are characters of several bytes in it */
    bool escaped; /* there are escapes in it */
    unsigned count;
    struct tl_line lines[TL_SLICE_LINES];
};

/* The line that a byte of the slice stands in. */
const struct tl_line *tl_line_of(const struct tl_slice *slice, const unsigned char *raw);

/* The place of a spot. */
struct tl_place tl_place_of(const struct tl_slice *slice, const struct tl_spot *spot);

/* Keeps a spot whose member goes away; its place, if it has one, at `own`. */
static inline void tl_keep_spot(struct tl_spot *kept, const struct tl_spot *spot, struct tl_place *own)
{
    *kept = *spot;
    if (!spot->place)
        return;
    *own = *spot->place;
    kept->place = own;
}

static inline uint64_t tl_spot_offset(const struct tl_slice *slice, const struct tl_spot *spot)
{
    if (spot->place)
        return spot->place->offset;
    const struct tl_line *line = tl_line_of(slice, spot->raw);
    return line->offset + (uint64_t)(spot->raw - line->text);
}

static inline trainlint_position tl_place_start(const struct tl_place *place)
{
    return (trainlint_position){ place->offset, place->line, place->column };
}

static inline trainlint_position tl_place_end(const struct tl_place *place)
{
    return (trainlint_position){ place->offset + place->bytes, place->line, place->column + place->chars };
}

static inline trainlint_span tl_place_span(const struct tl_place *place)
{
    return (trainlint_span){ tl_place_start(place), tl_place_end(place) };
}

/* The part of a token of ASCII text from byte `from` on, `bytes` long. */
static inline trainlint_span tl_span_within(trainlint_position start, uint64_t bytes, uint64_t chars)
{
    return (trainlint_span){ start, { start.offset + bytes, start.line, start.column + chars } };
}

#endif
