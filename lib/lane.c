/* SPDX-License-Identifier: MIT */
/*
 * The fast lane: tokens that lie whole in the chunk, stand where they belong and need no mending. It
 * does what the scanner does byte by byte, and leaves to it whatever is not plain; that both agree is
 * tested by splitting every document everywhere.
 */
#include "runs.h"
#include "scanner.h"

/* The lane stays in registers only when all of it is one function. */
#if defined __GNUC__
#define TL_INLINE static inline __attribute__((always_inline))
#else
#define TL_INLINE static inline
#endif

/* The scanner's state while it is in registers. Places are by index in the chunk. */
struct lane {
    const unsigned char *end;
    unsigned char *out;
    struct tl_place *place;
    uint64_t line, column_base; /* column = index - column_base + 1 */
    uint64_t members;           /* that may still come */
    size_t most;                /* bytes of a plain token */
    const unsigned char *comma; /* the last one */
    uint64_t comma_line, comma_base;
};

TL_INLINE void put_place(const struct tl_scanner *scanner, struct lane *lane, const unsigned char *p, size_t bytes)
{
    uint64_t index = (uint64_t)(p - scanner->chunk);
    struct tl_place *place = lane->place++;
    place->offset = scanner->base + index;
    place->line = lane->line;
    place->column = index - lane->column_base + 1;
    place->bytes = place->chars = (uint32_t)bytes;
    place->at = (uint32_t)(lane->out - scanner->text);
    place->flags = 0;
}

/* Copies the plain string at p; returns its length with the quotes, 0: it is not plain, or not whole. */
TL_INLINE size_t copy_string(const struct lane *lane, const unsigned char *p)
{
    size_t rest = (size_t)(lane->end - p) - 1, most = rest < lane->most ? rest : lane->most;
    lane->out[0] = '"';
    size_t plain = tl_copy_plain(lane->out + 1, p + 1, most);
    if (plain == most || p[1 + plain] != '"')
        return 0;
    lane->out[1 + plain] = '"';
    return plain + 2;
}

/* The length of the integer at p; 0: it is another number, or may go on in the next chunk. */
TL_INLINE size_t integer_length(const struct lane *lane, const unsigned char *p)
{
    const unsigned char *digits = p + (*p == '-'), *q = digits;
    while (q < lane->end && *q >= '0' && *q <= '9')
        q++;
    if (q == lane->end || q == digits || (size_t)(q - p) > lane->most || (*digits == '0' && q - digits > 1)
        || (*q != ',' && *q != '}' && *q != ']' && *q > ' '))
        return 0;
    return (size_t)(q - p);
}

/* Skips blanks; returns the end for what is none of JSON's. */
TL_INLINE const unsigned char *skip_blanks(const struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    while (p < lane->end && *p <= ' ') {
        if (*p == '\n') {
            lane->line++;
            lane->column_base = (uint64_t)(++p - scanner->chunk);
            p += tl_count_spaces(p, (size_t)(lane->end - p));
        } else if (*p == ' ' || *p == '\t' || *p == '\r') {
            p++;
        } else {
            break;
        }
    }
    return p;
}

/* Each of these takes one token at p and returns where it ends; NULL: it is not plain. */

TL_INLINE const unsigned char *take_key(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    size_t length = copy_string(lane, p);
    if (length == 0 || p[length] != ':' || lane->members == 0)
        return NULL;
    lane->members--;
    put_place(scanner, lane, p, length);
    lane->out[length] = ':';
    lane->out += length + 1;
    return p + length + 1;
}

TL_INLINE const unsigned char *take_string(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    size_t length = copy_string(lane, p);
    if (length == 0)
        return NULL;
    put_place(scanner, lane, p, length);
    lane->out += length;
    return p + length;
}

TL_INLINE const unsigned char *take_integer(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    size_t length = integer_length(lane, p);
    if (length == 0)
        return NULL;
    put_place(scanner, lane, p, length);
    for (size_t i = 0; i < length; i++)
        *lane->out++ = p[i];
    *lane->out++ = ' ';
    return p + length;
}

TL_INLINE const unsigned char *take_open(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    bool object = *p == '{';
    if ((object && p[1] == '{') || scanner->depth >= scanner->profile->limit[TRAINLINT_MAX_DEPTH]
        || (scanner->depth + 1) * sizeof *scanner->opens > scanner->opens_capacity)
        return NULL;
    put_place(scanner, lane, p, 1);
    scanner->opens[scanner->depth++] = (struct tl_open){ tl_place_start(lane->place - 1), 1, object };
    *lane->out++ = *p;
    return p + 1;
}

