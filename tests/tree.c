/* SPDX-License-Identifier: MIT */
#include "tree.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct reader {
    struct tree *tree;
    const char *text;
    size_t length, at;
};

static int peek(const struct reader *reader)
{
    return reader->at < reader->length ? (unsigned char)reader->text[reader->at] : -1;
}

static void blanks(struct reader *reader)
{
    while (peek(reader) == ' ' || peek(reader) == '\t' || peek(reader) == '\n' || peek(reader) == '\r')
        reader->at++;
}

static bool take(struct reader *reader, char c)
{
    if (peek(reader) != (unsigned char)c)
        return false;
    reader->at++;
    return true;
}

static bool take_hex(struct reader *reader, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < 4; i++, reader->at++) {
        int c = peek(reader);

        if (c >= '0' && c <= '9')
            *value = *value << 4 | (uint32_t)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f' && c > 0)
            *value = *value << 4 | (uint32_t)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    return true;
}

static void add_utf8(struct buffer *out, uint32_t value)
{
    unsigned char bytes[4];

    if (value < 0x80)
        buffer_add(out, (bytes[0] = (unsigned char)value, bytes), 1);
    else if (value < 0x800) {
        bytes[0] = (unsigned char)(0xc0 | value >> 6);
        bytes[1] = (unsigned char)(0x80 | (value & 0x3f));
        buffer_add(out, bytes, 2);
    } else if (value < 0x10000) {
        bytes[0] = (unsigned char)(0xe0 | value >> 12);
        bytes[1] = (unsigned char)(0x80 | (value >> 6 & 0x3f));
        bytes[2] = (unsigned char)(0x80 | (value & 0x3f));
        buffer_add(out, bytes, 3);
    } else {
        bytes[0] = (unsigned char)(0xf0 | value >> 18);
        bytes[1] = (unsigned char)(0x80 | (value >> 12 & 0x3f));
        bytes[2] = (unsigned char)(0x80 | (value >> 6 & 0x3f));
        bytes[3] = (unsigned char)(0x80 | (value & 0x3f));
        buffer_add(out, bytes, 4);
    }
}

static bool take_escape(struct reader *reader, struct buffer *out)
{
    static const char plain[] = "\"\\/bfnrt", meaning[] = "\"\\/\b\f\n\r\t";
    uint32_t value, low;
    const char *place;
    int c = peek(reader);

    reader->at++;
    if (c == 'u') {
        if (!take_hex(reader, &value) || (value >= 0xdc00 && value < 0xe000))
            return false;
        if (value >= 0xd800 && value < 0xdc00) {
            if (!take(reader, '\\') || !take(reader, 'u') || !take_hex(reader, &low) || low < 0xdc00 || low > 0xdfff)
                return false;
            value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
        }
        add_utf8(out, value);
        return true;
    }
    place = c > 0 ? strchr(plain, c) : NULL;
    if (place == NULL)
        return false;
    buffer_add(out, meaning + (place - plain), 1);
    return true;
}

static bool take_string(struct reader *reader, struct buffer *out)
{
    buffer_clear(out);
    if (!take(reader, '"'))
        return false;
    while (!take(reader, '"')) {
        size_t length = character_length(reader->text + reader->at, reader->length - reader->at);

        if (take(reader, '\\')) {
            if (!take_escape(reader, out))
                return false;
            continue;
        }
        if (length == 0 || peek(reader) < 0x20)
            return false;
        buffer_add(out, reader->text + reader->at, length);
        reader->at += length;
    }
    return true;
}

static bool digits(struct reader *reader)
{
    size_t start = reader->at;

    while (peek(reader) >= '0' && peek(reader) <= '9')
        reader->at++;
    return reader->at != start;
}

static bool take_number(struct reader *reader)
{
    take(reader, '-');
    if (!take(reader, '0') && !digits(reader))
        return false;
    if (take(reader, '.') && !digits(reader))
        return false;
    if (peek(reader) == 'e' || peek(reader) == 'E') {
        reader->at++;
        if (peek(reader) == '+' || peek(reader) == '-')
            reader->at++;
        return digits(reader);
    }
    return true;
}

