/* SPDX-License-Identifier: MIT */
/* The vocabulary of the .def files in spec, and the lookup of a field by its key. */
#ifndef TL_SPEC_H
#define TL_SPEC_H

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
    unsigned limit;
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
    enum tl_sign sign;
    const char *what;
};

struct tl_variant {
    const char *choice;
    uint32_t fields;
};

/* Lists without a count end with a NULL name. Fields named 1 + index are 0 when there is none. */
struct tl_object {
    const char *what;
    const struct tl_field *fields;
    int field_count;
    uint32_t mandatory;
    const struct tl_group *groups;
    int group_count;
    const struct tl_alias *aliases;
    const struct tl_foreign *foreign;
    const struct tl_variant *variants;
    int inside, directory; /* 1 + the path that lies below directory */
    int label, labelled;   /* 1 + the label of the value */
    int varied_by;         /* 1 + the field that chooses the variant */
};

extern const struct tl_object tl_request, tl_parameter, tl_data_source;

/* Most fields of an object, and of all objects that can be open at once. */
enum { TL_MAX_FIELDS = 32, TL_MAX_OPEN_FIELDS = 64, TL_MAX_OPEN_OBJECTS = 4, TL_OBJECT_COUNT = 3 };

/* Finds a field by its key in the same number of steps for any key. Built with the profile. */
enum { TL_LOOKUP_SLOTS = 128 };
struct tl_lookup {
    unsigned char slot[TL_OBJECT_COUNT][TL_LOOKUP_SLOTS]; /* 1 + field; 0: free */
};
void tl_lookup_build(struct tl_lookup *lookup);

/* The index of the field, -1: the object has none of this name. */
int tl_lookup_field(const struct tl_lookup *lookup, const struct tl_object *object, const unsigned char *key,
                    size_t length);

#endif
