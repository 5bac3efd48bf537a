/* SPDX-License-Identifier: MIT */
#include "diagnostic.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *copy(struct arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(arena_take(arena, size), text, size);
}

static const char *text_of(const trainlint_finding *finding, trainlint_text_kind kind, struct arena *arena)
{
    size_t length = trainlint_text(finding, kind, NULL, 0);
    if (length == TRAINLINT_NONE)
        return NULL;
    char *text = arena_take(arena, length + 1);
    trainlint_text(finding, kind, text, length + 1);
    return text;
}

static const char *related_text(const trainlint_finding *finding, size_t index, struct arena *arena)
{
    size_t length = trainlint_related_text(finding, index, NULL, 0);
    if (length == TRAINLINT_NONE)
        return NULL;
    char *text = arena_take(arena, length + 1);
    trainlint_related_text(finding, index, text, length + 1);
    return text;
}

static const struct place *copy_related(const trainlint_finding *finding, bool values, struct arena *arena)
{
    struct place *places = arena_take(arena, finding->related_count * sizeof *places);
    for (size_t i = 0; i < finding->related_count; i++) {
        trainlint_related_at(finding, i, &places[i].span);
        places[i].text = values ? related_text(finding, i, arena) : NULL;
    }
    return places;
}

static const struct place *copy_edits(const trainlint_finding *finding, struct arena *arena)
{
    struct place *places = arena_take(arena, finding->edit_count * sizeof *places);
    for (size_t i = 0; i < finding->edit_count; i++) {
        trainlint_edit edit;
        trainlint_edit_at(finding, i, &edit);
        places[i] = (struct place){ edit.span, copy(arena, edit.text) };
    }
    return places;
}

static const trainlint_param *copy_params(const trainlint_finding *finding, struct arena *arena)
{
    trainlint_param *params = arena_take(arena, finding->param_count * sizeof *params);
    for (size_t i = 0; i < finding->param_count; i++) {
        trainlint_param_at(finding, i, &params[i]);
        if (params[i].text != NULL)
            params[i].text = copy(arena, params[i].text);
    }
    return params;
}

/* ---- fingerprints: FNV-1a, 64 bits --------------------------------------------------------- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; text != NULL && *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return hash;
}

/* The NUL between two parts keeps "ab" + "c" and "a" + "bc" apart. */
static uint64_t hash_next(uint64_t hash, const char *text)
{
    return hash_text(hash * UINT64_C(0x100000001b3), text);
}

struct twin {
    uint64_t hash;
    uint64_t count; /* 0: the slot is free */
};

void twins_reset(struct twins *twins)
{
    if (twins->used > 0)
        memset(twins->slots, 0, twins->room * sizeof *twins->slots);
    twins->used = 0;
}

void twins_release(struct twins *twins)
{
    free(twins->slots);
    *twins = (struct twins){ 0 };
}

static struct twin *slot_of(struct twins *twins, uint64_t hash)
{
    size_t i = (size_t)hash & (twins->room - 1);
    while (twins->slots[i].count > 0 && twins->slots[i].hash != hash)
        i = (i + 1) & (twins->room - 1);
    return &twins->slots[i];
}

static void grow(struct twins *twins)
{
    struct twins bigger = { .room = twins->room == 0 ? 64 : twins->room * 2, .used = twins->used };
    bigger.slots = memory_resize(NULL, bigger.room * sizeof *bigger.slots);
    memset(bigger.slots, 0, bigger.room * sizeof *bigger.slots);
    for (size_t i = 0; i < twins->room; i++)
        if (twins->slots[i].count > 0)
            *slot_of(&bigger, twins->slots[i].hash) = twins->slots[i];
    free(twins->slots);
    *twins = bigger;
}

/* How many came before with this hash. */
static uint64_t ordinal_of(struct twins *twins, uint64_t hash)
{
    if (twins->used >= twins->room / 2)
        grow(twins);
    struct twin *slot = slot_of(twins, hash);
    twins->used += slot->count == 0;
    slot->hash = hash;
    return slot->count++;
}

/* No line number is in it, so it survives edits elsewhere in the document. */
static uint64_t fingerprint(const struct diagnostic *diagnostic, struct twins *twins)
{
    char ordinal[24];
    uint64_t hash = hash_text(UINT64_C(0xcbf29ce484222325), diagnostic->file);
    hash = hash_next(hash, diagnostic->rule->code);
    hash = hash_next(hash, diagnostic->pointer);
    hash = hash_next(hash, diagnostic->field);
    snprintf(ordinal, sizeof ordinal, "%" PRIu64, ordinal_of(twins, hash));
    return hash_next(hash, ordinal);
}

struct diagnostic diagnostic_copy(const trainlint_finding *finding, const char *file, bool values, struct arena *arena,
                                  struct twins *twins)
{
    struct diagnostic diagnostic = {
        .rule = finding->rule,
        .severity = finding->severity,
        .applicability = finding->applicability,
        .span = finding->span,
        .file = file,
        .message = text_of(finding, TRAINLINT_MESSAGE, arena),
        .label = values ? text_of(finding, TRAINLINT_LABEL, arena) : NULL,
        .why = text_of(finding, TRAINLINT_WHY, arena),
        .fix = text_of(finding, TRAINLINT_FIX, arena),
        .pointer = text_of(finding, TRAINLINT_POINTER, arena),
        .path = text_of(finding, TRAINLINT_PATH, arena),
        .field = text_of(finding, TRAINLINT_FIELD, arena),
        .params = copy_params(finding, arena),
        .param_count = finding->param_count,
        .related = copy_related(finding, values, arena),
        .related_count = finding->related_count,
        .edits = copy_edits(finding, arena),
        .edit_count = values ? finding->edit_count : 0,
    };
    diagnostic.fingerprint = fingerprint(&diagnostic, twins);
    return diagnostic;
}