static bool take_literal(struct reader *reader)
{
    static const char *const words[] = { "true", "false", "null" };

    for (size_t i = 0; i < 3; i++) {
        size_t length = strlen(words[i]);

        if (reader->length - reader->at >= length && memcmp(reader->text + reader->at, words[i], length) == 0) {
            reader->at += length;
            return true;
        }
    }
    return false;
}

static size_t add_node(struct tree *tree, size_t parent, size_t index)
{
    if (tree->count == tree->room) {
        tree->room = tree->room * 2 + 32;
        tree->nodes = realloc(tree->nodes, tree->room * sizeof *tree->nodes);
        if (tree->nodes == NULL)
            abort();
    }
    tree->nodes[tree->count] = (struct node){ .parent = parent, .index = index };
    return tree->count++;
}

static bool take_value(struct reader *reader, size_t self, int depth);

static bool take_members(struct reader *reader, size_t self, bool object, int depth)
{
    char closer = object ? '}' : ']';
    size_t index = 0;

    reader->at++;
    blanks(reader);
    if (take(reader, closer))
        return true;
    do {
        size_t child = add_node(reader->tree, self, index++);
        struct buffer key = { 0 };

        blanks(reader);
        reader->tree->nodes[child].key_start = reader->at;
        if (object) {
            bool good = take_string(reader, &key);

            reader->tree->nodes[child].key = key;
            reader->tree->nodes[child].member = true;
            blanks(reader);
            if (!good || !take(reader, ':'))
                return false;
            blanks(reader);
        }
        if (!take_value(reader, child, depth))
            return false;
        blanks(reader);
    } while (take(reader, ','));
    return take(reader, closer);
}

static bool take_value(struct reader *reader, size_t self, int depth)
{
    int c = peek(reader);
    struct buffer value = { 0 };
    bool good;

    reader->tree->nodes[self].start = reader->at;
    if (c == '{' || c == '[') {
        reader->tree->nodes[self].type = (char)c;
        good = depth < 512 && take_members(reader, self, c == '{', depth + 1);
    } else if (c == '"') {
        reader->tree->nodes[self].type = '"';
        good = take_string(reader, &value);
        reader->tree->nodes[self].value = value;
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        reader->tree->nodes[self].type = '0';
        good = take_number(reader);
    } else {
        reader->tree->nodes[self].type = 'l';
        good = take_literal(reader);
    }
    reader->tree->nodes[self].end = reader->at;
    return good;
}

bool tree_parse(struct tree *tree, const char *text, size_t length)
{
    struct reader reader = { tree, text, length, 0 };
    size_t root;

    *tree = (struct tree){ 0 };
    root = add_node(tree, 0, 0);
    blanks(&reader);
    tree->nodes[root].key_start = reader.at;
    if (take_value(&reader, root, 0)) {
        blanks(&reader);
        if (reader.at == length)
            return true;
    }
    tree_free(tree);
    return false;
}

void tree_free(struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++) {
        buffer_free(&tree->nodes[i].key);
        buffer_free(&tree->nodes[i].value);
    }
    free(tree->nodes);
    *tree = (struct tree){ 0 };
}

/* Adds the pointer of a node. */
static void write_pointer(const struct tree *tree, size_t index, struct buffer *out)
{
    const struct node *node = &tree->nodes[index];

    if (index == 0)
        return;
    write_pointer(tree, node->parent, out);
    buffer_add(out, "/", 1);
    if (!node->member)
        buffer_print(out, "%zu", node->index);
    for (size_t i = 0; i < node->key.length; i++) {
        char c = node->key.bytes[i];

        if (c == '~' || c == '/')
            buffer_add(out, c == '~' ? "~0" : "~1", 2);
        else
            buffer_add(out, &c, 1);
    }
}

size_t tree_find(const struct tree *tree, const char *pointer, size_t length, size_t from)
{
    for (size_t i = from == SIZE_MAX ? 0 : from + 1; i < tree->count; i++) {
        struct buffer own = { 0 };
        bool same;

        write_pointer(tree, i, &own);
        same = own.length == length && (length == 0 || memcmp(own.bytes, pointer, length) == 0);
        buffer_free(&own);
        if (same)
            return i;
    }
    return SIZE_MAX;
}
