/* SPDX-License-Identifier: MIT */
/*
 * A buffered stream to a file descriptor, without stdio: it goes on after EINTR and on a descriptor that does
 * not block, asks for no memory, and remembers the first error until somebody asks.
 */
#ifndef OUTPUT_H
#define OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#if defined __GNUC__
#define LIKE_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define LIKE_PRINTF(at, first)
#endif

struct output {
    int fd;
    int error; /* errno of the first write that failed; nothing is written after it */
    size_t used;
    char bytes[8192];
};

void output_open(struct output *out, int fd);

void output_bytes(struct output *out, const char *bytes, size_t size);
void output_text(struct output *out, const char *text);
void output_repeat(struct output *out, const char *text, size_t count);

/* As printf; what is longer than 511 bytes is cut, so never for text of unknown length. */
void output_format(struct output *out, const char *format, ...) LIKE_PRINTF(2, 3);

/* Writes what is buffered; false once anything has failed. */
bool output_flush(struct output *out);

/* Flushes and closes: only then has every file system said whether the bytes arrived. 0 or errno. */
int output_close(struct output *out);

#endif
