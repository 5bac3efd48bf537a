/* SPDX-License-Identifier: MIT */
#include "parser.h"

#include <setjmp.h>
#include <string.h>
#include <yajl/yajl_parse.h>

#include "scanner.h"

/*
 * yajl 2.1.0 does not look at what its allocator returns. So its memory comes from an arena, and a
 * failing allocation leaves yajl by longjmp: nothing of it holds anything but the arena's memory, and
 * no frame of the host lies between, for the hook is called by yajl itself.
 *
 * Chunks are kept from document to document, so a checker allocates again only for more than ever.
 */
enum { FIRST_CHUNK = 4096, ALIGNMENT = 16 };

struct chunk {
    struct chunk *next;
    size_t size, used;
    size_t unused; /* keeps the header a multiple of ALIGNMENT */
};

struct tl_parser {
    const struct trainlint_allocator *allocator;
    struct tl_engine *engine;
    yajl_handle yajl;
    struct chunk *first, *current;
    unsigned char *newest; /* block: it can grow where it is */
    const unsigned char *text; /* what is being parsed */
    const struct tl_place *next, *end;
    yajl_callbacks callbacks; /* the present ones, which yajl knows */

    /* A slice of the document itself. */
    struct tl_scanner *direct;
    const unsigned char *key; /* a key whose value has not come; NULL: none */
    size_t key_length;
    const unsigned char *last_end; /* of the last token that the engine has, or the slice's beginning */
    uint64_t members;
    bool in_array;

    jmp_buf no_memory;
};

/* ---- the arena; each block is preceded by its size */

