/* SPDX-License-Identifier: MIT */
/* UTF-8 by the arithmetic of RFC 3629, for every text of bytes at the bounds; what each character of Unicode looks
 * like. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "unicode.h"

/* ---- UTF-8 */

/* By the table of RFC 3629, 3: the length, the least value of that length; no surrogates, nothing above U+10FFFF. */
static size_t decode(const unsigned char *text, size_t length, uint32_t *point)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    unsigned char lead = length > 0 ? text[0] : 0xFF;
    size_t need = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
    if (need == 0 || need > length)
        return 0;
    *point = need == 1 ? lead : lead & ((1u << (7 - need)) - 1);
    for (size_t i = 1; i < need; i++) {
        if (text[i] >> 6 != 2)
            return 0;
        *point = *point * 64 + text[i] % 64;
    }
    return *point < least[need] || *point > 0x10FFFF || (*point >= 0xD800 && *point < 0xE000) ? 0 : need;
}

/* Whether some character begins with these bytes. */
static bool begins_one(const unsigned char *text, size_t length)
{
    static const unsigned char rest[] = { 0x80, 0xBF };
    uint32_t point;
    for (int way = 0; way < 2; way++) {
        unsigned char whole[4];
        memset(whole, rest[way], sizeof whole);
        memcpy(whole, text, length);
        if (decode(whole, sizeof whole, &point) >= length)
            return true;
    }
    return false;
}

/* Byte by byte, a text comes apart into the same characters, and into the longest beginnings of some. */
static void check_steps(const unsigned char *text, size_t length)
{
    struct tl_utf8 decoder = { { 0 }, 0, 0 };
    size_t start = 0, at = 0;
    uint32_t point;
    while (at < length) {
        enum tl_utf8_step step = tl_utf8_take(&decoder, text[at]), wanted;
        if (at == start && !begins_one(text + at, 1))
            wanted = TL_UTF8_BAD;
        else if (!begins_one(text + start, at - start + 1))
            wanted = TL_UTF8_CUT;
        else
            wanted = decode(text + start, at - start + 1, &point) ? TL_UTF8_CHAR : TL_UTF8_MORE;
        at += wanted != TL_UTF8_CUT;
        if (step != wanted || decoder.have != at - start || memcmp(decoder.bytes, text + start, at - start) != 0)
            ck_abort_msg("%02x %02x %02x %02x, at %zu", text[0], text[1], text[2], text[3], at);
        if (wanted != TL_UTF8_MORE)
            start = at;
    }
}

static void check_text(const unsigned char *text)
{
    for (size_t length = 0; length <= 4; length++) {
        uint32_t wanted = 0, point = 0;
        size_t taken = decode(text, length, &wanted);
        if (tl_utf8_decode(text, length, &point) != taken || (taken && point != wanted))
            ck_abort_msg("%02x %02x %02x %02x, %zu of them", text[0], text[1], text[2], text[3], length);
    }
    check_steps(text, 4);
}

START_TEST(bounds)
{
    static const unsigned char bytes[] = { 0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF,
                                           0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF };
    const size_t count = sizeof bytes;
    for (size_t i = 0; i < count * count * count * count; i++)
        check_text((unsigned char[]){ bytes[i % count], bytes[i / count % count], bytes[i / count / count % count],
                                      bytes[i / count / count / count] });
}
END_TEST

START_TEST(counts)
{
    static const char text[] = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"; /* of 1, 2, 3 and 4 bytes */
    static const size_t cuts[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10 };
    for (size_t most = 0; most < sizeof cuts / sizeof *cuts; most++)
        ck_assert_uint_eq(tl_utf8_cut(text, most), cuts[most]);
    ck_assert_uint_eq(tl_utf8_count((const unsigned char *)text, 10), 4);
    ck_assert_uint_eq(tl_utf8_count((const unsigned char *)text, 9), 3 + 3);
    ck_assert_uint_eq(tl_utf8_count((const unsigned char *)text, 0), 0);
}
END_TEST

