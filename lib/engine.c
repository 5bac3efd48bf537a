/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include <string.h>

/* ---- life */

uint64_t tl_engine_bound(const struct trainlint_profile *profile)
{
    return sizeof(struct tl_labels) + 4 * profile->limit[TRAINLINT_MAX_TOKEN];
}

void tl_engine_init(struct tl_engine *engine, const struct trainlint_profile *profile, struct tl_findings *findings)
{
    engine->profile = profile;
    engine->findings = findings;
    memset(engine->sound, 0xFF, sizeof engine->sound);
    tl_engine_reset(engine);
}

void tl_engine_reset(struct tl_engine *engine)
{
    engine->path.depth = 0;
    engine->frame = NULL;
    engine->depth = engine->members_used = engine->unknown_count = engine->skipped = 0;
    engine->field = NULL;
    engine->is_misfit = engine->key_is_unknown = false;
    engine->duplicate = engine->foreign = engine->foreign_pair = engine->variant = TL_NO_VARIANT;
    engine->renamed_fields = engine->known_fields = 0;
}

void tl_engine_release(struct tl_engine *engine)
{
    tl_release(&engine->profile->allocator, engine->labels);
    tl_release(&engine->profile->allocator, engine->kept_text);
}

/* ---- where a value stands */

const struct tl_path *tl_engine_path(struct tl_engine *engine)
{
    for (unsigned i = 0; i < engine->depth; i++) {
        const struct tl_frame *frame = &engine->frames[i];
        struct tl_segment *segment = &engine->path.segments[i];
        if (frame->list)
            *segment = (struct tl_segment){ .index = frame->entries - 1, .array = true, .kept = frame->entries > 0 };
        else if (frame->field >= 0)
            *segment = (struct tl_segment){ .name = frame->object->fields[frame->field].name,
                                            .length = frame->object->fields[frame->field].length,
                                            .kept = true };
    }
    return &engine->path;
}

/* The key at hand names no field that is judged: the path keeps its text. */
static void keep_key(struct tl_engine *engine, const unsigned char *key, size_t length)
{
    tl_engine_path(engine);
    tl_path_key(&engine->path, key, length);
}

/* ---- findings of a node */

bool tl_begin_here(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (!tl_begin(engine->findings, rule, words, span))
        return false;
    tl_at_node(engine->findings, tl_engine_path(engine), engine->path.depth);
    return true;
}

bool tl_begin_member(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span, int field)
{
    struct tl_frame *frame = tl_frame_of(engine);
    int at_hand = frame->field;
    frame->field = field;
    bool begun = tl_begin_here(engine, rule, words, span);
    frame->field = at_hand;
    if (begun)
        tl_order(engine->findings, field);
    return begun;
}

bool tl_begin_object(struct tl_engine *engine, enum tl_rule rule, enum tl_words words)
{
    if (!tl_begin(engine->findings, rule, words, tl_span_of(engine, &tl_frame_of(engine)->open)))
        return false;
    tl_at_node(engine->findings, tl_engine_path(engine), engine->path.depth - 1);
    return true;
}

void tl_report_field(struct tl_engine *engine, int field, enum tl_rule rule)
{
    struct tl_frame *frame = tl_frame_of(engine);
    if (tl_is_error(engine->findings, rule))
        frame->maybe |= UINT32_C(1) << field;
    else
        frame->present |= UINT32_C(1) << field;
}

/* ---- containers */

TL_HOT void push(struct tl_engine *engine, const struct tl_spot *spot, const struct tl_object *object, bool list)
{
    struct tl_frame *frame = engine->frame ? engine->frame + 1 : engine->frames;
    engine->depth++;
    engine->frame = frame;
    engine->field = NULL;
    frame->object = object;
    frame->row = tl_lookup_row(&engine->profile->lookup, object);
    frame->list = list;
    frame->field = -1;
    frame->seen = frame->saved = frame->present = frame->maybe = frame->hollow = 0;
    frame->left_out = frame->more_unknown = false;
    frame->open = *spot;
    frame->members = engine->members + engine->members_used;
    frame->unknown_from = engine->unknown_count;
    frame->entries = 0;
    frame->choice = frame->meant = TL_NO_VARIANT;
    if (list)
        return;
    engine->members_used += (unsigned)object->field_count;
    engine->label_is_secret = engine->value_is_secret = false;
    if (object->inside)
        engine->kept[0].known = engine->kept[1].known = false;
}

