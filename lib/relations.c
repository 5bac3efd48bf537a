/* SPDX-License-Identifier: MIT */
/*
 * What the fields of an object have to do with each other, judged when it closes. A field that was
 * reported may have been meant to be there or not: a relation is told only if it is broken either way.
 */
#include <string.h>

#include "engine.h"

/* ---- groups */

static uint32_t all_of(const struct tl_group *group)
{
    return group->sets[0] | group->sets[1] | group->sets[2];
}

/* Whether the relation is broken when these fields are there, `full` of them no empty lists. */
static inline bool breaks(const struct tl_group *group, uint32_t there, uint32_t full)
{
    const uint32_t *sets = group->sets;
    switch (group->kind) {
    case TL_AT_MOST_ONE:
        return ((there & sets[0]) != 0) + ((there & sets[1]) != 0) + ((there & sets[2]) != 0) > 1;
    case TL_AT_LEAST_ONE:
        return !(full & all_of(group));
    case TL_BOTH_OR_NONE:
        return there & sets[0] && ~there & sets[0];
    default:
        return there & sets[0] && (!(~there & sets[1]) || there & sets[2]);
    }
}

/* And its silencer is not told. */
static bool is_broken(const struct tl_engine *engine, const struct tl_frame *frame, const struct tl_group *group,
                      uint32_t there)
{
    uint32_t full = there & ~frame->hollow;
    const struct tl_group *silencer = group->silencer < 0 ? NULL : &frame->object->groups[group->silencer];
    return breaks(group, there, full)
        && !(silencer && tl_is_error(engine->findings, silencer->rule) && breaks(silencer, there, full));
}

/* Broken for every way in which the reported fields may have been meant. */
TL_COLD static bool is_broken_anyway(const struct tl_engine *engine, const struct tl_frame *frame,
                                     const struct tl_group *group)
{
    uint32_t fields = all_of(group) | (group->silencer < 0 ? 0 : all_of(&frame->object->groups[group->silencer]));
    uint32_t maybe = frame->maybe & fields;
    for (uint32_t meant = maybe; is_broken(engine, frame, group, frame->present | meant); meant = (meant - 1) & maybe)
        if (meant == 0)
            return true;
    return false;
}

static trainlint_span key_span(struct tl_engine *engine, const struct tl_frame *frame, int field)
{
    return tl_span_of(engine, &frame->members[field].key);
}

static bool comes_before(const struct tl_engine *engine, const struct tl_frame *frame, int field, int other)
{
    return tl_spot_offset(&engine->slice, &frame->members[field].key)
        < tl_spot_offset(&engine->slice, &frame->members[other].key);
}

/* The first of the fields in the text; -1: none of them is there. */
static int first_in_text(const struct tl_engine *engine, const struct tl_frame *frame, uint32_t fields)
{
    int first = -1;
    for (int i = 0; i < frame->object->field_count; i++)
        if (fields & UINT32_C(1) << i && (first < 0 || comes_before(engine, frame, i, first)))
            first = i;
    return first;
}

/* The lowest of the fields that is not `but`. */
static int field_beside(uint32_t fields, int but)
{
    int i = 0;
    while (!(fields & UINT32_C(1) << i) || i == but)
        i++;
    return i;
}

/* "a" and "b" */
static void name_fields(const struct tl_object *object, uint32_t fields, struct tl_out *out)
{
    for (int i = 0, named = 0; i < object->field_count; i++)
        if (fields & UINT32_C(1) << i) {
            tl_out_string(out, !named++ ? "\"" : fields >> i == 1 ? " and \"" : ", \"");
            tl_out_string(out, object->fields[i].name);
            tl_out_string(out, "\"");
        }
    tl_out_end(out);
}

static void param_fields(struct tl_engine *engine, enum tl_param_name name, const struct tl_object *object,
                         uint32_t fields)
{
    char names[128];
    name_fields(object, fields, &(struct tl_out){ names, sizeof names, 0 });
    tl_param_text(engine->findings, name, names);
}

