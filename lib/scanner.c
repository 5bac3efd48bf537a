/* SPDX-License-Identifier: MIT */
#include "scanner.h"

#include <string.h>

#include "engine.h"
#include "runs.h"
#include "token.h"

/* What the next byte continues. */
enum mode {
    BETWEEN, /* tokens */
    WIDE,    /* a character of several bytes between tokens */
    STRING,
    ATOM,
    BRACE,  /* a { that may be the first of {{ */
    BRACES, /* {{ ... }} */
    DOLLAR, /* ${ ... } */
    ANGLE,  /* < ... > */
    EQUALS, /* = that may be => */
    SLASH,  /* / that may begin a comment */
    LINE_COMMENT,
    BLOCK_COMMENT,
    HEAD /* the beginning of the text is being judged */
};

/* What the bytes of the token or comment at hand had. */
enum {
    SEEN_ESCAPE = 1,
    SEEN_HIGH = 2,
    SEEN_CONTROL = 4,
    SEEN_STAR = 8,     /* the last byte of a block comment */
    SEEN_SLASH = 16,   /* the last byte of an atom */
    SEEN_BRACE = 32,   /* the last byte of {{ ... }} */
    SEEN_RETURN = 64   /* the last byte of a line comment */
};

/* What a byte is between tokens, by letter. */
static const char classes[] = "cccccccccsnwwscc"  /* control, blank, line end, wide */
                              "cccccccccccccccc"
                              "soqhaaatooaapaad"  /* quote, hash, atom, tick, other, punctuation, dash of a comment */
                              "aaaaaaaaaapmleoo"  /* semicolon, less-than, equals */
                              "aaaaaaaaaaaaaaaa"
                              "aaaaaaaaaaapopoa"
                              "oaaaaaaaaaaaaaaa"
                              "aaaaaaaaaaapopac"
                              "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
                              "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww";

/* ---- life */

uint64_t tl_scanner_bound(const struct trainlint_profile *profile)
{
    uint64_t token = profile->limit[TRAINLINT_MAX_TOKEN];
    uint64_t text = TL_TEXT_FLUSH + TL_TEXT_SLACK + 2 * (token + TL_TEXT_SLACK);
    return text + token + TL_TEXT_SLACK + profile->limit[TRAINLINT_MAX_DEPTH] * sizeof(struct tl_open);
}

static size_t text_bound(const struct tl_scanner *scanner)
{
    return TL_TEXT_FLUSH + TL_TEXT_SLACK + 2 * ((size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] + TL_TEXT_SLACK);
}

bool tl_scanner_init(struct tl_scanner *scanner, const struct trainlint_profile *profile, struct tl_findings *findings,
                     struct tl_parser *parser, struct tl_engine *engine)
{
    scanner->profile = profile;
    scanner->findings = findings;
    scanner->parser = parser;
    scanner->engine = engine;
    scanner->text = tl_allocate(&profile->allocator, TL_TEXT_FLUSH + TL_TEXT_SLACK);
    scanner->capacity = TL_TEXT_FLUSH + TL_TEXT_SLACK;
    tl_scanner_reset(scanner);
    return scanner->text != NULL;
}

void tl_scanner_reset(struct tl_scanner *scanner)
{
    scanner->base = 0;
    scanner->line = 1;
    scanner->line_start = scanner->line_extra = 0;
    scanner->mode = HEAD;
    scanner->used = scanner->committed = 0;
    scanner->place_count = 0;
    scanner->last = (struct tl_place){ 0, 1, 1, 0, 0, 0, 0 };
    scanner->quote_end = scanner->atom_end = UINT64_MAX;
    scanner->escape = false;
    scanner->raw_odd = scanner->odd = scanner->seen = 0;
    scanner->state = TL_AT_START;
    scanner->depth = 0;
    scanner->members = 0;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
    scanner->run.kind = TL_RUN_NONE;
    scanner->head_length = 0;
    scanner->head_at = (trainlint_position){ 0, 1, 1 };
    scanner->encoding_known = scanner->start_known = scanner->refused = false;
    scanner->direct_from = 0;
}