static void pop(struct tl_engine *engine)
{
    engine->depth--;
    engine->frame = engine->depth ? engine->frame - 1 : NULL;
    engine->path.depth--;
}

static void push_list(struct tl_engine *engine, const struct tl_spot *spot, const struct tl_object *object)
{
    push(engine, spot, object, true);
    engine->variant = TL_NO_VARIANT;
    if (!object->label)
        return;
    if (!engine->labels)
        engine->labels = tl_allocate(&engine->profile->allocator, sizeof *engine->labels);
    if (engine->labels)
        tl_labels_reset(engine->labels);
    else
        tl_no_memory(engine->findings);
}

static void take_misfit(struct tl_engine *engine, enum tl_rule rule, int field, const struct tl_value *value)
{
    struct tl_misfit *misfit = &engine->misfit;
    misfit->rule = rule;
    misfit->field = field;
    misfit->open = tl_place_of(&engine->slice, value->spot);
    misfit->object = value->event == TL_EVENT_OBJECT;
    misfit->flat = true;
    misfit->members = 0;
    engine->is_misfit = value->event >= TL_EVENT_OBJECT;
    if (!engine->is_misfit)
        tl_tell_misfit(engine, tl_span_of(engine, value->spot), value);
}

static void misfit_key(struct tl_engine *engine, const struct tl_spot *key)
{
    struct tl_misfit *misfit = &engine->misfit;
    if (misfit->members == TL_MAP_MEMBERS)
        misfit->flat = false;
    else
        misfit->map[misfit->members++].key = tl_place_of(&engine->slice, key);
}

static void misfit_value(struct tl_engine *engine, const struct tl_value *value)
{
    struct tl_misfit *misfit = &engine->misfit;
    if (value->event >= TL_EVENT_OBJECT || tl_spot_flags(value->spot) || !misfit->object) {
        misfit->flat = false;
        return;
    }
    misfit->map[misfit->members - 1].value = tl_place_of(&engine->slice, value->spot);
    misfit->map[misfit->members - 1].text = value->event == TL_EVENT_STRING;
}

/* ---- the document's kind */

static void tell_foreign(struct tl_engine *engine, const struct tl_place *key, const char *what)
{
    bool silences = tl_is_error(engine->findings, RULE_other_document);
    if (engine->findings->hits[RULE_other_document] > 0)
        return;
    if (silences)
        tl_withdraw(engine->findings);
    if (tl_begin_here(engine, RULE_other_document, WORDS_other_document, tl_place_span(key))) {
        tl_param_text(engine->findings, PARAM_found, what);
        tl_end(engine->findings);
    }
    engine->findings->other_document = silences;
}

/* One of the keys that tell it only together; the first of them is told. */
static void foreign_pair(struct tl_engine *engine, int i, const struct tl_spot *spot)
{
    const struct tl_foreign *foreign = tl_frame_of(engine)->object->foreign;
    int first = engine->foreign_pair;
    if (first < 0) {
        engine->foreign_pair = i;
        engine->foreign_pair_key = tl_place_of(&engine->slice, spot);
    } else if (first != i) {
        tl_path_key(&engine->path, (const unsigned char *)foreign[first].key, foreign[first].length);
        tell_foreign(engine, &engine->foreign_pair_key, foreign[first].what);
        tl_path_key(&engine->path, (const unsigned char *)foreign[i].key, foreign[i].length);
    }
}

static void foreign_key(struct tl_engine *engine, const struct tl_spot *spot, const unsigned char *key,
                        size_t length)
{
    const struct tl_foreign *all = tl_frame_of(engine)->object->foreign, *foreign = all;
    while (foreign->key
           && (foreign->length != length || (unsigned char)foreign->key[0] != key[0]
               || memcmp(foreign->key, key, length) != 0))
        foreign++;
    if (!foreign->key)
        return;
    if (foreign->sign == TL_SIGN_PAIR) {
        foreign_pair(engine, (int)(foreign - all), spot);
        return;
    }
    engine->foreign = (int)(foreign - all);
    engine->foreign_key = tl_place_of(&engine->slice, spot);
}

static void foreign_value(struct tl_engine *engine, enum tl_event event)
{
    const struct tl_foreign *foreign = &tl_frame_of(engine)->object->foreign[engine->foreign];
    if (foreign->sign == TL_SIGN_ANY || (foreign->sign == TL_SIGN_OBJECT && event == TL_EVENT_OBJECT)
        || (foreign->sign == TL_SIGN_LIST && event == TL_EVENT_ARRAY))
        tell_foreign(engine, &engine->foreign_key, foreign->what);
    engine->foreign = -1;
}

