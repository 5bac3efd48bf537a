/* SPDX-License-Identifier: MIT */
/* Strings and atoms: where they begin and end. What is in them is the token's business. */
#include <string.h>

#include "runs.h"
#include "scan.h"
#include "token.h"

static inline bool begin_token(struct tl_scanner *scanner, trainlint_position start)
{
    if (!tl_make_room(scanner))
        return false;
    struct tl_place *token = &scanner->token;
    token->offset = start.offset;
    token->line = start.line;
    token->column = start.column;
    token->at = (uint32_t)scanner->used;
    token->flags = 0;
    scanner->seen = 0;
    return true;
}

/* The position behind the first bytes of the token at hand, before a character that they cut. */
trainlint_position tl_position_in_token(const struct tl_scanner *scanner, size_t bytes)
{
    const unsigned char *raw = scanner->text + scanner->token.at;
    for (size_t back = 1; back < 4 && back < bytes; back++) {
        struct tl_utf8 cut = { { 0 }, 0, 0 };
        for (size_t i = 0; i < back; i++)
            tl_utf8_take(&cut, raw[bytes - back + i]);
        if (cut.have == back && cut.need > back) {
            bytes -= back;
            break;
        }
    }
    return tl_span_within(tl_place_start(&scanner->token), bytes, tl_utf8_count(raw, bytes)).end;
}

static void too_long(struct tl_scanner *scanner)
{
    size_t limit = (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN];
    trainlint_span span = { tl_place_start(&scanner->token), tl_position_in_token(scanner, limit) };
    if (!tl_text_begin(scanner, RULE_token_too_long, WORDS_token_too_long, span))
        return;
    tl_param_number(scanner->findings, PARAM_limit, (int64_t)limit);
    tl_end(scanner->findings);
}

/* A value that is plain and in its place needs no grammar. */
static inline bool take_plain_value(struct tl_scanner *scanner)
{
    switch (scanner->state) {
    case TL_AT_OBJECT_VALUE:
        scanner->state = TL_AT_OBJECT_NEXT;
        break;
    case TL_AT_ARRAY_FIRST:
    case TL_AT_ARRAY_VALUE:
        if (scanner->members >= scanner->profile->limit[TRAINLINT_MAX_MEMBERS])
            return false;
        scanner->members++;
        scanner->state = TL_AT_ARRAY_NEXT;
        break;
    default:
        return false;
    }
    tl_commit(scanner, &scanner->token);
    return true;
}

static inline bool take_plain_key(struct tl_scanner *scanner)
{
    if ((scanner->state != TL_AT_OBJECT_FIRST && scanner->state != TL_AT_OBJECT_KEY)
        || scanner->members >= scanner->profile->limit[TRAINLINT_MAX_MEMBERS])
        return false;
    scanner->members++;
    scanner->held = scanner->token;
    scanner->held_after_value = false;
    scanner->state = TL_AT_COLON;
    return true;
}

/* The string at hand is whole; its raw text ends the clean text. */
static void end_string(struct tl_scanner *scanner, uint64_t end)
{
    struct tl_place *token = &scanner->token;
    token->bytes = token->chars = (uint32_t)(end - token->offset);
    scanner->touches_left = token->offset == scanner->quote_end;
    scanner->touches_right = false;
    scanner->quote_end = end;
    scanner->mode = TL_IN_BETWEEN;
    if (scanner->seen & TL_SEEN_HIGH) {
        token->chars = (uint32_t)tl_utf8_count(scanner->text + token->at, token->bytes);
        scanner->line_extra += token->bytes - token->chars;
    }
    if (scanner->seen && !tl_string_is_clean(scanner->text + token->at + 1, token->bytes - 2u))
        scanner->odd |= TL_ODD_INSIDE;
    if (scanner->odd || (!take_plain_value(scanner) && !take_plain_key(scanner)))
        tl_take(scanner, TL_TEXT);
}

/*
 * The string at hand runs past the end of its line, or of the text: it is closed there, before a
 * comma that ends the line.
 */
