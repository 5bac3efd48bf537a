/* SPDX-License-Identifier: MIT */
#include "buffer.h"

#include <dirent.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void *grow(void *block, size_t size)
{
    void *grown = block == NULL ? malloc(size) : realloc(block, size);

    if (grown == NULL) {
        fputs("tests: out of memory\n", stderr);
        exit(2);
    }
    return grown;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t count)
{
    if (buffer->bytes == NULL || buffer->room - buffer->length <= count) {
        buffer->room = (buffer->length + count + 1) * 2;
        buffer->bytes = grow(buffer->bytes, buffer->room);
    }
    if (count != 0)
        memcpy(buffer->bytes + buffer->length, bytes, count);
    buffer->length += count;
    buffer->bytes[buffer->length] = '\0';
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;
    char *text;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    text = grow(NULL, (size_t)length + 1);
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer_add(buffer, text, (size_t)length);
    free(text);
}

uint32_t character_point(const char *bytes, size_t length)
{
    static const unsigned char mask[] = { 0, 0x7f, 0x1f, 0x0f, 0x07 };
    uint32_t value = (unsigned char)bytes[0] & mask[length];

    for (size_t i = 1; i < length; i++)
        value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
    return value;
}

void *room_for_one(void *items, size_t size, size_t count, size_t *room)
{
    if (count < *room)
        return items;
    *room = *room * 2 + 16;
    return grow(items, *room * size);
}

static bool invisible(uint32_t value)
{
    return value < 0x20 || (value >= 0x7f && value <= 0xa0) || value == 0xad || (value >= 0x2000 && value <= 0x200f)
           || (value >= 0x2028 && value <= 0x202f) || (value >= 0x205f && value <= 0x206f) || value == 0x3000
           || value == 0xfeff;
}

static void quote_one(struct buffer *buffer, const char *bytes, size_t length)
{
    uint32_t value = character_point(bytes, length);

    if (value == '"' || value == '\\')
        buffer_print(buffer, "\\%c", (char)value);
    else if (value == '\n')
        buffer_print(buffer, "\\n");
    else if (value == '\r')
        buffer_print(buffer, "\\r");
    else if (value == '\t')
        buffer_print(buffer, "\\t");
    else if (invisible(value))
        buffer_print(buffer, "\\u%04x", (unsigned)value);
    else
        buffer_add(buffer, bytes, length);
}

void buffer_quote(struct buffer *buffer, const char *bytes, size_t count)
{
    buffer_add(buffer, "\"", 1);
    for (size_t i = 0; i < count;) {
        size_t length = character_length(bytes + i, count - i);

        if (length == 0) {
            buffer_print(buffer, "\\x%02x", (unsigned)(unsigned char)bytes[i++]);
            continue;
        }
        quote_one(buffer, bytes + i, length);
        i += length;
    }
    buffer_add(buffer, "\"", 1);
}

const char *buffer_string(const struct buffer *buffer)
{
    return buffer->bytes == NULL ? "" : buffer->bytes;
}

bool buffer_differ(const struct buffer *a, const struct buffer *b, size_t *line)
{
    const char *one = buffer_string(a), *other = buffer_string(b);
    if (strcmp(one, other) == 0)
        return false;
    *line = 0;
    for (size_t i = 0; one[i] == other[i]; i++)
        if (one[i] == '\n')
            *line = i + 1;
    return true;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->length = 0;
    buffer_add(buffer, "", 0);
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){ 0 };
}

bool buffer_read(struct buffer *buffer, const char *path)
{
    FILE *file = fopen(path, "rb");
    char piece[4096];
    size_t got;

    if (file == NULL)
        return false;
    buffer_clear(buffer);
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buffer_add(buffer, piece, got);
    return fclose(file) == 0;
}

void buffer_source(struct buffer *buffer, const char *name)
{
    const char *top = getenv("top_srcdir");

    buffer_clear(buffer);
    buffer_print(buffer, "%s/%s", top != NULL ? top : ".", name);
}

static bool ends_with(const char *text, const char *suffix)
{
    size_t length = strlen(text), tail = strlen(suffix);

    return length >= tail && strcmp(text + length - tail, suffix) == 0;
}

static bool walk(struct folder *folder, const char *path, const char *suffix)
{
    DIR *directory = opendir(path);
    struct dirent *entry;

    if (directory == NULL)
        return false;
    while ((entry = readdir(directory)) != NULL) {
        struct buffer name = { 0 };
        struct stat status;

        if (entry->d_name[0] == '.')
            continue;
        buffer_print(&name, "%s/%s", path, entry->d_name);
        if (stat(name.bytes, &status) == 0 && S_ISDIR(status.st_mode)) {
            walk(folder, name.bytes, suffix);
        } else if (ends_with(name.bytes, suffix)) {
            if (folder->count == folder->room)
                folder->paths = grow(folder->paths, (folder->room = folder->room * 2 + 64) * sizeof *folder->paths);
            folder->paths[folder->count++] = name.bytes;
            continue;
        }
        buffer_free(&name);
    }
    closedir(directory);
    return true;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_list(struct folder *folder, const char *path, const char *suffix)
{
    *folder = (struct folder){ 0 };
    if (!walk(folder, path, suffix))
        return false;
    if (folder->count != 0)
        qsort(folder->paths, folder->count, sizeof *folder->paths, by_name);
    return true;
}

void folder_free(struct folder *folder)
{
    for (size_t i = 0; i < folder->count; i++)
        free(folder->paths[i]);
    free(folder->paths);
    *folder = (struct folder){ 0 };
}

size_t character_length(const char *bytes, size_t count)
{
    static const struct {
        unsigned char first, last, second_first, second_last, length;
    } forms[] = {
        { 0x00, 0x7f, 0, 0, 1 },       { 0xc2, 0xdf, 0x80, 0xbf, 2 }, { 0xe0, 0xe0, 0xa0, 0xbf, 3 },
        { 0xe1, 0xec, 0x80, 0xbf, 3 }, { 0xed, 0xed, 0x80, 0x9f, 3 }, { 0xee, 0xef, 0x80, 0xbf, 3 },
        { 0xf0, 0xf0, 0x90, 0xbf, 4 }, { 0xf1, 0xf3, 0x80, 0xbf, 4 }, { 0xf4, 0xf4, 0x80, 0x8f, 4 },
    };
    const unsigned char *b = (const unsigned char *)bytes;

    for (size_t i = 0; count != 0 && i < sizeof forms / sizeof *forms; i++) {
        if (b[0] < forms[i].first || b[0] > forms[i].last || count < forms[i].length)
            continue;
        if (forms[i].length > 1 && (b[1] < forms[i].second_first || b[1] > forms[i].second_last))
            return 0;
        for (size_t k = 2; k < forms[i].length; k++)
            if ((b[k] & 0xc0) != 0x80)
                return 0;
        return forms[i].length;
    }
    return 0;
}
