/* SPDX-License-Identifier: MIT */
/*
 * What may come next: names the text errors between tokens, and goes on as if they were mended.
 * Mending means to put the scanner into the state the missing or wrong token would have led to.
 */
#include <string.h>

#include "engine.h"
#include "token.h"

static const char *const found[] = {
    [TL_OPEN_OBJECT] = "\"{\"", [TL_CLOSE_OBJECT] = "\"}\"", [TL_OPEN_ARRAY] = "\"[\"", [TL_CLOSE_ARRAY] = "\"]\"",
    [TL_COLON] = "\":\"",       [TL_COMMA] = "\",\"",        [TL_TEXT] = "a string",    [TL_NUMBER] = "a number",
    [TL_LITERAL] = "a literal", [TL_WORD] = "a word",        [TL_PLACEHOLDER] = "a placeholder",
    [TL_EQUALS] = "\"=\"",      [TL_ARROW] = "\"=>\"",       [TL_SEMICOLON] = "\";\"",
    [TL_CONTROL] = "a control character",                    [TL_OTHER] = "a sign that JSON does not have",
};

static const char *const expected[] = {
    [TL_AT_START] = "a JSON object",
    [TL_AT_OBJECT_FIRST] = "a member or \"}\"",
    [TL_AT_OBJECT_KEY] = "a member",
    [TL_AT_COLON] = "\":\"",
    [TL_AT_OBJECT_VALUE] = "a value",
    [TL_AT_OBJECT_NEXT] = "\",\" or \"}\"",
    [TL_AT_OBJECT_HOLE] = "\",\" or \"}\"",
    [TL_AT_ARRAY_FIRST] = "an element or \"]\"",
    [TL_AT_ARRAY_VALUE] = "an element",
    [TL_AT_ARRAY_NEXT] = "\",\" or \"]\"",
    [TL_AT_END] = "nothing more",
};

static bool is_atom(enum tl_kind kind)
{
    return kind == TL_NUMBER || kind == TL_LITERAL || kind == TL_WORD;
}

static bool is_value(enum tl_kind kind)
{
    return kind == TL_TEXT || is_atom(kind) || kind == TL_OPEN_OBJECT || kind == TL_OPEN_ARRAY
        || kind == TL_PLACEHOLDER;
}

static bool in_object(const struct tl_scanner *scanner)
{
    return scanner->depth > 0 && scanner->opens[scanner->depth - 1].object;
}

static bool wants_key(enum tl_state state)
{
    return state == TL_AT_OBJECT_FIRST || state == TL_AT_OBJECT_KEY;
}

static bool wants_value(enum tl_state state)
{
    return state == TL_AT_START || state == TL_AT_OBJECT_VALUE || state == TL_AT_ARRAY_FIRST
        || state == TL_AT_ARRAY_VALUE;
}

static bool after_value(enum tl_state state)
{
    return state == TL_AT_OBJECT_NEXT || state == TL_AT_OBJECT_HOLE || state == TL_AT_ARRAY_NEXT;
}

/* ---- what ends the check */

static void refuse(struct tl_scanner *scanner, enum tl_words words, const struct tl_place *token, enum tl_kind kind,
                   enum tl_state state)
{
    if (state == TL_AT_OBJECT_VALUE) {
        tl_flush(scanner);
        tl_engine_forget_key(scanner->engine);
    }
    enum tl_rule rule = state == TL_AT_END ? RULE_trailing_content : RULE_bad_json;
    if (!tl_text_begin(scanner, rule, state == TL_AT_END ? WORDS_trailing : words, tl_place_span(token)))
        return;
    tl_param_text(scanner->findings, PARAM_found, found[kind]);
    tl_param_text(scanner->findings, PARAM_expected, expected[state]);
    tl_end(scanner->findings);
}

static void limit_passed(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_limit limit)
{
    if (!tl_text_begin(scanner, rule, words, tl_place_span(&scanner->token)))
        return;
    tl_param_number(scanner->findings, PARAM_limit, (int64_t)scanner->profile->limit[limit]);
    tl_end(scanner->findings);
}

static bool count_member(struct tl_scanner *scanner)
{
    if (scanner->members < scanner->profile->limit[TRAINLINT_MAX_MEMBERS]) {
        scanner->members++;
        return true;
    }
    limit_passed(scanner, RULE_too_many_members, WORDS_too_many_members, TRAINLINT_MAX_MEMBERS);
    return false;
}