void tl_end_unclosed(struct tl_scanner *scanner, uint64_t end, bool at_text_end)
{
    struct tl_place *token = &scanner->token;
    const unsigned char *raw = scanner->text + token->at;
    size_t length = (size_t)(end - token->offset), kept = length, comma;
    uint64_t chars = tl_utf8_count(raw, length);
    scanner->escape = false;
    while (kept > 1 && (raw[kept - 1] == ' ' || raw[kept - 1] == '\t' || raw[kept - 1] == '\r'))
        kept--;
    comma = kept > 1 && raw[kept - 1] == ',' ? kept - 1 : 0;
    if (comma)
        for (kept--; kept > 1 && (raw[kept - 1] == ' ' || raw[kept - 1] == '\t');)
            kept--;
    token->bytes = (uint32_t)kept;
    token->chars = (uint32_t)tl_utf8_count(raw, kept);
    trainlint_position comma_at = { token->offset + comma, token->line, token->column + tl_utf8_count(raw, comma) };
    scanner->line_extra += length - chars;
    scanner->used = token->at + kept;
    scanner->touches_left = token->offset == scanner->quote_end;
    scanner->touches_right = false;
    scanner->quote_end = UINT64_MAX;
    scanner->mode = TL_IN_BETWEEN;
    scanner->odd |= at_text_end ? TL_ODD_UNCLOSED_END : TL_ODD_UNCLOSED;
    tl_take(scanner, TL_TEXT);
    if (comma && !at_text_end)
        tl_take_sign(scanner, ',', comma_at, 1);
}

void tl_end_atom(struct tl_scanner *scanner, uint64_t end, bool before_quote)
{
    struct tl_place *token = &scanner->token;
    const unsigned char *raw = scanner->text + token->at;
    token->bytes = token->chars = (uint32_t)(end - token->offset);
    if (scanner->seen & TL_SEEN_HIGH)
        token->chars = (uint32_t)tl_utf8_count(raw, token->bytes);
    scanner->mode = TL_IN_BETWEEN;
    if (token->bytes > scanner->profile->limit[TRAINLINT_MAX_TOKEN]) {
        too_long(scanner);
        return;
    }
    scanner->touches_left = token->offset == scanner->quote_end;
    scanner->touches_right = before_quote;
    enum tl_atom atom = tl_atom_kind(raw, token->bytes);
    if (atom == TL_ATOM_NUMBER || atom == TL_ATOM_LITERAL) {
        /* yajl gives a number out when it sees what ends it */
        scanner->atom_end = end;
        if (atom == TL_ATOM_NUMBER)
            scanner->text[scanner->used++] = ' ';
        if (!take_plain_value(scanner))
            tl_take(scanner, atom == TL_ATOM_NUMBER ? TL_NUMBER : TL_LITERAL);
    } else if (atom == TL_ATOM_DOTS) {
        scanner->mark = tl_place_start(token);
        tl_take(scanner, TL_PLACEHOLDER);
    } else {
        tl_take(scanner, atom == TL_ATOM_SIGN ? TL_OTHER : TL_WORD);
    }
}

static inline bool overlong(const struct tl_scanner *scanner)
{
    return scanner->used - scanner->token.at > scanner->profile->limit[TRAINLINT_MAX_TOKEN];
}

/* How many bytes of the string may be copied at once: to the end of the room, or one past the limit. */
static inline size_t string_room(const struct tl_scanner *scanner)
{
    size_t limit = (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] + 1 - (scanner->used - scanner->token.at);
    size_t room = scanner->capacity - scanner->used - 16;
    return limit < room ? limit : room;
}

/* A string in other quotes is closed by the last character of its text. */
static bool closes(const struct tl_scanner *scanner)
{
    const unsigned char *raw = scanner->text + scanner->token.at;
    size_t length = scanner->used - scanner->token.at, start = length - 1;
    uint32_t point;
    while (start > 0 && length - start < 4 && (raw[start] & 0xC0) == 0x80)
        start--;
    if (start == 0 || tl_utf8_decode(raw + start, length - start, &point) != length - start)
        return false;
    return scanner->closer == '\'' ? point == '\'' : tl_look(point) == (enum tl_look)scanner->closer;
}

