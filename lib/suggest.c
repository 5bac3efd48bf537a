/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

#include "unicode.h"

enum { MOST = 64, NEAR = 2, BEYOND = 0xFF };

/* A key as it is compared: as it is, and without case, hyphens, underscores, blanks and invisible characters. */
struct key {
    size_t length, bare_length;
    unsigned char text[MOST]; /* a byte for each character, BEYOND for those beyond ASCII */
    unsigned char bare[MOST];
    uint64_t letters;         /* those that are in it */
    bool beyond;              /* one is in it that is not left out */
};

static bool is_filler(uint32_t point)
{
    return point == '-' || point == '_' || point == ' ' || ((point < 0x20 || point > 0x7E) && tl_is_hidden(point));
}

static unsigned char lower(uint32_t point)
{
    return (unsigned char)(point >= 'A' && point <= 'Z' ? point | 0x20 : point);
}

static void read_key(struct key *key, const unsigned char *text, size_t length)
{
    key->length = key->bare_length = 0;
    key->letters = 0;
    key->beyond = false;
    for (size_t i = 0; i < length; key->length++) {
        uint32_t point = text[i];
        i += point < 0x80 ? 1 : tl_utf8_next(text + i, length - i, &point);
        key->text[key->length] = point < 0x80 ? (unsigned char)point : BEYOND;
        key->letters |= tl_letter(point);
        if (!(point >= 'a' && point <= 'z') && is_filler(point))
            continue;
        key->beyond |= point >= 0x80;
        key->bare[key->bare_length++] = lower(point);
    }
}

static bool goes_on_in_style(const struct key *key, const char *name)
{
    size_t i = 0;
    for (; *name; name++)
        if (!is_filler((unsigned char)*name)
            && (i == key->bare_length || lower((unsigned char)*name) != key->bare[i++]))
            return false;
    return i == key->bare_length;
}

/* Names begin with no filler. */
static inline bool same_in_style(const struct key *key, const char *name)
{
    return (unsigned char)*name == key->bare[0] && goes_on_in_style(key, name);
}

/* The index in the object's fields, or -1. */
static int field_in_style(const struct tl_object *object, uint32_t candidates, const struct key *key)
{
    const struct tl_field *field = object->fields;
    for (uint32_t left = candidates; left; left >>= 1, field++)
        if (left & 1 && same_in_style(key, field->name))
            return (int)(field - object->fields);
    return -1;
}

static const struct tl_alias *alias_in_style(const struct tl_object *object, uint32_t candidates,
                                             const struct key *key)
{
    for (const struct tl_alias *alias = object->aliases; alias->key; alias++)
        if (same_in_style(key, alias->key) && candidates & UINT32_C(1) << alias->field)
            return alias;
    return NULL;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Edit distance with transpositions of neighbours, when it is at most `most`; else any number above that. */
// NOLINTNEXTLINE(misc-no-recursion): no deeper than `most`, which is NEAR at most
static size_t distance(const unsigned char *key, size_t key_length, const char *name, size_t length, size_t most)
{
    for (; key_length && length && *key == (unsigned char)*name; key_length--, length--) {
        key++;
        name++;
    }
    if (key_length == 0 || length == 0)
        return key_length + length;
    if (most == 0 || key_length > length + most || length > key_length + most)
        return most + 1;
    size_t rest = distance(key + 1, key_length - 1, name + 1, length - 1, most - 1);
    rest = least(rest, distance(key + 1, key_length - 1, name, length, most - 1));
    rest = least(rest, distance(key, key_length, name + 1, length - 1, most - 1));
    if (key_length > 1 && length > 1 && key[0] == (unsigned char)name[1] && key[1] == (unsigned char)name[0])
        rest = least(rest, distance(key + 2, key_length - 2, name + 2, length - 2, most - 1));
    return 1 + rest;
}

static bool has_more(uint64_t letters, size_t most)
{
    for (; letters && most > 0; most--)
        letters &= letters - 1;
    return letters != 0;
}

/* The fewest steps from the key to the name; more than `most`: too many. Each letter that one has alone takes one. */
static size_t steps(const struct key *key, const struct tl_field *field, uint64_t letters, size_t most)
{
    if (has_more(letters & ~key->letters, most) || has_more(key->letters & ~letters, most))
        return most + 1;
    size_t one = distance(key->text, key->length, field->name, field->length, 1);
    return one <= 1 ? one : distance(key->text, key->length, field->name, field->length, most);
}

static int nearest_field(const struct tl_lookup *lookup, const struct tl_object *object, uint32_t candidates,
                         const struct key *key)
{
    size_t best = SIZE_MAX, longest = key->length + NEAR;
    const struct tl_field *field = object->fields;
    const uint64_t *letters = lookup->letters[object->row];
    int nearest = -1;
    for (uint32_t left = candidates; left; left >>= 1, field++, letters++) {
        /* as lengths wrap, that is a name longer or shorter by more */
        if (!(left & 1) || longest - field->length > NEAR + NEAR)
            continue;
        /* less than half the length, as names have three letters */
        size_t most = field->length <= 5 ? 1 : NEAR, d = steps(key, field, *letters, most);
        if (d > most || d > best)
            continue;
        nearest = d == best ? -1 : (int)(field - object->fields);
        best = d;
    }
    return nearest;
}

enum tl_likeness tl_suggest(const struct tl_lookup *lookup, const struct tl_object *object, uint32_t candidates,
                            const unsigned char *text, size_t length, int *field)
{
    struct key key;
    const struct tl_alias *alias;
    if (length > MOST)
        return TL_UNLIKE;
    read_key(&key, text, length);
    if (key.bare_length > 0 && !key.beyond) {
        if ((*field = field_in_style(object, candidates, &key)) >= 0)
            return TL_LIKE_STYLE;
        if ((alias = alias_in_style(object, candidates, &key))) {
            *field = alias->field;
            return alias->use == TL_EVERYDAY ? TL_LIKE_EVERYDAY : TL_LIKE_ALIAS;
        }
    }
    *field = nearest_field(lookup, object, candidates, &key);
    return *field >= 0 ? TL_LIKE_TYPO : TL_UNLIKE;
}
