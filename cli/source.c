/* SPDX-License-Identifier: MIT */
#include "source.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

enum { CHUNK = 64 * 1024, KEPT = 16 * 1024 * 1024 };

void source_open(struct source *source, int fd)
{
    struct stat status;
    off_t base = lseek(fd, 0, SEEK_CUR);
    source->fd = fd;
    source->can_be_asked_again = base >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
    source->base = base;
    source->kept = 0;
    source->size = 0;
    source->hidden_count = 0;
}

/* Room for a chunk behind what is kept; the room past KEPT is where chunks come and go. */
static char *room_for_chunk(struct source *source)
{
    if (source->room < source->kept + CHUNK) {
        source->room = source->room == 0 ? CHUNK : source->room * 2;
        if (source->room > KEPT)
            source->room = KEPT + CHUNK;
        source->bytes = memory_resize(source->bytes, source->room);
    }
    return source->bytes + source->kept;
}

/* Waits where read would not block but fail. */
static bool try_again(int fd)
{
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN)
        return false;
    struct pollfd waiting = { .fd = fd, .events = POLLIN };
    return poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

ssize_t source_read(struct source *source, const char **bytes)
{
    char *chunk = room_for_chunk(source);
    ssize_t size;
    do
        size = read(source->fd, chunk, CHUNK);
    while (size < 0 && try_again(source->fd));
    if (size <= 0)
        return size;
    *bytes = chunk;
    source->size += (uint64_t)size;
    if (source->kept + (size_t)size <= KEPT && source->size == source->kept + (size_t)size)
        source->kept += (size_t)size;
    return size;
}

struct hidden {
    uint64_t start, end;
};

void source_hide(struct source *source, uint64_t start, uint64_t end)
{
    if (source->hidden_count == source->hidden_room) {
        source->hidden_room = source->hidden_room * 2 + 8;
        source->hidden = memory_resize(source->hidden, source->hidden_room * sizeof *source->hidden);
    }
    source->hidden[source->hidden_count++] = (struct hidden){ start, end };
}

static void mask(const struct source *source, uint64_t offset, char *bytes, size_t size)
{
    for (size_t i = 0; i < source->hidden_count; i++) {
        uint64_t start = source->hidden[i].start > offset ? source->hidden[i].start - offset : 0;
        uint64_t end = source->hidden[i].end > offset ? source->hidden[i].end - offset : 0;
        for (; start < end && start < size; start++)
            bytes[start] = '*';
    }
}

/* Asks the file; fewer bytes when it has become shorter, or cannot be read any more. */
static size_t read_again(const struct source *source, uint64_t offset, char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t got = pread(source->fd, bytes + done, size - done, source->base + (off_t)(offset + done));
        if (got == 0 || (got < 0 && !try_again(source->fd)))
            break;
        done += got > 0 ? (size_t)got : 0;
    }
    return done;
}

static size_t read_at(const struct source *source, uint64_t offset, char *bytes, size_t size)
{
    if (offset >= source->size)
        return 0;
    if (size > source->size - offset)
        size = (size_t)(source->size - offset);
    if (!source->can_be_asked_again && offset + size > source->kept)
        size = offset < source->kept ? (size_t)(source->kept - offset) : 0;
    if (offset + size <= source->kept) {
        memcpy(bytes, source->bytes + offset, size);
        return size;
    }
    return read_again(source, offset, bytes, size);
}

size_t source_at(const struct source *source, uint64_t offset, char *bytes, size_t size)
{
    size_t got = read_at(source, offset, bytes, size);
    mask(source, offset, bytes, got);
    return got;
}

void source_release(struct source *source)
{
    free(source->bytes);
    free(source->hidden);
    source->bytes = NULL;
    source->room = 0;
}