/* ---- looks */

struct range {
    uint32_t first, last;
};

static bool is_in(uint32_t point, const struct range *ranges)
{
    for (; ranges->last; ranges++)
        if (point >= ranges->first && point <= ranges->last)
            return true;
    return false;
}

static const struct range blanks[] = {
    { 0x0B, 0x0C },       /* line tabulation, form feed */
    { 0x85, 0x85 },       /* next line */
    { 0xA0, 0xA0 },       /* no-break space */
    { 0xAD, 0xAD },       /* soft hyphen */
    { 0x61C, 0x61C },     /* Arabic letter mark */
    { 0x1680, 0x1680 },   /* Ogham space mark */
    { 0x180E, 0x180E },   /* Mongolian vowel separator */
    { 0x2000, 0x200A },   /* en quad to hair space */
    { 0x200B, 0x200F },   /* zero width space, joiners, direction marks */
    { 0x2028, 0x2029 },   /* line separator, paragraph separator */
    { 0x202A, 0x202E },   /* embeddings and overrides of direction */
    { 0x202F, 0x202F },   /* narrow no-break space */
    { 0x205F, 0x205F },   /* medium mathematical space */
    { 0x2060, 0x206F },   /* word joiner, invisible operators, isolates of direction */
    { 0x3000, 0x3000 },   /* ideographic space */
    { 0xFEFF, 0xFEFF },   /* zero width no-break space */
    { 0xE0000, 0xE007F }, /* tags */
    { 0, 0 },
};

static const struct range single_quotes[] = { { 0x2018, 0x201B }, { 0xFF07, 0xFF07 }, { 0, 0 } };
static const struct range double_quotes[] = {
    { 0xAB, 0xAB }, { 0xBB, 0xBB }, { 0x201C, 0x201F }, { 0xFF02, 0xFF02 }, { 0, 0 }
};

/* Full-width, small and presentation forms, the ideographic comma, the ratio. */
static const struct {
    uint32_t point;
    char sign;
} signs[] = {
    { 0xFF5B, '{' }, { 0xFE5B, '{' }, { 0xFF5D, '}' }, { 0xFE5C, '}' }, { 0xFF3B, '[' },
    { 0xFF3D, ']' }, { 0xFF1A, ':' }, { 0xFE55, ':' }, { 0x2236, ':' }, { 0xFF0C, ',' },
    { 0xFE50, ',' }, { 0xFE51, ',' }, { 0x3001, ',' },
};

static char sign_of(uint32_t point)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].point == point)
            return signs[i].sign;
    return 0;
}

static enum tl_look look_of(uint32_t point)
{
    if (point == 0x2026)
        return TL_LOOK_DOTS;
    if (is_in(point, single_quotes))
        return TL_LOOK_SINGLE_QUOTE;
    if (is_in(point, double_quotes))
        return TL_LOOK_DOUBLE_QUOTE;
    if (is_in(point, blanks))
        return TL_LOOK_BLANK;
    return sign_of(point) ? TL_LOOK_SIGN : TL_LOOK_NONE;
}

/* Beside the blanks: controls, surrogates, the specials that are no replacement character, what is no character. */
static const struct range hidden[] = { { 0, 0x1F },        { 0x7F, 0x9F },     { 0xD800, 0xDFFF },
                                       { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF }, { 0, 0 } };

START_TEST(looks)
{
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        bool no_character = (point & 0xFFFF) >= 0xFFFE;
        if (tl_look(point) != look_of(point) || tl_look_sign(point) != sign_of(point))
            ck_abort_msg("the look of U+%04X", (unsigned)point);
        if (tl_is_hidden(point) != (is_in(point, blanks) || is_in(point, hidden) || no_character))
            ck_abort_msg("whether U+%04X is hidden", (unsigned)point);
    }
}
END_TEST

RUN_SUITE("unicode", bounds, counts, looks)
