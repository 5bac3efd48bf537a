/* SPDX-License-Identifier: MIT */
#include "path.h"

#include <string.h>

#include "out.h"
#include "unicode.h"

void tl_path_open(struct tl_path *path, bool array)
{
    if (path->depth++ < TL_PATH_SEGMENTS)
        path->segments[path->depth - 1] = (struct tl_segment){ .array = array };
}

void tl_path_close(struct tl_path *path)
{
    path->depth--;
}

static struct tl_segment *innermost(struct tl_path *path)
{
    return path->depth <= TL_PATH_SEGMENTS ? &path->segments[path->depth - 1] : NULL;
}

/* Texts of the segments lie one after the other. */
static uint16_t text_end(const struct tl_path *path)
{
    size_t depth = path->depth - 1;
    while (depth > 0 && (path->segments[depth - 1].name || path->segments[depth - 1].array))
        depth--;
    return depth ? (uint16_t)(path->segments[depth - 1].at + path->segments[depth - 1].length) : 0;
}

void tl_path_key(struct tl_path *path, const unsigned char *key, size_t length)
{
    struct tl_segment *segment = innermost(path);
    if (!segment)
        return;
    uint16_t at = text_end(path);
    bool kept = length <= TL_POINTER_MAX && at + length <= TL_PATH_TEXT;
    *segment = (struct tl_segment){ .at = at, .length = kept ? (uint16_t)length : 0, .kept = kept };
    if (kept)
        memcpy(path->text + at, key, length);
}

static size_t pointer_length(const char *key, size_t length)
{
    size_t total = 1 + length;
    for (size_t i = 0; i < length; i++)
        total += key[i] == '~' || key[i] == '/';
    return total;
}

size_t tl_path_pack(const struct tl_path *path, size_t depth, char *out)
{
    size_t size = 0, pointer = 0;
    for (size_t i = 0; i < depth && i < TL_PATH_SEGMENTS && path->segments[i].kept; i++) {
        const struct tl_segment *segment = &path->segments[i];
        const char *text = segment->name ? segment->name : path->text + segment->at;
        size_t length = segment->length;
        char digits[21];
        if (segment->array) {
            struct tl_out number = { digits, sizeof digits, 0 };
            tl_out_number(&number, (int64_t)segment->index);
            length = tl_out_end(&number);
            text = digits;
        }
        /* names have nothing to escape */
        pointer += segment->name ? 1 + length : pointer_length(text, length);
        if (pointer > TL_POINTER_MAX)
            break;
        out[size++] = segment->array ? 'i' : 'k';
        out[size++] = (char)length;
        memcpy(out + size, text, length);
        size += length;
    }
    return size;
}

void tl_path_pointer(const char *packed, size_t length, struct tl_out *out)
{
    for (const char *end = packed + length; packed < end; packed += 2 + (unsigned char)packed[1]) {
        tl_out_bytes(out, "/", 1);
        for (size_t i = 0; i < (unsigned char)packed[1]; i++)
            if (packed[2 + i] == '~')
                tl_out_bytes(out, "~0", 2);
            else if (packed[2 + i] == '/')
                tl_out_bytes(out, "~1", 2);
            else
                tl_out_bytes(out, packed + 2 + i, 1);
    }
}

/* RFC 9535, 2.7: single quotes; ' \ and controls are escaped, \u in lower case. */
static void quoted(const char *key, size_t length, struct tl_out *out)
{
    static const char hex[] = "0123456789abcdef";
    static const char letters[] = "b\bt\tn\nf\fr\r";
    tl_out_bytes(out, "['", 2);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)key[i];
        if (c == '\'' || c == '\\') {
            tl_out_bytes(out, (char[]){ '\\', (char)c }, 2);
        } else if (c < 0x20) {
            const char *letter = c ? strchr(letters, c) : NULL;
            if (letter)
                tl_out_bytes(out, (char[]){ '\\', letter[-1] }, 2);
            else
                tl_out_bytes(out, (char[]){ '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] }, 6);
        } else {
            tl_out_bytes(out, key + i, 1);
        }
    }
    tl_out_bytes(out, "']", 2);
}

void tl_path_normalized(const char *packed, size_t length, struct tl_out *out)
{
    tl_out_bytes(out, "$", 1);
    for (const char *end = packed + length; packed < end; packed += 2 + (unsigned char)packed[1])
        if (packed[0] == 'i') {
            tl_out_bytes(out, "[", 1);
            tl_out_bytes(out, packed + 2, (unsigned char)packed[1]);
            tl_out_bytes(out, "]", 1);
        } else {
            quoted(packed + 2, (unsigned char)packed[1], out);
        }
}
