/* SPDX-License-Identifier: MIT */
#include "kinds.h"

#include <string.h>

#define LARGE true
#define SMALL false

/* clang-format off */
const struct kind kinds[] = {
    { "a string", "{\"config_desc\": \"", "x", "\"}", LARGE },
    { "escapes", "{\"config_desc\": \"", "\\u00e9", "\"}", LARGE },
    { "blanks", "{", " ", "}", LARGE },
    { "comments", "{", "/**/ ", "}", LARGE },
    { "brackets side by side", "[", "[],", "[]]", LARGE },
    { "brackets within each other", "", "[1,2,", "", LARGE },
    { "small objects", "[", "{\"a\": %, \"b\": true},\n", "{}]", LARGE },
    { "unknown names", "{", "\"zzz%\": 1,\n", "\"zzz\": 1}", LARGE },
    { "known names again and again", "{", "\"spec_id\": 1,\n", "\"spec_id\": 1}", LARGE },
    { "entries of parameter", "{\"parameter\": [", "{\"label\": \"layer_%\", \"value\": \"0.%\"},\n", "{}]}", LARGE },
    { "twin labels", "{\"parameter\": [", "{\"label\": \"a\", \"value\": \"b\"},\n", "{}]}", LARGE },
    { "findings, one a line", "{\"parameter\": [", "{\"label\": 1},\n", "{}]}", LARGE },
    { "lines", "{", "\n", "}", SMALL },
    { "bad escapes", "{\"config_desc\": \"", "\\q", "\"}", SMALL },
    { "escaped backslashes", "[\"", "\\\\", "\"]", SMALL },
    { "bad characters in a name", "{\"config_name\": \"", "#", "\"}", SMALL },
    { "bad bytes in a string", "{\"config_desc\": \"", "a\xff", "\"}", SMALL },
    { "bad bytes between tokens", "{", "\xff", "}", SMALL },
    { "a string that is not closed", "{\"config_desc\": \"", "x", "", SMALL },
    { "strings that are not closed", "{", "\"a\n", "}", SMALL },
    { "a number", "{\"spec_id\": ", "1", "}", SMALL },
    { "a word", "{\"spec_id\": ", "x", "}", SMALL },
    { "a key", "{\"", "a", "\": 1}", SMALL },
    { "names misspelt alike", "{", "\"cofnig_nmae\": 1,", "\"zzz\": 1}", SMALL },
    { "entries of data_source", "{\"data_source\": [", "{\"type\": \"obs\", \"dataset_id\": \"b\"},", "{}]}", SMALL },
    { "objects within each other", "", "{\"a\":", "", SMALL },
    { "commas", "[", ",", "]", SMALL },
    { "commas that are missing", "[", "1 ", "]", SMALL },
    { "colons", "{\"a\"", ":", "}", SMALL },
    { "quotes", "[", "\"", "]", SMALL },
    { "a comment", "{/*", "*", "*/}", SMALL },
    { "placeholders", "[", "{{a}},", "1]", SMALL },
    { "a placeholder that does not end", "[{{", "a", "", SMALL },
    { "look-alikes", "{", "\xc2\xa0", "}", SMALL },
    { "a path", "{\"boot_file_url\": \"/a/b\", \"app_url\": \"/", "a/../", "\"}", SMALL },
    { "a command", "{\"user_command\": \"", "password=", "\"}", SMALL },
    { "secrets", "{\"user_command\": \"", "ak sk ", "\"}", SMALL },
    { "an image", "{\"user_image_url\": \"", "a/", "\"}", SMALL },
};
/* clang-format on */
const size_t kind_count = sizeof kinds / sizeof *kinds;

enum { DIGITS = 9 };

static char *put_number(char *out, uint64_t number)
{
    for (int i = DIGITS - 1; i >= 0; i--, number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + DIGITS;
}

static char *put_unit(char *out, const char *unit, uint64_t number)
{
    for (; *unit != '\0'; unit++) {
        if (*unit == '%')
            out = put_number(out, number);
        else
            *out++ = *unit;
    }
    return out;
}

size_t kind_fill(const struct kind *kind, uint64_t *number, char *room, size_t size)
{
    size_t bytes = strlen(kind->unit);
    char *out = room;

    for (const char *at = kind->unit; (at = strchr(at, '%')) != NULL; at++)
        bytes += DIGITS - 1;
    for (; (size_t)(room + size - out) >= bytes; ++*number)
        out = put_unit(out, kind->unit, *number);
    return (size_t)(out - room);
}
