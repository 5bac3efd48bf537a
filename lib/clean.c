/* SPDX-License-Identifier: MIT */
/* The clean text: accepted tokens on their way to the parser, and the open brackets. */
#include <string.h>

#include "scan.h"
#include "token.h"

static size_t text_bound(const struct tl_scanner *scanner)
{
    return TL_TEXT_FLUSH + TL_TEXT_SLACK + 2 * ((size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] + TL_TEXT_SLACK);
}

const struct tl_place *tl_last_place(const struct tl_scanner *scanner)
{
    return scanner->place_count ? &scanner->places[scanner->place_count - 1] : &scanner->last;
}

bool tl_text_room(struct tl_scanner *scanner, size_t more)
{
    void *text = scanner->text;
    bool room = tl_reserve(&scanner->profile->allocator, &text, &scanner->capacity, scanner->used + more,
                           text_bound(scanner));
    scanner->text = text;
    if (!room)
        tl_no_memory(scanner->findings);
    return room;
}

void tl_flush(struct tl_scanner *scanner)
{
    struct tl_place refused;
    if (scanner->committed == 0)
        return;
    enum tl_parsed parsed = scanner->findings->ended
        ? TL_PARSE_CANCELLED
        : tl_parser_feed(scanner->parser, scanner->text, scanner->committed, scanner->places, scanner->place_count,
                         &refused);
    scanner->last = scanner->places[scanner->place_count - 1];
    scanner->place_count = 0;
    scanner->used -= scanner->committed;
    memmove(scanner->text, scanner->text + scanner->committed, scanner->used);
    scanner->token.at -= (uint32_t)scanner->committed;
    scanner->held.at -= (uint32_t)scanner->committed;
    scanner->committed = 0;
    if (parsed == TL_PARSE_NOMEM) {
        tl_no_memory(scanner->findings);
    } else if (parsed == TL_PARSE_REFUSED) {
        tl_begin(scanner->findings, RULE_bad_json, WORDS_refused, tl_place_span(&refused));
        tl_end(scanner->findings);
    }
}

void tl_commit(struct tl_scanner *scanner, const struct tl_place *place)
{
    scanner->places[scanner->place_count++] = *place;
    scanner->committed = scanner->used;
}

bool tl_text_begin(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (scanner->findings->ended)
        return false;
    tl_flush(scanner);
    /* the first mistake ends the check: what is wrong with a key that waits for its colon comes before this */
    if (!scanner->profile->flag[TRAINLINT_STEP_OVER]) {
        if (scanner->state == TL_AT_COLON && scanner->held_after_value && scanner->held.offset < span.start.offset)
            tl_end_held(scanner);
        else if (scanner->raw_odd && scanner->raw_place.offset < span.start.offset)
            tl_tell(scanner, false);
    }
    if (scanner->findings->ended)
        return false;
    return tl_begin(scanner->findings, rule, words, span);
}

void tl_tell_span(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span,
                  const char *found, const char *replacement)
{
    if (!tl_text_begin(scanner, rule, words, span))
        return;
    if (found)
        tl_param_text(scanner->findings, PARAM_found, found);
    if (replacement)
        tl_edit(scanner->findings, span, replacement, strlen(replacement));
    tl_end(scanner->findings);
}

static inline void put_bracket(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    struct tl_place *place = &scanner->places[scanner->place_count++];
    *place = (struct tl_place){ at.offset, at.line, at.column, bytes, 1, (uint32_t)scanner->used, 0 };
    scanner->text[scanner->used++] = sign;
    scanner->committed = scanner->used;
}

bool tl_room_for_brackets(struct tl_scanner *scanner)
{
    size_t size = sizeof *scanner->opens, most = (size_t)scanner->profile->limit[TRAINLINT_MAX_DEPTH];
    size_t need = scanner->depth + 16 < most ? scanner->depth + 16 : most;
    void *opens = scanner->opens;
    bool room = tl_reserve(&scanner->profile->allocator, &opens, &scanner->opens_capacity, need * size, most * size);
    scanner->opens = opens;
    if (!room)
        tl_no_memory(scanner->findings);
    return room;
}