/* The end of the text, or a token that cannot follow: the key held back is none. */
static void drop_held(struct tl_scanner *scanner)
{
    tl_tell(scanner, false);
    scanner->used = scanner->committed;
}

/* ---- commas */

static void tell_missing_comma(struct tl_scanner *scanner, const struct tl_place *next)
{
    const struct tl_place *last = tl_last_place(scanner);
    trainlint_span span = { tl_place_end(last), tl_place_end(last) };
    enum tl_words words = next->line != last->line ? WORDS_comma_at_line_end : WORDS_comma_here;
    trainlint_span next_span = tl_place_span(next);
    if (!tl_text_begin(scanner, RULE_missing_comma, words, span))
        return;
    tl_param_text(scanner->findings, PARAM_what, in_object(scanner) ? "members" : "elements");
    tl_related(scanner->findings, next_span, in_object(scanner) ? LABEL_next_member : LABEL_next_element, NULL, 0);
    tl_edit(scanner->findings, span, ",", 1);
    tl_end(scanner->findings);
}

static void tell_extra_comma(struct tl_scanner *scanner, enum tl_words words, trainlint_span span)
{
    bool object = in_object(scanner);
    if (!tl_text_begin(scanner, RULE_extra_comma, words, span))
        return;
    const char *what = words == WORDS_comma_doubled ? object ? "members" : "elements" : object ? "member" : "element";
    tl_param_text(scanner->findings, PARAM_what, what);
    tl_edit(scanner->findings, span, "", 0);
    tl_end(scanner->findings);
}

static void take_comma(struct tl_scanner *scanner)
{
    trainlint_span at = tl_place_span(&scanner->token);
    switch (scanner->state) {
    case TL_AT_OBJECT_HOLE:
        scanner->comma = at.start;
        scanner->comma_bytes = scanner->token.bytes;
        scanner->state = TL_AT_OBJECT_KEY;
        break;
    case TL_AT_OBJECT_FIRST:
    case TL_AT_ARRAY_FIRST:
        tell_extra_comma(scanner, WORDS_comma_leading, at);
        break;
    case TL_AT_OBJECT_KEY:
    case TL_AT_ARRAY_VALUE:
        tell_extra_comma(scanner, WORDS_comma_doubled, at);
        break;
    default:
        refuse(scanner, WORDS_unexpected, &scanner->token, TL_COMMA, scanner->state);
    }
}

static void take_semicolon(struct tl_scanner *scanner)
{
    trainlint_span span = tl_place_span(&scanner->token);
    if (!after_value(scanner->state)) {
        refuse(scanner, WORDS_unexpected, &scanner->token, TL_SEMICOLON, scanner->state);
        return;
    }
    tl_tell_span(scanner, RULE_wrong_separator, WORDS_separator_semicolon, span, NULL, ",");
    if (!scanner->findings->ended && !tl_take_plain_sign(scanner, ',', span.start, 1))
        take_comma(scanner);
}

static void take_close(struct tl_scanner *scanner, enum tl_kind kind)
{
    bool object = kind == TL_CLOSE_OBJECT;
    bool trailing = scanner->state == (object ? TL_AT_OBJECT_KEY : TL_AT_ARRAY_VALUE);
    if (!trailing && !(object && scanner->state == TL_AT_OBJECT_HOLE)) {
        refuse(scanner, WORDS_unexpected, &scanner->token, kind, scanner->state);
        return;
    }
    if (trailing)
        tell_extra_comma(scanner, WORDS_comma_trailing, tl_span_within(scanner->comma, scanner->comma_bytes, 1));
    scanner->used = scanner->committed;
    scanner->state = object ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
    tl_take_plain_sign(scanner, object ? '}' : ']', tl_place_start(&scanner->token), scanner->token.bytes);
}

/* ---- keys and colons */

