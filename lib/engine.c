/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include <string.h>

/* ---- life */

uint64_t tl_engine_bound(const struct trainlint_profile *profile)
{
    return sizeof(struct tl_labels) + 2 * profile->limit[TRAINLINT_MAX_TOKEN];
}

void tl_engine_init(struct tl_engine *engine, const struct trainlint_profile *profile, struct tl_findings *findings)
{
    engine->profile = profile;
    engine->findings = findings;
    tl_engine_reset(engine);
}

void tl_engine_reset(struct tl_engine *engine)
{
    engine->path.depth = 0;
    engine->depth = engine->members_used = engine->unknown_count = engine->skipped = 0;
    engine->is_misfit = engine->key_is_unknown = false;
    engine->duplicate = engine->foreign = engine->foreign_pair = engine->variant = TL_NO_VARIANT;
    engine->known_fields = 0;
}

void tl_engine_release(struct tl_engine *engine)
{
    tl_release(&engine->profile->allocator, engine->labels);
    tl_release(&engine->profile->allocator, engine->kept_text);
}

/* ---- findings of a node */

bool tl_begin_here(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (!tl_begin(engine->findings, rule, words, span))
        return false;
    tl_at_node(engine->findings, &engine->path, engine->path.depth);
    return true;
}

bool tl_begin_member(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span, int field)
{
    const struct tl_field *own = &tl_frame_of(engine)->object->fields[field];
    tl_path_field(&engine->path, own->name, own->length);
    if (!tl_begin_here(engine, rule, words, span))
        return false;
    tl_order(engine->findings, field);
    return true;
}