/* More than one of the sets: told at the key of the second in the text. */
static void tell_at_most_one(struct tl_engine *engine, const struct tl_frame *frame, const struct tl_group *group)
{
    static const enum tl_param_name names[TL_MAX_SETS] = { PARAM_first, PARAM_second, PARAM_third };
    const struct tl_field *fields = frame->object->fields;
    int order[TL_MAX_SETS] = { 0 }, count = 0;
    uint32_t sets[TL_MAX_SETS];
    for (int i = 0; i < TL_MAX_SETS; i++) {
        int field = first_in_text(engine, frame, frame->present & group->sets[i]), at = count;
        if (field < 0)
            continue;
        for (; at > 0 && comes_before(engine, frame, field, order[at - 1]); at--) {
            order[at] = order[at - 1];
            sets[at] = sets[at - 1];
        }
        order[at] = field;
        sets[at] = group->sets[i];
        count++;
    }
    if (!tl_begin_member(engine, group->rule, count == 2 ? WORDS_two_sources : WORDS_three_sources,
                         key_span(engine, frame, order[1]), order[1]))
        return;
    tl_param_number(engine->findings, PARAM_count, count);
    tl_param_text(engine->findings, PARAM_what, fields[order[1]].what);
    for (int i = 0; i < count; i++) {
        const char *what = fields[order[i]].what;
        param_fields(engine, names[i], frame->object, sets[i]);
        if (i != 1)
            tl_related(engine->findings, key_span(engine, frame, order[i]), i ? LABEL_third_source : LABEL_first_source,
                       (const unsigned char *)what, strlen(what));
    }
    tl_end(engine->findings);
}

TL_COLD static void tell_missing(struct tl_engine *engine, const struct tl_frame *frame, int field, bool has_default)
{
    const struct tl_field *own = &frame->object->fields[field];
    if (!tl_begin_object(engine, RULE_missing_field, has_default ? WORDS_missing_default : WORDS_missing))
        return;
    tl_order(engine->findings, field);
    tl_param_text(engine->findings, PARAM_field, own->name);
    tl_param_field(engine->findings, PARAM_field);
    tl_param_text(engine->findings, PARAM_what, own->what);
    tl_param_text(engine->findings, PARAM_example, own->example);
    if (has_default) {
        char member[96];
        struct tl_out out = { member, sizeof member, 0 };
        tl_out_string(&out, "\"");
        tl_out_string(&out, own->name);
        tl_out_string(&out, "\": ");
        tl_out_string(&out, own->example);
        bool others = frame->seen || engine->unknown_count > frame->unknown_from || frame->more_unknown;
        tl_out_string(&out, others ? ", " : "");
        trainlint_position inside = tl_span_of(engine, &frame->open).end;
        tl_edit(engine->findings, (trainlint_span){ inside, inside }, member, tl_out_end(&out));
    }
    tl_end(engine->findings);
}

static void tell_at_least_one(struct tl_engine *engine, const struct tl_frame *frame, const struct tl_group *group)
{
    enum tl_words words = group->rule == RULE_no_code ? WORDS_no_code
        : group->rule == RULE_empty_list              ? WORDS_empty_parameter
        : frame->hollow & group->sets[0]              ? WORDS_no_source_empty
                                                      : WORDS_no_source;
    if (group->rule == RULE_missing_field) {
        tell_missing(engine, frame, field_beside(group->sets[0], -1), true);
        return;
    }
    if (!tl_begin_object(engine, group->rule, words))
        return;
    if (words == WORDS_no_source_empty)
        tl_related(engine->findings, engine->hollow_span, LABEL_no_entry, NULL, 0);
    tl_end(engine->findings);
}

static void tell_both_or_none(struct tl_engine *engine, const struct tl_frame *frame, const struct tl_group *group)
{
    const struct tl_field *fields = frame->object->fields;
    int field = first_in_text(engine, frame, frame->present & group->sets[0]);
    enum tl_words words = group->rule == RULE_command_without_image ? WORDS_image_pair : WORDS_half_pair;
    if (!tl_begin_member(engine, group->rule, words, key_span(engine, frame, field), field))
        return;
    tl_param_text(engine->findings, PARAM_field, fields[field].name);
    tl_param_text(engine->findings, PARAM_other, fields[field_beside(group->sets[0], field)].name);
    tl_end(engine->findings);
}