void tl_scanner_release(struct tl_scanner *scanner)
{
    tl_release(&scanner->profile->allocator, scanner->text);
    tl_release(&scanner->profile->allocator, scanner->raw);
    tl_release(&scanner->profile->allocator, scanner->opens);
}

bool tl_scanner_closed(const struct tl_scanner *scanner)
{
    return scanner->state == TL_AT_END;
}

/* ---- places */

static inline uint64_t offset_of(const struct tl_scanner *scanner, const unsigned char *p)
{
    return scanner->base + (uint64_t)(p - scanner->chunk);
}

static inline trainlint_position position_of(const struct tl_scanner *scanner, const unsigned char *p)
{
    uint64_t offset = offset_of(scanner, p);
    return (trainlint_position){ offset, scanner->line, offset - scanner->line_start - scanner->line_extra + 1 };
}

static inline void next_line(struct tl_scanner *scanner, const unsigned char *line_end)
{
    scanner->line++;
    scanner->line_start = offset_of(scanner, line_end) + 1;
    scanner->line_extra = 0;
}

/* Keeps the column right over a byte whose text is of no interest. */
static void pass(struct tl_scanner *scanner, unsigned char byte)
{
    enum tl_utf8_step step = tl_utf8_take(&scanner->utf8, byte);
    if (step == TL_UTF8_CUT)
        step = tl_utf8_take(&scanner->utf8, byte);
    if (step == TL_UTF8_CHAR)
        scanner->line_extra += scanner->utf8.have - 1u;
}

const struct tl_place *tl_last_place(const struct tl_scanner *scanner)
{
    return scanner->place_count ? &scanner->places[scanner->place_count - 1] : &scanner->last;
}

/* ---- the clean text */

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
    enum tl_parsed parsed = scanner->findings->muted
        ? TL_PARSE_CANCELLED
        : tl_parser_feed(scanner->parser, scanner->text, scanner->committed, scanner->places, scanner->place_count,
                         &refused);
    if (scanner->place_count)
        scanner->last = scanner->places[scanner->place_count - 1];
    scanner->place_count = 0;
    scanner->used -= scanner->committed;
    memmove(scanner->text, scanner->text + scanner->committed, scanner->used);
    scanner->token.at -= (uint32_t)scanner->committed;
    scanner->held.at -= (uint32_t)scanner->committed;
    scanner->committed = 0;
    if (parsed == TL_PARSE_NOMEM) {
        tl_no_memory(scanner->findings);
    } else if (parsed == TL_PARSE_REFUSED
               && tl_begin(scanner->findings, RULE_bad_json, WORDS_refused, tl_place_span(&refused))) {
        tl_end(scanner->findings);
    }
}

void tl_commit(struct tl_scanner *scanner, const struct tl_place *place)
{
    scanner->places[scanner->place_count++] = *place;
    scanner->committed = scanner->used;
}

/* Room for a token's beginning, and a place for it. */
static inline bool make_room(struct tl_scanner *scanner)
{
    if (scanner->used > TL_TEXT_FLUSH || scanner->place_count > TL_PLACES - 4)
        tl_flush(scanner);
    return (scanner->capacity - scanner->used >= TL_TEXT_SLACK / 2 || tl_text_room(scanner, TL_TEXT_SLACK / 2))
        && !scanner->findings->ended;
}

/* ---- findings of the text */

bool tl_text_begin(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (scanner->findings->ended)
        return false;
    tl_flush(scanner);
    return !scanner->findings->ended && tl_begin(scanner->findings, rule, words, span);
}

static void tell_span(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span,
                      const char *replacement)
{
    if (!tl_text_begin(scanner, rule, words, span))
        return;
    if (replacement)
        tl_edit(scanner->findings, span, replacement, strlen(replacement));
    tl_end(scanner->findings);
}

/* ---- runs between tokens */