bool tl_begin_object(struct tl_engine *engine, enum tl_rule rule, enum tl_words words)
{
    if (!tl_begin(engine->findings, rule, words, tl_place_span(&tl_frame_of(engine)->open)))
        return false;
    tl_at_node(engine->findings, &engine->path, engine->path.depth - 1);
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

static void push(struct tl_engine *engine, const struct tl_place *place, const struct tl_object *object, bool list)
{
    struct tl_frame *frame = &engine->frames[engine->depth++];
    frame->object = object;
    frame->list = list;
    frame->field = -1;
    frame->seen = frame->present = frame->maybe = frame->hollow = 0;
    frame->left_out = frame->more_unknown = false;
    frame->open = *place;
    frame->members = engine->members + engine->members_used;
    frame->unknown_from = engine->unknown_count;
    frame->entries = 0;
    frame->choice = TL_NO_VARIANT;
    engine->label_is_secret = engine->value_is_secret = false;
    if (object->inside && !list)
        memset(engine->kept, 0, sizeof engine->kept);
    if (!list)
        engine->members_used += (unsigned)object->field_count;
}

static void push_list(struct tl_engine *engine, const struct tl_place *place, const struct tl_object *object)
{
    push(engine, place, object, true);
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
    misfit->open = *value->place;
    misfit->object = value->event == TL_EVENT_OBJECT;
    misfit->flat = true;
    misfit->members = 0;
    engine->is_misfit = value->event >= TL_EVENT_OBJECT;
    if (!engine->is_misfit)
        tl_tell_misfit(engine, tl_place_span(value->place), value);
}

static void misfit_key(struct tl_engine *engine, const struct tl_place *key)
{
    struct tl_misfit *misfit = &engine->misfit;
    if (misfit->members == TL_MAP_MEMBERS)
        misfit->flat = false;
    else
        misfit->map[misfit->members++].key = *key;
}

static void misfit_value(struct tl_engine *engine, const struct tl_value *value)
{
    struct tl_misfit *misfit = &engine->misfit;
    if (value->event >= TL_EVENT_OBJECT || value->place->flags || !misfit->object || misfit->members == 0) {
        misfit->flat = false;
        return;
    }
    misfit->map[misfit->members - 1].value = *value->place;
    misfit->map[misfit->members - 1].text = value->event == TL_EVENT_STRING;
}

/* ---- the document's kind */

static void tell_foreign(struct tl_engine *engine, const struct tl_place *key, const char *what)
{
    bool silences = tl_is_error(engine->findings, RULE_other_document);
    if (engine->findings->other_document)
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
static void foreign_pair(struct tl_engine *engine, int i, const struct tl_place *place)
{
    const struct tl_foreign *foreign = tl_frame_of(engine)->object->foreign;
    int first = engine->foreign_pair;
    if (first < 0) {
        engine->foreign_pair = i;
        engine->foreign_pair_key = *place;
    } else if (first != i) {
        tl_path_key(&engine->path, (const unsigned char *)foreign[first].key, strlen(foreign[first].key));
        tell_foreign(engine, &engine->foreign_pair_key, foreign[first].what);
        tl_path_key(&engine->path, (const unsigned char *)foreign[i].key, strlen(foreign[i].key));
    }
}

static void foreign_key(struct tl_engine *engine, const struct tl_place *place, const unsigned char *key,
                        size_t length)
{
    const struct tl_foreign *foreign = tl_frame_of(engine)->object->foreign;
    int i = 0;
    while (foreign[i].key && (strlen(foreign[i].key) != length || memcmp(foreign[i].key, key, length) != 0))
        i++;
    if (!foreign[i].key)
        return;
    if (foreign[i].sign == TL_SIGN_PAIR) {
        foreign_pair(engine, i, place);
        return;
    }
    engine->foreign = i;
    engine->foreign_key = *place;
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

static void tell_duplicate(struct tl_engine *engine, const struct tl_place *value)
{
    int field = engine->duplicate;
    const struct tl_member *first = &tl_frame_of(engine)->members[field];
    bool shown = value && value->bytes <= TL_SHOWN_MOST && !value->flags;
    engine->duplicate = -1;
    if (!tl_begin_member(engine, RULE_duplicate_key, shown ? WORDS_given_twice_shown : WORDS_given_twice,
                         tl_place_span(&engine->duplicate_key), field))
        return;
    tl_param_text(engine->findings, PARAM_field, tl_frame_of(engine)->object->fields[field].name);
    if (shown)
        tl_shown(engine->findings, engine->text + value->at, value->bytes);
    tl_related(engine->findings, tl_place_span(&first->key),
               first->shown_length ? LABEL_first_one_says : LABEL_first_one,
               first->shown_length ? first->shown : NULL, first->shown_length);
    tl_end(engine->findings);
}

static void known_key(struct tl_engine *engine, struct tl_frame *frame, int field, const struct tl_place *place)
{
    const struct tl_field *own = &frame->object->fields[field];
    uint32_t bit = UINT32_C(1) << field;
    tl_path_field(&engine->path, own->name, own->length);
    if (frame->seen & bit) {
        frame->field = -1;
        engine->duplicate = field;
        engine->duplicate_key = *place;
        if (!engine->profile->flag[TRAINLINT_STEP_OVER])
            tell_duplicate(engine, NULL);
        return;
    }
    frame->seen |= bit;
    frame->field = field;
    frame->members[field].key = *place;
    frame->members[field].shown_length = 0;
    engine->known_fields += engine->depth == 1;
}

static void unknown_key(struct tl_engine *engine, struct tl_frame *frame, const struct tl_place *place,
                        const unsigned char *key, size_t length)
{
    bool broken = place->flags & TL_BROKEN;
    frame->field = -1;
    tl_path_key(&engine->path, key, length);
    if (frame->object->foreign[0].key && engine->depth == 1 && !broken)
        foreign_key(engine, place, key, length);
    if (length > TL_SUGGEST_MOST || engine->unknown_count == TL_UNKNOWN_KEYS
        || engine->profile->flag[TRAINLINT_STOP_EARLY]) {
        frame->more_unknown = true;
        if (!broken)
            tl_tell_unknown_key(engine, place, key, length);
        return;
    }
    struct tl_unknown *unknown = &engine->unknown[engine->unknown_count++];
    unknown->key = *place;
    unknown->length = (unsigned char)length;
    unknown->broken = broken;
    memcpy(unknown->text, key, length);
    engine->key_is_unknown = true;
    /* it will be told, whatever it means */
    if (!broken && tl_is_error(engine->findings, RULE_unknown_field) && engine->findings->status == TRAINLINT_MORE)
        engine->findings->status = TRAINLINT_INVALID;
}

void tl_engine_key(struct tl_engine *engine, const struct tl_place *place, const unsigned char *key, size_t length)
{
    engine->key_is_unknown = false;
    if (engine->skipped) {
        if (engine->is_misfit && engine->skipped == 1)
            misfit_key(engine, place);
        tl_path_key(&engine->path, key, length);
        return;
    }
    struct tl_frame *frame = tl_frame_of(engine);
    int field = place->flags & TL_BROKEN ? -1 : tl_lookup_field(&engine->profile->lookup, frame->object, key, length);
    if (field >= 0)
        known_key(engine, frame, field, place);
    else
        unknown_key(engine, frame, place, key, length);
}

void tl_engine_forget_key(struct tl_engine *engine)
{
    if (engine->key_is_unknown && !engine->skipped)
        engine->unknown_count--;
    engine->key_is_unknown = false;
}

void tl_engine_left_out(struct tl_engine *engine)
{
    if (!engine->skipped && engine->depth > 0)
        tl_frame_of(engine)->left_out = true;
}

/* ---- values */

static void skip(struct tl_engine *engine, const struct tl_value *value)
{
    if (value->event >= TL_EVENT_OBJECT)
        engine->skipped = 1;
}

/* An object belongs here: the document, or an entry of a list. */
static void object_value(struct tl_engine *engine, const struct tl_object *object, const struct tl_value *value)
{
    if (value->event == TL_EVENT_OBJECT) {
        push(engine, value->place, object, false);
        return;
    }
    if (!value->place->flags)
        take_misfit(engine, RULE_not_an_object, -1, value);
    skip(engine, value);
}

static void member_value(struct tl_engine *engine, struct tl_frame *frame, const struct tl_value *value)
{
    if (engine->duplicate >= 0)
        tell_duplicate(engine, value->event < TL_EVENT_OBJECT ? value->place : NULL);
    if (engine->foreign >= 0)
        foreign_value(engine, value->event);
    if (frame->field < 0) {
        skip(engine, value);
        return;
    }
    const struct tl_field *field = &frame->object->fields[frame->field];
    frame->members[frame->field].value = *value->place;
    if (tl_judge_member(engine, value))
        push_list(engine, value->place, field->of);
    else if (value->event >= TL_EVENT_OBJECT) {
        take_misfit(engine, RULE_wrong_type, frame->field, value);
        skip(engine, value);
    }
}

static void take_value(struct tl_engine *engine, const struct tl_value *value)
{
    engine->key_is_unknown = false;
    tl_path_value(&engine->path);
    if (engine->skipped) {
        if (engine->is_misfit && engine->skipped == 1)
            misfit_value(engine, value);
        engine->skipped += value->event >= TL_EVENT_OBJECT;
        return;
    }
    if (engine->depth == 0) {
        object_value(engine, &tl_request, value);
        return;
    }
    struct tl_frame *frame = tl_frame_of(engine);
    if (frame->list) {
        frame->entries++;
        object_value(engine, frame->object, value);
    } else {
        member_value(engine, frame, value);
    }
}

void tl_engine_string(struct tl_engine *engine, const struct tl_place *place, const unsigned char *text,
                      size_t length)
{
    take_value(engine, &(struct tl_value){ TL_EVENT_STRING, place, text, length });
}

void tl_engine_number(struct tl_engine *engine, const struct tl_place *place, const unsigned char *text, size_t length)
{
    take_value(engine, &(struct tl_value){ TL_EVENT_NUMBER, place, text, length });
}

void tl_engine_literal(struct tl_engine *engine, const struct tl_place *place, enum tl_literal literal)
{
    take_value(engine, &(struct tl_value){ literal == TL_NULL ? TL_EVENT_NULL : TL_EVENT_BOOLEAN, place, NULL, 0 });
}

void tl_engine_open(struct tl_engine *engine, const struct tl_place *place, bool object)
{
    take_value(engine, &(struct tl_value){ object ? TL_EVENT_OBJECT : TL_EVENT_ARRAY, place, NULL, 0 });
    tl_path_open(&engine->path, !object);
}

static void close_object(struct tl_engine *engine)
{
    struct tl_frame *frame = tl_frame_of(engine);
    tl_tell_unknown(engine, true);
    if (!engine->findings->ended)
        tl_judge_relations(engine, true);
    engine->members_used -= (unsigned)frame->object->field_count;
    engine->unknown_count = frame->unknown_from;
}

static void close_list(struct tl_engine *engine, trainlint_position end)
{
    const struct tl_frame *list = tl_frame_of(engine);
    struct tl_frame *frame = &engine->frames[engine->depth - 2];
    const struct tl_field *field = &frame->object->fields[frame->field];
    trainlint_span span = { tl_place_start(&list->open), end };
    if (list->entries > 0)
        return;
    if (field->empty == TL_EMPTY_FILLED) {
        frame->hollow |= UINT32_C(1) << frame->field;
        engine->hollow_span = span;
    } else if (field->empty == TL_EMPTY_ADVISED && tl_begin(engine->findings, RULE_empty_list, WORDS_empty_list, span)) {
        tl_at_node(engine->findings, &engine->path, engine->path.depth - 1);
        tl_param_text(engine->findings, PARAM_field, field->name);
        tl_end(engine->findings);
    }
}

void tl_engine_close(struct tl_engine *engine, const struct tl_place *place)
{
    if (engine->skipped) {
        tl_path_close(&engine->path);
        if (--engine->skipped == 0 && engine->is_misfit) {
            engine->is_misfit = false;
            struct tl_value value = { engine->misfit.object ? TL_EVENT_OBJECT : TL_EVENT_ARRAY, place, NULL, 0 };
            trainlint_span span = { tl_place_start(&engine->misfit.open), tl_place_end(place) };
            tl_tell_misfit(engine, span, &value);
        }
        return;
    }
    if (tl_frame_of(engine)->list)
        close_list(engine, tl_place_end(place));
    else
        close_object(engine);
    engine->depth--;
    tl_path_close(&engine->path);
}

void tl_engine_finish(struct tl_engine *engine)
{
    for (; engine->skipped; engine->skipped--)
        tl_path_close(&engine->path);
    if (engine->depth > 0 && !tl_frame_of(engine)->list && engine->duplicate >= 0)
        tell_duplicate(engine, NULL);
    for (; engine->depth > 0; engine->depth--) {
        if (!tl_frame_of(engine)->list) {
            tl_tell_unknown(engine, false);
            tl_judge_relations(engine, false);
            engine->unknown_count = tl_frame_of(engine)->unknown_from;
        }
        tl_path_close(&engine->path);
    }
}