static size_t rounded(size_t size)
{
    return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

static struct chunk *new_chunk(struct tl_parser *parser, size_t need)
{
    size_t size = parser->current ? 2 * parser->current->size : FIRST_CHUNK;
    if (size < need)
        size = need;
    struct chunk *chunk = tl_allocate(parser->allocator, sizeof *chunk + size);
    if (chunk)
        *chunk = (struct chunk){ NULL, size, 0, 0 };
    return chunk;
}

/* Goes on to a chunk with room for `need` bytes. */
TL_COLD static void next_chunk(struct tl_parser *parser, size_t need)
{
    do {
        if (!parser->current->next && !(parser->current->next = new_chunk(parser, need)))
            longjmp(parser->no_memory, 1);
        parser->current = parser->current->next;
        parser->current->used = 0;
    } while (parser->current->size < need);
}

static inline void *arena_take(struct tl_parser *parser, size_t size)
{
    size_t need = ALIGNMENT + rounded(size);
    if (parser->current->size - parser->current->used < need)
        next_chunk(parser, need);
    unsigned char *block = (unsigned char *)(parser->current + 1) + parser->current->used + ALIGNMENT;
    memcpy(block - ALIGNMENT, &size, sizeof size);
    parser->current->used += need;
    parser->newest = block;
    return block;
}

static void *arena_malloc(void *context, size_t size)
{
    return arena_take(context, size);
}

static void *arena_realloc(void *context, void *old, size_t size)
{
    struct tl_parser *parser = context;
    size_t old_size = 0;
    if (old)
        memcpy(&old_size, (unsigned char *)old - ALIGNMENT, sizeof old_size);
    if (old && old == parser->newest) {
        size_t free = parser->current->size - parser->current->used + rounded(old_size);
        if (rounded(size) <= free) {
            parser->current->used += rounded(size) - rounded(old_size);
            memcpy((unsigned char *)old - ALIGNMENT, &size, sizeof size);
            return old;
        }
    }
    void *block = arena_take(parser, size);
    if (old)
        memcpy(block, old, old_size < size ? old_size : size);
    return block;
}

static void arena_free(void *context, void *block) /* GCOVR_EXCL_LINE: yajl wants one, and never calls it */
{
    (void)context;
    (void)block;
}

/* ---- events of the clean text */

/* The next token. */
static struct tl_spot next_spot(struct tl_parser *parser)
{
    const struct tl_place *place = parser->next++;
    return (struct tl_spot){ parser->text + place->at, place, place->bytes };
}

static int on_null(void *context)
{
    struct tl_parser *parser = context;
    return tl_engine_literal(parser->engine, next_spot(parser), TL_NULL);
}

static int on_boolean(void *context, int value)
{
    struct tl_parser *parser = context;
    return tl_engine_literal(parser->engine, next_spot(parser), value ? TL_TRUE : TL_FALSE);
}

static int on_number(void *context, const char *text, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_number(parser->engine, next_spot(parser), (const unsigned char *)text, length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_string(parser->engine, next_spot(parser), text, length);
}

static int on_key(void *context, const unsigned char *key, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_key(parser->engine, next_spot(parser), key, length);
}

static int on_open_object(void *context)
{
    struct tl_parser *parser = context;
    struct tl_spot spot = next_spot(parser);
    return tl_engine_open(parser->engine, &spot, true);
}

static int on_open_array(void *context)
{
    struct tl_parser *parser = context;
    struct tl_spot spot = next_spot(parser);
    return tl_engine_open(parser->engine, &spot, false);
}

static int on_close(void *context)
{
    struct tl_parser *parser = context;
    struct tl_spot spot = next_spot(parser);
    return tl_engine_close(parser->engine, &spot);
}

static const yajl_callbacks clean_callbacks = {
    .yajl_null = on_null,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_open_object,
    .yajl_map_key = on_key,
    .yajl_end_map = on_close,
    .yajl_start_array = on_open_array,
    .yajl_end_array = on_close,
};

/* ---- events of a slice of the document */

TL_HOT struct tl_spot spot_of(const unsigned char *raw, size_t bytes)
{
    return (struct tl_spot){ raw, NULL, (uint32_t)bytes };
}

/*
 * The token before `end` is a value, or begins one: its key goes to the engine before it. False: the
 * check has ended.
 */
static bool take_key(struct tl_parser *parser, const unsigned char *end)
{
    const unsigned char *key = parser->key;
    parser->last_end = end;
    parser->key = NULL;
    if (key)
        return tl_engine_key(parser->engine, spot_of(key, parser->key_length + 2), key + 1, parser->key_length);
    parser->members += parser->in_array;
    return true;
}

/* The same where nothing is odd; false: it is not done. */
TL_HOT bool take_plain_key(struct tl_parser *parser)
{
    const unsigned char *key = parser->key;
    size_t length = parser->key_length;
    const struct tl_slot *slot = key ? tl_engine_plain_key(parser->engine, key + 1, length) : NULL;
    if (!slot)
        return false;
    parser->key = NULL;
    tl_note_key(parser->engine, slot->own, slot->field, spot_of(key, length + 2));
    return true;
}

TL_HOT const unsigned char *find(const unsigned char *p, unsigned char byte)
{
    while (*p != byte)
        p++;
    return p;
}

/* Where the token begins that follows the last one, and begins so. */
TL_HOT const unsigned char *next_token(const struct tl_parser *parser, unsigned char byte)
{
    return find(parser->key ? parser->key + parser->key_length + 2 : parser->last_end, byte);
}

/* Where yajl stands in the slice: behind the token of this event. */
static const unsigned char *slice_end(const struct tl_parser *parser)
{
    return parser->text + yajl_get_bytes_consumed(parser->yajl);
}

static int direct_literal(struct tl_parser *parser, enum tl_literal literal, size_t bytes)
{
    const unsigned char *end = slice_end(parser);
    if (tl_in_atom(*end) || !take_key(parser, end))
        return 0;
    return tl_engine_literal(parser->engine, spot_of(end - bytes, bytes), literal);
}

static int direct_null(void *context)
{
    return direct_literal(context, TL_NULL, 4);
}

static int direct_boolean(void *context, int value)
{
    return direct_literal(context, value ? TL_TRUE : TL_FALSE, value ? 4 : 5);
}

TL_COLD static int any_number(struct tl_parser *parser, const unsigned char *text, size_t length)
{
    return tl_engine_number(parser->engine, spot_of(text, length), text, length);
}

TL_COLD static int odd_number(struct tl_parser *parser, const unsigned char *text, size_t length)
{
    return take_key(parser, text + length) && any_number(parser, text, length);
}

static int direct_number(void *context, const char *number, size_t length)
{
    struct tl_parser *parser = context;
    const unsigned char *text = (const unsigned char *)number;
    if (tl_in_atom(text[length]))
        return 0;
    if (!take_plain_key(parser))
        return odd_number(parser, text, length);
    parser->last_end = text + length;
    if (!tl_awaits_number(parser->engine, text, length))
        return any_number(parser, text, length);
    tl_note_present(parser->engine, spot_of(text, length));
    return 1;
}

TL_COLD static int any_string(struct tl_parser *parser, const unsigned char *text, size_t length)
{
    return tl_engine_string(parser->engine, spot_of(text - 1, length + 2), text, length);
}

TL_COLD static int odd_string(struct tl_parser *parser, const unsigned char *text, size_t length)
{
    return take_key(parser, text + length + 1) && any_string(parser, text, length);
}

static int direct_string(void *context, const unsigned char *text, size_t length)
{
    struct tl_parser *parser = context;
    if (!take_plain_key(parser))
        return odd_string(parser, text, length);
    parser->last_end = text + length + 1;
    if (!tl_awaits_text(parser->engine, length))
        return any_string(parser, text, length);
    return tl_take_text(parser->engine, spot_of(text - 1, length + 2), text, length);
}

static int direct_key(void *context, const unsigned char *key, size_t length)
{
    struct tl_parser *parser = context;
    parser->key = key - 1;
    parser->key_length = length;
    parser->members++;
    return 1;
}

/*
 * Tells the scanner of a bracket, which another byte follows. False: that is for the scanner to tell, as
 * are a limit and `{{`.
 */
TL_HOT bool note_open(struct tl_scanner *scanner, const unsigned char *bracket, bool object)
{
    if (scanner->depth >= scanner->most_opens || (object && bracket[1] == '{'))
        return false;
    struct tl_open *open = &scanner->opens[scanner->depth++];
    open->raw = bracket;
    open->object = object;
    return true;
}

static inline int direct_open(struct tl_parser *parser, unsigned char bracket)
{
    bool object = bracket == '{';
    struct tl_spot spot = spot_of(next_token(parser, bracket), 1);
    if (!note_open(parser->direct, spot.raw, object) || !take_key(parser, spot.raw + 1))
        return 0;
    parser->in_array = !object;
    return tl_engine_open(parser->engine, &spot, object);
}

static int direct_open_object(void *context)
{
    return direct_open(context, '{');
}

static int direct_open_array(void *context)
{
    return direct_open(context, '[');
}

static int direct_close(struct tl_parser *parser, unsigned char bracket)
{
    struct tl_scanner *scanner = parser->direct;
    struct tl_spot spot = spot_of(find(parser->last_end, bracket), 1);
    parser->last_end = spot.raw + 1;
    scanner->depth--;
    parser->in_array = scanner->depth > 0 && !scanner->opens[scanner->depth - 1].object;
    return tl_engine_close(parser->engine, &spot);
}

static int direct_close_object(void *context)
{
    return direct_close(context, '}');
}

static int direct_close_array(void *context)
{
    return direct_close(context, ']');
}

/* yajl gives a text with escapes out decoded, in a copy; what is written ends where yajl stands. */
static int escaped_string(void *context, const unsigned char *text, size_t length)
{
    struct tl_parser *parser = context;
    const unsigned char *end = slice_end(parser), *raw = next_token(parser, '"');
    if (raw + 1 == text)
        return direct_string(context, text, length);
    return take_key(parser, end) && tl_engine_string(parser->engine, spot_of(raw, (size_t)(end - raw)), text, length);
}

/* A decoded key would be gone when its value comes: it is left to the scanner. */
static int escaped_key(void *context, const unsigned char *key, size_t length)
{
    if (key != next_token(context, '"') + 1)
        return 0;
    return direct_key(context, key, length);
}

static const yajl_callbacks direct_callbacks = {
    .yajl_null = direct_null,
    .yajl_boolean = direct_boolean,
    .yajl_number = direct_number,
    .yajl_string = direct_string,
    .yajl_start_map = direct_open_object,
    .yajl_map_key = direct_key,
    .yajl_end_map = direct_close_object,
    .yajl_start_array = direct_open_array,
    .yajl_end_array = direct_close_array,
};

static const yajl_callbacks escaped_callbacks = {
    .yajl_null = direct_null,
    .yajl_boolean = direct_boolean,
    .yajl_number = direct_number,
    .yajl_string = escaped_string,
    .yajl_start_map = direct_open_object,
    .yajl_map_key = escaped_key,
    .yajl_end_map = direct_close_object,
    .yajl_start_array = direct_open_array,
    .yajl_end_array = direct_close_array,
};

/* ---- life */

struct tl_parser *tl_parser_new(const struct trainlint_profile *profile, struct tl_engine *engine)
{
    struct tl_parser *parser = tl_allocate(&profile->allocator, sizeof *parser);
    if (!parser)
        return NULL;
    *parser = (struct tl_parser){ .allocator = &profile->allocator, .engine = engine };
    parser->first = new_chunk(parser, FIRST_CHUNK);
    if (!parser->first) {
        tl_release(parser->allocator, parser);
        return NULL;
    }
    tl_parser_reset(parser);
    return parser;
}

void tl_parser_free(struct tl_parser *parser)
{
    if (!parser)
        return;
    for (struct chunk *chunk = parser->first, *next; chunk; chunk = next) {
        next = chunk->next;
        tl_release(parser->allocator, chunk);
    }
    tl_release(parser->allocator, parser);
}

void tl_parser_reset(struct tl_parser *parser)
{
    parser->yajl = NULL;
    parser->current = parser->first;
    parser->first->used = 0;
    parser->newest = NULL;
}

/*
 * yajl asks for its handle and lexer, a stack of a byte per depth that grows by 128, and a buffer for
 * a decoded string that doubles. Chunks double too, so all of them together are at most twice the
 * last, and the last at most twice what is asked for at once; the stack may be moved each time the
 * buffer grows.
 */
uint64_t tl_parser_bound(const struct trainlint_profile *profile)
{
    uint64_t most = 2 * profile->limit[TRAINLINT_MAX_TOKEN] + profile->limit[TRAINLINT_MAX_DEPTH] + 4096;
    return sizeof(struct tl_parser) + 8 * (most + FIRST_CHUNK) + 40 * sizeof(struct chunk);
}

/* Has yajl parse a text; false: no memory. */
static bool parse(struct tl_parser *parser, const yajl_callbacks *callbacks, const unsigned char *text, size_t length,
                  yajl_status *status)
{
    yajl_alloc_funcs functions = { arena_malloc, arena_realloc, arena_free, parser };
    if (setjmp(parser->no_memory))
        return false;
    if (!parser->yajl)
        parser->yajl = yajl_alloc(&parser->callbacks, &functions, parser);
    parser->text = text;
    parser->callbacks = *callbacks;
    *status = yajl_parse(parser->yajl, text, length);
    return true;
}

enum tl_parsed tl_parser_feed(struct tl_parser *parser, const unsigned char *text, size_t length,
                              const struct tl_place *places, unsigned place_count, struct tl_place *refused)
{
    yajl_status status;
    parser->next = places;
    parser->end = places + place_count;
    if (!parse(parser, &clean_callbacks, text, length, &status))
        return TL_PARSE_NOMEM;
    tl_engine_save(parser->engine);
    if (status == yajl_status_client_canceled)
        return TL_PARSE_CANCELLED;
    if (status == yajl_status_ok && parser->next == parser->end)
        return TL_PARSED;
    *refused = places[parser->next < parser->end ? parser->next - places : (ptrdiff_t)place_count - 1];
    return TL_PARSE_REFUSED;
}

enum tl_parsed tl_parser_feed_direct(struct tl_parser *parser, struct tl_scanner *scanner,
                                     const unsigned char *text, size_t length, struct tl_direct *direct)
{
    yajl_status status;
    parser->direct = scanner;
    parser->key = NULL;
    parser->last_end = text;
    parser->members = 0;
    parser->in_array = direct->in_array;
    bool escaped = parser->engine->slice.escaped;
    if (!parse(parser, escaped ? &escaped_callbacks : &direct_callbacks, text, length, &status))
        return TL_PARSE_NOMEM;
    direct->any = parser->last_end != text;
    direct->end = parser->last_end;
    direct->key = parser->key;
    direct->members = parser->members - (parser->key != NULL);
    return status == yajl_status_ok && !parser->key ? TL_PARSED : TL_PARSE_REFUSED;
}

/* Brackets that the engine has are parsed again. */
static const yajl_callbacks no_callbacks;

void tl_parser_restart(struct tl_parser *parser, const struct tl_open *opens, size_t depth, bool has_member)
{
    yajl_status status = yajl_status_ok;
    bool parsed = true;
    tl_parser_reset(parser);
    for (size_t i = 0; parsed && i < depth; i++) {
        bool object = opens[i].object, last = i + 1 == depth;
        const char *text = !last ? object ? "{\"\":" : "["
            : has_member         ? object ? "{\"\":null" : "[null"
            : object             ? "{" : "[";
        parsed = parse(parser, &no_callbacks, (const unsigned char *)text, strlen(text), &status);
    }
    if (!parsed)
        tl_no_memory(parser->engine->findings);
}
