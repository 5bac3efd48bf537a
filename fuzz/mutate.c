/* SPDX-License-Identifier: MIT */
#include "mutate.h"

#include "shape.h"

#include <string.h>

/* A document at work. */
struct work {
    struct buffer *text;
    struct shape shape;
    uint64_t random;
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- chance ------------------------------------------------------------------------------- */

/* A number below `count`, which is not 0. */
static size_t pick(struct work *work, size_t count)
{
    work->random ^= work->random << 13;
    work->random ^= work->random >> 7;
    work->random ^= work->random << 17;
    return (size_t)(work->random >> 11) % count;
}

static bool toss(struct work *work)
{
    return pick(work, 2) == 0;
}

static const struct item *pick_item(struct work *work)
{
    return &work->shape.items[pick(work, work->shape.item_count)];
}

/* One of the others, not the document itself; NULL: there is none. */
static const struct item *pick_inner(struct work *work)
{
    if (work->shape.item_count < 2)
        return NULL;
    return &work->shape.items[1 + pick(work, work->shape.item_count - 1)];
}

/* A table: that of an item, or any. */
static const struct tl_object *pick_object(struct work *work, const struct item *item)
{
    if (item != NULL && item->object != NULL && pick(work, 16) != 0)
        return item->object;
    return tl_objects[pick(work, TL_OBJECT_COUNT)];
}

/* ---- bytes -------------------------------------------------------------------------------- */

static void replace(struct work *work, struct part part, const struct buffer *by)
{
    struct buffer text = { 0 };

    buffer_add(&text, work->text->bytes, part.start);
    buffer_add(&text, buffer_string(by), by->length);
    buffer_add(&text, work->text->bytes + part.end, work->text->length - part.end);
    buffer_free(work->text);
    *work->text = text;
}

static void replace_by(struct work *work, struct part part, const char *by)
{
    struct buffer text = { 0 };

    buffer_print(&text, "%s", by);
    replace(work, part, &text);
    buffer_free(&text);
}

static void add_part(struct buffer *out, const struct work *work, struct part part)
{
    buffer_add(out, work->text->bytes + part.start, part.end - part.start);
}

/* ---- values ------------------------------------------------------------------------------- */

/* Values that are at a limit, of another type, or of a form that a rule is about. */
static const char *const numbers[] = {
    "0",
    "1",
    "-1",
    "-0",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9223372036854775807",
    "9223372036854775808",
    "1.0",
    "1e0",
    "1.5",
    "\"1\"",
    "\" 1\"",
    "\"01\"",
    "true",
};
static const char *const strings[] = {
    "\"\"",
    "\" \"",
    "1",
    "true",
    "0.10",
    "\"obs://b/c/\"",
    "\"s3://b\"",
    "\"/a\"",
    "\"/a/\"",
    "\"/a/b.py\"",
    "\"/a/../b\"",
    "\"a/b\"",
    "\"\\\\a\\\\b\"",
    "\" /a/\"",
    "\"/usr/app/../boot.py\"",
    "\"http://x/Y z:1\"",
    "\"a b\"",
    "\"A/b:1\"",
    "\"bash run_train.sh python x.py\"",
    "\"python x.py\"",
    "\"--password=QxJ9\"",
    "\"access_key: QxJ9\"",
    "\"QxJ9\"",
    "\"OBS\"",
    "\" dataset\"",
    "\"dataset\"",
    "\"password\"",
    "\"\\ud83d\\ude00\"",
};
static const char *const others[] = { "null", "{}", "[]", "[{}]", "[null]", "[[]]", "[\"a\"]", "\"{}\"", "false" };

static void add_long_string(struct work *work, struct buffer *out, size_t limit)
{
    const char *letter = pick(work, 4) == 0 ? "\xc3\xa9" : "a";

    buffer_print(out, "\"");
    for (size_t count = limit - 1 + pick(work, 3); count != 0; count--)
        buffer_print(out, "%s", letter);
    buffer_print(out, "\"");
}

/* A value for a field, more often of its type than not. */
static void add_value(struct work *work, struct buffer *out, const struct tl_field *field)
{
    size_t way = pick(work, 8);

    if (field != NULL && way < 3)
        buffer_print(out, "%s", field->example);
    else if (field != NULL && field->limit != 0 && way == 3)
        add_long_string(work, out, field->limit);
    else if (way == 4)
        buffer_print(out, "%s", others[pick(work, COUNT(others))]);
    else if (field == NULL || field->type == TL_STRING ? way != 5 : way == 5)
        buffer_print(out, "%s", strings[pick(work, COUNT(strings))]);
    else
        buffer_print(out, "%s", numbers[pick(work, COUNT(numbers))]);
}

/* ---- names -------------------------------------------------------------------------------- */

static void misspell(struct work *work, char *name)
{
    size_t length = strlen(name), at = pick(work, length);

    if (toss(work) && at + 1 < length) {
        char letter = name[at];

        name[at] = name[at + 1];
        name[at + 1] = letter;
    } else {
        memmove(name + at, name + at + 1, length - at);
    }
}

/* snake_case in another style: camelCase, with hyphens, in capitals. */
static void restyle(struct work *work, char *name)
{
    size_t style = pick(work, 3), to = 0;
    bool capital = style == 2;

    for (const char *from = name; *from != '\0'; from++) {
        if (style == 0 && *from == '_') {
            capital = true;
            continue;
        }
        name[to] = *from;
        if (style == 1 && *from == '_')
            name[to] = '-';
        else if (capital && *from >= 'a' && *from <= 'z')
            name[to] = (char)(*from - 'a' + 'A');
        to++;
        capital = style == 2;
    }
    name[to] = '\0';
}

/* What people write for a field, or a key that tells another document; NULL: the table has none. */
static const char *pick_stranger(struct work *work, const struct tl_object *object)
{
    size_t aliases = 0, foreign = 0, at;

    while (object->aliases[aliases].key != NULL)
        aliases++;
    while (object->foreign[foreign].key != NULL)
        foreign++;
    if (aliases + foreign == 0)
        return NULL;
    at = pick(work, aliases + foreign);
    return at < aliases ? object->aliases[at].key : object->foreign[at - aliases].key;
}

/* A name for the table: that of a field, maybe misspelt, or a stranger's. The field is the answer, NULL: none. */
static const struct tl_field *add_name(struct work *work, struct buffer *out, const struct tl_object *object)
{
    const struct tl_field *field = &object->fields[pick(work, (size_t)object->field_count)];
    const char *stranger = pick(work, 8) == 0 ? pick_stranger(work, object) : NULL;
    char name[64];

    memcpy(name, field->name, field->length + 1u);
    switch (pick(work, 8)) {
    case 0:
        misspell(work, name);
        break;
    case 1:
        restyle(work, name);
        break;
    default:
        break;
    }
    buffer_print(out, "\"%s\"", stranger != NULL ? stranger : name);
    return stranger != NULL ? NULL : field;
}

/* ---- changes: members and elements -------------------------------------------------------- */

/* Puts a member or element before an item. */
static void insert_before(struct work *work, const struct item *item, struct buffer *text)
{
    buffer_print(text, toss(work) ? ", " : ",\n");
    replace(work, (struct part){ item->whole.start, item->whole.start }, text);
    buffer_free(text);
}

static void add_member(struct work *work)
{
    const struct item *item = pick_inner(work);
    struct buffer text = { 0 };
    const struct tl_field *field;

    if (item == NULL)
        return;
    field = add_name(work, &text, pick_object(work, item));
    buffer_print(&text, ": ");
    add_value(work, &text, field);
    insert_before(work, item, &text);
}

/* The same item again, there or elsewhere. */
static void repeat_item(struct work *work)
{
    const struct item *item = pick_inner(work), *to = pick_inner(work);
    struct buffer text = { 0 };

    if (item == NULL)
        return;
    add_part(&text, work, item->whole);
    insert_before(work, toss(work) ? item : to, &text);
}

/* An item, and the comma behind it. */
static void delete_item(struct work *work, const struct item *item)
{
    struct part part = item->whole;

    for (size_t i = 0; i < work->shape.token_count; i++) {
        if (work->shape.tokens[i].start < part.end)
            continue;
        if (work->text->bytes[work->shape.tokens[i].start] == ',')
            part.end = work->shape.tokens[i].end;
        break;
    }
    replace_by(work, part, "");
}

static void delete_any(struct work *work)
{
    const struct item *item = pick_inner(work);

    if (item != NULL)
        delete_item(work, item);
}

static void swap_parts(struct work *work, struct part a, struct part b)
{
    struct buffer text = { 0 };

    if (a.start > b.start) {
        swap_parts(work, b, a);
        return;
    }
    if (a.end > b.start)
        return;
    add_part(&text, work, b);
    add_part(&text, work, (struct part){ a.end, b.start });
    add_part(&text, work, a);
    replace(work, (struct part){ a.start, b.end }, &text);
    buffer_free(&text);
}

/* Members, keys or values change their places. */
static void swap_items(struct work *work)
{
    const struct item *a = pick_inner(work), *b = pick_inner(work);
    size_t what = pick(work, 3);

    if (a != NULL)
        swap_parts(work,
                   what == 0   ? a->whole
                   : what == 1 ? a->key
                               : a->value,
                   what == 0   ? b->whole
                   : what == 1 ? b->key
                               : b->value);
}

/* ---- changes: keys and values ------------------------------------------------------------- */

static void rename_key(struct work *work)
{
    const struct item *item = pick_inner(work);
    struct buffer text = { 0 };

    if (item == NULL || item->key.end == item->key.start)
        return;
    add_name(work, &text, pick_object(work, item));
    replace(work, item->key, &text);
    buffer_free(&text);
}

/* All keys of one object in another style, from the last one on. */
static void restyle_keys(struct work *work)
{
    const struct item *one = pick_inner(work);
    uint64_t random = work->random;

    for (size_t i = work->shape.item_count; one != NULL && i-- > 1;) {
        const struct item *item = &work->shape.items[i];
        struct buffer text = { 0 };
        char name[64];

        if (item->parent != one->parent || item->key.end - item->key.start >= sizeof name)
            continue;
        add_part(&text, work, item->key);
        memcpy(name, buffer_string(&text), text.length + 1);
        work->random = random; /* the same style for all */
        if (memchr(name, '\0', text.length) == NULL)
            restyle(work, name);
        replace_by(work, item->key, name);
        buffer_free(&text);
    }
}

static void change_value(struct work *work)
{
    const struct item *item = pick_item(work);
    struct buffer text = { 0 };

    add_value(work, &text, shape_field(item, work->text->bytes));
    replace(work, item->value, &text);
    buffer_free(&text);
}

static void wrap_value(struct work *work)
{
    static const char *const pairs[][2] = {
        { "[", "]" }, { "{\"type\": ", "}" }, { "\"", "\"" }, { "{", "}" }, { "'", "'" }
    };
    const char *const *pair = pairs[pick(work, COUNT(pairs))];
    const struct item *item = pick_item(work);
    struct buffer text = { 0 };

    buffer_print(&text, "%s", pair[0]);
    add_part(&text, work, item->value);
    buffer_print(&text, "%s", pair[1]);
    replace(work, item->value, &text);
    buffer_free(&text);
}

/* What stands within brackets or quotes, without them. */
static void unwrap_value(struct work *work)
{
    const struct item *item = pick_item(work);
    struct part inside = { item->value.start + 1, item->value.end - 1 };
    struct buffer text = { 0 };

    if (item->value.end - item->value.start < 2)
        return;
    add_part(&text, work, inside);
    replace(work, item->value, &text);
    buffer_free(&text);
}

/* ---- changes: groups ---------------------------------------------------------------------- */

static bool is_in(const struct item *item, const struct work *work, const struct tl_object *object, uint32_t set)
{
    const struct tl_field *field = item->object == object ? shape_field(item, work->text->bytes) : NULL;

    return field != NULL && set & UINT32_C(1) << (field - object->fields);
}

/* The fields of one set of a group, or of a variant: another way to say the same. */
static uint32_t pick_set(struct work *work, const struct tl_object *object)
{
    size_t variants = 0;

    while (object->variants[variants].choice != NULL)
        variants++;
    if (variants != 0)
        return object->variants[pick(work, variants)].fields;
    if (object->group_count == 0)
        return 0;
    return object->groups[pick(work, (size_t)object->group_count)].sets[pick(work, TL_MAX_SETS)];
}

/* Takes the fields of a set out of one object where any is there, and else puts all in. */
static void switch_group(struct work *work)
{
    const struct item *one = pick_inner(work);
    const struct tl_object *object = one == NULL ? NULL : one->object;
    uint32_t set = object == NULL ? 0 : pick_set(work, object);
    struct buffer text = { 0 };
    size_t gone = 0;

    for (size_t i = work->shape.item_count; set != 0 && i-- > 1;)
        if (work->shape.items[i].parent == one->parent && is_in(&work->shape.items[i], work, object, set)) {
            delete_item(work, &work->shape.items[i]);
            gone++;
        }
    if (set == 0 || gone != 0)
        return;
    for (int i = 0; i < object->field_count; i++)
        if (set & UINT32_C(1) << i)
            buffer_print(&text, "%s\"%s\": %s", text.length == 0 ? "" : ", ", object->fields[i].name,
                         object->fields[i].example);
    insert_before(work, one, &text);
}

/* ---- changes: tokens ---------------------------------------------------------------------- */

static const char *const tokens[] = {
    ",",
    ":",
    ";",
    "=",
    "=>",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "'a'",
    "\\",
    "// c\n",
    "/* c */",
    "# c\n",
    "None",
    "True",
    "NaN",
    "word",
    "+1",
    "01",
    ".5",
    "1.",
    "0x1f",
    "-",
    "${X}",
    "{{x}}",
    "<x>",
    "...",
    "\n",
    "\r\n",
    "\x01",
    "\x0b",
    "\xff",
    "\xc3",
    "\xef\xbb\xbf",
    "\xc2\xa0",
    "\xe2\x80\x8b",
    "\xef\xbc\x9a",
    "\xef\xbc\x8c",
    "\xe2\x80\x9cz\xe2\x80\x9d",
    "\xe2\x80\x99",
    "\\ud800",
    "\\u12",
    "\\x",
    "\\'",
    "QxJ9",
    "```",
    "$ curl ",
    "export ",
};

/* At the edge of a token. */
static void insert_token(struct work *work)
{
    size_t at = 0;

    if (work->shape.token_count != 0) {
        const struct part *token = &work->shape.tokens[pick(work, work->shape.token_count)];
        at = toss(work) ? token->start : token->end;
    }
    replace_by(work, (struct part){ at, at }, tokens[pick(work, COUNT(tokens))]);
}

/* Within a token, a string most often. */
static void break_token(struct work *work)
{
    const struct part *token;
    size_t at;

    if (work->shape.token_count == 0)
        return;
    token = &work->shape.tokens[pick(work, work->shape.token_count)];
    at = token->start + pick(work, token->end - token->start);
    replace_by(work, (struct part){ at, at + pick(work, 2) }, tokens[pick(work, COUNT(tokens))]);
}

static void delete_token(struct work *work)
{
    if (work->shape.token_count != 0)
        replace_by(work, work->shape.tokens[pick(work, work->shape.token_count)], "");
}

static void swap_tokens(struct work *work)
{
    size_t at;

    if (work->shape.token_count < 2)
        return;
    at = pick(work, work->shape.token_count - 1);
    swap_parts(work, work->shape.tokens[at], work->shape.tokens[at + 1]);
}

/* ---- changes: the whole ------------------------------------------------------------------- */

/* A request of the examples of the table, each field with a chance. */
static void begin_anew(struct work *work)
{
    struct buffer text = { 0 };
    const char *separator = "{";

    for (int i = 0; i < tl_request.field_count; i++)
        if (tl_request.mandatory & UINT32_C(1) << i || toss(work)) {
            buffer_print(&text, "%s\"%s\": %s", separator, tl_request.fields[i].name, tl_request.fields[i].example);
            separator = toss(work) ? ", " : ",\n    ";
        }
    buffer_print(&text, "}");
    replace(work, (struct part){ 0, work->text->length }, &text);
    buffer_free(&text);
}

static void (*const changes[])(struct work *work) = {
    add_member, repeat_item,  delete_any,   swap_items,   rename_key,   restyle_keys, change_value, change_value,
    wrap_value, unwrap_value, switch_group, switch_group, insert_token, break_token,  delete_token, swap_tokens,
};

void mutate(struct buffer *document, uint64_t seed)
{
    struct work work = { .text = document, .random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1 };

    pick(&work, 1);
    for (size_t left = 1 + pick(&work, 3); left != 0; left--) {
        shape_read(&work.shape, buffer_string(document), document->length);
        if (work.shape.item_count == 0 || pick(&work, 64) == 0)
            begin_anew(&work);
        else
            changes[pick(&work, COUNT(changes))](&work);
        shape_free(&work.shape);
    }
}
