/* SPDX-License-Identifier: MIT */
/*
 * The direct way: a part of the chunk that ends where a token does, and whose strings have nothing odd,
 * is parsed as it is, but for indentation, which is dear to yajl; places are told when a finding asks.
 * When yajl refuses it, the scanner takes over behind the last good token, and keeps the rest of the
 * document: what it finds is the same, which is tested by splitting every document everywhere.
 */
#include "runs.h"
#include "scanner.h"
#include "token.h"

enum { SLICE_LEAST = 16 };

/* A byte that an atom does not go on behind; a comma, which most are, aside. */
static inline bool ends_token(unsigned char byte)
{
    return byte == '{' || byte == '"' || byte == '}' || byte == '[' || byte == ']';
}

static inline bool is_blank_control(unsigned char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\t';
}

/* Skips line ends and blanks, of which one is here; `line` is then what goes on behind them. */
static inline const unsigned char *skip_blanks(const unsigned char *p, const unsigned char *end, struct tl_line *line)
{
    const unsigned char *from = p;
    do {
        if (*p++ != '\n')
            continue;
        line->line++;
        line->column_base = line->offset + (uint64_t)(p - from);
        p += tl_count_spaces(p, (size_t)(end - p));
    } while (p < end && *p <= ' ' && (*p == ' ' || is_blank_control(*p)));
    line->offset += (uint64_t)(p - from);
    return p;
}

/*
 * Copies characters of several bytes and escapes, but for an escaped quote: all quotes of a slice
 * delimit. *extra: the bytes that begin no character.
 */
TL_COLD static size_t copy_units(struct tl_slice *slice, unsigned char *out, const unsigned char *p, size_t most,
                                 uint64_t *extra)
{
    size_t length = 0, unit;
    *extra = 0;
    while (length < most && (p[length] >= 0x80 || p[length] == '\\')
           && !(p[length] == '\\' && length + 1 < most && p[length + 1] == '"')
           && (unit = tl_clean_unit(p + length, most - length))) {
        bool wide = p[length] >= 0x80;
        slice->wide |= wide;
        slice->escaped |= !wide;
        *extra += wide ? unit - 1 : 0;
        for (; unit > 0; unit--, length++)
            out[length] = p[length];
    }
    return length;
}

/*
 * Copies what of [p, end) can be parsed as it is into the clean text, without line ends and the blanks
 * behind them; returns its length. *odd: an odd number of quotes is in it.
 */
static size_t copy_lines(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end,
                         trainlint_position at, bool *odd)
{
    struct tl_slice *slice = &scanner->engine->slice;
    unsigned char *out = scanner->text;
    struct tl_line line = { out, at.offset, at.line, at.offset - at.column + 1 };
    unsigned count = 0, quotes = 0;
    slice->wide = slice->escaped = false;
    if (end - p > TL_TEXT_FLUSH)
        end = p + TL_TEXT_FLUSH;
    do {
        line.text = out;
        slice->lines[count++] = line;
        size_t length = tl_copy_line(out, p, (size_t)(end - p), &quotes);
        p += length;
        out += length;
        line.offset += length;
        if (p == end)
            break;
        if (tl_is_odd(quotes)) {
            uint64_t extra;
            size_t units = copy_units(slice, out, p, (size_t)(end - p), &extra);
            if (units == 0)
                break;
            p += units;
            out += units;
            line.offset += units;
            line.column_base += extra;
        } else if (is_blank_control(*p)) {
            /* an atom does not go on behind them */
            if (out > scanner->text && out[-1] != ',' && !ends_token(out[-1]))
                *out++ = ' ';
            p = skip_blanks(p, end, &line);
        } else {
            break;
        }
    } while (p < end && count < TL_SLICE_LINES);
    slice->count = count;
    *odd = tl_is_odd(quotes);
    return (size_t)(out - scanner->text);
}

/*
 * Where the slice can be cut so that no token is: behind a bracket, or before a comma that does not
 * end a number (yajl gives a number out when it sees what ends it). 0: nowhere. The end is in a string
 * when `odd` quotes stand before it.
 */
static size_t cut(const unsigned char *text, size_t length, bool odd)
{
    bool in_string = odd;
    for (size_t i = length; i > 0; i--) {
        unsigned char c = text[i - 1];
        if (c == '"')
            in_string = !in_string;
        if (in_string || c == '"')
            continue;
        if (c == '}' || c == ']' || ((c == '{' || c == '[') && i < length && text[i] != '{'))
            return i;
        if (c == ',' && i > 1 && (text[i - 2] == '"' || text[i - 2] == '}' || text[i - 2] == ']'))
            return i - 1;
    }
    return 0;
}

/*
 * Whether a slice may begin here. yajl gives the first token after a pause out in a copy, whose place
 * is not known: so it must be a bracket or comma.
 */
static bool may_begin(const struct tl_scanner *scanner, unsigned char byte)
{
    if (scanner->state == TL_AT_START)
        return byte == '{' || byte == '[';
    return scanner->state == TL_AT_OBJECT_NEXT || scanner->state == TL_AT_ARRAY_NEXT;
}

/* ---- the scanner's state behind a slice */

static struct tl_place place_at(struct tl_scanner *scanner, const unsigned char *raw, size_t bytes)
{
    struct tl_spot spot = { raw, NULL, (uint32_t)bytes };
    return tl_place_of(&scanner->engine->slice, &spot);
}