TL_INLINE void take_close(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    put_place(scanner, lane, p, 1);
    *lane->out++ = *p;
    scanner->depth--;
}

TL_INLINE void take_comma(struct lane *lane, const unsigned char *p)
{
    lane->comma = p;
    lane->comma_line = lane->line;
    lane->comma_base = lane->column_base;
    *lane->out++ = ',';
}

/* Hands the registers back to the scanner. */
TL_INLINE void leave(struct tl_scanner *scanner, const struct lane *lane, enum tl_state state)
{
    bool comma = state == TL_AT_OBJECT_KEY || state == TL_AT_ARRAY_VALUE;
    scanner->line = lane->line;
    scanner->line_start = scanner->base + lane->column_base;
    scanner->line_extra = 0;
    if (lane->out == scanner->text + scanner->used)
        return; /* nothing was taken but blanks */
    scanner->state = state;
    scanner->place_count = (unsigned)(lane->place - scanner->places);
    scanner->members = scanner->profile->limit[TRAINLINT_MAX_MEMBERS] - lane->members;
    scanner->used = (size_t)(lane->out - scanner->text);
    if (lane->out[-1] == '"')
        scanner->quote_end = tl_place_end(lane->place - 1).offset;
    else if (lane->out[-1] == ' ')
        scanner->atom_end = tl_place_end(lane->place - 1).offset;
    scanner->committed = scanner->used - comma;
    if (comma) {
        uint64_t index = (uint64_t)(lane->comma - scanner->chunk);
        scanner->comma = (trainlint_position){ scanner->base + index, lane->comma_line, index - lane->comma_base + 1 };
        scanner->comma_bytes = 1;
    }
}

const unsigned char *tl_scan_plain(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    struct lane lane = {
        .end = end - 1, /* a byte behind each token can be looked at */
        .out = scanner->text + scanner->used,
        .place = scanner->places + scanner->place_count,
        .line = scanner->line,
        .column_base = scanner->line_start + scanner->line_extra - scanner->base,
        .members = scanner->profile->limit[TRAINLINT_MAX_MEMBERS] - scanner->members,
        .most = scanner->profile->limit[TRAINLINT_MAX_TOKEN] <= TL_LANE_TOKEN
            ? (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] - 1
            : TL_LANE_TOKEN,
    };
    struct tl_place *full = scanner->places + TL_PLACES - 2;
    enum tl_state state = scanner->state;
    const unsigned char *next;
    for (;;) {
        p = skip_blanks(scanner, &lane, p);
        if (p >= lane.end || lane.place >= full)
            break;
        switch (state) {
        case TL_AT_OBJECT_FIRST:
            if (*p == '}') {
                take_close(scanner, &lane, p++);
                goto closed;
            }
            /* fallthrough */
        case TL_AT_OBJECT_KEY:
            if (*p != '"' || !(next = take_key(scanner, &lane, p)))
                goto odd;
            p = next;
            state = TL_AT_OBJECT_VALUE;
            continue;
        case TL_AT_ARRAY_FIRST:
            if (*p == ']') {
                take_close(scanner, &lane, p++);
                goto closed;
            }
            /* fallthrough */
        case TL_AT_ARRAY_VALUE:
            if (lane.members == 0)
                goto odd;
            /* fallthrough */
        case TL_AT_OBJECT_VALUE:
            next = *p == '"'                           ? take_string(scanner, &lane, p)
                : *p == '{' || *p == '['               ? take_open(scanner, &lane, p)
                : *p == '-' || (*p >= '0' && *p <= '9') ? take_integer(scanner, &lane, p)
                                                       : NULL;
            if (!next)
                goto odd;
            lane.members -= state != TL_AT_OBJECT_VALUE;
            if (*p == '{' || *p == '[')
                state = *p == '{' ? TL_AT_OBJECT_FIRST : TL_AT_ARRAY_FIRST;
            else
                state = state == TL_AT_OBJECT_VALUE ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
            p = next;
            continue;
        case TL_AT_OBJECT_NEXT:
        case TL_AT_ARRAY_NEXT:
            if (*p == ',') {
                take_comma(&lane, p++);
                state = state == TL_AT_OBJECT_NEXT ? TL_AT_OBJECT_KEY : TL_AT_ARRAY_VALUE;
                continue;
            }
            if (*p != (state == TL_AT_OBJECT_NEXT ? '}' : ']'))
                goto odd;
            take_close(scanner, &lane, p++);
            goto closed;
        default:
            goto odd;
        }
    closed:
        state = scanner->depth == 0 ? TL_AT_END
            : scanner->opens[scanner->depth - 1].object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
    }
odd:
    leave(scanner, &lane, state);
    return p;
}
