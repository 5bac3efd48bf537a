/* SPDX-License-Identifier: MIT */
/*
 * Every short text over a few characters that matter, and numbers around each bound, against readings of the rules that
 * are as plain as can be.
 */
#include "suite.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "spec.h"
#include "values.h"

enum { LONGEST = 80 };

static const unsigned char *bytes(const char *text)
{
    return (const unsigned char *)text;
}

/* The next text made of up to `most` parts, numbered from 0; false: there is none. */
static bool text_at(const char *const *parts, size_t most, unsigned long number, char text[LONGEST])
{
    unsigned long count = 0;
    text[0] = '\0';
    while (parts[count])
        count++;
    for (size_t used = 0; number > 0; used++) {
        if (used == most)
            return false;
        strcat(text, parts[(number - 1) % count]);
        number = (number - 1) / count;
    }
    return true;
}

/* ---- integers */

static void check_integer(const char *text, int64_t least, int64_t most, enum tl_integer wanted, int64_t number)
{
    int64_t value = number;
    ck_assert_msg(tl_read_integer(bytes(text), strlen(text), least, most, &value) == wanted, "%s", text);
    ck_assert_msg(value == number, "%s is read as %" PRId64, text, value);
}

START_TEST(integers)
{
    static const int64_t bounds[][2] = { { -12, 9 }, { -9, 10 }, { -100, 119 }, { INT32_MIN, INT32_MAX } };
    char text[32];
    for (size_t i = 0; i < sizeof bounds / sizeof *bounds; i++)
        for (int64_t step = -250; step <= 250; step++) {
            int64_t least = bounds[i][0], most = bounds[i][1];
            int64_t numbers[] = { least + step, most + step, 10 * least + step, 10 * most + step };
            for (int n = 0; n < 4; n++) {
                bool fits = numbers[n] >= least && numbers[n] <= most;
                snprintf(text, sizeof text, "%" PRId64, numbers[n]);
                check_integer(text, least, most, fits ? TL_INTEGER_FITS : TL_INTEGER_RANGE, numbers[n]);
            }
        }
    check_integer("9223372036854775807", INT64_MIN, INT64_MAX, TL_INTEGER_FITS, INT64_MAX);
    check_integer("-9223372036854775808", INT64_MIN, INT64_MAX, TL_INTEGER_FITS, INT64_MIN);
    check_integer("9223372036854775808", INT64_MIN, INT64_MAX, TL_INTEGER_RANGE, 0);
    check_integer("-9223372036854775809", INT64_MIN, INT64_MAX, TL_INTEGER_RANGE, 0);
    check_integer("18446744073709551617", INT64_MIN, INT64_MAX, TL_INTEGER_RANGE, 0);
    check_integer("99999999999999999999", INT64_MIN, INT64_MAX, TL_INTEGER_RANGE, 0);
    for (int c = 1; c < 256; c++)
        if (c < '0' || c > '9') {
            snprintf(text, sizeof text, "1%c", c);
            check_integer(text, -99, 99, TL_INTEGER_NONE, 0);
        }
}
END_TEST

/* ---- paths */

/* The segments of a path, resolved one by one. */
struct segments {
    size_t count;
    char names[LONGEST][8];
};

static void resolve(const char *path, struct segments *segments)
{
    char copy[LONGEST];
    snprintf(copy, sizeof copy, "%s", path);
    segments->count = 0;
    for (char *name = strtok(copy, "/"); name; name = strtok(NULL, "/")) {
        if (strcmp(name, "..") == 0)
            segments->count -= segments->count > 0;
        else if (strcmp(name, ".") != 0)
            snprintf(segments->names[segments->count++], sizeof segments->names[0], "%s", name);
    }
}

static bool is_below(const struct segments *path, const struct segments *directory)
{
    for (size_t i = 0; i < directory->count; i++)
        if (i >= path->count || strcmp(path->names[i], directory->names[i]) != 0)
            return false;
    return path->count > directory->count;
}

static void check_normalized(const char *path, const struct segments *segments)
{
    char wanted[LONGEST] = "", found[LONGEST];
    for (size_t i = 0; i < segments->count; i++) {
        strcat(wanted, "/");
        strcat(wanted, segments->names[i]);
    }
    size_t length = tl_normalize_path(bytes(path), strlen(path), (unsigned char *)found);
    if (length != strlen(wanted) || memcmp(found, wanted, length) != 0)
        ck_abort_msg("%s is not %.*s", path, (int)length, found);
}