/* The token at hand stands where a key does; it is held back until its colon comes. */
static void hold_key(struct tl_scanner *scanner, enum tl_kind kind, bool after_a_value)
{
    if (is_atom(kind))
        scanner->odd = TL_ODD_WORD | TL_ODD_KEY;
    else if (scanner->odd)
        scanner->odd |= TL_ODD_KEY;
    if (!count_member(scanner) || (scanner->odd && !tl_mend(scanner)))
        return;
    scanner->held = scanner->token;
    scanner->held_kind = kind;
    scanner->held_touches = scanner->touches_left;
    scanner->held_after_atom = kind == TL_TEXT && scanner->atom_end == scanner->token.offset;
    scanner->held_after_value = after_a_value;
    scanner->held_from = scanner->state;
    scanner->state = TL_AT_COLON;
}

/*
 * Puts text that was missing into the clean text before the byte at `at`, which is in front of the token
 * at hand. There is room: each token leaves a few bytes behind it.
 */
static void insert(struct tl_scanner *scanner, size_t at, const char *text, size_t length)
{
    memmove(scanner->text + at + length, scanner->text + at, scanner->used - at);
    memcpy(scanner->text + at, text, length);
    scanner->used += length;
    if (scanner->held.at >= at)
        scanner->held.at += (uint32_t)length;
    scanner->token.at += (uint32_t)length;
}

/* Accepts a token whose text ends at `end`; more may follow it. */
static void commit_at(struct tl_scanner *scanner, const struct tl_place *place, size_t end)
{
    tl_commit(scanner, place);
    scanner->committed = end;
}

static enum tl_state after(const struct tl_scanner *scanner)
{
    return scanner->depth == 0 ? TL_AT_END : in_object(scanner) ? TL_AT_OBJECT_NEXT : TL_AT_ARRAY_NEXT;
}

/* The held key has its colon, or what stands for it; the text of a token at hand may follow the key's. */
static void accept_key(struct tl_scanner *scanner, bool token_follows)
{
    if (scanner->held_after_value) {
        tell_missing_comma(scanner, &scanner->held);
        if (scanner->findings->ended)
            return;
        if (scanner->held_from != TL_AT_OBJECT_HOLE)
            insert(scanner, scanner->held.at, ",", 1);
    }
    size_t key_end = token_follows ? scanner->token.at : scanner->used;
    insert(scanner, key_end, ":", 1);
    commit_at(scanner, &scanner->held, key_end + 1);
    scanner->state = TL_AT_OBJECT_VALUE;
    tl_tell(scanner, true);
}

/* The token held back after a value, with no comma before it, is no key: no colon follows. */
static void refuse_held(struct tl_scanner *scanner)
{
    struct tl_place culprit = scanner->held_after_atom ? *tl_last_place(scanner) : scanner->held;
    bool touches = scanner->held_touches || scanner->held_after_atom;
    scanner->raw_odd = 0;
    drop_held(scanner);
    refuse(scanner, touches ? WORDS_quote_lost : WORDS_unexpected, &culprit, scanner->held_kind, TL_AT_OBJECT_NEXT);
}

/* A value that is not there, or cannot be read, is null to the parser, and is not judged. */
static void put_null(struct tl_scanner *scanner, size_t at, struct tl_place place)
{
    insert(scanner, at, "null", 4);
    place.at = (uint32_t)at;
    place.flags = TL_BROKEN;
    commit_at(scanner, &place, at + 4);
    scanner->state = after(scanner);
}

/* Takes the token at hand in the state that mending has led to. */
// NOLINTNEXTLINE(misc-no-recursion): once, for the state is then no longer TL_AT_COLON
static void take_again(struct tl_scanner *scanner, enum tl_kind kind)
{
    static const char signs[] = { [TL_OPEN_OBJECT] = '{', [TL_CLOSE_OBJECT] = '}', [TL_OPEN_ARRAY] = '[',
                                  [TL_CLOSE_ARRAY] = ']', [TL_COLON] = ':',        [TL_COMMA] = ',' };
    if (scanner->findings->ended
        || (kind <= TL_COMMA
            && tl_take_plain_sign(scanner, (unsigned char)signs[kind], tl_place_start(&scanner->token),
                                  scanner->token.bytes)))
        return;
    tl_take(scanner, kind);
}

