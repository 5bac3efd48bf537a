/* SPDX-License-Identifier: MIT */
#include "token.h"

#include <string.h>

#include "engine.h"
#include "runs.h"

/* ---- what a string is made of */

enum unit { PLAIN, BAD_BYTE, BAD_ESCAPE, SHORT_ESCAPE, LONE_SURROGATE, CONTROL, INNER_QUOTE, ESCAPED_APOSTROPHE };

static int hex_value(unsigned char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code unit of the four hexadecimal digits; their number goes to *digits. */
static unsigned hex_unit(const unsigned char *text, size_t length, size_t *digits)
{
    unsigned unit = 0;
    for (*digits = 0; *digits < 4 && *digits < length && hex_value(text[*digits]) >= 0; ++*digits)
        unit = unit << 4 | (unsigned)hex_value(text[*digits]);
    return unit;
}

/* text begins with \u */
static size_t unicode_escape(const unsigned char *text, size_t length, enum unit *unit)
{
    size_t digits;
    unsigned first = hex_unit(text + 2, length - 2, &digits);
    *unit = digits < 4 ? SHORT_ESCAPE : first >= 0xD800 && first <= 0xDFFF ? LONE_SURROGATE : PLAIN;
    if (digits < 4 || first < 0xD800 || first > 0xDBFF)
        return 2 + digits;
    if (length >= 12 && text[6] == '\\' && text[7] == 'u') {
        unsigned second = hex_unit(text + 8, length - 8, &digits);
        if (second >= 0xDC00 && second <= 0xDFFF) {
            *unit = PLAIN;
            return 12;
        }
    }
    return 6;
}

/* The length of the next character, escape or bad byte of what stands between quotes. */
static size_t next_unit(const unsigned char *text, size_t length, enum unit *unit)
{
    uint32_t point;
    *unit = PLAIN;
    if (text[0] == '\\') {
        if (length > 1 && text[1] == 'u')
            return unicode_escape(text, length, unit);
        if (length > 1 && text[1] != 0 && strchr("\"\\/bfnrt", text[1]))
            return 2;
        *unit = length > 1 && text[1] == '\'' ? ESCAPED_APOSTROPHE : BAD_ESCAPE;
        size_t escaped = length > 1 ? tl_utf8_decode(text + 1, length - 1, &point) : 0;
        return 1 + (escaped && point >= 0x20 ? escaped : 0);
    }
    if (text[0] >= 0x80) {
        size_t taken = tl_utf8_decode(text, length, &point);
        *unit = taken ? PLAIN : BAD_BYTE;
        return taken ? taken : 1;
    }
    if (text[0] < 0x20)
        *unit = CONTROL;
    else if (text[0] == '"')
        *unit = INNER_QUOTE;
    return 1;
}

size_t tl_clean_unit(const unsigned char *text, size_t length)
{
    enum unit unit;
    size_t taken = next_unit(text, length, &unit);
    return unit == PLAIN ? taken : 0;
}

bool tl_string_is_clean(const unsigned char *inside, size_t length)
{
    for (size_t i = 0; i < length;) {
        enum unit unit = PLAIN;
        i += tl_is_plain(inside[i]) ? 1 : next_unit(inside + i, length - i, &unit);
        if (unit != PLAIN)
            return false;
    }
    return true;
}

/* ---- atoms */

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_of(const unsigned char *text, size_t length)
{
    size_t i = 0;
    while (i < length && is_digit(text[i]))
        i++;
    return i;
}

/* RFC 8259, 6. */
static bool is_number(const unsigned char *text, size_t length)
{
    size_t i = length > 0 && text[0] == '-', digits = digits_of(text + i, length - i);
    if (digits == 0 || (digits > 1 && text[i] == '0'))
        return false;
    i += digits;
    if (i < length && text[i] == '.') {
        digits = digits_of(text + i + 1, length - i - 1);
        if (digits == 0)
            return false;
        i += 1 + digits;
    }
    if (i < length && (text[i] == 'e' || text[i] == 'E')) {
        i++;
        i += i < length && (text[i] == '+' || text[i] == '-');
        digits = digits_of(text + i, length - i);
        if (digits == 0)
            return false;
        i += digits;
    }
    return i == length;
}

static bool same(const unsigned char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static bool same_in_any_case(const unsigned char *text, size_t length, const char *word)
{
    if (strlen(word) != length)
        return false;
    for (size_t i = 0; i < length; i++)
        if ((text[i] | 0x20) != word[i])
            return false;
    return true;
}

static bool is_dots(const unsigned char *text, size_t length)
{
    size_t dots = 0;
    for (size_t i = 0; i < length;) {
        uint32_t point;
        i += tl_utf8_next(text + i, length - i, &point);
        if (point != '.' && tl_look(point) != TL_LOOK_DOTS)
            return false;
        dots += point == '.' ? 1 : 2;
    }
    return dots >= 2;
}

/* What was meant for a number: a digit behind a sign and a point, no letters but those of bases and exponents. */
static bool is_like_number(const unsigned char *text, size_t length)
{
    size_t i = text[0] == '-' || text[0] == '+';
    i += i < length && text[i] == '.';
    return i < length && is_digit(text[i]);
}

static bool has_letter(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char lower = text[i] | 0x20;
        if (text[i] >= 0x80 || text[i] == '_' || is_digit(text[i]) || (lower >= 'a' && lower <= 'z'))
            return true;
    }
    return false;
}

enum tl_atom tl_atom_kind(const unsigned char *text, size_t length)
{
    if (is_number(text, length))
        return TL_ATOM_NUMBER;
    if (same(text, length, "true") || same(text, length, "false") || same(text, length, "null"))
        return TL_ATOM_LITERAL;
    if (is_dots(text, length))
        return TL_ATOM_DOTS;
    if (is_like_number(text, length) || same(text, length, "-") || same(text, length, "+"))
        return TL_ATOM_BAD_NUMBER;
    return has_letter(text, length) ? TL_ATOM_WORD : TL_ATOM_SIGN;
}

bool tl_atom_is_cut(const unsigned char *text, size_t length)
{
    static const char *const literals[] = { "true", "false", "null" };
    unsigned char longer[64];
    for (size_t i = 0; i < sizeof literals / sizeof *literals; i++)
        if (length < strlen(literals[i]) && memcmp(text, literals[i], length) == 0)
            return true;
    if (length + 2 > sizeof longer || is_number(text, length))
        return false;
    memcpy(longer, text, length);
    longer[length] = '0';
    return is_number(longer, length + 1);
}

/* The literal that a word means, NULL: none. */
static const char *literal_meant(const unsigned char *text, size_t length)
{
    static const struct {
        const char *word, *literal;
    } words[] = {
        { "true", "true" }, { "false", "false" }, { "null", "null" },          { "none", "null" },
        { "nil", "null" },  { "nan", NULL },      { "undefined", "null" },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_in_any_case(text, length, words[i].word))
            return words[i].literal;
    return NULL;
}

static bool is_no_finite_number(const unsigned char *text, size_t length)
{
    size_t sign = text[0] == '-' || text[0] == '+';
    return same_in_any_case(text + sign, length - sign, "nan") || same_in_any_case(text + sign, length - sign, "inf")
        || same_in_any_case(text + sign, length - sign, "infinity");
}

/* ---- mending */

/* What stands between the quotes of the raw string. */
static size_t inside_of(const struct tl_scanner *scanner, const unsigned char **inside)
{
    uint32_t point;
    const unsigned char *raw = scanner->raw;
    size_t quote = tl_utf8_decode(raw, scanner->raw_length, &point);
    size_t closing = 0;
    if (!(scanner->raw_odd & (TL_ODD_UNCLOSED | TL_ODD_UNCLOSED_END))) {
        closing = 1;
        while ((raw[scanner->raw_length - closing] & 0xC0) == 0x80)
            closing++;
    }
    *inside = raw + quote;
    return scanner->raw_length - quote - closing;
}

static void put(struct tl_scanner *scanner, const void *text, size_t length)
{
    memcpy(scanner->text + scanner->used, text, length);
    scanner->used += length;
}

static void put_escaped_byte(struct tl_scanner *scanner, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    put(scanner, (char[]){ '\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15] }, 6);
}

static void put_unit(struct tl_scanner *scanner, enum unit unit, const unsigned char *text, size_t length)
{
    switch (unit) {
    case BAD_BYTE:
    case SHORT_ESCAPE:
    case LONE_SURROGATE:
        put(scanner, "\xEF\xBF\xBD", 3);
        break;
    case CONTROL:
        put_escaped_byte(scanner, text[0]);
        break;
    case INNER_QUOTE:
        put(scanner, "\\\"", 2);
        break;
    case BAD_ESCAPE:
        if (length == 1)
            put(scanner, "\\\\", 2);
        else
            put(scanner, text + 1, length - 1);
        break;
    case ESCAPED_APOSTROPHE:
        put(scanner, "'", 1);
        break;
    default:
        put(scanner, text, length);
    }
}

/* A string that is not closed and stands for a key has swallowed its value: the name ends at the colon. */
static size_t name_of_unclosed(const unsigned char *inside, size_t length)
{
    const unsigned char *colon = memchr(inside, ':', length);
    return colon ? (size_t)(colon - inside) : length;
}

static bool mend_string(struct tl_scanner *scanner, bool key)
{
    const unsigned char *inside;
    size_t length = inside_of(scanner, &inside);
    size_t most = (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN];
    if (key && (scanner->raw_odd & TL_ODD_UNCLOSED))
        length = name_of_unclosed(inside, length);
    put(scanner, "\"", 1);
    for (size_t i = 0; i < length && scanner->used - scanner->token.at < most;) {
        enum unit unit;
        size_t taken = next_unit(inside + i, length - i, &unit);
        if (scanner->capacity - scanner->used < 32 && !tl_text_room(scanner, 32))
            return false;
        put_unit(scanner, unit, inside + i, taken);
        i += taken;
    }
    put(scanner, "\"", 1);
    return true;
}

static bool mend_atom(struct tl_scanner *scanner, bool key)
{
    if (!key) {
        put(scanner, "null", 4);
        return true;
    }
    if (!tl_text_room(scanner, 2 * scanner->raw_length + 32))
        return false;
    put(scanner, "\"", 1);
    for (size_t i = 0; i < scanner->raw_length; i++) {
        if (scanner->raw[i] == '\\')
            put(scanner, "\\", 1);
        put(scanner, &scanner->raw[i], 1);
    }
    put(scanner, "\"", 1);
    return true;
}

bool tl_mend(struct tl_scanner *scanner)
{
    struct tl_place *token = &scanner->token;
    void *raw = scanner->raw;
    size_t length = token->bytes;
    bool room = tl_reserve(&scanner->profile->allocator, &raw, &scanner->raw_capacity, length,
                           (size_t)scanner->profile->limit[TRAINLINT_MAX_TOKEN] + TL_TEXT_SLACK);
    scanner->raw = raw;
    if (!room) {
        tl_no_memory(scanner->findings);
        return false;
    }
    memcpy(scanner->raw, scanner->text + token->at, length);
    scanner->raw_length = length;
    scanner->raw_place = *token;
    scanner->raw_odd = scanner->odd;
    scanner->used = token->at;
    bool key = scanner->odd & TL_ODD_KEY;
    if (scanner->odd & (TL_ODD_INSIDE | TL_ODD_UNCLOSED) || (scanner->odd & (TL_ODD_WORD | TL_ODD_KEY)) == TL_ODD_WORD)
        token->flags = TL_BROKEN;
    else if (scanner->odd & (TL_ODD_SINGLE | TL_ODD_TYPOGRAPHIC))
        token->flags = TL_QUOTED;
    return scanner->odd & TL_ODD_WORD ? mend_atom(scanner, key) : mend_string(scanner, key);
}

/* ---- telling */

struct teller {
    struct tl_scanner *scanner;
    struct tl_findings *findings;
    bool node;
};

/* A text error is always told, unless the check has ended. */
static void begin(const struct teller *teller, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    tl_begin(teller->findings, rule, words, span);
    const struct tl_path *path = tl_engine_path(teller->scanner->engine);
    if (teller->node && path->depth > 0)
        tl_at_node(teller->findings, path, path->depth);
}

/* Behind a backslash of its own an escape would be none: that one has to be mended first. */
static void tell_control(const struct teller *teller, trainlint_span span, unsigned char byte, bool behind_backslash)
{
    static const char names[] = "b\bt\tf\fr\r";
    char name[] = "U+0000", escape[] = "\\u0000";
    static const char hex[] = "0123456789ABCDEF";
    name[4] = escape[4] = hex[byte >> 4];
    name[5] = escape[5] = hex[byte & 15];
    begin(teller, RULE_control_character, WORDS_control, span);
    tl_param_text(teller->findings, PARAM_character, name);
    if (behind_backslash)
        tl_applicability(teller->findings, TRAINLINT_MANUAL);
    const char *letter = byte ? strchr(names, byte) : NULL;
    if (letter)
        tl_edit(teller->findings, span, (char[]){ '\\', letter[-1], 0 }, 2);
    else
        tl_edit(teller->findings, span, escape, 6);
    tl_end(teller->findings);
}

static void tell_escape(const struct teller *teller, trainlint_span span, enum unit unit)
{
    enum tl_words words = unit == SHORT_ESCAPE ? WORDS_escape_short
        : unit == ESCAPED_APOSTROPHE           ? WORDS_escape_quote
                                               : WORDS_escape_unknown;
    trainlint_span backslash = tl_span_within(span.start, 1, 1);
    begin(teller, RULE_bad_escape, words, span);
    if (unit == ESCAPED_APOSTROPHE)
        tl_edit(teller->findings, backslash, "", 0);
    else if (unit == BAD_ESCAPE)
        tl_edit(teller->findings, backslash, "\\\\", 2);
    tl_end(teller->findings);
}

static void tell_simple(const struct teller *teller, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    begin(teller, rule, words, span);
    tl_end(teller->findings);
}

/* Each unit of the string at its position; a run of bad bytes is one. */
static void tell_inside(const struct teller *teller, const unsigned char *inside, size_t length,
                        trainlint_position at, unsigned odd)
{
    bool unclosed = odd & (TL_ODD_UNCLOSED | TL_ODD_UNCLOSED_END), backslash = false;
    for (size_t i = 0; i < length && !teller->findings->ended;) {
        enum unit unit;
        size_t start = i;
        i += next_unit(inside + i, length - i, &unit);
        while (unit == BAD_BYTE && i < length) {
            enum unit next;
            size_t taken = next_unit(inside + i, length - i, &next);
            if (next != BAD_BYTE)
                break;
            i += taken;
        }
        trainlint_span span = tl_span_within(at, i - start, tl_utf8_count(inside + start, i - start));
        at = span.end;
        if (unit == BAD_BYTE)
            tell_simple(teller, RULE_bad_utf8, WORDS_bad_bytes, span);
        else if (unit == LONE_SURROGATE)
            tell_simple(teller, RULE_lone_surrogate, WORDS_surrogate, span);
        else if (unit == CONTROL && !unclosed)
            tell_control(teller, span, inside[start], backslash);
        else if ((unit == BAD_ESCAPE || unit == SHORT_ESCAPE
                  || (unit == ESCAPED_APOSTROPHE && !(odd & TL_ODD_SINGLE)))
                 && !unclosed)
            tell_escape(teller, span, unit);
        backslash = unit == BAD_ESCAPE && i - start == 1;
    }
}

/* Other quotes become plain ones; plain ones within are escaped, escaped apostrophes are not. */
static void edit_quotes(const struct teller *teller, const unsigned char *inside, size_t length,
                        trainlint_span opening, trainlint_span closing)
{
    trainlint_position at = opening.end;
    tl_edit(teller->findings, opening, "\"", 1);
    for (size_t i = 0; i < length;) {
        enum unit unit;
        size_t taken = next_unit(inside + i, length - i, &unit);
        trainlint_span span = tl_span_within(at, taken, tl_utf8_count(inside + i, taken));
        if (unit == INNER_QUOTE)
            tl_edit(teller->findings, (trainlint_span){ at, at }, "\\", 1);
        else if (unit == ESCAPED_APOSTROPHE)
            tl_edit(teller->findings, tl_span_within(at, 1, 1), "", 0);
        at = span.end;
        i += taken;
    }
    tl_edit(teller->findings, closing, "\"", 1);
}

static void tell_quotes(const struct teller *teller, const unsigned char *inside, size_t length, unsigned odd)
{
    const struct tl_place *place = &teller->scanner->raw_place;
    trainlint_span span = tl_place_span(place);
    size_t opening = (size_t)(inside - teller->scanner->raw), closing = place->bytes - opening - length;
    trainlint_position last = { span.end.offset - closing, span.end.line, span.end.column - 1 };
    begin(teller, RULE_single_quotes, odd & TL_ODD_SINGLE ? WORDS_single_quotes : WORDS_typographic_quotes, span);
    edit_quotes(teller, inside, length, tl_span_within(span.start, opening, 1), (trainlint_span){ last, span.end });
    tl_end(teller->findings);
}

static void tell_unclosed(const struct teller *teller, size_t opening, unsigned odd)
{
    const struct tl_place *place = &teller->scanner->raw_place;
    bool at_text_end = odd & TL_ODD_UNCLOSED_END;
    trainlint_span quote = tl_span_within(tl_place_start(place), opening, 1);
    trainlint_position end = tl_place_end(place);
    begin(teller, RULE_unclosed_string, at_text_end ? WORDS_unclosed_text : WORDS_unclosed_line, quote);
    if (odd & (TL_ODD_SINGLE | TL_ODD_TYPOGRAPHIC))
        tl_edit(teller->findings, quote, "\"", 1);
    tl_edit(teller->findings, (trainlint_span){ end, end }, "\"", 1);
    tl_end(teller->findings);
}

static void tell_string(const struct teller *teller, unsigned odd)
{
    const unsigned char *inside;
    size_t length = inside_of(teller->scanner, &inside), opening = (size_t)(inside - teller->scanner->raw);
    trainlint_position at = tl_span_within(tl_place_start(&teller->scanner->raw_place), opening, 1).end;
    if (odd & (TL_ODD_UNCLOSED | TL_ODD_UNCLOSED_END))
        tell_unclosed(teller, opening, odd);
    else if (odd & (TL_ODD_SINGLE | TL_ODD_TYPOGRAPHIC))
        tell_quotes(teller, inside, length, odd);
    tell_inside(teller, inside, length, at, odd);
    if (odd & TL_ODD_UNCLOSED_END)
        tl_end_check(teller->findings);
}

/* What is wrong with a number, and the edit that mends it: `length` bytes from `at` on become `text`. */
struct number_fault {
    enum tl_words words;
    size_t at, length;
    const char *text;
};

static size_t leading_zeros(const unsigned char *text, size_t length)
{
    size_t zeros = 0;
    while (zeros + 1 < length && text[zeros] == '0' && is_digit(text[zeros + 1]))
        zeros++;
    return zeros;
}

static struct number_fault number_fault(const unsigned char *text, size_t length)
{
    size_t sign = text[0] == '-' || text[0] == '+', rest = length - sign, zeros = leading_zeros(text + sign, rest);
    const unsigned char *digits = text + sign;
    if (text[0] == '+')
        return is_number(digits, rest) ? (struct number_fault){ WORDS_number_plus, 0, 1, "" }
                                       : (struct number_fault){ WORDS_number_odd, 0, 0, "" };
    if (zeros > 0 && is_number(digits + zeros, rest - zeros))
        return (struct number_fault){ WORDS_number_zero, sign, zeros, "" };
    if (rest > 1 && digits[0] == '.' && digits_of(digits + 1, rest - 1) == rest - 1)
        return (struct number_fault){ WORDS_number_no_integer, sign, 0, "0" };
    if (text[length - 1] == '.' && is_number(text, length - 1))
        return (struct number_fault){ WORDS_number_no_fraction, length - 1, 1, "" };
    if (rest > 1 && digits[0] == '0' && strchr("box", digits[1] | 0x20))
        return (struct number_fault){ WORDS_number_hex, 0, 0, "" };
    return (struct number_fault){ WORDS_number_odd, 0, 0, "" };
}

static void tell_bad_number(const struct teller *teller)
{
    struct number_fault fault = number_fault(teller->scanner->raw, teller->scanner->raw_length);
    trainlint_span span = tl_place_span(&teller->scanner->raw_place);
    trainlint_position at = tl_span_within(span.start, fault.at, fault.at).end;
    begin(teller, RULE_bad_number, fault.words, span);
    tl_edit(teller->findings, tl_span_within(at, fault.length, fault.length), fault.text, strlen(fault.text));
    tl_end(teller->findings);
}

static void tell_word(const struct teller *teller, unsigned odd)
{
    bool key = odd & TL_ODD_KEY;
    const unsigned char *text = teller->scanner->raw;
    size_t length = teller->scanner->raw_length;
    trainlint_span span = tl_place_span(&teller->scanner->raw_place);
    const char *literal = key ? NULL : literal_meant(text, length);
    if (!key && tl_atom_kind(text, length) == TL_ATOM_BAD_NUMBER) {
        tell_bad_number(teller);
        return;
    }
    enum tl_words words = key                      ? WORDS_bare_key
        : literal                                  ? WORDS_literal_spelling
        : is_no_finite_number(text, length)        ? WORDS_literal_number
                                                   : WORDS_bare_word;
    begin(teller, RULE_bad_literal, words, span);
    if (literal) {
        tl_param_text(teller->findings, PARAM_suggestion, literal);
        tl_edit(teller->findings, span, literal, strlen(literal));
    } else if (!memchr(text, '\\', length)) {
        tl_edit(teller->findings, (trainlint_span){ span.start, span.start }, "\"", 1);
        tl_edit(teller->findings, (trainlint_span){ span.end, span.end }, "\"", 1);
    }
    tl_end(teller->findings);
}

void tl_tell(struct tl_scanner *scanner, bool node)
{
    struct teller teller = { scanner, scanner->findings, node };
    unsigned odd = scanner->raw_odd;
    if (odd == 0)
        return;
    tl_flush(scanner);
    if (!scanner->findings->ended)
        (odd & TL_ODD_WORD ? tell_word : tell_string)(&teller, odd);
    scanner->raw_odd = 0;
}
