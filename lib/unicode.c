/* SPDX-License-Identifier: MIT */
#include "unicode.h"

/* RFC 3629, 4: the length by the first byte, and the range of the second. */
static unsigned sequence(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first < 0x80)
        return 1;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    if (first == 0xE0)
        *low = 0xA0;
    else if (first == 0xED)
        *high = 0x9F;
    else if (first == 0xF0)
        *low = 0x90;
    else if (first == 0xF4)
        *high = 0x8F;
    return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

static bool follows(const unsigned char *bytes, size_t index, unsigned char byte)
{
    unsigned char low, high;
    sequence(bytes[0], &low, &high);
    return index == 1 ? byte >= low && byte <= high : (byte & 0xC0) == 0x80;
}

static uint32_t point_of(const unsigned char *bytes, size_t length)
{
    static const unsigned char mask[5] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    uint32_t point = bytes[0] & mask[length];
    for (size_t i = 1; i < length; i++)
        point = point << 6 | (bytes[i] & 0x3F);
    return point;
}

size_t tl_utf8_decode(const unsigned char *text, size_t length, uint32_t *point)
{
    unsigned char low, high;
    if (length == 0)
        return 0;
    size_t need = sequence(text[0], &low, &high);
    if (need == 0 || need > length)
        return 0;
    for (size_t i = 1; i < need; i++)
        if (!follows(text, i, text[i]))
            return 0;
    *point = point_of(text, need);
    return need;
}

size_t tl_utf8_next(const unsigned char *text, size_t length, uint32_t *point)
{
    size_t taken = tl_utf8_decode(text, length, point);
    if (taken > 0)
        return taken;
    *point = 0xFFFD;
    return 1;
}

size_t tl_utf8_encode(uint32_t point, unsigned char *out)
{
    size_t length = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = { 0, 0, 0xC0, 0xE0, 0xF0 };
    for (size_t i = length - 1; i > 0; i--, point >>= 6)
        out[i] = (unsigned char)(0x80 | (point & 0x3F));
    out[0] = (unsigned char)(lead[length] | point);
    return length;
}

size_t tl_utf8_count(const unsigned char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; count++) {
        uint32_t point;
        i += text[i] < 0x80 ? 1 : tl_utf8_next(text + i, length - i, &point);
    }
    return count;
}

size_t tl_utf8_cut(const char *text, size_t most)
{
    while (most > 0 && ((unsigned char)text[most] & 0xC0) == 0x80)
        most--;
    return most;
}

enum tl_utf8_step tl_utf8_take(struct tl_utf8 *decoder, unsigned char byte)
{
    unsigned char low, high;
    if (decoder->have == decoder->need) {
        decoder->bytes[0] = byte;
        decoder->have = 1;
        decoder->need = (unsigned char)sequence(byte, &low, &high);
        if (decoder->need == 0) {
            decoder->need = 1;
            return TL_UTF8_BAD;
        }
    } else if (follows(decoder->bytes, decoder->have, byte)) {
        decoder->bytes[decoder->have++] = byte;
    } else {
        decoder->need = decoder->have;
        return TL_UTF8_CUT;
    }
    return decoder->have == decoder->need ? TL_UTF8_CHAR : TL_UTF8_MORE;
}

struct range {
    uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t point)
{
    for (size_t i = 0; i < count; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* White_Space of the Unicode Character Database, and characters without ink that editors and web pages add. */
static const struct range blanks[] = {
    { 0x0B, 0x0C },     { 0x85, 0x85 },     { 0xA0, 0xA0 },     { 0xAD, 0xAD },     { 0x061C, 0x061C },
    { 0x1680, 0x1680 }, { 0x180E, 0x180E }, { 0x2000, 0x200F }, { 0x2028, 0x202F }, { 0x205F, 0x206F },
    { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF }, { 0xE0000, 0xE007F },
};

static const struct {
    uint32_t point;
    char sign;
} signs[] = {
    { 0x2236, ':' }, { 0x3001, ',' }, { 0xFE50, ',' }, { 0xFE51, ',' }, { 0xFE55, ':' }, { 0xFE5B, '{' },
    { 0xFE5C, '}' }, { 0xFF0C, ',' }, { 0xFF1A, ':' }, { 0xFF3B, '[' }, { 0xFF3D, ']' }, { 0xFF5B, '{' },
    { 0xFF5D, '}' },
};

char tl_look_sign(uint32_t point)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].point == point)
            return signs[i].sign;
    return 0;
}

enum tl_look tl_look(uint32_t point)
{
    if (point == 0x2026)
        return TL_LOOK_DOTS;
    if ((point >= 0x2018 && point <= 0x201B) || point == 0xFF07)
        return TL_LOOK_SINGLE_QUOTE;
    if ((point >= 0x201C && point <= 0x201F) || point == 0xFF02 || point == 0xAB || point == 0xBB)
        return TL_LOOK_DOUBLE_QUOTE;
    if (within(blanks, sizeof blanks / sizeof *blanks, point))
        return TL_LOOK_BLANK;
    return tl_look_sign(point) ? TL_LOOK_SIGN : TL_LOOK_NONE;
}

bool tl_is_hidden(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point <= 0xA0) || (point >= 0xD800 && point <= 0xDFFF)
        || within(blanks, sizeof blanks / sizeof *blanks, point) || (point >= 0xFFF0 && point <= 0xFFFB)
        || (point & 0xFFFE) == 0xFFFE;
}
