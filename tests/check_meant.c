/* SPDX-License-Identifier: MIT */
/*
 * Which field a key was meant for: every name and known word with each edit, and with a few edits by chance, among all
 * fields and among some, against a plain reading of the rule (the distance by its textbook table).
 */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "suggest.h"

enum { LONGEST = 80 };

static struct tl_lookup lookup;
static uint32_t chance = 1;

static unsigned by_chance(unsigned below)
{
    chance = chance * 1664525u + 1013904223u;
    return (chance >> 8) % below;
}

/* ---- the rule as it reads */

/* Edits to get from one to the other: a character put in, taken out, changed, or two neighbours exchanged. */
static size_t edits(const char *one, const char *other)
{
    size_t table[LONGEST + 1][LONGEST + 1];
    size_t rows = strlen(one), columns = strlen(other);
    for (size_t i = 0; i <= rows; i++)
        for (size_t j = 0; j <= columns; j++) {
            size_t best = i == 0 ? j : j == 0 ? i : table[i - 1][j - 1] + (one[i - 1] != other[j - 1]);
            if (i > 0 && j > 0) {
                best = table[i - 1][j] + 1 < best ? table[i - 1][j] + 1 : best;
                best = table[i][j - 1] + 1 < best ? table[i][j - 1] + 1 : best;
            }
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1]
                && table[i - 2][j - 2] + 1 < best)
                best = table[i - 2][j - 2] + 1;
            table[i][j] = best;
        }
    return table[rows][columns];
}

/* Without case, hyphens, underscores, blanks and what is not seen. */
static void drop_style(const char *text, char out[LONGEST])
{
    for (; *text; text++)
        if (*text >= 'A' && *text <= 'Z')
            *out++ = (char)(*text - 'A' + 'a');
        else if (!strchr("-_ \x7F", *text))
            *out++ = *text;
    *out = '\0';
}

static bool same_style(const char *one, const char *other)
{
    char a[LONGEST], b[LONGEST];
    drop_style(one, a);
    drop_style(other, b);
    return strcmp(a, b) == 0;
}

static enum tl_likeness nearest(const struct tl_object *object, uint32_t candidates, const char *key, int *field)
{
    size_t best = SIZE_MAX;
    bool alone = false;
    for (int i = 0; i < object->field_count; i++) {
        const char *name = object->fields[i].name;
        size_t length = strlen(name), distance = edits(key, name), most = length <= 5 ? 1 : 2;
        if (!(candidates >> i & 1) || distance > most || 2 * distance >= length || distance > best)
            continue;
        alone = distance < best;
        best = distance;
        *field = i;
    }
    return alone ? TL_LIKE_TYPO : TL_UNLIKE;
}

static enum tl_likeness meant(const struct tl_object *object, uint32_t candidates, const char *key, int *field)
{
    for (int i = 0; i < object->field_count; i++)
        if (candidates >> i & 1 && same_style(key, object->fields[i].name)) {
            *field = i;
            return TL_LIKE_STYLE;
        }
    for (const struct tl_alias *alias = object->aliases; alias->key; alias++)
        if (candidates >> alias->field & 1 && same_style(key, alias->key)) {
            *field = alias->field;
            return alias->use == TL_EVERYDAY ? TL_LIKE_EVERYDAY : TL_LIKE_ALIAS;
        }
    return nearest(object, candidates, key, field);
}

/* ---- keys */

static void check_key(const struct tl_object *object, uint32_t candidates, const char *key)
{
    int wanted = -1, found = -1;
    enum tl_likeness likeness = meant(object, candidates, key, &wanted);
    enum tl_likeness told = tl_suggest(&lookup, object, candidates, (const unsigned char *)key, strlen(key), &found);
    if (told != likeness || (likeness != TL_UNLIKE && found != wanted))
        ck_abort_msg("%s of %s, among %x, is meant for field %d (%d), not for %d (%d)", key, object->what,
                     (unsigned)candidates, found, (int)told, wanted, (int)likeness);
}

/* Among all fields, all but the one that is meant, and some. */
static void try_key(const struct tl_object *object, const char *key)
{
    const uint32_t all = (UINT32_C(1) << object->field_count) - 1;
    int field = 0;
    check_key(object, all, key);
    if (meant(object, all, key, &field) != TL_UNLIKE)
        check_key(object, all & ~(UINT32_C(1) << field), key);
    check_key(object, by_chance(all), key);
}

enum edit { PUT_IN, TAKE_OUT, CHANGE, EXCHANGE, EDITS };

static void edit_key(char *key, enum edit edit, size_t at, char c)
{
    size_t length = strlen(key);
    if (edit == PUT_IN) {
        memmove(key + at + 1, key + at, length - at + 1);
        key[at] = c;
    } else if (edit == TAKE_OUT && at < length) {
        memmove(key + at, key + at + 1, length - at);
    } else if (edit == CHANGE && at < length) {
        key[at] = c;
    } else if (edit == EXCHANGE && at + 1 < length) {
        char first = key[at];
        key[at] = key[at + 1];
        key[at + 1] = first;
    }
}

static void try_each_edit(const struct tl_object *object, const char *name)
{
    static const char characters[] = "ae_-Z\x7F";
    char key[LONGEST];
    for (size_t at = 0; at <= strlen(name); at++)
        for (int edit = PUT_IN; edit < EDITS; edit++)
            for (const char *c = characters; *c; c++) {
                snprintf(key, sizeof key, "%s", name);
                edit_key(key, (enum edit)edit, at, *c);
                try_key(object, key);
            }
}

