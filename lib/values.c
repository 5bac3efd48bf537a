/* SPDX-License-Identifier: MIT */
#include "values.h"

#include <string.h>

#include "memory.h"
#include "unicode.h"

/* ---- numbers */

enum tl_integer tl_read_integer(const unsigned char *text, size_t length, int64_t least, int64_t most, int64_t *value)
{
    bool negative = text[0] == '-';
    uint64_t bound = negative ? 0 - (uint64_t)least : (uint64_t)most, magnitude = 0;
    bool fits = true;
    for (size_t i = negative; i < length; i++) {
        unsigned digit = (unsigned)(text[i] - '0');
        if (digit > 9)
            return TL_INTEGER_NONE;
        fits = fits && magnitude <= (bound - digit) / 10;
        magnitude = fits ? magnitude * 10 + digit : 0;
    }
    if (!fits)
        return TL_INTEGER_RANGE;
    *value = negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return TL_INTEGER_FITS;
}

/* ---- names and paths */

static bool is_alphanumeric(uint32_t c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* letters://, letters:/ as RFC 3986 has a scheme. */
bool tl_has_scheme(const unsigned char *text, size_t length)
{
    size_t i = 0;
    while (i < length && (is_alphanumeric(text[i]) || text[i] == '+' || text[i] == '-' || text[i] == '.'))
        i++;
    return i > 1 && length - i >= 3 && memcmp(text + i, "://", 3) == 0;
}

enum tl_words tl_path_form(const unsigned char *text, size_t length, bool may_have_backslash)
{
    if (is_blank(text[0]) || is_blank(text[length - 1]))
        return WORDS_path_space;
    if (text[0] != '/' && tl_has_scheme(text, length))
        return WORDS_path_scheme;
    if (may_have_backslash && memchr(text, '\\', length))
        return WORDS_path_backslash;
    return text[0] == '/' ? TL_WORDS_COUNT : WORDS_path_relative;
}

size_t tl_normalize_path(const unsigned char *path, size_t length, unsigned char *out)
{
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        size_t start = ++i;
        while (i < length && path[i] != '/')
            i++;
        size_t segment = i - start;
        if (segment == 2 && path[start] == '.' && path[start + 1] == '.') {
            while (used > 0 && out[--used] != '/')
                ;
        } else if (segment > 0 && !(segment == 1 && path[start] == '.')) {
            out[used] = '/';
            memmove(out + used + 1, path + start, segment);
            used += 1 + segment;
        }
    }
    return used;
}

/* Whether nothing is to be resolved in the rest of a path, and it names something. */
static bool is_plain_rest(const unsigned char *rest, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((i == 0 || rest[i - 1] == '/') && (rest[i] == '/' || rest[i] == '.'))
            return false;
    return length > 0;
}

bool tl_lies_plainly_below(const unsigned char *path, size_t length, const unsigned char *directory,
                           size_t directory_length)
{
    if (directory[directory_length - 1] == '/')
        directory_length--;
    return length > directory_length + 1 && path[directory_length] == '/'
        && memcmp(path, directory, directory_length) == 0
        && is_plain_rest(path + directory_length + 1, length - directory_length - 1);
}

bool tl_lies_below(const unsigned char *path, size_t length, const unsigned char *directory, size_t directory_length)
{
    return length > directory_length && memcmp(path, directory, directory_length) == 0
        && path[directory_length] == '/';
}

/* ---- images and commands */

/* Nothing in it is ever odd. */
static bool is_plain_image(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] <= 'Z' && (text[i] >= ':' || text[i] <= ' ')
            && (text[i] >= 'A' || text[i] <= ' ' || (text[i] == ':' && i + 1 < length && text[i + 1] == '/')))
            return false;
    return true;
}

enum tl_words tl_image_form(const unsigned char *text, size_t length)
{
    size_t start = 0, end = length;
    if (is_plain_image(text, length))
        return TL_WORDS_COUNT;
    for (size_t i = 0; i < length; i++)
        if (is_blank(text[i]))
            return WORDS_image_blank;
    if (tl_has_scheme(text, length))
        return WORDS_image_scheme;
    const unsigned char *slash = memchr(text, '/', length), *digest = memchr(text, '@', length);
    size_t first = slash ? (size_t)(slash - text) : 0;
    if (memchr(text, '.', first) || memchr(text, ':', first))
        start = first;
    if (digest)
        end = (size_t)(digest - text);
    for (size_t i = end; i > start && text[i - 1] != '/'; i--)
        if (text[i - 1] == ':')
            end = i - 1;
    for (size_t i = start; i < end; i++)
        if (text[i] >= 'A' && text[i] <= 'Z')
            return WORDS_image_case;
    return TL_WORDS_COUNT;
}

/* Where a word begins that starts as `word` does, from `from` on; `length` when there is none. */
static size_t find_word(const unsigned char *text, size_t length, size_t from, const char *word)
{
    size_t size = strlen(word);
    for (size_t i = from; i + size <= length; i++)
        if (text[i] == (unsigned char)word[0] && memcmp(text + i, word, size) == 0
            && (i == 0 || !(tl_in_name(text[i - 1]) || text[i - 1] == '.')))
            return i;
    return length;
}

bool tl_calls_python(const unsigned char *text, size_t length)
{
    static const char script[] = "run_train.sh";
    for (size_t at = 0; (at = find_word(text, length, at, script)) < length; at++) {
        size_t end = at + sizeof script - 1;
        if (end == length || !(tl_in_name(text[end]) || text[end] == '.'))
            return find_word(text, length, end, "python") < length;
    }
    return false;
}