static void close_run(struct tl_scanner *scanner)
{
    struct tl_run run = scanner->run;
    trainlint_span span = { run.start, run.end };
    scanner->run.kind = TL_RUN_NONE;
    if (run.kind == TL_RUN_BAD) {
        tell_span(scanner, RULE_bad_utf8, WORDS_bad_bytes, span, NULL);
        return;
    }
    bool blank = run.sign_count == 0;
    if (!tl_text_begin(scanner, RULE_look_alike, blank ? WORDS_alike_blank : WORDS_alike_sign, span))
        return;
    if (blank) {
        tl_edit(scanner->findings, span, " ", 1);
    } else {
        char quoted[sizeof run.signs + 2] = "\"";
        memcpy(quoted + 1, run.signs, run.sign_count);
        memcpy(quoted + 1 + run.sign_count, "\"", 2);
        tl_param_text(scanner->findings, PARAM_suggestion, quoted);
        if (run.long_run)
            tl_applicability(scanner->findings, TRAINLINT_MANUAL);
        tl_edit(scanner->findings, span, run.signs, run.sign_count);
    }
    tl_end(scanner->findings);
}

static void add_to_run(struct tl_scanner *scanner, int kind, trainlint_position start, uint64_t bytes, uint64_t chars,
                       char sign)
{
    struct tl_run *run = &scanner->run;
    if (run->kind != TL_RUN_NONE
        && ((int)run->kind != kind || (kind == TL_RUN_BAD && run->end.offset != start.offset)))
        close_run(scanner);
    if (run->kind == TL_RUN_NONE) {
        memset(run, 0, sizeof *run);
        run->kind = kind == TL_RUN_BAD ? TL_RUN_BAD : TL_RUN_ALIKE;
        run->start = start;
    }
    run->end = tl_span_within(start, bytes, chars).end;
    if (sign && run->sign_count < sizeof run->signs)
        run->signs[run->sign_count++] = sign;
    else if (sign)
        run->long_run = true;
}

/* ---- tokens */

/* A comment, placeholder or two-byte sign begins here; its bytes are passed over. */
static void begin_mark(struct tl_scanner *scanner, trainlint_position start, enum mode mode)
{
    scanner->mark = start;
    scanner->mode = mode;
    scanner->seen = 0;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
}

static void end_mark(struct tl_scanner *scanner)
{
    scanner->mode = BETWEEN;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
}

static inline bool begin_token(struct tl_scanner *scanner, trainlint_position start)
{
    if (!make_room(scanner))
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
static trainlint_position position_in_token(const struct tl_scanner *scanner, size_t bytes)
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

/* The end of the bytes so far, before a character that they cut. */
static trainlint_position position_of_end(const struct tl_scanner *scanner)
{
    if (scanner->mode == STRING || scanner->mode == ATOM)
        return position_in_token(scanner, scanner->used - scanner->token.at);
    trainlint_position at = position_of(scanner, scanner->chunk);
    size_t cut = scanner->utf8.have < scanner->utf8.need ? scanner->utf8.have : 0;
    return (trainlint_position){ at.offset - cut, at.line, at.column - cut };
}

static void too_long(struct tl_scanner *scanner)
{
    size_t limit = (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN];
    trainlint_span span = { tl_place_start(&scanner->token), position_in_token(scanner, limit) };
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
    scanner->mode = BETWEEN;
    if (scanner->seen & SEEN_HIGH) {
        token->chars = (uint32_t)tl_utf8_count(scanner->text + token->at, token->bytes);
        scanner->line_extra += token->bytes - token->chars;
    }
    if (scanner->seen && !tl_string_is_clean(scanner->text + token->at + 1, token->bytes - 2u))
        scanner->odd |= TL_ODD_INSIDE;
    if (scanner->odd || (!take_plain_value(scanner) && !take_plain_key(scanner)))
        tl_take(scanner, TL_TEXT);
}

static void take_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes);

/*
 * The string at hand runs past the end of its line, or of the text: it is closed there, before a
 * comma that ends the line.
 */
static void end_unclosed(struct tl_scanner *scanner, uint64_t end, bool at_text_end)
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
    scanner->mode = BETWEEN;
    scanner->odd |= at_text_end ? TL_ODD_UNCLOSED_END : TL_ODD_UNCLOSED;
    tl_take(scanner, TL_TEXT);
    if (comma && !at_text_end)
        take_sign(scanner, ',', comma_at, 1);
}