/* One byte of a string that is no plain one. False: the string has ended, or the check. */
static bool string_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    if (*p == '\n') {
        tl_end_unclosed(scanner, tl_offset_at(scanner, p), false);
        return false;
    }
    scanner->text[scanner->used++] = *p;
    if (overlong(scanner)) {
        too_long(scanner);
        return false;
    }
    if (*p >= 0x80)
        scanner->seen |= TL_SEEN_HIGH;
    else if (*p < 0x20)
        scanner->seen |= TL_SEEN_CONTROL;
    if (scanner->escape) {
        scanner->escape = false;
    } else if (*p == '\\') {
        scanner->escape = true;
        scanner->seen |= TL_SEEN_ESCAPE;
    } else if (scanner->closer == '"' ? *p == '"' : closes(scanner)) {
        end_string(scanner, tl_offset_at(scanner, p) + 1);
        return false;
    }
    return true;
}

const unsigned char *tl_scan_string(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    while (p < end) {
        if (scanner->capacity - scanner->used < 64 && !tl_text_room(scanner, 64))
            return end;
        if (scanner->closer == '"' && !scanner->escape) {
            size_t room = string_room(scanner), length = (size_t)(end - p);
            size_t plain = tl_copy_plain(scanner->text + scanner->used, p, length < room ? length : room);
            scanner->used += plain;
            p += plain;
            if (overlong(scanner)) {
                too_long(scanner);
                return end;
            }
            if (p == end)
                return p;
            if (*p == '"') {
                scanner->text[scanner->used++] = '"';
                if (overlong(scanner))
                    too_long(scanner);
                else
                    end_string(scanner, tl_offset_at(scanner, p) + 1);
                return p + 1;
            }
            if (plain == room)
                continue;
        }
        if (!string_byte(scanner, p))
            return scanner->findings->ended ? end : p + (*p != '\n');
        p++;
    }
    return p;
}

void tl_begin_string(struct tl_scanner *scanner, trainlint_position start, const unsigned char *quote,
                         size_t length, unsigned char closer)
{
    if (!begin_token(scanner, start))
        return;
    memcpy(scanner->text + scanner->used, quote, length);
    scanner->used += length;
    scanner->closer = closer;
    scanner->odd = closer == '"' ? 0 : closer == '\'' ? TL_ODD_SINGLE : TL_ODD_TYPOGRAPHIC;
    scanner->mode = TL_IN_STRING;
    if (length > 1)
        scanner->seen |= TL_SEEN_HIGH;
}

void tl_begin_atom(struct tl_scanner *scanner, trainlint_position start, const unsigned char *bytes, size_t length)
{
    if (!begin_token(scanner, start))
        return;
    memcpy(scanner->text + scanner->used, bytes, length);
    scanner->used += length;
    scanner->odd = 0;
    scanner->mode = TL_IN_ATOM;
    if (length > 1)
        scanner->seen |= TL_SEEN_HIGH;
}

/* A character of several bytes (or \v, \f) stands between tokens. */
static void take_wide(struct tl_scanner *scanner, trainlint_position start)
{
    const unsigned char *bytes = scanner->utf8.bytes;
    size_t length = scanner->utf8.have;
    uint32_t point = 0;
    tl_utf8_decode(bytes, length, &point);
    enum tl_look look = tl_look(point);
    bool quote = look == TL_LOOK_SINGLE_QUOTE || look == TL_LOOK_DOUBLE_QUOTE;
    /* the end of a string counts the characters of all of it */
    scanner->line_extra += quote ? 0 : length - 1;
    if (look == TL_LOOK_BLANK || look == TL_LOOK_SIGN) {
        char sign = tl_look_sign(point);
        tl_add_to_run(scanner, TL_RUN_ALIKE, start, length, 1, sign);
        if (sign && scanner->profile->flag[TRAINLINT_STEP_OVER])
            tl_take_sign(scanner, (unsigned char)sign, start, (uint32_t)length);
        return;
    }
    if (scanner->run.kind != TL_RUN_NONE)
        tl_close_run(scanner);
    if (quote)
        tl_begin_string(scanner, start, bytes, length, (unsigned char)look);
    else
        tl_begin_atom(scanner, start, bytes, length);
}