static void try_some_edits(const struct tl_object *object, const char *name)
{
    char key[LONGEST];
    for (int i = 0; i < 200; i++) {
        snprintf(key, sizeof key, "%s", name);
        for (unsigned count = 2 + by_chance(2); count > 0; count--)
            edit_key(key, (enum edit)by_chance(EDITS), by_chance((unsigned)strlen(key) + 1), "aeidst_"[by_chance(7)]);
        try_key(object, key);
    }
}

static void try_name(const struct tl_object *object, const char *name)
{
    try_key(object, name);
    try_each_edit(object, name);
    try_some_edits(object, name);
}

START_TEST(keys)
{
    const struct tl_object *object = tl_objects[_i];
    tl_lookup_build(&lookup);
    for (int i = 0; i < object->field_count; i++)
        try_name(object, object->fields[i].name);
    for (const struct tl_alias *alias = object->aliases; alias->key; alias++)
        try_name(object, alias->key);
    try_key(object, "");
    try_key(object, "_");
    try_key(object, "- -");
}
END_TEST

/* Beyond ASCII: what is not seen is dropped, anything else is one character that is wrong. */
START_TEST(other_characters)
{
    static const struct {
        const char *key, *name;
        enum tl_likeness likeness;
    } cases[] = {
        { "spec\xE2\x80\x8B_id", "spec_id", TL_LIKE_STYLE }, /* a blank without width */
        { "\xEF\xBB\xBF"
          "specId",
          "spec_id", TL_LIKE_STYLE },
        { "sp\xC3\xA9"
          "c_id",
          "spec_id", TL_LIKE_TYPO },
        { "sp\xC3\xA9"
          "c_\xC3\xA9"
          "d",
          "spec_id", TL_LIKE_TYPO },
        { "s\xC3\xA9\xC3\xA9"
          "c_\xC3\xA9"
          "d",
          NULL, TL_UNLIKE },
        { "\xF0\x9F\x98\x80spec_id", "spec_id", TL_LIKE_TYPO },
        { "na\xC3\xAFme", NULL, TL_UNLIKE }, /* no known word but as it is written */
    };
    tl_lookup_build(&lookup);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int field = -1;
        ck_assert_msg(tl_suggest(&lookup, &tl_request, (UINT32_C(1) << tl_request.field_count) - 1,
                                 (const unsigned char *)cases[i].key, strlen(cases[i].key), &field)
                          == cases[i].likeness,
                      "%s", cases[i].key);
        if (cases[i].name)
            ck_assert_str_eq(tl_request.fields[field].name, cases[i].name);
    }
}
END_TEST

/* A key of 64 bytes may be like a field, one of 65 never. */
START_TEST(long_keys)
{
    char key[LONGEST] = "spec_id";
    int field;
    tl_lookup_build(&lookup);
    memset(key + 7, '_', 64 - 7);
    ck_assert_int_eq(tl_suggest(&lookup, &tl_request, UINT32_MAX >> 14, (const unsigned char *)key, 64, &field),
                     TL_LIKE_STYLE);
    key[64] = '_';
    ck_assert_int_eq(tl_suggest(&lookup, &tl_request, UINT32_MAX >> 14, (const unsigned char *)key, 65, &field),
                     TL_UNLIKE);
}
END_TEST

/* A NUL is a character that is wrong, too, where names end in one. */
START_TEST(nul_in_key)
{
    int field = -1;
    tl_lookup_build(&lookup);
    ck_assert_int_eq(tl_suggest(&lookup, &tl_request, UINT32_MAX >> 14, (const unsigned char *)"spec_i\0dx", 9, &field),
                     TL_LIKE_TYPO);
    ck_assert_str_eq(tl_request.fields[field].name, "spec_id");
}
END_TEST

/* A word that other documents use, too, does not tell that this is a request; one of this service's does. */
START_TEST(known_words)
{
    static const struct {
        const char *word;
        size_t counts;
    } cases[] = {
        { "name", 0 },       { "job_name", 1 },        { "description", 0 }, { "desc", 0 },
        { "job_desc", 1 },   { "code_dir", 1 },        { "boot_file", 1 },   { "hyperparameters", 1 },
        { "parameters", 0 }, { "params", 0 },          { "output_path", 1 }, { "inputs", 0 },
        { "data_uri", 1 },   { "worker_count", 1 },    { "workers", 0 },     { "train_instance_count", 1 },
        { "spec_id", 1 },    { "dataset_version", 1 }, { "spce_id", 1 },     { "specId", 1 },
        { "other", 0 },
    };
    trainlint_profile *profile;
    trainlint_checker *checker;
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char document[LONGEST];
        int length = snprintf(document, sizeof document, "{\"%s\": 1}", cases[i].word);
        trainlint_check(checker, document, (size_t)length);
        ck_assert_msg(trainlint_known_fields(checker) == cases[i].counts, "%s", cases[i].word);
    }
    trainlint_free(checker);
    trainlint_profile_free(profile);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("meant");
    TCase *part = add_part(suite, "keys");
    tcase_add_loop_test(part, keys, 0, TL_OBJECT_COUNT);
    tcase_add_test(part, other_characters);
    tcase_add_test(part, long_keys);
    tcase_add_test(part, nul_in_key);
    tcase_add_test(part, known_words);
    return run_suite(suite);
}