static void end_atom(struct tl_scanner *scanner, uint64_t end, bool before_quote)
{
    struct tl_place *token = &scanner->token;
    const unsigned char *raw = scanner->text + token->at;
    token->bytes = token->chars = (uint32_t)(end - token->offset);
    if (scanner->seen & SEEN_HIGH)
        token->chars = (uint32_t)tl_utf8_count(raw, token->bytes);
    scanner->mode = BETWEEN;
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

/* ---- strings */

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
        end_unclosed(scanner, offset_of(scanner, p), false);
        return false;
    }
    scanner->text[scanner->used++] = *p;
    if (overlong(scanner)) {
        too_long(scanner);
        return false;
    }
    if (*p >= 0x80)
        scanner->seen |= SEEN_HIGH;
    else if (*p < 0x20)
        scanner->seen |= SEEN_CONTROL;
    if (scanner->escape) {
        scanner->escape = false;
    } else if (*p == '\\') {
        scanner->escape = true;
        scanner->seen |= SEEN_ESCAPE;
    } else if (scanner->closer == '"' ? *p == '"' : closes(scanner)) {
        end_string(scanner, offset_of(scanner, p) + 1);
        return false;
    }
    return true;
}

static const unsigned char *scan_string(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
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
                    end_string(scanner, offset_of(scanner, p) + 1);
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

static void begin_string(struct tl_scanner *scanner, trainlint_position start, const unsigned char *quote,
                         size_t length, unsigned char closer)
{
    if (!begin_token(scanner, start))
        return;
    memcpy(scanner->text + scanner->used, quote, length);
    scanner->used += length;
    scanner->closer = closer;
    scanner->odd = closer == '"' ? 0 : closer == '\'' ? TL_ODD_SINGLE : TL_ODD_TYPOGRAPHIC;
    scanner->mode = STRING;
    if (length > 1)
        scanner->seen |= SEEN_HIGH;
}

/* ---- atoms, and characters of several bytes */

static void begin_atom(struct tl_scanner *scanner, trainlint_position start, const unsigned char *bytes, size_t length)
{
    if (!begin_token(scanner, start))
        return;
    memcpy(scanner->text + scanner->used, bytes, length);
    scanner->used += length;
    scanner->odd = 0;
    scanner->mode = ATOM;
    if (length > 1)
        scanner->seen |= SEEN_HIGH;
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
        add_to_run(scanner, TL_RUN_ALIKE, start, length, 1, sign);
        if (sign && scanner->profile->flag[TRAINLINT_STEP_OVER])
            take_sign(scanner, (unsigned char)sign, start, (uint32_t)length);
        return;
    }
    if (scanner->run.kind != TL_RUN_NONE)
        close_run(scanner);
    if (quote)
        begin_string(scanner, start, bytes, length, (unsigned char)look);
    else
        begin_atom(scanner, start, bytes, length);
}

/* One byte of a character between tokens; false: it was not taken. */
static bool wide_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    enum tl_utf8_step step = tl_utf8_take(&scanner->utf8, *p);
    size_t before = step == TL_UTF8_CUT ? scanner->utf8.have : scanner->utf8.have - 1u;
    trainlint_position start = position_of(scanner, p);
    start.offset -= before;
    start.column -= before;
    scanner->mode = step == TL_UTF8_MORE ? WIDE : BETWEEN;
    if (step == TL_UTF8_CHAR)
        take_wide(scanner, start);
    else if (step == TL_UTF8_BAD || step == TL_UTF8_CUT)
        add_to_run(scanner, TL_RUN_BAD, start, scanner->utf8.have, scanner->utf8.have, 0);
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
            scanner->seen |= SEEN_HIGH;
            scanner->line_extra += have - 1;
            return true;
        }
    }
    uint64_t before = step == TL_UTF8_CUT ? have : have - 1;
    trainlint_position start = position_of(scanner, p);
    start.offset -= before;
    start.column -= before;
    bool quote = tl_look(point) == TL_LOOK_SINGLE_QUOTE || tl_look(point) == TL_LOOK_DOUBLE_QUOTE;
    end_atom(scanner, start.offset, step == TL_UTF8_CHAR && quote);
    if (step == TL_UTF8_CHAR)
        take_wide(scanner, start);
    else
        add_to_run(scanner, TL_RUN_BAD, start, have, have, 0);
    return step != TL_UTF8_CUT;
}

