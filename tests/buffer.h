/* SPDX-License-Identifier: MIT */
/* Growing bytes, files and folders: what the tests need of a standard library. Trouble ends the test. */
#ifndef TESTS_BUFFER_H
#define TESTS_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes with a NUL after the last one. All zero: empty. */
struct buffer {
    char *bytes;
    size_t length, room;
};

void buffer_add(struct buffer *buffer, const void *bytes, size_t count);
void buffer_print(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds the bytes as a quoted string of the .want syntax: lone bytes as \xNN, invisible characters as \uNNNN. */
void buffer_quote(struct buffer *buffer, const char *bytes, size_t count);

/* The bytes as a string, never NULL. */
const char *buffer_string(const struct buffer *buffer);

/* Whether two texts differ; then `*line` is where the first line that differs begins, in both. */
bool buffer_differ(const struct buffer *a, const struct buffer *b, size_t *line);

void buffer_clear(struct buffer *buffer);
void buffer_free(struct buffer *buffer);

/* Replaces the buffer by the bytes of a file; false: it cannot be read. */
bool buffer_read(struct buffer *buffer, const char *path);

/* Replaces the buffer by the path of something in the source tree: $top_srcdir (or .), a slash, the name. */
void buffer_source(struct buffer *buffer, const char *name);

/* Paths of the files under a folder whose names end in `suffix`, sorted. */
struct folder {
    char **paths;
    size_t count, room;
};

/* False: there is no such folder. */
bool folder_list(struct folder *folder, const char *path, const char *suffix);
void folder_free(struct folder *folder);

/* Length of the well-formed character (RFC 3629) at the start of the bytes; 0: there is none. */
size_t character_length(const char *bytes, size_t count);

/* The code point of a well-formed character of that length. */
uint32_t character_point(const char *bytes, size_t length);

/* A block of items of `size` bytes, `count` of `*room` in use, with room for one more; it may have moved. */
void *room_for_one(void *items, size_t size, size_t count, size_t *room);

#endif
