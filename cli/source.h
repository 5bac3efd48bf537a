/* SPDX-License-Identifier: MIT */
/*
 * The bytes of one document: read once from the first to the last, and kept for excerpts. The first 16 MiB stay
 * in memory; of what lies beyond, a regular file is asked again, and a pipe has forgotten it.
 */
#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct source {
    int fd;
    bool can_be_asked_again;
    off_t base; /* where the document begins in its file */
    char *bytes;
    size_t room;
    size_t kept;   /* bytes from the start that are in memory */
    uint64_t size; /* bytes read so far */
    struct hidden *hidden;
    size_t hidden_room, hidden_count;
};

/* Begins a document; the memory of the one before it is used again. `fd` must stay open until the next. */
void source_open(struct source *source, int fd);

/* Reads on: the number of bytes, 0 at the end, -1 with errno. They stand at *bytes until the next call. */
ssize_t source_read(struct source *source, const char **bytes);

/* What lies between two offsets is never shown: source_at gives asterisks for it. */
void source_hide(struct source *source, uint64_t start, uint64_t end);

/* Copies bytes from an offset on; fewer than `size` at the end; 0 when they are gone. */
size_t source_at(const struct source *source, uint64_t offset, char *bytes, size_t size);

void source_release(struct source *source);

#endif