bool tl_in_atom(unsigned char byte)
{
    return classes[byte] == 'a' || classes[byte] == 'o' || byte == '/';
}

static const unsigned char *scan_atom(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    while (p < end && scanner->mode == ATOM) {
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
        if ((scanner->seen & SEEN_SLASH) && (*p == '/' || *p == '*')) {
            trainlint_position slash = position_of(scanner, p);
            slash.offset--;
            slash.column--;
            scanner->used--;
            end_atom(scanner, slash.offset, false);
            begin_mark(scanner, slash, *p == '/' ? LINE_COMMENT : BLOCK_COMMENT);
            return p + 1;
        }
        if (!tl_in_atom(*p)) {
            if (*p == '{' && scanner->used - scanner->token.at == 1 && scanner->text[scanner->token.at] == '$') {
                scanner->used = scanner->token.at;
                begin_mark(scanner, tl_place_start(&scanner->token), DOLLAR);
                return p + 1;
            }
            end_atom(scanner, offset_of(scanner, p), *p == '"' || *p == '\'');
            return p;
        }
        scanner->seen = (scanner->seen & ~(unsigned)SEEN_SLASH) | (*p == '/' ? SEEN_SLASH : 0);
        scanner->text[scanner->used++] = *p++;
    }
    return p;
}

/* ---- signs */

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

static void take_odd_sign(struct tl_scanner *scanner, enum tl_kind kind, trainlint_position at, uint32_t bytes)
{
    if (!make_room(scanner))
        return;
    uint32_t chars = kind == TL_ARROW ? 2 : 1;
    scanner->token = (struct tl_place){ at.offset, at.line, at.column, bytes, chars, (uint32_t)scanner->used, 0 };
    scanner->touches_left = scanner->touches_right = false;
    scanner->odd = 0;
    tl_take(scanner, kind);
}

static void take_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes)
{
    if (make_room(scanner) && !tl_take_plain_sign(scanner, sign, at, bytes))
        take_odd_sign(scanner, kind_of_sign(sign), at, bytes);
}

/* ---- comments and placeholders */

static void end_comment(struct tl_scanner *scanner, trainlint_position end)
{
    end_mark(scanner);
    tell_span(scanner, RULE_comment, WORDS_comment, (trainlint_span){ scanner->mark, end }, "");
}

static const unsigned char *scan_line_comment(struct tl_scanner *scanner, const unsigned char *p,
                                              const unsigned char *end)
{
    for (; p < end && *p != '\n'; p++) {
        scanner->seen = *p == '\r' ? SEEN_RETURN : 0;
        pass(scanner, *p);
    }
    if (p < end) {
        trainlint_position at = position_of(scanner, p);
        at.offset -= scanner->seen == SEEN_RETURN;
        at.column -= scanner->seen == SEEN_RETURN;
        end_comment(scanner, at);
    }
    return p;
}

static const unsigned char *scan_block_comment(struct tl_scanner *scanner, const unsigned char *p,
                                               const unsigned char *end)
{
    for (; p < end; p++) {
        if (*p == '/' && (scanner->seen & SEEN_STAR)) {
            end_comment(scanner, position_of(scanner, p + 1));
            return p + 1;
        }
        scanner->seen = *p == '*' ? SEEN_STAR : 0;
        pass(scanner, *p);
        if (*p == '\n')
            next_line(scanner, p);
    }
    return p;
}

static void end_placeholder(struct tl_scanner *scanner, trainlint_position end)
{
    trainlint_position start = scanner->mark;
    end_mark(scanner);
    if (!make_room(scanner))
        return;
    scanner->token = (struct tl_place){ start.offset,
                                        start.line,
                                        start.column,
                                        (uint32_t)(end.offset - start.offset),
                                        (uint32_t)(end.column - start.column),
                                        (uint32_t)scanner->used,
                                        0 };
    scanner->odd = 0;
    scanner->touches_left = scanner->touches_right = false;
    tl_take(scanner, TL_PLACEHOLDER);
}

