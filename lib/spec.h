/* SPDX-License-Identifier: MIT */
/* The vocabulary of the .def files in spec, and the lookup of a field by its key. */
#ifndef TL_SPEC_H
#define TL_SPEC_H

#include <string.h>

#include "memory.h"
#include "rules.h"

enum tl_type { TL_STRING, TL_INTEGER, TL_LONG, TL_LIST };
enum tl_need { TL_OPTIONAL, TL_MANDATORY };
enum tl_empty { TL_EMPTY_ANY, TL_EMPTY_FILLED, TL_EMPTY_BLANK, TL_EMPTY_ADVISED };
enum tl_form {
    TL_FORM_TEXT,
    TL_FORM_NAME,
    TL_FORM_SECRET,
    TL_FORM_PATH,
    TL_FORM_IMAGE,
    TL_FORM_COMMAND,
    TL_FORM_CHOICE,
    TL_FORM_COUNT,
    TL_FORM_ID,
    TL_FORM_SCHEMA
};

struct tl_field {
    const char *name;
    unsigned char length, type, need, empty, form;
    unsigned limit;  /* most characters, 0: none */
    unsigned plenty; /* so many bytes never pass it */
    const struct tl_object *of;
    const char *what;
    const char *example;
};

/* A relation of fields; the finding is made when it is broken. `sets` are masks of fields. */
enum tl_group_kind {
    TL_AT_MOST_ONE,  /* at most one of the sets has a field */
    TL_AT_LEAST_ONE, /* one of the sets has a field, an empty list being none; the first is what is missed */
    TL_BOTH_OR_NONE, /* the first set has all of its fields or none */
    TL_REDUNDANT     /* the first set beside the whole second or a field of the third */
};
enum { TL_MAX_SETS = 3 };
struct tl_group {
    enum tl_group_kind kind;
    enum tl_rule rule;
    int silencer; /* index of the group whose finding takes the place of this one's; -1: none */
    uint32_t sets[TL_MAX_SETS];
};

enum tl_use { TL_OWN, TL_EVERYDAY };
struct tl_alias {
    const char *key;
    int field;
    enum tl_use use;
};

enum tl_sign { TL_SIGN_ANY, TL_SIGN_OBJECT, TL_SIGN_LIST, TL_SIGN_PAIR };
struct tl_foreign {
    const char *key;
    size_t length;
    enum tl_sign sign;
    const char *what;
};

struct tl_variant {
    const char *choice;
    size_t length;
    uint32_t fields;
};

/* Lists without a count end with a NULL name. Fields named 1 + index are 0 when there is none. */
struct tl_object {
    int row; /* of the lookup */
    const char *what;
    const struct tl_field *fields;
    int field_count;
    uint32_t mandatory;
    const struct tl_group *groups;
    int group_count;
    uint32_t grouped; /* the fields of all groups */
    const struct tl_alias *aliases;
    const struct tl_foreign *foreign;
    const struct tl_variant *variants;
    int inside, directory; /* 1 + the path that lies below directory */
    int label, labelled;   /* 1 + the label of the value */
    int varied_by;         /* 1 + the field that chooses the variant */
};

extern const struct tl_object tl_request, tl_parameter, tl_data_source;

/* Of objects within each other: most fields (spec.c counts them), most objects. */
enum { TL_MAX_OPEN_FIELDS = 22, TL_MAX_OPEN_OBJECTS = 2, TL_OBJECT_COUNT = 3 };
extern const struct tl_object *const tl_objects[TL_OBJECT_COUNT];

/*
 * Finds a field by its key in the same few steps for any key: a table for each object, built with the
 * profile.
 */
enum { TL_LOOKUP_SLOTS = 64 };
struct tl_slot {
    const struct tl_field *own; /* NULL: free */
    unsigned length;
    int field; /* its index */
};
enum { TL_MAX_FIELDS = 32 };
struct tl_lookup {
    struct tl_slot slots[TL_OBJECT_COUNT][TL_LOOKUP_SLOTS];
    uint64_t letters[TL_OBJECT_COUNT][TL_MAX_FIELDS]; /* that are in the names, see tl_letter */
};
void tl_lookup_build(struct tl_lookup *lookup);

/* A character in a set of them; some share a bit. */
static inline uint64_t tl_letter(uint32_t c)
{
    return UINT64_C(1) << (c & 63);
}

/* The object's own row. */
static inline const struct tl_slot *tl_lookup_row(const struct tl_lookup *lookup, const struct tl_object *object)
{
    return lookup->slots[object->row];
}

/* Chosen so that no two fields of an object share a slot, which tests/check_values.c holds. */
static inline unsigned tl_lookup_slot(const unsigned char *key, size_t length)
{
    return (unsigned)(key[1] * 4u + key[length - 1] * 2u + length) % TL_LOOKUP_SLOTS;
}

/* The index of the field, -1: the object has none of this name. */
int tl_lookup_field(const struct tl_slot *row, const unsigned char *key, size_t length);

static inline bool tl_same_eight(const void *a, const void *b)
{
    uint64_t one, other;
    memcpy(&one, a, 8);
    memcpy(&other, b, 8);
    return one == other;
}

static inline bool tl_same_four(const void *a, const void *b)
{
    uint32_t one, other;
    memcpy(&one, a, 4);
    memcpy(&other, b, 4);
    return one == other;
}

/* The same for most keys: the slot; NULL may be wrong. */
TL_HOT const struct tl_slot *tl_lookup_at_once(const struct tl_slot *row, const unsigned char *key, size_t length)
{
    if (length < 4 || length > 24)
        return NULL;
    const struct tl_slot *slot = &row[tl_lookup_slot(key, length)];
    if (slot->length != length)
        return NULL;
    const char *name = slot->own->name;
    bool equal = length < 8 ? tl_same_four(name, key) && tl_same_four(name + length - 4, key + length - 4)
        : tl_same_eight(name, key) && tl_same_eight(name + length - 8, key + length - 8)
            && (length <= 16 || tl_same_eight(name + 8, key + 8));
    return equal ? slot : NULL;
}

#endif