// NOLINTNEXTLINE(misc-no-recursion): see take_again
static void take_instead_of_colon(struct tl_scanner *scanner, enum tl_kind kind)
{
    bool has_text = kind == TL_TEXT || is_atom(kind), touches = has_text && scanner->touches_left;
    bool held_touches = scanner->held_touches || scanner->held_after_atom;
    struct tl_place token = scanner->token;
    trainlint_position end = tl_place_end(&scanner->held);
    if (kind == TL_EQUALS || kind == TL_ARROW) {
        tl_tell_span(scanner, RULE_wrong_separator, WORDS_separator_equals, tl_place_span(&token), found[kind], ":");
        accept_key(scanner, false);
    } else if ((scanner->raw_odd & TL_ODD_UNCLOSED) && !held_touches) {
        /* the key has swallowed its value */
        struct tl_place held = scanner->held;
        accept_key(scanner, has_text);
        put_null(scanner, has_text ? scanner->token.at : scanner->used, held);
        take_again(scanner, kind);
    } else if (scanner->held_after_value) {
        refuse_held(scanner);
    } else if (!is_value(kind) || touches) {
        drop_held(scanner);
        refuse(scanner, touches ? WORDS_quote_lost : WORDS_unexpected, &token, kind, TL_AT_COLON);
    } else {
        tl_tell_span(scanner, RULE_wrong_separator, WORDS_separator_none, (trainlint_span){ end, end }, NULL, ":");
        accept_key(scanner, has_text);
        take_again(scanner, kind);
    }
}

/* ---- placeholders */

static void take_placeholder_member(struct tl_scanner *scanner)
{
    if (!tl_text_begin(scanner, RULE_placeholder, WORDS_placeholder_member, tl_place_span(&scanner->token)))
        return;
    tl_end(scanner->findings);
    tl_engine_left_out(scanner->engine);
    if (scanner->state == TL_AT_OBJECT_NEXT)
        scanner->text[scanner->used++] = ',';
    scanner->last = scanner->token;
    scanner->state = TL_AT_OBJECT_HOLE;
}

static void take_placeholder(struct tl_scanner *scanner)
{
    struct tl_place token = scanner->token;
    if (wants_key(scanner->state) || scanner->state == TL_AT_OBJECT_NEXT || scanner->state == TL_AT_OBJECT_HOLE) {
        take_placeholder_member(scanner);
        return;
    }
    if (scanner->state == TL_AT_END) {
        refuse(scanner, WORDS_trailing, &token, TL_PLACEHOLDER, TL_AT_END);
        return;
    }
    if (!in_object(scanner) && scanner->depth > 0 && !count_member(scanner))
        return;
    if (scanner->state == TL_AT_ARRAY_NEXT)
        insert(scanner, scanner->used, ",", 1);
    put_null(scanner, scanner->used, token);
    if (!tl_text_begin(scanner, RULE_placeholder, WORDS_placeholder_value, tl_place_span(&token)))
        return;
    const struct tl_path *path = tl_engine_path(scanner->engine);
    if (path->depth > 0)
        tl_at_node(scanner->findings, path, path->depth);
    tl_end(scanner->findings);
}

/* ---- values */

static void accept_value(struct tl_scanner *scanner, enum tl_kind kind)
{
    if (scanner->odd & TL_ODD_CUT) {
        /* it is not known what it would have been; the end of the text is what is told */
        scanner->used = scanner->committed;
        return;
    }
    if (scanner->state == TL_AT_ARRAY_FIRST || scanner->state == TL_AT_ARRAY_VALUE)
        if (!count_member(scanner))
            return;
    if (kind == TL_WORD)
        scanner->odd = TL_ODD_WORD;
    if (kind == TL_NUMBER || kind == TL_LITERAL)
        scanner->odd = 0;
    if (scanner->odd && !tl_mend(scanner))
        return;
    tl_commit(scanner, &scanner->token);
    scanner->state = after(scanner);
    tl_tell(scanner, true);
}

/* A string that the end of the text has cut: nothing comes after it. */
static void take_cut_string(struct tl_scanner *scanner)
{
    bool value = scanner->state == TL_AT_OBJECT_VALUE;
    if (!tl_mend(scanner))
        return;
    scanner->used = scanner->committed;
    tl_tell(scanner, value);
}

