/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

#include "unicode.h"

enum { MOST = 64 };

/* A key without case, hyphens, underscores, blanks and invisible characters. */
struct bare {
    size_t length;
    unsigned char text[MOST];
};

static bool is_filler(uint32_t point)
{
    return point == '-' || point == '_' || point == ' ' || ((point < 0x20 || point > 0x7E) && tl_is_hidden(point));
}

static unsigned char lower(uint32_t point)
{
    return (unsigned char)(point >= 'A' && point <= 'Z' ? point | 0x20 : point);
}

/* False: it has a character that no name has. */
static bool lay_bare(struct bare *bare, const unsigned char *key, size_t length)
{
    bare->length = 0;
    for (size_t i = 0; i < length;) {
        uint32_t point = key[i];
        size_t taken = point < 0x80 ? 1 : tl_utf8_decode(key + i, length - i, &point);
        i += taken ? taken : 1;
        if (is_filler(point))
            continue;
        if (point >= 0x80)
            return false;
        bare->text[bare->length++] = lower(point);
    }
    return bare->length > 0;
}

static bool goes_on_in_style(const struct bare *bare, const char *name)
{
    size_t i = 0;
    for (; *name; name++)
        if (!is_filler((unsigned char)*name)
            && (i == bare->length || lower((unsigned char)*name) != bare->text[i++]))
            return false;
    return i == bare->length;
}

/* Names begin with no filler. */
static inline bool same_in_style(const struct bare *bare, const char *name)
{
    return *name == bare->text[0] && goes_on_in_style(bare, name);
}

/* The index in the object's fields, or -1. */
static int field_in_style(const struct tl_object *object, uint32_t candidates, const struct bare *bare)
{
    for (int i = 0; i < object->field_count; i++)
        if (candidates & UINT32_C(1) << i && same_in_style(bare, object->fields[i].name))
            return i;
    return -1;
}

static const struct tl_alias *alias_in_style(const struct tl_object *object, uint32_t candidates,
                                             const struct bare *bare)
{
    for (const struct tl_alias *alias = object->aliases; alias->key; alias++)
        if (same_in_style(bare, alias->key) && candidates & UINT32_C(1) << alias->field)
            return alias;
    return NULL;
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

/* Each character of the name that the key has not takes one step at least. */
static bool may_be_near(const struct pattern *pattern, const char *name, size_t most)
{
    size_t strange = 0;
    for (; *name && strange <= most; name++)
        strange += pattern->places[(unsigned char)*name & 127] == 0;
    return strange <= most;
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
            || own->length > pattern.length + most || !may_be_near(&pattern, own->name, most))
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
    struct bare bare;
    const struct tl_alias *alias;
    if (length > MOST)
        return TL_UNLIKE;
    if (lay_bare(&bare, key, length)) {
        if ((*field = field_in_style(object, candidates, &bare)) >= 0)
            return TL_LIKE_STYLE;
        if ((alias = alias_in_style(object, candidates, &bare))) {
            *field = alias->field;
            return alias->use == TL_EVERYDAY ? TL_LIKE_EVERYDAY : TL_LIKE_ALIAS;
        }
    }
    *field = nearest_field(object, candidates, key, length);
    return *field >= 0 ? TL_LIKE_TYPO : TL_UNLIKE;
}
