/* SPDX-License-Identifier: MIT */
#include "parser.h"

#include <setjmp.h>
#include <string.h>
#include <yajl/yajl_parse.h>

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
    unsigned char *last; /* the newest block: it can grow where it is */
    const struct tl_place *next, *end;
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

static void *arena_take(struct tl_parser *parser, size_t size)
{
    size_t need = ALIGNMENT + rounded(size);
    while (parser->current->size - parser->current->used < need) {
        if (!parser->current->next && !(parser->current->next = new_chunk(parser, need)))
            longjmp(parser->no_memory, 1);
        parser->current = parser->current->next;
        parser->current->used = 0;
    }
    unsigned char *block = (unsigned char *)(parser->current + 1) + parser->current->used + ALIGNMENT;
    memcpy(block - ALIGNMENT, &size, sizeof size);
    parser->current->used += need;
    parser->last = block;
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
    if (old && old == parser->last) {
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

static void arena_free(void *context, void *block)
{
    (void)context;
    (void)block;
}

/* ---- events */

static int on_null(void *context)
{
    struct tl_parser *parser = context;
    return tl_engine_literal(parser->engine, parser->next++, TL_NULL);
}

static int on_boolean(void *context, int value)
{
    struct tl_parser *parser = context;
    return tl_engine_literal(parser->engine, parser->next++, value ? TL_TRUE : TL_FALSE);
}

static int on_number(void *context, const char *text, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_number(parser->engine, parser->next++, (const unsigned char *)text, length);
}

static int on_string(void *context, const unsigned char *text, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_string(parser->engine, parser->next++, text, length);
}

static int on_key(void *context, const unsigned char *key, size_t length)
{
    struct tl_parser *parser = context;
    return tl_engine_key(parser->engine, parser->next++, key, length);
}

static int on_open_object(void *context)
{
    struct tl_parser *parser = context;
    return tl_engine_open(parser->engine, parser->next++, true);
}

static int on_open_array(void *context)
{
    struct tl_parser *parser = context;
    return tl_engine_open(parser->engine, parser->next++, false);
}

static int on_close(void *context)
{
    struct tl_parser *parser = context;
    return tl_engine_close(parser->engine, parser->next++);
}

static const yajl_callbacks callbacks = {
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
    parser->last = NULL;
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

enum tl_parsed tl_parser_feed(struct tl_parser *parser, const unsigned char *text, size_t length,
                              const struct tl_place *places, unsigned place_count, struct tl_place *refused)
{
    yajl_alloc_funcs functions = { arena_malloc, arena_realloc, arena_free, parser };
    parser->next = places;
    parser->end = places + place_count;
    parser->engine->text = text;
    if (setjmp(parser->no_memory))
        return TL_PARSE_NOMEM;
    if (!parser->yajl)
        parser->yajl = yajl_alloc(&callbacks, &functions, parser);
    yajl_status status = yajl_parse(parser->yajl, text, length);
    tl_engine_save(parser->engine);
    if (status == yajl_status_client_canceled)
        return TL_PARSE_CANCELLED;
    if (status == yajl_status_ok && parser->next == parser->end)
        return TL_PARSED;
    *refused = places[parser->next < parser->end ? parser->next - places : (ptrdiff_t)place_count - 1];
    return TL_PARSE_REFUSED;
}