static void tell_redundant(struct tl_engine *engine, const struct tl_frame *frame, const struct tl_group *group)
{
    int field = field_beside(group->sets[0], -1);
    uint32_t code = (frame->present & group->sets[1]) == group->sets[1] ? group->sets[1] : 0;
    if (!tl_begin_member(engine, group->rule, WORDS_redundant, key_span(engine, frame, field), field))
        return;
    param_fields(engine, PARAM_what, frame->object, code | (frame->present & group->sets[2]));
    tl_end(engine->findings);
}

/* True: none is broken. */
TL_APART static bool judge_each_group(struct tl_engine *engine, const struct tl_frame *frame)
{
    static void (*const tellers[])(struct tl_engine *, const struct tl_frame *, const struct tl_group *) = {
        [TL_AT_MOST_ONE] = tell_at_most_one,
        [TL_AT_LEAST_ONE] = tell_at_least_one,
        [TL_BOTH_OR_NONE] = tell_both_or_none,
        [TL_REDUNDANT] = tell_redundant,
    };
    const struct tl_group *end = frame->object->groups + frame->object->group_count;
    bool sound = true;
    for (const struct tl_group *group = frame->object->groups; group < end; group++) {
        if (!breaks(group, frame->present, frame->present & ~frame->hollow))
            continue;
        sound = false;
        if (is_broken_anyway(engine, frame, group))
            tellers[group->kind](engine, frame, group);
    }
    return sound;
}

/* Objects alike follow each other: the fields with which no relation was broken are remembered. */
static void judge_groups(struct tl_engine *engine, const struct tl_frame *frame)
{
    uint32_t fields = frame->present & frame->object->grouped;
    uint32_t *known = &engine->sound[frame->object->row][fields * UINT32_C(0x9E3779B1) >> (32 - TL_SOUND_BITS)];
    if (*known == fields && !frame->hollow)
        return;
    if (judge_each_group(engine, frame))
        *known = fields;
}

/* ---- paths */

static bool is_absolute(const struct tl_engine *engine, int which)
{
    return tl_kept_text(engine, which)[0] == '/';
}

/* Whether the path (0) is known to lie outside of the directory (1). */
static bool lies_outside(struct tl_engine *engine)
{
    const struct tl_kept_path *path = &engine->kept[0], *directory = &engine->kept[1];
    size_t size = path->length + directory->length;
    if (!is_absolute(engine, 1)
        || tl_lies_plainly_below(tl_kept_text(engine, 0), path->length, tl_kept_text(engine, 1), directory->length))
        return false;
    if (!is_absolute(engine, 0))
        return !tl_has_scheme(tl_kept_text(engine, 0), path->length);
    tl_save_paths(engine);
    if (engine->findings->muted || !tl_reserve_paths(engine, 2 * size))
        return false;
    unsigned char *scratch = engine->kept_text + size, *base = scratch + path->length;
    size_t length = tl_normalize_path(tl_kept_text(engine, 0), path->length, scratch);
    return !tl_lies_below(scratch, length, base, tl_normalize_path(tl_kept_text(engine, 1), directory->length, base));
}

TL_APART static void judge_inside(struct tl_engine *engine, const struct tl_frame *frame, bool closed)
{
    int path = frame->object->inside - 1, directory = frame->object->directory;
    if (!(frame->present & UINT32_C(1) << path) || !engine->kept[0].known)
        return;
    bool outside = closed && frame->present & UINT32_C(1) << directory && engine->kept[1].known && lies_outside(engine);
    if (!outside && engine->inside_form == TL_WORDS_COUNT)
        return;
    trainlint_span span = tl_span_of(engine, &frame->members[path].value);
    if (outside && tl_begin_member(engine, RULE_boot_outside_app, WORDS_outside, span, path)) {
        tl_param_text(engine->findings, PARAM_field, frame->object->fields[path].name);
        tl_param_text(engine->findings, PARAM_other, frame->object->fields[directory].name);
        tl_related(engine->findings, tl_span_of(engine, &frame->members[directory].value), LABEL_directory, NULL, 0);
        tl_end(engine->findings);
    }
    bool silenced = outside && !is_absolute(engine, 0) && tl_is_error(engine->findings, RULE_boot_outside_app);
    if (engine->inside_form == TL_WORDS_COUNT || silenced)
        return;
    if (tl_begin_member(engine, RULE_path_form, engine->inside_form, span, path)) {
        tl_param_text(engine->findings, PARAM_field, frame->object->fields[path].name);
        tl_end(engine->findings);
    }
}