static bool open_bracket(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    bool in_array = scanner->state == TL_AT_ARRAY_FIRST || scanner->state == TL_AT_ARRAY_VALUE;
    if ((!in_array && scanner->state != TL_AT_OBJECT_VALUE && scanner->state != TL_AT_START)
        || scanner->depth >= scanner->profile->limit[TRAINLINT_MAX_DEPTH]
        || (in_array && scanner->members >= scanner->profile->limit[TRAINLINT_MAX_MEMBERS]))
        return false;
    if ((scanner->depth + 1) * sizeof *scanner->opens > scanner->opens_capacity && !tl_room_for_brackets(scanner))
        return true;
    scanner->members += in_array;
    put_bracket(scanner, sign, at, bytes);
    scanner->opens[scanner->depth++] = (struct tl_open){ at, NULL, bytes, sign == '{' };
    scanner->state = sign == '{' ? TL_AT_OBJECT_FIRST : TL_AT_ARRAY_FIRST;
    return true;
}

static bool close_bracket(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    bool object = sign == '}';
    if (object ? scanner->state != TL_AT_OBJECT_FIRST && scanner->state != TL_AT_OBJECT_NEXT
               : scanner->state != TL_AT_ARRAY_FIRST && scanner->state != TL_AT_ARRAY_NEXT)
        return false;
    put_bracket(scanner, sign, at, bytes);
    scanner->depth--;
    scanner->state = scanner->depth == 0 ? TL_AT_END
        : scanner->opens[scanner->depth - 1].object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
    return true;
}

bool tl_take_plain_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    switch (sign) {
    case '{':
    case '[':
        return open_bracket(scanner, sign, at, bytes);
    case '}':
    case ']':
        return close_bracket(scanner, sign, at, bytes);
    case ':':
        if (scanner->state != TL_AT_COLON || scanner->held_after_value || scanner->raw_odd)
            return false;
        tl_commit(scanner, &scanner->held);
        scanner->text[scanner->used++] = ':';
        scanner->committed = scanner->used;
        scanner->state = TL_AT_OBJECT_VALUE;
        return true;
    case ',':
        if (scanner->state != TL_AT_OBJECT_NEXT && scanner->state != TL_AT_ARRAY_NEXT)
            return false;
        scanner->text[scanner->used++] = ',';
        scanner->comma = at;
        scanner->comma_bytes = bytes;
        scanner->state = scanner->state == TL_AT_OBJECT_NEXT ? TL_AT_OBJECT_KEY : TL_AT_ARRAY_VALUE;
        return true;
    default:
        return false;
    }
}

static enum tl_kind kind_of_sign(unsigned char sign)
{
    switch (sign) {
    case '{':
        return TL_OPEN_OBJECT;
    case '}':
        return TL_CLOSE_OBJECT;
    case '[':
        return TL_OPEN_ARRAY;
    case ']':
        return TL_CLOSE_ARRAY;
    case ':':
        return TL_COLON;
    case ';':
        return TL_SEMICOLON;
    case '=':
        return TL_EQUALS;
    default:
        return TL_COMMA;
    }
}

void tl_take_odd_sign(struct tl_scanner *scanner, enum tl_kind kind, trainlint_position at, uint32_t bytes)
{
    if (!tl_make_room(scanner))
        return;
    uint32_t chars = kind == TL_ARROW ? 2 : 1;
    scanner->token = (struct tl_place){ at.offset, at.line, at.column, bytes, chars, (uint32_t)scanner->used, 0 };
    scanner->touches_left = scanner->touches_right = false;
    scanner->odd = 0;
    tl_take(scanner, kind);
}

void tl_take_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    if (tl_make_room(scanner) && !tl_take_plain_sign(scanner, sign, at, bytes))
        tl_take_odd_sign(scanner, kind_of_sign(sign), at, bytes);
}
