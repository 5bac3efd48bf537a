/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "memory.h"
#include "screen.h"

static void write_escape(struct output *out, utf8proc_int32_t character)
{
    unsigned code = (unsigned)character;
    if (code > 0xFFFF)
        output_format(out, "\\u%04x\\u%04x", 0xD800 + ((code - 0x10000) >> 10), 0xDC00 + (code & 0x3FF));
    else
        output_format(out, "\\u%04x", code);
}

/*
 * yajl escapes what JSON must have escaped, here the rest is done. Outside strings JSON is plain ASCII, so a
 * character that is replaced lies in one; and yajl never cuts a character in two.
 */
static void write_safely(void *context, const char *text, size_t size)
{
    struct output *out = context;
    for (size_t i = 0; i < size;) {
        utf8proc_int32_t character;
        utf8proc_ssize_t known = size - i < 4 ? (utf8proc_ssize_t)(size - i) : 4;
        utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)text + i, known, &character);
        if (length <= 0) {
            output_text(out, "\\ufffd");
            length = 1;
        } else if (character == '\n' || (screen_is_plain(character) && !screen_begins_command(text + i, size - i))) {
            output_bytes(out, text + i, (size_t)length);
        } else {
            write_escape(out, character);
        }
        i += (size_t)length;
    }
}

static void *take(void *context, size_t size)
{
    (void)context;
    return memory_resize(NULL, size);
}

static void *resize(void *context, void *block, size_t size)
{
    (void)context;
    return memory_resize(block, size);
}

static void give(void *context, void *block)
{
    (void)context;
    free(block);
}

yajl_gen json_open(struct output *out)
{
    yajl_alloc_funcs memory = { .malloc = take, .realloc = resize, .free = give };
    yajl_gen json = yajl_gen_alloc(&memory);
    yajl_gen_config(json, yajl_gen_print_callback, write_safely, out);
    return json;
}

void json_end_line(yajl_gen json)
{
    yajl_gen_reset(json, "\n");
}

void json_text(yajl_gen json, const char *text)
{
    yajl_gen_string(json, (const unsigned char *)text, strlen(text));
}

void json_number(yajl_gen json, uint64_t number)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, number);
    yajl_gen_number(json, digits, (size_t)length);
}

void json_key(yajl_gen json, const char *key)
{
    json_text(json, key);
}

void json_member_text(yajl_gen json, const char *key, const char *text_or_null)
{
    json_key(json, key);
    if (text_or_null != NULL)
        json_text(json, text_or_null);
    else
        yajl_gen_null(json);
}

void json_member_number(yajl_gen json, const char *key, uint64_t number)
{
    json_key(json, key);
    json_number(json, number);
}

void json_member_bool(yajl_gen json, const char *key, bool value)
{
    json_key(json, key);
    yajl_gen_bool(json, value);
}