static void save_brackets(struct tl_scanner *scanner)
{
    size_t first = scanner->depth;
    while (first > 0 && scanner->opens[first - 1].raw)
        first--;
    for (size_t i = first; i < scanner->depth; i++) {
        struct tl_place place = place_at(scanner, scanner->opens[i].raw, 1);
        scanner->opens[i].at = tl_place_start(&place);
        scanner->opens[i].bytes = 1;
        scanner->opens[i].raw = NULL;
    }
}

static enum tl_state state_behind(const struct tl_scanner *scanner, const struct tl_direct *direct)
{
    if (!direct->any)
        return scanner->state;
    if (scanner->depth == 0)
        return TL_AT_END;
    bool object = scanner->opens[scanner->depth - 1].object;
    if (direct->end[-1] == '{' || direct->end[-1] == '[')
        return object ? TL_AT_OBJECT_FIRST : TL_AT_ARRAY_FIRST;
    return object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
}

/* How long the token is that ends here; there is no escaped quote in a slice. */
static size_t token_bytes(const unsigned char *end)
{
    const unsigned char *p = end - 1;
    if (*p == '"')
        do
            p--;
        while (*p != '"');
    else
        while (tl_in_atom(*p) && tl_in_atom(p[-1]))
            p--;
    return (size_t)(end - p);
}

/* The scanner goes on at `p`. */
static void go_on(struct tl_scanner *scanner, const struct tl_direct *direct, const unsigned char *p)
{
    save_brackets(scanner);
    scanner->state = state_behind(scanner, direct);
    scanner->members += direct->members;
    if (direct->any && scanner->state != TL_AT_END) {
        size_t bytes = token_bytes(direct->end);
        scanner->last = place_at(scanner, direct->end - bytes, bytes);
        uint64_t end = scanner->last.offset + bytes;
        if (direct->end[-1] == '"')
            scanner->quote_end = end;
        else if (tl_in_atom(direct->end[-1]))
            scanner->atom_end = end;
    }
    const struct tl_line *line = tl_line_of(&scanner->engine->slice, p);
    scanner->line = line->line;
    scanner->line_start = line->column_base;
    scanner->line_extra = 0;
}

/* The key that waits for its value is left to the scanner; a comma before it is the scanner's too. */
static void give_back_comma(struct tl_scanner *scanner, const struct tl_direct *direct)
{
    const unsigned char *comma = direct->key;
    if (scanner->state != TL_AT_OBJECT_NEXT)
        return;
    while (*comma != ',')
        comma--;
    struct tl_place place = place_at(scanner, comma, 1);
    scanner->comma = tl_place_start(&place);
    scanner->comma_bytes = 1;
    scanner->text[scanner->used++] = ',';
    scanner->state = TL_AT_OBJECT_KEY;
}

/* yajl has refused a token: the scanner takes over, with a parser that stands where it does. */
static const unsigned char *take_over(struct tl_scanner *scanner, const struct tl_direct *direct)
{
    const unsigned char *p = direct->key ? direct->key : direct->end;
    scanner->refused = true;
    go_on(scanner, direct, p);
    bool has_member = scanner->state == TL_AT_OBJECT_NEXT || scanner->state == TL_AT_ARRAY_NEXT;
    if (direct->key)
        give_back_comma(scanner, direct);
    if (scanner->state != TL_AT_END)
        tl_parser_restart(scanner->parser, scanner->opens, scanner->depth, has_member);
    return p;
}

/* Where a byte of the slice stands in the chunk. */
static const unsigned char *in_chunk(const struct tl_scanner *scanner, const unsigned char *raw)
{
    const struct tl_line *line = tl_line_of(&scanner->engine->slice, raw);
    return scanner->chunk + (line->offset - scanner->base) + (raw - line->text);
}

const unsigned char *tl_scan_direct(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end,
                                    trainlint_position at)
{
    const uint64_t *limit = scanner->profile->limit;
    if (end - p < SLICE_LEAST || !may_begin(scanner, *p) || at.offset < scanner->direct_from
        || limit[TRAINLINT_MAX_TOKEN] < TL_TEXT_FLUSH
        || limit[TRAINLINT_MAX_MEMBERS] - scanner->members < TL_TEXT_FLUSH)
        return p;
    tl_flush(scanner);
    if (scanner->findings->ended || !tl_room_for_brackets(scanner))
        return end;
    bool odd;
    size_t copied = copy_lines(scanner, p, end, at, &odd), length = cut(scanner->text, copied, odd);
    size_t most_opens = scanner->opens_capacity / sizeof *scanner->opens;
    scanner->most_opens = limit[TRAINLINT_MAX_DEPTH] < most_opens ? (size_t)limit[TRAINLINT_MAX_DEPTH] : most_opens;
    if (length < SLICE_LEAST) {
        scanner->direct_from = at.offset + (uint64_t)(in_chunk(scanner, scanner->text + copied) - p);
        return p;
    }
    struct tl_direct direct = { .in_array = scanner->depth > 0 && !scanner->opens[scanner->depth - 1].object };
    scanner->start_known = true;
    enum tl_parsed parsed = tl_parser_feed_direct(scanner->parser, scanner, scanner->text, length, &direct);
    if (parsed == TL_PARSE_NOMEM)
        tl_no_memory(scanner->findings);
    if (scanner->findings->ended)
        return end;
    const unsigned char *next = scanner->text + length;
    if (parsed == TL_PARSED)
        go_on(scanner, &direct, next);
    else
        next = take_over(scanner, &direct);
    tl_engine_save(scanner->engine);
    return in_chunk(scanner, next);
}