/* ---- keys */

static bool is_short(const struct tl_spot *value)
{
    return value->raw && value->bytes <= TL_SHOWN_MOST && !tl_spot_flags(value);
}

static void tell_duplicate(struct tl_engine *engine, const struct tl_spot *value)
{
    int field = engine->duplicate;
    const struct tl_member *first = &tl_frame_of(engine)->members[field];
    bool shown = value && is_short(value), first_shown = is_short(&first->value);
    engine->duplicate = -1;
    if (!tl_begin_member(engine, RULE_duplicate_key, shown ? WORDS_given_twice_shown : WORDS_given_twice,
                         tl_place_span(&engine->duplicate_key), field))
        return;
    tl_param_text(engine->findings, PARAM_field, tl_frame_of(engine)->object->fields[field].name);
    if (shown)
        tl_shown(engine->findings, value->raw, value->bytes);
    tl_related(engine->findings, tl_span_of(engine, &first->key),
               first_shown ? LABEL_first_one_says : LABEL_first_one, first_shown ? first->value.raw : NULL,
               first->value.bytes);
    tl_end(engine->findings);
}

static void duplicate_key(struct tl_engine *engine, struct tl_frame *frame, int field, const struct tl_spot *spot)
{
    const struct tl_field *own = &frame->object->fields[field];
    frame->field = -1;
    keep_key(engine, (const unsigned char *)own->name, own->length);
    engine->duplicate = field;
    engine->duplicate_key = tl_place_of(&engine->slice, spot);
    if (!engine->profile->flag[TRAINLINT_STEP_OVER])
        tell_duplicate(engine, NULL);
}

static void unknown_key(struct tl_engine *engine, struct tl_frame *frame, const struct tl_spot *spot,
                        const unsigned char *key, size_t length)
{
    bool broken = tl_spot_flags(spot) & TL_BROKEN;
    struct tl_place place = tl_place_of(&engine->slice, spot);
    frame->field = -1;
    keep_key(engine, key, length);
    if (frame->object->foreign[0].key && !broken)
        foreign_key(engine, spot, key, length);
    if (length > TL_SUGGEST_MOST || engine->unknown_count == TL_UNKNOWN_KEYS
        || engine->profile->flag[TRAINLINT_STOP_EARLY]) {
        frame->more_unknown = true;
        if (!broken)
            tl_tell_unknown_key(engine, &place, key, length);
        return;
    }
    struct tl_unknown *unknown = &engine->unknown[engine->unknown_count++];
    unknown->key = place;
    unknown->length = (unsigned char)length;
    unknown->broken = broken;
    memcpy(unknown->text, key, length);
    engine->key_is_unknown = true;
    /* it will be told, whatever it means */
    if (!broken && tl_is_error(engine->findings, RULE_unknown_field) && engine->findings->status == TRAINLINT_MORE)
        engine->findings->status = TRAINLINT_INVALID;
}

/* A key within a value that is not judged. */
static void skipped_key(struct tl_engine *engine, const struct tl_spot *spot, const unsigned char *key,
                        size_t length)
{
    if (engine->is_misfit && engine->skipped == 1)
        misfit_key(engine, spot);
    keep_key(engine, key, length);
}

bool tl_engine_odd_key(struct tl_engine *engine, struct tl_spot spot, const unsigned char *key, size_t length)
{
    struct tl_frame *frame = engine->frame;
    engine->field = NULL;
    engine->key_is_unknown = false;
    if (engine->skipped) {
        skipped_key(engine, &spot, key, length);
        return true;
    }
    int field = tl_lookup_field(frame->row, key, length);
    if (field < 0 || tl_spot_flags(&spot) & TL_BROKEN)
        unknown_key(engine, frame, &spot, key, length);
    else if (frame->seen >> field & 1)
        duplicate_key(engine, frame, field, &spot);
    else
        tl_note_key(engine, &frame->object->fields[field], field, spot);
    return !engine->findings->ended;
}

/* ---- memory of members */

static void save_spot(struct tl_engine *engine, struct tl_spot *spot, struct tl_place *own)
{
    *own = tl_place_of(&engine->slice, spot);
    spot->place = own;
}

