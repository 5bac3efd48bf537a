/* SPDX-License-Identifier: MIT */
/*
 * The direct way: a part of the chunk that is ASCII without escapes, and ends where a token does, is
 * parsed as it is; places are told when a finding asks. When yajl refuses it, the scanner takes over
 * behind the last good token, and keeps the rest of the document: what it finds is the same, which
 * is tested by splitting every document everywhere.
 */
#include "runs.h"
#include "scanner.h"

enum { SLICE_MOST = 4096, SLICE_LEAST = 16 };

/*
 * Where the slice [p, p + length) can be cut so that no token is: behind a bracket, or before a comma
 * that does not end a number (yajl gives a number out when it sees what ends it). 0: nowhere. The end
 * is in a string when `odd` quotes stand before it.
 */
static size_t cut(const unsigned char *p, size_t length, bool odd, const unsigned char *end)
{
    bool in_string = odd;
    for (size_t i = length; i > 0; i--) {
        unsigned char c = p[i - 1];
        if (c == '"')
            in_string = !in_string;
        if (in_string || c == '"')
            continue;
        if (c == '}' || c == ']' || ((c == '{' || c == '[') && p + i < end && p[i] != '{'))
            return i;
        if (c == ',' && i > 1 && (p[i - 2] == '"' || p[i - 2] == '}' || p[i - 2] == ']'))
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

/* ---- brackets, as the parser meets them */

bool tl_direct_open(struct tl_scanner *scanner, const unsigned char *bracket, bool object)
{
    if (scanner->depth >= scanner->profile->limit[TRAINLINT_MAX_DEPTH]
        || (scanner->depth + 1) * sizeof *scanner->opens > scanner->opens_capacity
        || (object && (bracket + 1 == scanner->chunk_end || bracket[1] == '{')))
        return false;
    scanner->opens[scanner->depth++] = (struct tl_open){ { 0, 0, 0 }, bracket, 1, object };
    return true;
}

bool tl_direct_close(struct tl_scanner *scanner)
{
    scanner->depth--;
    return scanner->depth > 0 && !scanner->opens[scanner->depth - 1].object;
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
        scanner->opens[i].raw = NULL;
    }
}

static enum tl_state state_behind(const struct tl_scanner *scanner, const struct tl_direct *direct)
{
    if (!direct->last)
        return scanner->state;
    if (scanner->depth == 0)
        return TL_AT_END;
    bool object = scanner->opens[scanner->depth - 1].object;
    if (direct->last_opens)
        return object ? TL_AT_OBJECT_FIRST : TL_AT_ARRAY_FIRST;
    return object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
}

/* The scanner goes on at `p`. */
static void go_on(struct tl_scanner *scanner, const struct tl_direct *direct, const unsigned char *p)
{
    save_brackets(scanner);
    scanner->state = state_behind(scanner, direct);
    scanner->members += direct->members;
    if (direct->last && scanner->state != TL_AT_END) {
        size_t bytes = (size_t)(direct->end - direct->last);
        scanner->last = place_at(scanner, direct->last, bytes);
        uint64_t end = scanner->last.offset + bytes;
        if (direct->end[-1] == '"')
            scanner->quote_end = end;
        else if (tl_in_atom(direct->end[-1]))
            scanner->atom_end = end;
    }
    struct tl_place place = place_at(scanner, p, 0);
    scanner->line = place.line;
    scanner->line_start = place.offset - place.column + 1;
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
    if (scanner->state != TL_AT_END
        && !tl_parser_restart(scanner->parser, scanner->opens, scanner->depth, has_member))
        tl_no_memory(scanner->findings);
    return p;
}

const unsigned char *tl_scan_direct(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end,
                                    trainlint_position at)
{
    size_t most = (size_t)(end - p) < SLICE_MOST ? (size_t)(end - p) : SLICE_MOST;
    if (most < SLICE_LEAST || !may_begin(scanner, *p) || at.offset < scanner->direct_from
        || most > scanner->profile->limit[TRAINLINT_MAX_TOKEN]
        || scanner->members + most > scanner->profile->limit[TRAINLINT_MAX_MEMBERS])
        return p;
    bool odd;
    size_t counted = tl_count_direct(p, most, &odd), length = cut(p, counted, odd, end);
    if (length < SLICE_LEAST) {
        scanner->direct_from = at.offset + counted;
        return p;
    }
    tl_flush(scanner);
    if (scanner->findings->ended || scanner->used > 0 || !tl_room_for_brackets(scanner))
        return scanner->findings->ended ? end : p;
    struct tl_direct direct = { .in_array = scanner->depth > 0 && !scanner->opens[scanner->depth - 1].object };
    scanner->chunk_end = end;
    scanner->start_known = true;
    scanner->engine->slice =
        (struct tl_slice){ p, at, p, at.line, at.offset - at.column + 1 };
    enum tl_parsed parsed = tl_parser_feed_direct(scanner->parser, scanner, length, &direct);
    if (parsed == TL_PARSE_NOMEM)
        tl_no_memory(scanner->findings);
    if (scanner->findings->ended)
        return end;
    if (parsed == TL_PARSED)
        go_on(scanner, &direct, p + length);
    const unsigned char *next = parsed == TL_PARSED ? p + length : take_over(scanner, &direct);
    tl_engine_save(scanner->engine);
    return next;
}
