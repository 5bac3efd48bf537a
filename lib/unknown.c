/* SPDX-License-Identifier: MIT */
/* The unknown keys of an object: which fields were meant. */
#include <string.h>

#include "engine.h"
#include "suggest.h"

/* The object whose field has this name, NULL: none other than `own`. */
static const struct tl_object *owner_elsewhere(const struct tl_object *own, const unsigned char *key, size_t length)
{
    for (int o = 0; o < TL_OBJECT_COUNT; o++)
        for (int i = 0; tl_objects[o] != own && i < tl_objects[o]->field_count; i++)
            if (tl_objects[o]->fields[i].length == length && memcmp(tl_objects[o]->fields[i].name, key, length) == 0)
                return tl_objects[o];
    return NULL;
}

static uint32_t all_fields(const struct tl_object *object)
{
    return UINT32_MAX >> (32 - object->field_count);
}

static bool begin(struct tl_engine *engine, enum tl_words words, const struct tl_place *place,
                  const unsigned char *key, size_t length)
{
    tl_frame_of(engine)->field = -1;
    tl_engine_path(engine);
    tl_path_key(&engine->path, key, length);
    if (!tl_begin_here(engine, RULE_unknown_field, words, tl_place_span(place)))
        return false;
    tl_param_key(engine->findings, PARAM_field, key, length);
    tl_param_field(engine->findings, PARAM_field);
    return true;
}

static void edit_name(struct tl_engine *engine, const struct tl_place *place, const char *name)
{
    char quoted[64];
    size_t length = strlen(name);
    quoted[0] = quoted[1 + length] = '"';
    memcpy(quoted + 1, name, length);
    tl_edit(engine->findings, tl_place_span(place), quoted, length + 2);
}

static void tell_renamed(struct tl_engine *engine, const struct tl_unknown *unknown, int field,
                         enum tl_likeness likeness, bool missing)
{
    const struct tl_object *object = tl_frame_of(engine)->object;
    bool merges = missing && object->mandatory & UINT32_C(1) << field
        && tl_is_error(engine->findings, RULE_unknown_field);
    if (!begin(engine, merges ? WORDS_unknown_for_missing : WORDS_unknown_for, &unknown->key, unknown->text,
               unknown->length))
        return;
    if (likeness == TL_LIKE_STYLE)
        tl_applicability(engine->findings, TRAINLINT_SAFE);
    tl_param_text(engine->findings, PARAM_suggestion, object->fields[field].name);
    edit_name(engine, &unknown->key, object->fields[field].name);
    tl_end(engine->findings);
}

void tl_tell_unknown_key(struct tl_engine *engine, const struct tl_place *place, const unsigned char *key,
                         size_t length)
{
    const struct tl_object *own = tl_frame_of(engine)->object, *other = owner_elsewhere(own, key, length);
    if (!begin(engine, other ? WORDS_unknown_elsewhere : WORDS_unknown, place, key, length))
        return;
    tl_param_text(engine->findings, PARAM_object, other ? other->what : own->what);
    tl_end(engine->findings);
}

/* What the keys of the object mean, each its own field; -1: none. */
struct meaning {
    int field;
    enum tl_likeness likeness;
};

static void find_meanings(const struct tl_engine *engine, const struct tl_frame *frame, struct meaning *meanings)
{
    uint32_t absent = all_fields(frame->object) & ~frame->seen, claimed = 0;
    for (unsigned i = frame->unknown_from; i < engine->unknown_count; i++) {
        struct meaning *meaning = &meanings[i];
        const struct tl_unknown *unknown = &engine->unknown[i];
        meaning->likeness = tl_suggest(&engine->profile->lookup, frame->object, absent, unknown->text,
                                       unknown->length, &meaning->field);
        if (meaning->likeness != TL_UNLIKE && claimed & UINT32_C(1) << meaning->field)
            meaning->likeness = TL_UNLIKE;
        if (meaning->likeness == TL_UNLIKE)
            meaning->field = -1;
        else
            claimed |= UINT32_C(1) << meaning->field;
    }
}

/* Whether the whole object is written in another style: told as one. */
static bool is_other_style(const struct tl_engine *engine, const struct tl_frame *frame, const struct meaning *meanings)
{
    if (frame->more_unknown || engine->unknown_count - frame->unknown_from < 2)
        return false;
    for (unsigned i = frame->unknown_from; i < engine->unknown_count; i++)
        if (meanings[i].likeness != TL_LIKE_STYLE || engine->unknown[i].broken)
            return false;
    for (int i = 0; i < frame->object->field_count; i++)
        if (frame->seen & UINT32_C(1) << i && strchr(frame->object->fields[i].name, '_'))
            return false;
    return true;
}

static void tell_style(struct tl_engine *engine, const struct tl_frame *frame, const struct meaning *meanings)
{
    const struct tl_unknown *first = &engine->unknown[frame->unknown_from];
    const struct tl_field *fields = frame->object->fields;
    if (!begin(engine, WORDS_unknown_style, &first->key, first->text, first->length))
        return;
    tl_param_text(engine->findings, PARAM_suggestion, fields[meanings[frame->unknown_from].field].name);
    tl_param_number(engine->findings, PARAM_count, engine->unknown_count - frame->unknown_from);
    for (unsigned i = frame->unknown_from; i < engine->unknown_count; i++) {
        edit_name(engine, &engine->unknown[i].key, fields[meanings[i].field].name);
        if (i > frame->unknown_from)
            tl_related(engine->findings, tl_place_span(&engine->unknown[i].key), LABEL_api_writes,
                       (const unsigned char *)fields[meanings[i].field].name, fields[meanings[i].field].length);
    }
    tl_end(engine->findings);
}

void tl_tell_unknown(struct tl_engine *engine, bool closed)
{
    struct tl_frame *frame = tl_frame_of(engine);
    if (frame->unknown_from == engine->unknown_count)
        return;
    struct meaning meanings[TL_UNKNOWN_KEYS] = { 0 };
    find_meanings(engine, frame, meanings);
    bool style = is_other_style(engine, frame, meanings);
    if (style)
        tell_style(engine, frame, meanings);
    for (unsigned i = frame->unknown_from; i < engine->unknown_count; i++) {
        const struct tl_unknown *unknown = &engine->unknown[i];
        int field = meanings[i].field;
        if (field >= 0 && (unknown->broken || tl_is_error(engine->findings, RULE_unknown_field)))
            frame->maybe |= UINT32_C(1) << field;
        engine->renamed_fields += field >= 0 && engine->depth == 1 && meanings[i].likeness != TL_LIKE_EVERYDAY;
        if (style || unknown->broken)
            continue;
        if (field >= 0)
            tell_renamed(engine, unknown, field, meanings[i].likeness, closed && !frame->left_out);
        else
            tl_tell_unknown_key(engine, &unknown->key, unknown->text, unknown->length);
    }
}
