/* SPDX-License-Identifier: MIT */
#include "run.h"

#include "case.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- allocator ---------------------------------------------------------------------------- */

union block {
    size_t size;
    max_align_t align;
};

static void *meter_resize(void *context, void *memory, size_t size)
{
    struct meter *meter = context;
    union block *old = memory == NULL ? NULL : (union block *)memory - 1;
    size_t before = old == NULL ? 0 : old->size;
    union block *block;

    if (size == 0) {
        meter->live -= before;
        free(old);
        return NULL;
    }
    meter->calls++;
    if (meter->fail_at != 0
        && (meter->calls == meter->fail_at || (meter->all_later && meter->calls > meter->fail_at))) {
        meter->failed = true;
        return NULL;
    }
    block = malloc(sizeof *block + size); /* always moves: stale pointers show under a sanitizer */
    if (block == NULL)
        abort();
    block->size = size;
    memset(block + 1, 0xa5, size);
    if (old != NULL) {
        memcpy(block + 1, old + 1, before < size ? before : size);
        free(old);
    }
    meter->live += size - before;
    if (meter->live > meter->peak)
        meter->peak = meter->live;
    return block + 1;
}

trainlint_allocator meter_allocator(struct meter *meter)
{
    return (trainlint_allocator){ meter_resize, meter };
}

/* ---- feeding ------------------------------------------------------------------------------ */

static trainlint_status feed_block(trainlint_checker *checker, const char *bytes, size_t size)
{
    char *block = malloc(size == 0 ? 1 : size);
    trainlint_status status;

    if (block == NULL)
        abort();
    if (size != 0)
        memcpy(block, bytes, size);
    status = trainlint_feed(checker, block, size);
    memset(block, '}', size);
    free(block);
    return status;
}

/* The bytes of the chunk that begins there. */
static size_t chunk_size(struct split split, size_t at, size_t length)
{
    size_t left = length - at;

    if (split.chunk != 0)
        return split.chunk < left ? split.chunk : left;
    if (at < split.cut)
        return split.cut - at;
    return at < split.again ? split.again - at : left;
}

trainlint_status run_document(trainlint_checker *checker, const struct buffer *document, struct split split)
{
    for (size_t at = 0; at < document->length;) {
        size_t size = chunk_size(split, at, document->length);
        trainlint_status status = feed_block(checker, document->bytes + at, size);

        if (status != TRAINLINT_MORE && status != TRAINLINT_INVALID)
            break;
        at += size;
    }
    return trainlint_finish(checker);
}

/* ---- describing --------------------------------------------------------------------------- */

static void describe_place(const trainlint_position *place, struct buffer *out)
{
    buffer_print(out, "%llu@%llu:%llu", (unsigned long long)place->offset, (unsigned long long)place->line,
                 (unsigned long long)place->column);
}

static void describe_span(const char *what, const trainlint_span *span, struct buffer *out)
{
    buffer_print(out, "  %s ", what);
    describe_place(&span->start, out);
    buffer_print(out, " - ");
    describe_place(&span->end, out);
}

static void describe_details(const trainlint_finding *finding, struct buffer *out)
{
    trainlint_span span;
    trainlint_edit edit;
    trainlint_param param;

    for (size_t i = 0; trainlint_related_at(finding, i, &span); i++) {
        char text[1024] = "(none)";

        describe_span("related", &span, out);
        trainlint_related_text(finding, i, text, sizeof text);
        buffer_print(out, " %s\n", text);
    }
    for (size_t i = 0; trainlint_edit_at(finding, i, &edit); i++) {
        describe_span("edit", &edit.span, out);
        buffer_print(out, " ");
        buffer_quote(out, edit.text, strlen(edit.text));
        buffer_print(out, "\n");
    }
    for (size_t i = 0; trainlint_param_at(finding, i, &param); i++)
        buffer_print(out, "  param %s = %s %lld\n", param.name, param.text == NULL ? "(number)" : param.text,
                     (long long)(param.text == NULL ? param.number : 0));
}

static void describe_finding(const trainlint_finding *finding, struct buffer *out)
{
    static const char *const names[] = { "message", "label", "why", "fix", "pointer", "path", "field" };
    struct buffer text = { 0 };

    buffer_print(out, "%s severity %d applicability %d related %zu edits %zu params %zu\n", finding->rule->code,
                 (int)finding->severity, (int)finding->applicability, finding->related_count, finding->edit_count,
                 finding->param_count);
    describe_span("span", &finding->span, out);
    buffer_print(out, "\n");
    for (int kind = 0; kind < 7; kind++) {
        if (!finding_text(finding, (trainlint_text_kind)kind, &text))
            continue;
        buffer_print(out, "  %s ", names[kind]);
        buffer_quote(out, text.bytes, text.length);
        buffer_print(out, "\n");
    }
    describe_details(finding, out);
    buffer_free(&text);
}

void run_describe(const trainlint_checker *checker, struct buffer *out)
{
    trainlint_finding finding;

    buffer_print(out, "status %d complete %d findings %zu known %zu\n", (int)trainlint_status_of(checker),
                 trainlint_complete(checker), trainlint_finding_count(checker), trainlint_known_fields(checker));
    for (int severity = 0; severity < 4; severity++)
        buffer_print(out, "count %d: %llu\n", severity,
                     (unsigned long long)trainlint_count(checker, (trainlint_severity)severity));
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const char *code = trainlint_rule_at(i)->code;
        uint64_t hits = trainlint_rule_hits(checker, code);

        if (hits != 0)
            buffer_print(out, "hits %s: %llu\n", code, (unsigned long long)hits);
    }
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        describe_finding(&finding, out);
}