/* The placeholder at hand is none: what began it stands alone. */
static void break_placeholder(struct tl_scanner *scanner)
{
    enum mode mode = (enum mode)scanner->mode;
    end_mark(scanner);
    if (mode == BRACES) {
        take_sign(scanner, '{', scanner->mark, 1);
        trainlint_position second = { scanner->mark.offset + 1, scanner->mark.line, scanner->mark.column + 1 };
        take_sign(scanner, '{', second, 1);
    } else {
        take_odd_sign(scanner, TL_OTHER, scanner->mark, 1);
    }
}

/* {{...}}, ${...} or <...>, on one line. */
static const unsigned char *scan_placeholder(struct tl_scanner *scanner, const unsigned char *p,
                                             const unsigned char *end)
{
    unsigned char closer = scanner->mode == ANGLE ? '>' : '}';
    for (; p < end; p++) {
        if (*p == '\n') {
            break_placeholder(scanner);
            return p;
        }
        if (*p == closer && (scanner->mode != BRACES || (scanner->seen & SEEN_BRACE))) {
            end_placeholder(scanner, position_of(scanner, p + 1));
            return p + 1;
        }
        scanner->seen = *p == '}' ? SEEN_BRACE : 0;
        pass(scanner, *p);
    }
    return p;
}

/* ---- the second byte of what may be two */

static const unsigned char *second_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    enum mode mode = (enum mode)scanner->mode;
    scanner->mode = BETWEEN;
    if (mode == BRACE && *p == '{') {
        begin_mark(scanner, scanner->mark, BRACES);
        return p + 1;
    }
    if (mode == EQUALS && *p == '>') {
        take_odd_sign(scanner, TL_ARROW, scanner->mark, 2);
        return p + 1;
    }
    if (mode == SLASH && (*p == '/' || *p == '*')) {
        begin_mark(scanner, scanner->mark, *p == '/' ? LINE_COMMENT : BLOCK_COMMENT);
        return p + 1;
    }
    if (mode == SLASH)
        begin_atom(scanner, scanner->mark, (const unsigned char *)"/", 1);
    else
        take_sign(scanner, mode == BRACE ? '{' : '=', scanner->mark, 1);
    return p;
}

/* ---- between tokens */

/* The byte is no blank and no sign in its place. Returns where to go on. */
static const unsigned char *begin_other(struct tl_scanner *scanner, const unsigned char *p)
{
    trainlint_position at = position_of(scanner, p);
    switch (classes[*p]) {
    case 'q':
        begin_string(scanner, at, p, 1, '"');
        return p + 1;
    case 't':
        begin_string(scanner, at, p, 1, '\'');
        return p + 1;
    case 'h':
        begin_mark(scanner, at, LINE_COMMENT);
        return p + 1;
    case 'd':
    case 'e':
    case 'l':
        begin_mark(scanner, at, classes[*p] == 'd' ? SLASH : classes[*p] == 'e' ? EQUALS : ANGLE);
        return p + 1;
    case 'm':
        take_sign(scanner, ';', at, 1);
        return p + 1;
    case 'a':
        begin_atom(scanner, at, p, 1);
        return p + 1;
    default:
        take_odd_sign(scanner, classes[*p] == 'c' ? TL_CONTROL : TL_OTHER, at, 1);
        return p + 1;
    }
}

/* Whether the first token begins as JSON does; else it is judged with the rest of its line. */
static bool begins_plainly(unsigned char byte)
{
    return byte == '{' || byte == '[' || byte == '"' || byte == '\'' || byte >= 0x80 || byte == 0x0B || byte == 0x0C
        || byte == '/' || byte == '#';
}