static void check_below(const char *path, const char *directory, bool wanted)
{
    unsigned char one[LONGEST], other[LONGEST];
    size_t length = tl_normalize_path(bytes(path), strlen(path), one);
    size_t base = tl_normalize_path(bytes(directory), strlen(directory), other);
    if (tl_lies_below(one, length, other, base) != wanted)
        ck_abort_msg("%s in %s", path, directory);
    if (tl_lies_plainly_below(bytes(path), strlen(path), bytes(directory), strlen(directory)) && !wanted)
        ck_abort_msg("%s is not plainly in %s", path, directory);
}

START_TEST(paths)
{
    static const char *const parts[] = { "/", ".", "a", "b", NULL };
    char rest[LONGEST], path[LONGEST + 1], directory[LONGEST + 1];
    for (unsigned long i = 0; text_at(parts, 5, i, rest); i++) {
        struct segments own, base;
        snprintf(path, sizeof path, "/%s", rest);
        resolve(path, &own);
        check_normalized(path, &own);
        for (unsigned long j = 0; text_at(parts, 4, j, rest); j++) {
            snprintf(directory, sizeof directory, "/%s", rest);
            resolve(directory, &base);
            check_below(path, directory, is_below(&own, &base));
        }
    }
}
END_TEST

static bool has_scheme(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
    return letters >= 2 && strncmp(text + letters, "://", 3) == 0;
}

static bool is_blank(char c)
{
    return c != '\0' && strchr(" \t\n\v\f\r", c);
}

static enum tl_words path_form(const char *text)
{
    if (is_blank(*text) || is_blank(text[strlen(text) - 1]))
        return WORDS_path_space;
    if (has_scheme(text))
        return WORDS_path_scheme;
    if (strchr(text, '\\'))
        return WORDS_path_backslash;
    return *text == '/' ? TL_WORDS_COUNT : WORDS_path_relative;
}

START_TEST(path_forms)
{
    static const char *const parts[] = { "/", ":", "a", "Z", "9", "+", "\\", " ", NULL };
    static const char blanks[] = " \t\n\v\f\r", others[] = "\b\x0E!~";
    char text[LONGEST];
    for (unsigned long i = 1; text_at(parts, 5, i, text); i++) {
        if (tl_has_scheme(bytes(text), strlen(text)) != has_scheme(text))
            ck_abort_msg("the scheme of %s", text);
        if (tl_path_form(bytes(text), strlen(text), true) != path_form(text))
            ck_abort_msg("the form of %s", text);
    }
    for (const char *c = blanks; *c; c++) {
        snprintf(text, sizeof text, "/a%c", *c);
        ck_assert_int_eq(tl_path_form(bytes(text), 3, false), WORDS_path_space);
    }
    for (const char *c = others; *c; c++) {
        snprintf(text, sizeof text, "/a%c", *c);
        ck_assert_int_eq(tl_path_form(bytes(text), 3, false), TL_WORDS_COUNT);
    }
}
END_TEST

/* ---- images */