/* ---- named values */

TL_APART static void tell_naming(struct tl_engine *engine, const struct tl_frame *frame)
{
    int value = frame->object->labelled;
    if (tl_begin_member(engine, RULE_secret, WORDS_secret, tl_span_of(engine, &frame->members[value].value), value)) {
        tl_param_text(engine->findings, PARAM_field, frame->object->fields[value].name);
        tl_end(engine->findings);
    }
}

static void judge_naming(struct tl_engine *engine, const struct tl_frame *frame)
{
    if (engine->label_is_secret && engine->value_is_secret)
        tell_naming(engine, frame);
}

/* ---- variants */

/* The data keys of all variants. */
static uint32_t data_fields(const struct tl_object *object)
{
    uint32_t fields = 0;
    for (int i = 0; object->variants[i].choice; i++)
        fields |= object->variants[i].fields;
    return fields;
}

static int variant_of(const struct tl_object *object, int field)
{
    int i = 0;
    while (!(object->variants[i].fields & UINT32_C(1) << field))
        i++;
    return i;
}

/* What an entry is, for one way in which its reported fields may have been meant. */
enum verdict { FINE = 0, CONTRADICTS = 1, INCOMPLETE = 2 };
struct reading {
    int variant; /* -1: nothing tells */
    enum verdict verdict;
};

/* `choice`: what the type says, -1: nothing. `there`: data keys. */
static struct reading read_entry(const struct tl_object *object, int choice, uint32_t there)
{
    struct reading reading = { choice, FINE };
    for (int i = 0; object->variants[i].choice; i++)
        if (there & object->variants[i].fields) {
            if (reading.variant >= 0 && reading.variant != i)
                reading.verdict = CONTRADICTS;
            else
                reading.variant = i;
        }
    if (reading.verdict == FINE
        && (reading.variant < 0 || object->variants[reading.variant].fields & ~there))
        reading.verdict = INCOMPLETE;
    return reading;
}

/* What all readings share: another verdict or variant makes it none. */
static void agree(struct reading *all, struct reading one)
{
    if (one.variant != all->variant)
        all->variant = TL_NO_VARIANT;
    if (one.verdict != all->verdict)
        all->verdict = FINE;
}

/*
 * The readings of all ways in which reported fields may have been meant. A type that was reported says
 * nothing, the keys do; but what it likely means must agree.
 */
static struct reading read_anyway(const struct tl_frame *frame)
{
    const struct tl_object *object = frame->object;
    uint32_t data = data_fields(object), maybe = frame->maybe & data, present = frame->present & data;
    if (frame->choice >= 0 && !maybe && present == object->variants[frame->choice].fields)
        return (struct reading){ frame->choice, FINE };
    struct reading all = read_entry(object, frame->choice, present | maybe);
    for (uint32_t meant = maybe;; meant = (meant - 1) & maybe) {
        agree(&all, read_entry(object, frame->choice, present | meant));
        if (frame->meant >= 0)
            agree(&all, read_entry(object, frame->meant, present | meant));
        if (meant == 0)
            return all;
    }
}

static void tell_contradiction(struct tl_engine *engine, const struct tl_frame *frame)
{
    const struct tl_object *object = frame->object;
    int type = object->varied_by - 1, first = first_in_text(engine, frame, frame->present & data_fields(object));
    bool typed = frame->choice >= 0;
    int own = typed ? frame->choice : variant_of(object, first);
    uint32_t against = frame->present & data_fields(object) & ~object->variants[own].fields;
    int field = first_in_text(engine, frame, against);
    if (!tl_begin_member(engine, RULE_source_conflict, typed ? WORDS_against_type : WORDS_against_keys,
                         key_span(engine, frame, field), field))
        return;
    tl_param_text(engine->findings, PARAM_object, object->variants[own].choice);
    tl_param_text(engine->findings, PARAM_other, object->variants[variant_of(object, field)].choice);
    param_fields(engine, PARAM_what, object, against);
    if (typed)
        tl_related(engine->findings, tl_span_of(engine, &frame->members[type].value), LABEL_says_type, NULL, 0);
    else
        tl_related(engine->findings, key_span(engine, frame, first), LABEL_first_key, NULL, 0);
    tl_end(engine->findings);
}