static const unsigned char *scan_between(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    while (p < end && scanner->mode == BETWEEN && !scanner->findings->ended) {
        if (!scanner->refused && scanner->run.kind == TL_RUN_NONE
            && (p = tl_scan_direct(scanner, p, end, position_of(scanner, p))) == end)
            break;
        switch (classes[*p]) {
        case 's':
            p += tl_count_spaces(p, (size_t)(end - p));
            if (p < end && (*p == '\t' || *p == '\r'))
                p++;
            continue;
        case 'n':
            if (scanner->run.kind != TL_RUN_NONE)
                close_run(scanner);
            next_line(scanner, p++);
            p += tl_count_spaces(p, (size_t)(end - p));
            continue;
        case 'w':
            p += wide_byte(scanner, p);
            continue;
        default:
            break;
        }
        if (scanner->run.kind != TL_RUN_NONE)
            close_run(scanner);
        if (!scanner->start_known && !begins_plainly(*p)) {
            scanner->mode = HEAD;
            scanner->head_at = position_of(scanner, p);
            return p;
        }
        scanner->start_known |= *p != '/' && *p != '#';
        if (classes[*p] == 'q') {
            begin_string(scanner, position_of(scanner, p), p, 1, '"');
            return p + 1;
        }
        if (classes[*p] != 'p') {
            p = begin_other(scanner, p);
        } else if (*p == '{' && (p + 1 == end || p[1] == '{')) {
            scanner->mark = position_of(scanner, p++);
            scanner->mode = BRACE;
        } else {
            trainlint_position at = position_of(scanner, p);
            take_sign(scanner, *p++, at, 1);
        }
    }
    return scanner->findings->ended ? end : p;
}

static const unsigned char *step(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    switch ((enum mode)scanner->mode) {
    case BETWEEN:
        return scan_between(scanner, p, end);
    case WIDE:
        return p + wide_byte(scanner, p);
    case STRING:
        return scan_string(scanner, p, end);
    case ATOM:
        return scan_atom(scanner, p, end);
    case LINE_COMMENT:
        return scan_line_comment(scanner, p, end);
    case BLOCK_COMMENT:
        return scan_block_comment(scanner, p, end);
    case BRACES:
    case DOLLAR:
    case ANGLE:
        return scan_placeholder(scanner, p, end);
    default:
        return second_byte(scanner, p);
    }
}

/* ---- the beginning of the text */

static void tell_start(struct tl_scanner *scanner, enum tl_sniff sniff, const struct tl_sniffed *found)
{
    trainlint_span span = tl_span_within(scanner->head_at, found->length, found->length);
    bool encoding = sniff == TL_SNIFF_ENCODING;
    if (!tl_text_begin(scanner, encoding ? RULE_bad_utf8 : RULE_not_json,
                       encoding ? WORDS_other_encoding : WORDS_not_json, span))
        return;
    tl_param_text(scanner->findings, PARAM_found, found->what);
    tl_end(scanner->findings);
    tl_end_check(scanner->findings);
}

/* Tells the mark, and takes it off what is kept of the beginning. */
static void take_bom(struct tl_scanner *scanner, size_t length)
{
    scanner->line_extra = length - 1;
    scanner->head_length -= (unsigned char)length;
    memmove(scanner->head, scanner->head + length, scanner->head_length);
    trainlint_span span = tl_span_within(scanner->head_at, length, 1);
    scanner->head_at = span.end;
    tell_span(scanner, RULE_byte_order_mark, WORDS_bom, span, "");
}

/* Judges how the text begins as far as its bytes are here; false: more are needed. */
static bool judge_head(struct tl_scanner *scanner, bool whole)
{
    struct tl_sniffed found = { NULL, 0 };
    enum tl_sniff sniff = scanner->encoding_known
        ? tl_sniff_start(scanner->head, scanner->head_length, whole, &found)
        : tl_sniff_encoding(scanner->head, scanner->head_length, whole, &found);
    if (sniff == TL_SNIFF_MORE)
        return false;
    if (sniff == TL_SNIFF_ENCODING || sniff == TL_SNIFF_NOT_JSON)
        tell_start(scanner, sniff, &found);
    else if (sniff == TL_SNIFF_BOM)
        take_bom(scanner, found.length);
    scanner->start_known |= scanner->encoding_known;
    scanner->encoding_known = true;
    scanner->mode = BETWEEN;
    return true;
}

static void scan_head(struct tl_scanner *scanner);

/* Two characters of ASCII: there is no mark and no other encoding. */
static bool begins_in_ascii(const unsigned char *p, const unsigned char *end)
{
    return end - p >= 2 && p[0] > 0 && p[0] < 0x80 && p[1] > 0;
}

