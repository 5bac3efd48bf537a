/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

#include "unicode.h"

enum { MOST = 64 };

/* The next code point that counts in a comparison of style; 0: the end. */
static uint32_t next_of_style(const unsigned char **text, const unsigned char *end)
{
    while (*text < end) {
        uint32_t point = **text;
        size_t taken = point < 0x80 ? 1 : tl_utf8_decode(*text, (size_t)(end - *text), &point);
        *text += taken ? taken : 1;
        if (point == '-' || point == '_' || point == ' ' || ((point < 0x20 || point > 0x7E) && tl_is_hidden(point)))
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

/* A key as a distance is taken from it: where each character of ASCII stands in it, a bit for each place. */
struct pattern {
    size_t length; /* in code points, at most MOST */
    uint64_t places[128];
};

static void make_pattern(struct pattern *pattern, const unsigned char *key, size_t length)
{
    *pattern = (struct pattern){ 0 };
    for (size_t i = 0; i < length; pattern->length++) {
        uint32_t point = key[i];
        size_t taken = point < 0x80 ? 1 : tl_utf8_decode(key + i, length - i, &point);
        if (point < 128)
            pattern->places[point] |= UINT64_C(1) << pattern->length;
        i += taken ? taken : 1;
    }
}

/*
 * Edit distance with transpositions of neighbours (Damerau), a column of the table in a word: Hyyrö,
 * "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
 */
static size_t distance(const struct pattern *pattern, const char *name)
{
    uint64_t up = UINT64_MAX, down = 0, diagonal = 0, before = 0;
    uint64_t last = UINT64_C(1) << (pattern->length - 1);
    size_t score = pattern->length;
    if (pattern->length == 0)
        return strlen(name);
    for (; *name; name++) {
        uint64_t match = pattern->places[(unsigned char)*name & 127];
        uint64_t swapped = ((~diagonal & match) << 1) & before;
        diagonal = (((match & up) + up) ^ up) | match | down | swapped;
        uint64_t right = down | ~(diagonal | up), left = diagonal & up;
        score += (right & last) != 0;
        score -= (left & last) != 0;
        right = right << 1 | 1;
        up = left << 1 | ~(diagonal | right);
        down = right & diagonal;
        before = match;
    }
    return score;
}

static int nearest_field(const struct tl_object *object, uint32_t candidates, const unsigned char *key, size_t length)
{
    struct pattern pattern;
    size_t best = SIZE_MAX;
    int field = -1;
    make_pattern(&pattern, key, length);
    for (int i = 0; i < object->field_count; i++) {
        const struct tl_field *own = &object->fields[i];
        size_t most = own->length <= 5 ? 1 : 2;
        if (!(candidates & UINT32_C(1) << i) || pattern.length > own->length + most
            || own->length > pattern.length + most)
            continue;
        size_t d = distance(&pattern, own->name);
        if (d > most || 2 * d >= own->length || d > best)
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
