/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

#include "unicode.h"

enum { MOST = 64, FAR = 3 };

/* The next code point that counts in a comparison of style; 0: the end. */
static uint32_t next_of_style(const unsigned char **text, const unsigned char *end)
{
    while (*text < end) {
        uint32_t point = **text;
        size_t taken = tl_utf8_decode(*text, (size_t)(end - *text), &point);
        *text += taken ? taken : 1;
        if (point == '-' || point == '_' || point == ' ' || tl_is_hidden(point))
            continue;
        return point >= 'A' && point <= 'Z' ? point | 0x20 : point;
    }
    return 0;
}

bool tl_same_in_style(const unsigned char *key, size_t length, const char *name)
{
    const unsigned char *other = (const unsigned char *)name, *other_end = other + strlen(name);
    const unsigned char *end = key + length;
    for (;;) {
        uint32_t a = next_of_style(&key, end), b = next_of_style(&other, other_end);
        if (a != b)
            return false;
        if (a == 0)
            return true;
    }
}

static size_t points_of(const unsigned char *text, size_t length, uint32_t *points)
{
    size_t count = 0;
    for (size_t i = 0; i < length; count++) {
        points[count] = 0xFFFD;
        size_t taken = tl_utf8_decode(text + i, length - i, &points[count]);
        i += taken ? taken : 1;
    }
    return count;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* Edit distance with transpositions of neighbours (Damerau); FAR when it is FAR or more. */
static unsigned distance(const uint32_t *a, size_t a_length, const char *b, size_t b_length)
{
    unsigned rows[3][MOST + 1];
    if (a_length + FAR <= b_length || b_length + FAR <= a_length)
        return FAR;
    for (size_t j = 0; j <= b_length; j++)
        rows[0][j] = (unsigned)j;
    for (size_t i = 1; i <= a_length; i++) {
        unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3], nearest;
        nearest = row[0] = (unsigned)i;
        for (size_t j = 1; j <= b_length; j++) {
            bool same = a[i - 1] == (unsigned char)b[j - 1];
            row[j] = least(least(above[j] + 1, row[j - 1] + 1), above[j - 1] + !same);
            if (i > 1 && j > 1 && a[i - 1] == (unsigned char)b[j - 2] && a[i - 2] == (unsigned char)b[j - 1])
                row[j] = least(row[j], before[j - 2] + 1);
            nearest = least(nearest, row[j]);
        }
        if (nearest >= FAR)
            return FAR;
    }
    return least(rows[a_length % 3][b_length], FAR);
}

static int nearest_field(const struct tl_object *object, uint32_t candidates, const unsigned char *key, size_t length)
{
    uint32_t points[MOST];
    size_t count = points_of(key, length, points);
    unsigned best = FAR;
    int field = -1;
    for (int i = 0; i < object->field_count; i++) {
        const struct tl_field *own = &object->fields[i];
        if (!(candidates & UINT32_C(1) << i))
            continue;
        unsigned d = distance(points, count, own->name, own->length);
        if (d > (own->length <= 5 ? 1u : 2u) || 2 * d >= own->length || d > best)
            continue;
        field = d == best ? -1 : i;
        best = d;
    }
    return field;
}

enum tl_likeness tl_suggest(const struct tl_object *object, uint32_t candidates, const unsigned char *key,
                            size_t length, int *field)
{
    if (length > MOST)
        return TL_UNLIKE;
    for (*field = 0; *field < object->field_count; ++*field)
        if (candidates & UINT32_C(1) << *field && tl_same_in_style(key, length, object->fields[*field].name))
            return TL_LIKE_STYLE;
    for (int i = 0; object->aliases[i].key; i++) {
        *field = object->aliases[i].field;
        if (candidates & UINT32_C(1) << *field && tl_same_in_style(key, length, object->aliases[i].key))
            return object->aliases[i].use == TL_EVERYDAY ? TL_LIKE_EVERYDAY : TL_LIKE_ALIAS;
    }
    *field = nearest_field(object, candidates, key, length);
    return *field >= 0 ? TL_LIKE_TYPO : TL_UNLIKE;
}
