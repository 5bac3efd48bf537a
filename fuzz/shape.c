/* SPDX-License-Identifier: MIT */
#include "shape.h"

#include "../tests/buffer.h"

#include <stdlib.h>

enum { DEEPEST = 32 }; /* what lies deeper is taken for a part of the item there */

/* ---- tokens ------------------------------------------------------------------------------- */

static bool is_sign(char c)
{
    return c != '\0' && strchr("{}[]:,", c) != NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A string ends with its line at the latest. */
static size_t string_end(const char *text, size_t length, size_t at)
{
    while (++at < length && text[at] != '\n') {
        if (text[at] == '"')
            return at + 1;
        at += text[at] == '\\' && at + 1 < length;
    }
    return at < length ? at : length;
}

static size_t token_end(const char *text, size_t length, size_t at)
{
    if (is_sign(text[at]))
        return at + 1;
    if (text[at] == '"')
        return string_end(text, length, at);
    while (at < length && !is_sign(text[at]) && !is_blank(text[at]) && text[at] != '"')
        at++;
    return at;
}

static void read_tokens(struct shape *shape, const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t end = at + 1;

        if (!is_blank(text[at])) {
            end = token_end(text, length, at);
            shape->tokens = room_for_one(shape->tokens, sizeof *shape->tokens, shape->token_count, &shape->token_room);
            shape->tokens[shape->token_count++] = (struct part){ at, end };
        }
        at = end;
    }
}

/* ---- items -------------------------------------------------------------------------------- */

/* An open bracket; the outermost one stands for the text. */
struct level {
    size_t owner, item; /* SIZE_MAX: none is begun */
    const struct tl_object *object;
};

struct reader {
    struct shape *shape;
    const char *text;
    struct level levels[DEEPEST];
    int depth;
    size_t end; /* of the last token */
};

static void begin_item(struct reader *reader, size_t start)
{
    struct shape *shape = reader->shape;
    struct level *level = &reader->levels[reader->depth];

    if (level->item == SIZE_MAX) {
        shape->items = room_for_one(shape->items, sizeof *shape->items, shape->item_count, &shape->item_room);
        level->item = shape->item_count++;
        shape->items[level->item] = (struct item){ .whole = { start, start },
                                                   .key = { start, start },
                                                   .value = { start, start },
                                                   .object = level->object,
                                                   .parent = level->owner };
    }
}

static void end_item(struct reader *reader)
{
    struct level *level = &reader->levels[reader->depth];

    if (level->item == SIZE_MAX)
        return;
    struct item *item = &reader->shape->items[level->item];
    item->whole.end = item->value.end = reader->end;
    if (item->value.start > reader->end)
        item->value.start = reader->end;
    level->item = SIZE_MAX;
}

/* What stood before the colon is the key; the value begins with the next token. */
static void take_colon(struct reader *reader, size_t next)
{
    struct item *item;

    begin_item(reader, reader->end);
    item = &reader->shape->items[reader->levels[reader->depth].item];
    if (item->key.end == item->key.start) {
        item->key.end = reader->end;
        item->value.start = next;
    }
}

/* Whose members stand in an object that opens here. */
static const struct tl_object *object_at(const struct reader *reader, const struct item *item)
{
    const struct level *level = &reader->levels[reader->depth];
    const struct tl_field *field = shape_field(item, reader->text);

    if (reader->depth == 0)
        return &tl_request;
    if (field != NULL)
        return field->of;
    return item->key.end == item->key.start ? level->object : NULL;
}

static void open_bracket(struct reader *reader, size_t start)
{
    struct level *level = &reader->levels[reader->depth];

    begin_item(reader, start);
    if (reader->depth + 1 == DEEPEST)
        return;
    size_t owner = level->item;
    const struct tl_object *object = object_at(reader, &reader->shape->items[owner]);
    reader->levels[++reader->depth] = (struct level){ owner, SIZE_MAX, object };
}

static void close_bracket(struct reader *reader, size_t end)
{
    end_item(reader);
    if (reader->depth > 0)
        reader->depth--;
    reader->end = end;
}

static void read_items(struct reader *reader)
{
    const struct shape *shape = reader->shape;

    for (size_t i = 0; i < shape->token_count; i++) {
        struct part token = shape->tokens[i];
        char c = reader->text[token.start];

        if (c == ',') {
            end_item(reader);
        } else if (c == ':') {
            take_colon(reader, i + 1 < shape->token_count ? shape->tokens[i + 1].start : token.end);
        } else if (c == '{' || c == '[') {
            open_bracket(reader, token.start);
        } else if (c == '}' || c == ']') {
            close_bracket(reader, token.end);
        } else {
            begin_item(reader, token.start);
        }
        reader->end = token.end;
    }
    for (; reader->depth >= 0; reader->depth--)
        end_item(reader);
}

void shape_read(struct shape *shape, const char *text, size_t length)
{
    struct reader reader = { .shape = shape, .text = text, .levels = { { 0, SIZE_MAX, NULL } } };

    *shape = (struct shape){ 0 };
    read_tokens(shape, text, length);
    read_items(&reader);
}

void shape_free(struct shape *shape)
{
    free(shape->tokens);
    free(shape->items);
}

const struct tl_field *shape_field(const struct item *item, const char *text)
{
    struct part key = item->key;

    if (item->object == NULL || key.end <= key.start)
        return NULL;
    if (text[key.start] == '"' && key.end - key.start >= 2) {
        key.start++;
        key.end--;
    }
    for (int i = 0; i < item->object->field_count; i++)
        if (item->object->fields[i].length == key.end - key.start
            && memcmp(item->object->fields[i].name, text + key.start, key.end - key.start) == 0)
            return &item->object->fields[i];
    return NULL;
}
