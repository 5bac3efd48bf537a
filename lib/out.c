/* SPDX-License-Identifier: MIT */
#include "out.h"

#include <string.h>

#include "unicode.h"

void tl_out_bytes(struct tl_out *out, const char *text, size_t length)
{
    if (out->length < out->size) {
        size_t room = out->size - out->length;
        memcpy(out->buffer + out->length, text, length < room ? length : room);
    }
    out->length += length;
}

void tl_out_string(struct tl_out *out, const char *text)
{
    tl_out_bytes(out, text, strlen(text));
}

void tl_out_number(struct tl_out *out, int64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do
        digits[--at] = (char)('0' + rest % 10);
    while (rest /= 10);
    if (number < 0)
        tl_out_bytes(out, "-", 1);
    tl_out_bytes(out, digits + at, sizeof digits - at);
}

size_t tl_out_end(struct tl_out *out)
{
    if (out->size > 0) {
        size_t end = out->length;
        if (end >= out->size)
            end = tl_utf8_cut(out->buffer, out->size - 1);
        out->buffer[end] = '\0';
    }
    return out->length;
}
