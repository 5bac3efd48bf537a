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

/* The scanner's state while it is in registers. */
struct lane {
    unsigned char *out, *committed;   /* the clean text */
    uint64_t base, line, column_base; /* of the chunk; column = index in the chunk - column_base + 1 */
    unsigned places;
    enum tl_state state;
    uint64_t members; /* that may still come */
};

TL_INLINE void put_place(struct tl_scanner *scanner, struct lane *lane, uint64_t index, size_t bytes)
{
    struct tl_place *place = &scanner->places[lane->places++];
    place->offset = lane->base + index;
    place->line = lane->line;
    place->column = index - lane->column_base + 1;
    place->bytes = place->chars = (uint32_t)bytes;
    place->at = (uint32_t)(lane->out - scanner->text);
    place->flags = 0;
}

/* The length of the plain string at p with its quotes, copied to `out`; 0: it is not plain, or not whole. */
TL_INLINE size_t copy_string(unsigned char *out, const unsigned char *p, const unsigned char *end, size_t most)
{
    size_t length = (size_t)(end - p) - 1 < most ? (size_t)(end - p) - 1 : most;
    out[0] = '"';
    size_t plain = tl_copy_plain(out + 1, p + 1, length);
    if (plain == length || p[1 + plain] != '"')
        return 0;
    out[1 + plain] = '"';
    return plain + 2;
}

/* The length of the integer at p; 0: it is another number, or may go on in the next chunk. */
TL_INLINE size_t integer_length(const unsigned char *p, const unsigned char *end)
{
    const unsigned char *start = p;
    p += *p == '-';
    if (p == end || (*p == '0' && p + 1 < end && p[1] >= '0' && p[1] <= '9'))
        return 0;
    const unsigned char *digits = p;
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    if (p == end || p == digits || (*p != ',' && *p != '}' && *p != ']' && *p != '\n' && *p != ' ' && *p != '\r'))
        return 0;
    return (size_t)(p - start);
}

TL_INLINE void after_bracket(const struct tl_scanner *scanner, struct lane *lane)
{
    lane->state = scanner->depth == 0 ? TL_AT_END
        : scanner->opens[scanner->depth - 1].object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
}

/* Skips blanks. */
TL_INLINE const unsigned char *skip_blanks(const struct tl_scanner *scanner, struct lane *lane,
                                               const unsigned char *p, const unsigned char *end)
{
    while (p < end) {
        if (*p == '\n') {
            lane->line++;
            lane->column_base = (uint64_t)(++p - scanner->chunk);
            p += tl_count_spaces(p, (size_t)(end - p));
        } else if (*p == ' ' || *p == '\t' || *p == '\r') {
            p++;
        } else {
            break;
        }
    }
    return p;
}

/* Takes a key and its colon; returns where it ends, NULL: it is not plain. */
TL_INLINE const unsigned char *take_key(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p,
                                            const unsigned char *end, size_t most)
{
    size_t length = copy_string(lane->out, p, end, most);
    if (length == 0 || p + length == end || p[length] != ':' || lane->members == 0)
        return NULL;
    lane->members--;
    put_place(scanner, lane, (uint64_t)(p - scanner->chunk), length);
    lane->out[length] = ':';
    lane->out += length + 1;
    lane->committed = lane->out;
    lane->state = TL_AT_OBJECT_VALUE;
    return p + length + 1;
}

TL_INLINE const unsigned char *open_bracket(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p,
                                                const unsigned char *end)
{
    bool object = *p == '{';
    uint64_t index = (uint64_t)(p - scanner->chunk);
    if ((object && (p + 1 == end || p[1] == '{')) || scanner->depth >= scanner->profile->limit[TRAINLINT_MAX_DEPTH]
        || (scanner->depth + 1) * sizeof *scanner->opens > scanner->opens_capacity)
        return NULL;
    put_place(scanner, lane, index, 1);
    const struct tl_place *place = &scanner->places[lane->places - 1];
    scanner->opens[scanner->depth++] = (struct tl_open){ tl_place_start(place), 1, object };
    *lane->out++ = *p;
    lane->state = object ? TL_AT_OBJECT_FIRST : TL_AT_ARRAY_FIRST;
    return p + 1;
}