/* [HOST/]NAME[:TAG][@DIGEST]; a first part with a point or a colon is a host. */
static enum tl_words image_form(const char *text)
{
    char name[LONGEST], *from = name, *slash, *end;
    snprintf(name, sizeof name, "%s", text);
    if (strpbrk(name, " \t\n\v\f\r"))
        return WORDS_image_blank;
    if (has_scheme(name))
        return WORDS_image_scheme;
    slash = strchr(name, '/');
    if (slash && strcspn(name, ".:") < (size_t)(slash - name))
        from = slash;
    if ((end = strchr(name, '@')))
        *end = '\0';
    if (from > name + strlen(name))
        return TL_WORDS_COUNT;
    slash = strrchr(from, '/');
    if ((end = strchr(slash ? slash : from, ':')))
        *end = '\0';
    return strpbrk(from, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") ? WORDS_image_case : TL_WORDS_COUNT;
}

START_TEST(images)
{
    static const char *const parts[] = { "/", ":", ".", "@", "a", "A", "Z", "\t", "[", NULL };
    char text[LONGEST];
    for (unsigned long i = 0; text_at(parts, 5, i, text); i++)
        if (tl_image_form(bytes(text), strlen(text)) != image_form(text))
            ck_abort_msg("the form of the image %s: %d", text, tl_image_form(bytes(text), strlen(text)));
}
END_TEST

/* ---- commands */

static bool in_word(char c)
{
    return c == '.' || c == '-' || c == '_' || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
           || (c >= 'a' && c <= 'z');
}

/* Where a word stands from here on that begins so, and ends there, too, when it is to be whole; NULL: nowhere. */
static const char *word_in(const char *text, const char *from, const char *word, bool whole)
{
    const char *at = from;
    while ((at = strstr(at, word))) {
        if ((at == text || !in_word(at[-1])) && !(whole && in_word(at[strlen(word)])))
            return at;
        at++;
    }
    return NULL;
}

START_TEST(commands)
{
    static const char *const parts[] = { "run_train.sh", "python", " ", "/", ".", "x", NULL };
    char text[LONGEST];
    for (unsigned long i = 0; text_at(parts, 6, i, text); i++) {
        const char *script = word_in(text, text, "run_train.sh", true);
        bool wanted = script && word_in(text, script + strlen("run_train.sh"), "python", false);
        if (tl_calls_python(bytes(text), strlen(text)) != wanted)
            ck_abort_msg("%s is%s the form of a command", text, wanted ? "" : " not");
    }
}
END_TEST

/* ---- secrets */

static const char *const secret_names[] = {
    "ak", "sk", "access_key", "secret_key", "password", "api_key", "auth_token"
};

static bool is_secret(const char *text)
{
    for (size_t i = 0; i < sizeof secret_names / sizeof *secret_names; i++) {
        const char *name = secret_names[i], *c = text + strspn(text, "-");
        for (; *name && *c; name++, c++)
            if (*name != (*c == '-' ? '_' : *c >= 'A' && *c <= 'Z' ? *c - 'A' + 'a' : *c))
                break;
        if (!*name && !*c)
            return true;
    }
    return false;
}

/* Each name, as it is, in capitals, with hyphens, with one character changed, lost or added. */
START_TEST(names_of_secrets)
{
    static const char others[] = "abkpsyxAKPSZ@[`{_-/0 \x7F";
    for (size_t i = 0; i < sizeof secret_names / sizeof *secret_names; i++)
        for (size_t at = 0; at <= strlen(secret_names[i]); at++)
            for (const char *c = others; *c; c++)
                for (int way = 0; way < 3; way++) {
                    char text[LONGEST];
                    snprintf(text, sizeof text, "%.*s%.*s%s", (int)at, secret_names[i], way < 2, c,
                             secret_names[i] + at + (way > 0 && secret_names[i][at]));
                    ck_assert_msg(tl_is_secret_name(bytes(text), strlen(text)) == is_secret(text), "%s", text);
                }
    ck_assert(tl_is_secret_name(bytes("--Secret-Key"), 12) && !tl_is_secret_name(bytes("-"), 1));
}
END_TEST

/* A name is given a value: NAME, quotes and blanks, = or :, or NAME as an option and blanks; then what is no variable.
 */
static bool gives_secret(const char *text)
{
    for (const char *at = text; *at; at++) {
        char name[LONGEST];
        size_t length = 0;
        if (at > text && (in_word(at[-1]) && at[-1] != '.'))
            continue;
        while (in_word(at[length]) && at[length] != '.')
            length++;
        snprintf(name, sizeof name, "%.*s", (int)length, at);
        const char *blank = at + length + strspn(at + length, "\"'");
        const char *next = blank + strspn(blank, " \t\n\v\f\r\"'");
        bool assigned = *next == '=' || *next == ':', option = *at == '-' && is_blank(*blank);
        if (length == 0 || !is_secret(name) || !(assigned || option))
            continue;
        const char *value = next + assigned + strspn(next + assigned, " \t\n\v\f\r");
        if (*value == '-' && !(assigned && value == next + 1))
            continue; /* another option */
        value += strspn(value, " \t\n\v\f\r\"'");
        if (*value != '\0' && *value != '$' && *value != '{')
            return true;
    }
    return false;
}

START_TEST(secrets)
{
    static const char *const parts[] = { "sk", "password", "=", ":", " ", "-", "x", "$", "\"", ".", NULL };
    char text[LONGEST];
    for (unsigned long i = 0; text_at(parts, 5, i, text); i++)
        if (tl_gives_secret(bytes(text), strlen(text)) != gives_secret(text))
            ck_abort_msg("%s gives%s a secret", text, gives_secret(text) ? "" : " not");
}
END_TEST

/* A glance may see a secret where none is, never the other way round, wherever the sign stands. */
START_TEST(glances)
{
    char text[LONGEST];
    for (int length = 4; length < 40; length++)
        for (int at = 0; at < length; at++)
            for (const char *sign = " \t:="; *sign; sign++) {
                memset(text, 'x', (size_t)length);
                text[length] = '\0';
                ck_assert_msg(!tl_may_give_secret(bytes(text), (size_t)length), "%s", text);
                text[at] = *sign;
                ck_assert_msg(tl_may_give_secret(bytes(text), (size_t)length), "%s", text);
            }
}
END_TEST

RUN_SUITE("forms", integers, paths, path_forms, images, commands, names_of_secrets, secrets, glances)