static void save_member(struct tl_engine *engine, struct tl_member *member)
{
    save_spot(engine, &member->key, &member->own_key);
    if (!member->value.raw)
        return;
    save_spot(engine, &member->value, &member->own_value);
    if (member->value.bytes <= TL_SHOWN_MOST)
        memmove(member->shown, member->value.raw, member->value.bytes);
    member->value.raw = member->shown;
}

void tl_engine_save(struct tl_engine *engine)
{
    for (unsigned i = 0; i < engine->depth; i++) {
        struct tl_frame *frame = &engine->frames[i];
        if (frame->open.place != &frame->own_open)
            save_spot(engine, &frame->open, &frame->own_open);
        uint32_t fresh = frame->seen & ~frame->saved;
        for (int k = 0; fresh >> k; k++)
            if (fresh & UINT32_C(1) << k)
                save_member(engine, &frame->members[k]);
        /* the value of the member at hand may still come */
        frame->saved = frame->seen & ~(frame->field >= 0 ? UINT32_C(1) << frame->field : 0);
    }
    if (engine->variant >= 0 && engine->variant_spot.place != &engine->own_variant)
        save_spot(engine, &engine->variant_spot, &engine->own_variant);
    tl_save_paths(engine);
    if (engine->frame && engine->labels)
        tl_labels_save(engine->labels, &engine->slice);
}

void tl_engine_forget_key(struct tl_engine *engine)
{
    if (engine->key_is_unknown)
        engine->unknown_count--;
    engine->key_is_unknown = false;
}

void tl_engine_left_out(struct tl_engine *engine)
{
    if (!engine->skipped)
        tl_frame_of(engine)->left_out = true;
}

/* ---- values */

static void skip(struct tl_engine *engine, const struct tl_value *value)
{
    if (value->event >= TL_EVENT_OBJECT)
        engine->skipped = 1;
}

/* An object belongs here: the document, or an entry of a list. */
static void no_object(struct tl_engine *engine, const struct tl_value *value)
{
    if (!tl_spot_flags(value->spot))
        take_misfit(engine, RULE_not_an_object, -1, value);
    skip(engine, value);
}

static inline void remember_value(struct tl_frame *frame, const struct tl_value *value)
{
    struct tl_member *member = &frame->members[frame->field];
    if (value->event >= TL_EVENT_OBJECT)
        return;
    member->value = *value->spot;
}

static void member_value(struct tl_engine *engine, struct tl_frame *frame, const struct tl_value *value)
{
    if (engine->duplicate >= 0)
        tell_duplicate(engine, value->event < TL_EVENT_OBJECT ? value->spot : NULL);
    if (engine->foreign >= 0)
        foreign_value(engine, value->event);
    if (frame->field < 0) {
        skip(engine, value);
        return;
    }
    remember_value(frame, value);
    tl_judge_member(engine, frame, value);
    if (value->event >= TL_EVENT_OBJECT) {
        take_misfit(engine, RULE_wrong_type, frame->field, value);
        skip(engine, value);
    }
}

static void take_value(struct tl_engine *engine, const struct tl_value *value)
{
    engine->field = NULL;
    engine->key_is_unknown = false;
    if (engine->skipped) {
        tl_path_value(&engine->path);
        if (engine->is_misfit && engine->skipped == 1)
            misfit_value(engine, value);
        engine->skipped += value->event >= TL_EVENT_OBJECT;
        return;
    }
    struct tl_frame *frame = tl_frame_of(engine);
    if (frame && !frame->list) {
        member_value(engine, frame, value);
        return;
    }
    if (frame)
        frame->entries++;
    no_object(engine, value);
}

bool tl_engine_scalar(struct tl_engine *engine, enum tl_event event, struct tl_spot spot,
                      const unsigned char *text, size_t length)
{
    take_value(engine, &(struct tl_value){ event, &spot, text, length });
    return !engine->findings->ended;
}

bool tl_engine_literal(struct tl_engine *engine, struct tl_spot spot, enum tl_literal literal)
{
    return tl_engine_scalar(engine, literal == TL_NULL ? TL_EVENT_NULL : TL_EVENT_BOOLEAN, spot, NULL, 0);
}

/* What opens where it belongs: an object in a list or at the root, a list in its field. */
static bool open_plainly(struct tl_engine *engine, const struct tl_spot *spot, bool object)
{
    struct tl_frame *frame = engine->frame;
    if (engine->skipped)
        return false;
    if (object && (!frame || frame->list)) {
        if (frame)
            frame->entries++;
        push(engine, spot, frame ? frame->object : &tl_request, false);
        return true;
    }
    if (object || !engine->field || engine->field->type != TL_LIST)
        return false;
    frame->present |= UINT32_C(1) << frame->field;
    push_list(engine, spot, engine->field->of);
    return true;
}

