/* SPDX-License-Identifier: MIT */
#include "rfc8259.h"

#include <string.h>

/* What may come next. Where a state stands for several bytes to come, `left` or `word` says which. */
enum state {
    VALUE,
    VALUE_OR_END, /* behind [ */
    KEY,
    KEY_OR_END, /* behind { */
    COLON,
    NEXT, /* a comma or a closing bracket; only blanks when none is open */
    STRING,
    ESCAPE,
    HEX,
    PARTNER_BACKSLASH, /* behind the first half of a surrogate pair */
    PARTNER_U,
    CONTINUATION, /* of a UTF-8 sequence */
    WORD,
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS
};

struct reader {
    enum state state;
    bool key;                      /* the string is one */
    bool partner;                  /* the escape must be the second half of a pair */
    unsigned left;                 /* of HEX and CONTINUATION, bytes to come */
    unsigned value;                /* of HEX, so far */
    unsigned char lowest, highest; /* of the next CONTINUATION */
    const char *word;              /* the letters to come */
    size_t depth;
    bool object[RFC8259_DEPTH];
};

static bool to(struct reader *reader, enum state state)
{
    reader->state = state;
    return true;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* ---- brackets ----------------------------------------------------------------------------- */

static bool open_bracket(struct reader *reader, bool object)
{
    if (reader->depth == RFC8259_DEPTH)
        return false;
    reader->object[reader->depth++] = object;
    return to(reader, object ? KEY_OR_END : VALUE_OR_END);
}

static bool close_bracket(struct reader *reader)
{
    reader->depth--;
    return to(reader, NEXT);
}

static bool next(struct reader *reader, unsigned char c)
{
    if (reader->depth == 0)
        return false;
    if (c == ',')
        return to(reader, reader->object[reader->depth - 1] ? KEY : VALUE);
    return c == (reader->object[reader->depth - 1] ? '}' : ']') && close_bracket(reader);
}

/* ---- values ------------------------------------------------------------------------------- */

static bool begin_string(struct reader *reader, bool key)
{
    reader->key = key;
    return to(reader, STRING);
}

static bool begin_value(struct reader *reader, unsigned char c)
{
    static const char *const words[] = { "true", "false", "null" };

    for (int i = 0; i < 3; i++)
        if (c == (unsigned char)words[i][0]) {
            reader->word = words[i] + 1;
            return to(reader, WORD);
        }
    if (c == '{' || c == '[')
        return open_bracket(reader, c == '{');
    if (c == '"')
        return begin_string(reader, false);
    if (c == '-')
        return to(reader, MINUS);
    return is_digit(c) && to(reader, c == '0' ? ZERO : INTEGER);
}

static bool word(struct reader *reader, unsigned char c)
{
    if (c != (unsigned char)*reader->word++)
        return false;
    return *reader->word != '\0' || to(reader, NEXT);
}

/* ---- numbers ------------------------------------------------------------------------------ */

/* Whether the number goes on with the byte. */
static bool number(struct reader *reader, unsigned char c)
{
    enum state state = reader->state;
    bool whole = state == ZERO || state == INTEGER;

    if (is_digit(c)) {
        if (state == MINUS)
            return to(reader, c == '0' ? ZERO : INTEGER);
        if (state == POINT)
            return to(reader, FRACTION);
        if (state == EXPONENT || state == EXPONENT_SIGN)
            return to(reader, EXPONENT_DIGITS);
        return state != ZERO;
    }
    if (c == '.')
        return whole && to(reader, POINT);
    if (c == 'e' || c == 'E')
        return (whole || state == FRACTION) && to(reader, EXPONENT);
    return (c == '+' || c == '-') && state == EXPONENT && to(reader, EXPONENT_SIGN);
}

static bool may_end(enum state state)
{
    return state == ZERO || state == INTEGER || state == FRACTION || state == EXPONENT_DIGITS;
}

/* ---- strings ------------------------------------------------------------------------------ */

static bool begin_sequence(struct reader *reader, unsigned char c)
{
    if (c < 0xc2 || c > 0xf4)
        return false;
    reader->left = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
    reader->lowest = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
    reader->highest = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
    return to(reader, CONTINUATION);
}

static bool continuation(struct reader *reader, unsigned char c)
{
    if (c < reader->lowest || c > reader->highest)
        return false;
    reader->lowest = 0x80;
    reader->highest = 0xbf;
    return --reader->left != 0 || to(reader, STRING);
}

static bool string(struct reader *reader, unsigned char c)
{
    if (c == '"')
        return to(reader, reader->key ? COLON : NEXT);
    if (c == '\\')
        return to(reader, ESCAPE);
    return c >= 0x80 ? begin_sequence(reader, c) : c >= 0x20;
}

static bool begin_hex(struct reader *reader, bool partner)
{
    reader->partner = partner;
    reader->left = 4;
    reader->value = 0;
    return to(reader, HEX);
}

static bool escape(struct reader *reader, unsigned char c)
{
    if (c == 'u')
        return begin_hex(reader, false);
    return c != '\0' && strchr("\"\\/bfnrt", c) != NULL && to(reader, STRING);
}

/* The second half of a pair, DC00 to DFFF, stands behind a first one, D800 to DBFF, and nowhere else. */
static bool hex(struct reader *reader, unsigned char c)
{
    unsigned char letter = c | 0x20;

    if (!is_digit(c) && (letter < 'a' || letter > 'f'))
        return false;
    reader->value = reader->value << 4 | (is_digit(c) ? c - 0u - '0' : letter - 'a' + 10u);
    reader->left--;
    if (reader->left == 3)
        return !reader->partner || reader->value == 0xd;
    if (reader->left == 2)
        return reader->partner == (reader->value >= 0xdc && reader->value <= 0xdf);
    if (reader->left == 1)
        return true;
    return to(reader, reader->value >= 0xd800 && reader->value <= 0xdbff ? PARTNER_BACKSLASH : STRING);
}

/* ---- the whole ---------------------------------------------------------------------------- */

/* Between tokens. */
static bool between(struct reader *reader, unsigned char c)
{
    if (is_blank(c))
        return true;
    switch (reader->state) {
    case VALUE:
        return begin_value(reader, c);
    case VALUE_OR_END:
        return c == ']' ? close_bracket(reader) : begin_value(reader, c);
    case KEY:
        return c == '"' && begin_string(reader, true);
    case KEY_OR_END:
        return c == '}' ? close_bracket(reader) : c == '"' && begin_string(reader, true);
    case COLON:
        return c == ':' && to(reader, VALUE);
    default:
        return next(reader, c);
    }
}

static bool take(struct reader *reader, unsigned char c)
{
    switch (reader->state) {
    case STRING:
        return string(reader, c);
    case ESCAPE:
        return escape(reader, c);
    case HEX:
        return hex(reader, c);
    case PARTNER_BACKSLASH:
        return c == '\\' && to(reader, PARTNER_U);
    case PARTNER_U:
        return c == 'u' && begin_hex(reader, true);
    case CONTINUATION:
        return continuation(reader, c);
    case WORD:
        return word(reader, c);
    default:
        if (reader->state < MINUS)
            return between(reader, c);
        if (number(reader, c))
            return true;
        return may_end(reader->state) && to(reader, NEXT) && between(reader, c);
    }
}

bool rfc8259_accepts(const char *text, size_t length, size_t *bad)
{
    struct reader reader;

    reader.state = VALUE;
    reader.depth = 0;
    for (*bad = 0; *bad < length; ++*bad)
        if (!take(&reader, (unsigned char)text[*bad]))
            return false;
    return reader.depth == 0 && (reader.state == NEXT || may_end(reader.state));
}