/* Takes a value or what opens one. */
TL_INLINE const unsigned char *take_value(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p,
                                              const unsigned char *end, size_t most)
{
    bool element = lane->state != TL_AT_OBJECT_VALUE;
    if (element && lane->members == 0)
        return NULL;
    if (*p == '"') {
        size_t length = copy_string(lane->out, p, end, most);
        if (length == 0)
            return NULL;
        put_place(scanner, lane, (uint64_t)(p - scanner->chunk), length);
        lane->out += length;
        p += length;
        scanner->quote_end = lane->base + (uint64_t)(p - scanner->chunk);
        lane->state = element ? TL_AT_ARRAY_NEXT : TL_AT_OBJECT_NEXT;
    } else if (*p == '{' || *p == '[') {
        if (!(p = open_bracket(scanner, lane, p, end)))
            return NULL;
    } else if (*p == '-' || (*p >= '0' && *p <= '9')) {
        size_t length = integer_length(p, end);
        if (length == 0 || length > 20)
            return NULL;
        put_place(scanner, lane, (uint64_t)(p - scanner->chunk), length);
        for (size_t i = 0; i < length; i++)
            *lane->out++ = *p++;
        *lane->out++ = ' ';
        scanner->atom_end = lane->base + (uint64_t)(p - scanner->chunk);
        lane->state = element ? TL_AT_ARRAY_NEXT : TL_AT_OBJECT_NEXT;
    } else {
        return NULL;
    }
    lane->members -= element;
    lane->committed = lane->out;
    return p;
}

TL_INLINE void close_bracket(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    put_place(scanner, lane, (uint64_t)(p - scanner->chunk), 1);
    *lane->out++ = *p;
    lane->committed = lane->out;
    scanner->depth--;
    after_bracket(scanner, lane);
}

TL_INLINE void take_comma(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p)
{
    uint64_t index = (uint64_t)(p - scanner->chunk);
    scanner->comma = (trainlint_position){ lane->base + index, lane->line, index - lane->column_base + 1 };
    scanner->comma_bytes = 1;
    *lane->out++ = ',';
    lane->state = lane->state == TL_AT_OBJECT_NEXT ? TL_AT_OBJECT_KEY : TL_AT_ARRAY_VALUE;
}

/* One token; NULL: it is not plain. */
TL_INLINE const unsigned char *take_token(struct tl_scanner *scanner, struct lane *lane, const unsigned char *p,
                                              const unsigned char *end, size_t most)
{
    switch (lane->state) {
    case TL_AT_OBJECT_FIRST:
    case TL_AT_OBJECT_KEY:
        if (*p == '"')
            return take_key(scanner, lane, p, end, most);
        if (*p != '}' || lane->state != TL_AT_OBJECT_FIRST)
            return NULL;
        close_bracket(scanner, lane, p);
        return p + 1;
    case TL_AT_ARRAY_FIRST:
        if (*p == ']') {
            close_bracket(scanner, lane, p);
            return p + 1;
        }
        return take_value(scanner, lane, p, end, most);
    case TL_AT_OBJECT_VALUE:
    case TL_AT_ARRAY_VALUE:
        return take_value(scanner, lane, p, end, most);
    case TL_AT_OBJECT_NEXT:
    case TL_AT_ARRAY_NEXT:
        if (*p == ',')
            take_comma(scanner, lane, p);
        else if (*p == (lane->state == TL_AT_OBJECT_NEXT ? '}' : ']'))
            close_bracket(scanner, lane, p);
        else
            return NULL;
        return p + 1;
    default:
        return NULL;
    }
}

const unsigned char *tl_scan_plain(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    uint64_t most_members = scanner->profile->limit[TRAINLINT_MAX_MEMBERS];
    struct lane lane = {
        .out = scanner->text + scanner->used,
        .committed = scanner->text + scanner->committed,
        .base = scanner->base,
        .line = scanner->line,
        .column_base = scanner->line_start + scanner->line_extra - scanner->base,
        .places = scanner->place_count,
        .state = scanner->state,
        .members = most_members - scanner->members,
    };
    unsigned char *full = scanner->text + TL_TEXT_FLUSH;
    size_t most_token = (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] - 1;
    for (;;) {
        p = skip_blanks(scanner, &lane, p, end);
        if (p == end || lane.out >= full || lane.places >= TL_PLACES)
            break;
        size_t room = (size_t)(scanner->text + scanner->capacity - lane.out) - 48;
        const unsigned char *next = take_token(scanner, &lane, p, end, room < most_token ? room : most_token);
        if (!next)
            break;
        p = next;
    }
    scanner->used = (size_t)(lane.out - scanner->text);
    scanner->committed = (size_t)(lane.committed - scanner->text);
    scanner->line = lane.line;
    scanner->line_start = lane.base + lane.column_base;
    scanner->line_extra = 0;
    scanner->place_count = lane.places;
    scanner->state = lane.state;
    scanner->members = most_members - lane.members;
    return p;
}