/* ---- secrets */

static bool same_word(const unsigned char *text, size_t length, const char *word)
{
    size_t i = 0;
    for (; i < length && word[i]; i++)
        if ((text[i] == '-' ? '_' : text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i])
            != (unsigned char)word[i])
            return false;
    return i == length && word[i] == '\0';
}

TL_COLD static bool is_among_secrets(const unsigned char *text, size_t length)
{
    static const char *const names[] = { "ak", "sk", "access_key", "secret_key", "password", "api_key", "auth_token" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (same_word(text, length, names[i]))
            return true;
    return false;
}

bool tl_is_secret_name(const unsigned char *text, size_t length)
{
    while (length > 0 && text[0] == '-') {
        text++;
        length--;
    }
    if (length != 2 && length != 7 && length != 8 && length != 10)
        return false;
    unsigned first = text[0] | 0x20;
    return (first == 'a' || first == 's' || first == 'p') && is_among_secrets(text, length);
}

static bool is_quote(unsigned char c)
{
    return c == '"' || c == '\'';
}

bool tl_is_given(const unsigned char *text, size_t length)
{
    size_t i = 0;
    while (i < length && (is_blank(text[i]) || is_quote(text[i])))
        i++;
    return i < length && text[i] != '$' && text[i] != '{';
}

static size_t skip_class(const unsigned char *text, size_t length, size_t i, bool quotes)
{
    while (i < length && (is_blank(text[i]) || (quotes && is_quote(text[i]))))
        i++;
    return i;
}

/* Whether one of eight bytes may be a blank, a line end, a colon or an equals sign; a few others pass for them. */
static inline bool may_separate(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t blank = eight ^ each * ' ', line = (eight & each * 0xF8) ^ each * 0x08;
    uint64_t sign = (((eight & each * 0x7F) + each * 6) | each * 3) ^ each * 0x43;
    /* a byte of them is 0 */
    return (((blank - each) & ~blank) | ((line - each) & ~line) | ((sign - each) & ~sign)) & each * 0x80;
}

bool tl_may_give_secret(const unsigned char *text, size_t length)
{
    uint64_t eight;
    uint32_t head, tail;
    if (length < 4) /* sk=x */
        return false;
    if (length < 8) {
        memcpy(&head, text, 4);
        memcpy(&tail, text + length - 4, 4);
        return may_separate((uint64_t)head << 32 | tail);
    }
    for (; length > 8; text += 8, length -= 8) {
        memcpy(&eight, text, 8);
        if (may_separate(eight))
            return true;
    }
    memcpy(&eight, text + length - 8, 8);
    return may_separate(eight);
}

/* Whether a name before this may be given a value. */
static bool may_follow_name(unsigned char c)
{
    return is_blank(c) || c == '=' || c == ':' || is_quote(c);
}

bool tl_gives_secret(const unsigned char *text, size_t length)
{
    if (!tl_may_give_secret(text, length))
        return false;
    for (size_t i = 1; i < length; i++) {
        size_t start = i;
        if (text[i] > '=' || !may_follow_name(text[i]))
            continue;
        while (start > 0 && tl_in_name(text[start - 1]))
            start--;
        if (start == i || !tl_is_secret_name(text + start, i - start))
            continue;
        size_t closed = i, next = skip_class(text, length, i, true);
        while (closed < length && is_quote(text[closed]))
            closed++;
        bool assigned = next < length && (text[next] == '=' || text[next] == ':');
        bool option = text[start] == '-' && next > closed;
        size_t value = skip_class(text, length, next + assigned, false);
        bool other_option = (!assigned || value > next + 1) && value < length && text[value] == '-';
        if ((assigned || option) && !other_option && tl_is_given(text + value, length - value))
            return true;
    }
    return false;
}

bool tl_holds_json(const unsigned char *text, size_t length)
{
    size_t i = skip_class(text, length, 0, false);
    return i < length && (text[i] == '{' || text[i] == '[');
}

/* ---- raw strings */

static uint32_t hex4(const unsigned char *digits)
{
    uint32_t unit = 0;
    for (int i = 0; i < 4; i++)
        unit = unit << 4 | (uint32_t)(digits[i] <= '9' ? digits[i] - '0' : (digits[i] | 0x20) - 'a' + 10);
    return unit;
}

bool tl_walk_next(struct tl_walk *walk)
{
    const unsigned char *raw = walk->raw + walk->at;
    static const char letters[] = "b\bf\fn\nr\rt\t";
    size_t taken = 1;
    if (walk->at >= walk->length)
        return false;
    walk->point = raw[0];
    if (raw[0] >= 0x80) {
        taken = tl_utf8_next(raw, walk->length - walk->at, &walk->point);
        walk->columns++;
    } else if (raw[0] != '\\') {
        walk->columns++;
    } else if (raw[1] == 'u') {
        uint32_t unit = hex4(raw + 2);
        bool pair = unit >= 0xD800 && unit <= 0xDBFF;
        walk->point = pair ? 0x10000 + ((unit - 0xD800) << 10) + (hex4(raw + 8) - 0xDC00) : unit;
        taken = pair ? 12 : 6;
        walk->columns += taken;
    } else {
        const char *letter = strchr(letters, raw[1]);
        walk->point = letter ? (unsigned char)letter[1] : raw[1];
        taken = 2;
        walk->columns += 2;
    }
    walk->at += taken;
    return true;
}