/* What opens elsewhere: it is skipped. */
TL_COLD static bool open_oddly(struct tl_engine *engine, const struct tl_spot *spot, bool object)
{
    take_value(engine, &(struct tl_value){ object ? TL_EVENT_OBJECT : TL_EVENT_ARRAY, spot, NULL, 0 });
    tl_path_open(&engine->path, !object);
    return !engine->findings->ended;
}

bool tl_engine_open(struct tl_engine *engine, const struct tl_spot *spot, bool object)
{
    if (!open_plainly(engine, spot, object))
        return open_oddly(engine, spot, object);
    engine->path.depth++;
    return !engine->findings->ended;
}

static void close_object(struct tl_engine *engine)
{
    struct tl_frame *frame = tl_frame_of(engine);
    if (frame->unknown_from < engine->unknown_count)
        tl_tell_unknown(engine, true);
    if (engine->depth == 1)
        engine->known_fields = frame->seen;
    if (!engine->findings->ended)
        tl_judge_relations(engine, true);
    if (frame->object->inside)
        engine->kept[0].known = engine->kept[1].known = false;
    engine->members_used -= (unsigned)frame->object->field_count;
    engine->unknown_count = frame->unknown_from;
}

TL_COLD static void close_empty(struct tl_engine *engine, const struct tl_spot *spot)
{
    const struct tl_frame *list = tl_frame_of(engine);
    struct tl_frame *frame = &engine->frames[engine->depth - 2];
    const struct tl_field *field = &frame->object->fields[frame->field];
    trainlint_span span = { tl_span_of(engine, &list->open).start, tl_span_of(engine, spot).end };
    if (field->empty == TL_EMPTY_FILLED) {
        frame->hollow |= UINT32_C(1) << frame->field;
        engine->hollow_span = span;
    } else if (tl_begin(engine->findings, RULE_empty_list, WORDS_empty_list, span)) {
        tl_at_node(engine->findings, tl_engine_path(engine), engine->path.depth - 1);
        tl_param_text(engine->findings, PARAM_field, field->name);
        tl_end(engine->findings);
    }
}

static inline void close_list(struct tl_engine *engine, const struct tl_spot *spot)
{
    if (engine->frame->object->label)
        tl_labels_reset(engine->labels);
    if (engine->frame->entries == 0)
        close_empty(engine, spot);
}

/* The last bracket of a value that is not judged. */
static void end_skipped(struct tl_engine *engine, const struct tl_spot *spot)
{
    if (!engine->is_misfit)
        return;
    struct tl_value value = { engine->misfit.object ? TL_EVENT_OBJECT : TL_EVENT_ARRAY, spot, NULL, 0 };
    trainlint_span span = { tl_place_start(&engine->misfit.open), tl_span_of(engine, spot).end };
    engine->is_misfit = false;
    tl_tell_misfit(engine, span, &value);
}

TL_COLD static bool close_skipped(struct tl_engine *engine, const struct tl_spot *spot)
{
    tl_path_close(&engine->path);
    if (--engine->skipped == 0)
        end_skipped(engine, spot);
    return !engine->findings->ended;
}

bool tl_engine_close(struct tl_engine *engine, const struct tl_spot *spot)
{
    if (engine->skipped)
        return close_skipped(engine, spot);
    if (engine->frame->list)
        close_list(engine, spot);
    else
        close_object(engine);
    pop(engine);
    return !engine->findings->ended;
}

void tl_engine_finish(struct tl_engine *engine)
{
    for (; engine->skipped; engine->skipped--)
        tl_path_close(&engine->path);
    if (engine->frame && engine->duplicate >= 0)
        tell_duplicate(engine, NULL);
    for (; engine->frame; pop(engine)) {
        if (engine->frame->list)
            continue;
        tl_tell_unknown(engine, false);
        tl_judge_relations(engine, false);
        if (engine->depth == 1)
            engine->known_fields = engine->frame->seen;
        engine->unknown_count = engine->frame->unknown_from;
    }
}

size_t tl_engine_known_fields(const struct tl_engine *engine)
{
    size_t count = engine->renamed_fields;
    uint32_t seen = engine->frame ? engine->frames[0].seen : engine->known_fields;
    for (; seen; seen &= seen - 1)
        count++;
    return count;
}