static void tell_incomplete(struct tl_engine *engine, const struct tl_frame *frame, int variant)
{
    const struct tl_object *object = frame->object;
    int field = first_in_text(engine, frame, frame->present & data_fields(object));
    enum tl_words words = variant < 0 ? WORDS_empty_entry : WORDS_incomplete_entry;
    if (field >= 0 ? !tl_begin_member(engine, RULE_incomplete_source, words, key_span(engine, frame, field), field)
                   : !tl_begin_object(engine, RULE_incomplete_source, words))
        return;
    if (variant >= 0) {
        uint32_t absent = object->variants[variant].fields & ~frame->present;
        int missing = field_beside(absent & ~frame->maybe, -1); /* else it might have been meant to be complete */
        tl_param_text(engine->findings, PARAM_object, object->variants[variant].choice);
        tl_param_text(engine->findings, PARAM_field, object->fields[missing].name);
    }
    tl_end(engine->findings);
}

static struct tl_spot variant_spot(const struct tl_engine *engine, const struct tl_frame *frame)
{
    const struct tl_object *object = frame->object;
    if (frame->choice >= 0)
        return frame->members[object->varied_by - 1].value;
    return frame->members[first_in_text(engine, frame, frame->present & data_fields(object))].key;
}

/* All entries of one list are of one variant; what tells this one's is its type, else its first data key. */
static void judge_mixture(struct tl_engine *engine, const struct tl_frame *frame, int variant)
{
    const struct tl_object *object = frame->object;
    if (engine->variant == TL_MIXED || engine->variant == variant)
        return;
    struct tl_spot spot = variant_spot(engine, frame);
    if (engine->variant < 0) {
        engine->variant = variant;
        tl_keep_spot(&engine->variant_spot, &spot, &engine->own_variant);
        return;
    }
    if (tl_begin(engine->findings, RULE_mixed_sources, WORDS_mixed, tl_span_of(engine, &spot))) {
        const char *first = object->variants[engine->variant].choice;
        tl_at_node(engine->findings, tl_engine_path(engine), engine->path.depth - 1);
        tl_param_text(engine->findings, PARAM_other, object->variants[variant].choice);
        tl_related(engine->findings, tl_span_of(engine, &engine->variant_spot), LABEL_first_of_type,
                   (const unsigned char *)first, strlen(first));
        tl_end(engine->findings);
    }
    engine->variant = TL_MIXED;
}

TL_APART static void judge_variant(struct tl_engine *engine, const struct tl_frame *frame)
{
    struct reading reading = read_anyway(frame);
    if (reading.verdict == CONTRADICTS)
        tell_contradiction(engine, frame);
    else if (reading.verdict == INCOMPLETE)
        tell_incomplete(engine, frame, reading.variant);
    if (reading.variant >= 0 && reading.verdict != CONTRADICTS)
        judge_mixture(engine, frame, reading.variant);
}

/* ---- all of them */

TL_COLD static void tell_all_missing(struct tl_engine *engine, const struct tl_frame *frame, uint32_t missing)
{
    for (int i = 0; missing >> i; i++)
        if (missing & UINT32_C(1) << i)
            tell_missing(engine, frame, i, false);
}

void tl_judge_relations(struct tl_engine *engine, bool closed)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    const struct tl_object *object = frame->object;
    closed = closed && !frame->left_out;
    if (object->inside)
        judge_inside(engine, frame, closed);
    if (object->label)
        judge_naming(engine, frame);
    if (!closed)
        return;
    uint32_t missing = object->mandatory & ~frame->present & ~frame->maybe;
    if (missing)
        tell_all_missing(engine, frame, missing);
    if (object->group_count)
        judge_groups(engine, frame);
    if (object->varied_by)
        judge_variant(engine, frame);
}