/* One byte of a character between tokens; false: it was not taken. */
bool tl_wide_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    enum tl_utf8_step step = tl_utf8_take(&scanner->utf8, *p);
    size_t before = step == TL_UTF8_CUT ? scanner->utf8.have : scanner->utf8.have - 1u;
    trainlint_position start = tl_position_at(scanner, p);
    start.offset -= before;
    start.column -= before;
    scanner->mode = step == TL_UTF8_MORE ? TL_IN_WIDE : TL_IN_BETWEEN;
    if (step == TL_UTF8_CHAR)
        take_wide(scanner, start);
    else if (step == TL_UTF8_BAD || step == TL_UTF8_CUT)
        tl_add_to_run(scanner, TL_RUN_BAD, start, scanner->utf8.have, scanner->utf8.have, 0);
    return step != TL_UTF8_CUT;
}

/*
 * A character of several bytes in an atom belongs to it when it is a letter; else the atom has ended
 * before it. The bytes wait in the decoder. False: the byte was not taken.
 */
static bool atom_wide_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    enum tl_utf8_step step = tl_utf8_take(&scanner->utf8, *p);
    uint32_t point = 0;
    size_t have = scanner->utf8.have;
    if (step == TL_UTF8_MORE)
        return true;
    if (step == TL_UTF8_CHAR) {
        tl_utf8_decode(scanner->utf8.bytes, have, &point);
        enum tl_look look = tl_look(point);
        if (look == TL_LOOK_NONE || look == TL_LOOK_DOTS) {
            memcpy(scanner->text + scanner->used, scanner->utf8.bytes, have);
            scanner->used += have;
            scanner->seen |= TL_SEEN_HIGH;
            scanner->line_extra += have - 1;
            return true;
        }
    }
    uint64_t before = step == TL_UTF8_CUT ? have : have - 1;
    trainlint_position start = tl_position_at(scanner, p);
    start.offset -= before;
    start.column -= before;
    bool quote = tl_look(point) == TL_LOOK_SINGLE_QUOTE || tl_look(point) == TL_LOOK_DOUBLE_QUOTE;
    tl_end_atom(scanner, start.offset, step == TL_UTF8_CHAR && quote);
    if (step == TL_UTF8_CHAR)
        take_wide(scanner, start);
    else
        tl_add_to_run(scanner, TL_RUN_BAD, start, have, have, 0);
    return step != TL_UTF8_CUT;
}

bool tl_in_atom(unsigned char byte)
{
    return tl_classes[byte] == 'a' || tl_classes[byte] == 'o' || byte == '/';
}

const unsigned char *tl_scan_atom(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    while (p < end && scanner->mode == TL_IN_ATOM) {
        if (scanner->capacity - scanner->used < 64 && !tl_text_room(scanner, 64))
            return end;
        if (overlong(scanner)) {
            too_long(scanner);
            return end;
        }
        if (scanner->utf8.have != scanner->utf8.need || *p >= 0x80) {
            p += atom_wide_byte(scanner, p);
            continue;
        }
        if ((scanner->seen & TL_SEEN_SLASH) && (*p == '/' || *p == '*')) {
            trainlint_position slash = tl_position_at(scanner, p);
            slash.offset--;
            slash.column--;
            scanner->used--;
            tl_end_atom(scanner, slash.offset, false);
            tl_begin_mark(scanner, slash, *p == '/' ? TL_IN_LINE_COMMENT : TL_IN_BLOCK_COMMENT);
            return p + 1;
        }
        if (!tl_in_atom(*p)) {
            if (*p == '{' && scanner->used - scanner->token.at == 1 && scanner->text[scanner->token.at] == '$') {
                scanner->used = scanner->token.at;
                tl_begin_mark(scanner, tl_place_start(&scanner->token), TL_IN_DOLLAR);
                return p + 1;
            }
            tl_end_atom(scanner, tl_offset_at(scanner, p), *p == '"' || *p == '\'');
            return p;
        }
        scanner->seen = (scanner->seen & ~(unsigned)TL_SEEN_SLASH) | (*p == '/' ? TL_SEEN_SLASH : 0);
        scanner->text[scanner->used++] = *p++;
    }
    return p;
}
