/* SPDX-License-Identifier: MIT */
#include "output.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void output_open(struct output *out, int fd)
{
    out->fd = fd;
    out->error = 0;
    out->used = 0;
}

/* Waits where write would not block but fail. */
static bool try_again(int fd)
{
    if (errno == EINTR)
        return true;
    if (errno != EAGAIN)
        return false;
    struct pollfd waiting = { .fd = fd, .events = POLLOUT };
    return poll(&waiting, 1, -1) >= 0 || errno == EINTR;
}

bool output_flush(struct output *out)
{
    size_t done = 0;
    while (out->error == 0 && done < out->used) {
        ssize_t written = write(out->fd, out->bytes + done, out->used - done);
        if (written >= 0)
            done += (size_t)written;
        else if (!try_again(out->fd))
            out->error = errno;
    }
    out->used = 0;
    return out->error == 0;
}

void output_bytes(struct output *out, const char *bytes, size_t size)
{
    while (size > 0) {
        if (out->used == sizeof out->bytes)
            output_flush(out);
        size_t room = sizeof out->bytes - out->used;
        size_t part = size < room ? size : room;
        memcpy(out->bytes + out->used, bytes, part);
        out->used += part;
        bytes += part;
        size -= part;
    }
}

void output_text(struct output *out, const char *text)
{
    output_bytes(out, text, strlen(text));
}

void output_repeat(struct output *out, const char *text, size_t count)
{
    while (count-- > 0)
        output_text(out, text);
}

void output_format(struct output *out, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    output_text(out, text);
}

int output_close(struct output *out)
{
    output_flush(out);
    /* After EINTR the descriptor is gone all the same. */
    if (close(out->fd) != 0 && errno != EINTR && out->error == 0)
        out->error = errno;
    return out->error;
}