/* A string or atom. */
static void take_text(struct tl_scanner *scanner, enum tl_kind kind)
{
    enum tl_state state = scanner->state;
    bool touches = kind == TL_WORD && (scanner->touches_left || scanner->touches_right);
    if (state == TL_AT_END) {
        refuse(scanner, WORDS_trailing, &scanner->token, kind, state);
    } else if (scanner->odd & TL_ODD_UNCLOSED_END) {
        take_cut_string(scanner);
    } else if (wants_value(state) && !touches) {
        accept_value(scanner, kind);
    } else if (state == TL_AT_ARRAY_NEXT && !touches) {
        tell_missing_comma(scanner, &scanner->token);
        if (scanner->findings->ended)
            return;
        scanner->state = TL_AT_ARRAY_VALUE;
        insert(scanner, scanner->token.at, ",", 1);
        accept_value(scanner, kind);
    } else if (wants_value(state) || state == TL_AT_ARRAY_NEXT || (is_atom(kind) && scanner->touches_right)) {
        refuse(scanner, WORDS_quote_lost, &scanner->token, kind, state);
    } else {
        hold_key(scanner, kind, after_value(state));
    }
}

static void take_open(struct tl_scanner *scanner, enum tl_kind kind)
{
    trainlint_position at = tl_place_start(&scanner->token);
    char sign = kind == TL_OPEN_OBJECT ? '{' : '[';
    if (scanner->state == TL_AT_ARRAY_NEXT) {
        tell_missing_comma(scanner, &scanner->token);
        if (scanner->findings->ended)
            return;
        insert(scanner, scanner->used, ",", 1);
        scanner->state = TL_AT_ARRAY_VALUE;
    }
    if (!wants_value(scanner->state))
        refuse(scanner, WORDS_unexpected, &scanner->token, kind, scanner->state);
    else if (tl_take_plain_sign(scanner, (unsigned char)sign, at, scanner->token.bytes))
        return;
    else if (scanner->depth >= scanner->profile->limit[TRAINLINT_MAX_DEPTH])
        limit_passed(scanner, RULE_too_deep, WORDS_too_deep, TRAINLINT_MAX_DEPTH);
    else
        limit_passed(scanner, RULE_too_many_members, WORDS_too_many_members, TRAINLINT_MAX_MEMBERS);
}

/* ---- any token */

// NOLINTNEXTLINE(misc-no-recursion): see take_again
void tl_take(struct tl_scanner *scanner, enum tl_kind kind)
{
    if (kind == TL_PLACEHOLDER || kind == TL_OTHER) /* the parser never sees their text */
        scanner->used = scanner->token.at;
    if (scanner->state == TL_AT_COLON) {
        if (kind == TL_COLON)
            accept_key(scanner, false);
        else
            take_instead_of_colon(scanner, kind);
        return;
    }
    switch (kind) {
    case TL_OPEN_OBJECT:
    case TL_OPEN_ARRAY:
        take_open(scanner, kind);
        break;
    case TL_CLOSE_OBJECT:
    case TL_CLOSE_ARRAY:
        take_close(scanner, kind);
        break;
    case TL_COMMA:
        take_comma(scanner);
        break;
    case TL_SEMICOLON:
        take_semicolon(scanner);
        break;
    case TL_TEXT:
    case TL_NUMBER:
    case TL_LITERAL:
    case TL_WORD:
        take_text(scanner, kind);
        break;
    case TL_PLACEHOLDER:
        take_placeholder(scanner);
        break;
    default:
        refuse(scanner, WORDS_unexpected, &scanner->token, kind, scanner->state);
    }
}

void tl_end_held(struct tl_scanner *scanner)
{
    if (scanner->held_after_value && (scanner->held_touches || scanner->held_after_atom)) {
        refuse_held(scanner);
        return;
    }
    if (scanner->held_after_value)
        tell_missing_comma(scanner, &scanner->held);
    drop_held(scanner);
}

void tl_take_end(struct tl_scanner *scanner, trainlint_position end)
{
    if (scanner->state == TL_AT_COLON)
        tl_end_held(scanner);
    if (scanner->state == TL_AT_END || scanner->findings->ended)
        return;
    if (!tl_text_begin(scanner, RULE_truncated, scanner->start_known ? WORDS_truncated : WORDS_empty_document,
                       (trainlint_span){ end, end }))
        return;
    for (size_t i = scanner->depth; i > 0 && i + 3 > scanner->depth; i--) {
        trainlint_span bracket = tl_span_within(scanner->opens[i - 1].at, scanner->opens[i - 1].bytes, 1);
        tl_related(scanner->findings, bracket, LABEL_still_open, NULL, 0);
    }
    tl_end(scanner->findings);
}