/* Scans the bytes of a chunk, the first of them at the offset `base` of the document. */
static void scan(struct tl_scanner *scanner, const unsigned char *bytes, size_t size, uint64_t base)
{
    const unsigned char *p = bytes, *end = bytes + size;
    scanner->chunk = bytes;
    scanner->base = base;
    while (p < end && !scanner->findings->ended) {
        if (scanner->mode != HEAD) {
            p = step(scanner, p, end);
            continue;
        }
        if (scanner->head_length == 0 && !scanner->encoding_known && begins_in_ascii(p, end)) {
            scanner->encoding_known = true;
            scanner->mode = BETWEEN;
            continue;
        }
        scanner->head[scanner->head_length++] = *p++;
        if (judge_head(scanner, false)) {
            scan_head(scanner);
            scanner->chunk = bytes;
            scanner->base = base;
        }
    }
    scanner->chunk = end;
    scanner->base = base + size;
}

/* The bytes that were kept while the beginning was judged are a chunk of their own. */
static void scan_head(struct tl_scanner *scanner)
{
    unsigned char head[TL_SNIFF_MOST];
    size_t length = scanner->head_length;
    memcpy(head, scanner->head, length);
    scanner->head_length = 0;
    scan(scanner, head, length, scanner->head_at.offset);
}

static void tell_too_large(struct tl_scanner *scanner)
{
    trainlint_position at = position_of_end(scanner);
    if (!tl_text_begin(scanner, RULE_too_large, WORDS_too_large, (trainlint_span){ at, at }))
        return;
    tl_param_number(scanner->findings, PARAM_limit, (int64_t)scanner->profile->limit[TRAINLINT_MAX_BYTES]);
    tl_end(scanner->findings);
}

void tl_scanner_feed(struct tl_scanner *scanner, const unsigned char *bytes, size_t size)
{
    uint64_t most = scanner->profile->limit[TRAINLINT_MAX_BYTES];
    bool large = most != 0 && size > most - scanner->base;
    if (scanner->findings->ended)
        return;
    scan(scanner, bytes, large ? (size_t)(most - scanner->base) : size, scanner->base);
    if (large)
        tell_too_large(scanner);
    tl_flush(scanner);
}

/* What is amid a token when the text ends. */
static void finish_token(struct tl_scanner *scanner)
{
    trainlint_position end = position_of(scanner, scanner->chunk);
    size_t cut = scanner->utf8.have < scanner->utf8.need ? scanner->utf8.have : 0;
    trainlint_position cut_at = { end.offset - cut, end.line, end.column - cut };
    switch ((enum mode)scanner->mode) {
    case STRING:
        end_unclosed(scanner, end.offset, true);
        break;
    case ATOM:
        if (!cut && scanner->state != TL_AT_END
            && tl_atom_is_cut(scanner->text + scanner->token.at, scanner->used - scanner->token.at))
            scanner->used = scanner->token.at;
        else
            end_atom(scanner, cut_at.offset, false);
        if (cut)
            add_to_run(scanner, TL_RUN_BAD, cut_at, cut, cut, 0);
        break;
    case WIDE:
        add_to_run(scanner, TL_RUN_BAD, cut_at, cut, cut, 0);
        break;
    case LINE_COMMENT:
    case BLOCK_COMMENT:
        end_comment(scanner, end);
        break;
    case BRACES:
    case DOLLAR:
    case ANGLE:
        break_placeholder(scanner);
        break;
    case BRACE:
    case EQUALS:
        take_sign(scanner, scanner->mode == BRACE ? '{' : '=', scanner->mark, 1);
        break;
    case SLASH:
        take_odd_sign(scanner, TL_OTHER, scanner->mark, 1);
        break;
    default:
        break;
    }
    if (scanner->run.kind != TL_RUN_NONE)
        close_run(scanner);
}

void tl_scanner_finish(struct tl_scanner *scanner)
{
    struct tl_findings *findings = scanner->findings;
    if (!findings->ended && findings->status == TRAINLINT_INVALID && scanner->state != TL_AT_END
        && !scanner->profile->flag[TRAINLINT_READ_ALL])
        tl_end_check(findings);
    while (scanner->mode == HEAD && !findings->ended) {
        judge_head(scanner, true);
        scan_head(scanner);
    }
    if (!findings->ended)
        finish_token(scanner);
    if (!findings->ended)
        tl_take_end(scanner, position_of(scanner, scanner->chunk));
    tl_flush(scanner);
}
