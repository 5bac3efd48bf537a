/* SPDX-License-Identifier: MIT */
/* Judges the value of one member. */
#include <string.h>

#include "engine.h"
#include "unicode.h"

const char *tl_type_name(enum tl_type type)
{
    static const char *const names[] = { "string", "integer", "integer", "array" };
    return names[type];
}

const char *tl_event_name(enum tl_event event)
{
    static const char *const names[] = { "string", "number", "null", "boolean", "object", "array" };
    return names[event];
}

static const struct tl_field *field_at_hand(struct tl_engine *engine)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    return &frame->object->fields[frame->field];
}

static bool begin(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (!tl_begin_here(engine, rule, words, span))
        return false;
    tl_param_text(engine->findings, PARAM_field, field_at_hand(engine)->name);
    return true;
}

static void tell(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (begin(engine, rule, words, span))
        tl_end(engine->findings);
}

static void tell_what(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    if (!begin(engine, rule, words, span))
        return;
    tl_param_text(engine->findings, PARAM_what, field_at_hand(engine)->what);
    tl_end(engine->findings);
}

/* ---- types */

static bool is_integer(const struct tl_field *field)
{
    return field->type == TL_INTEGER || field->type == TL_LONG;
}

static struct tl_walk walk_of(const struct tl_spot *spot)
{
    return (struct tl_walk){ spot->raw + 1, spot->bytes - 2u, 0, 0, 0 };
}

/* Where the walk stands in the document. */
static trainlint_position walk_position(const struct tl_place *place, const struct tl_walk *walk)
{
    return (trainlint_position){ place->offset + 1 + walk->at, place->line, place->column + 1 + walk->columns };
}

/* How many bytes of a number stand before a fraction of zeros; 0: it has another, or an exponent. */
static size_t whole_part(const unsigned char *text, size_t length)
{
    const unsigned char *point = memchr(text, '.', length);
    size_t whole = point ? (size_t)(point - text) : 0;
    for (size_t i = whole + 1; i < length; i++)
        if (text[i] != '0')
            return 0;
    return whole;
}

static bool is_integer_text(const unsigned char *text, size_t length)
{
    int64_t number;
    size_t first = length > 0 && text[0] == '-';
    return length > first && (length == first + 1 || text[first] != '0')
        && tl_read_integer(text, length, INT64_MIN, INT64_MAX, &number) != TL_INTEGER_NONE;
}

/* The value is a scalar, and no null. */
static enum tl_words wrong_words(const struct tl_field *field, const struct tl_value *value)
{
    bool integer = is_integer(field);
    if (field->type == TL_STRING)
        return WORDS_type_quote;
    if (integer && is_integer_text(value->text, value->length) && value->spot->bytes == value->length + 2)
        return WORDS_type_unquote;
    if (integer && value->event == TL_EVENT_NUMBER)
        return whole_part(value->text, value->length) ? WORDS_type_zero_fraction : WORDS_type_fraction;
    return WORDS_type;
}

static void edit_wrong_type(struct tl_engine *engine, enum tl_words words, trainlint_span span,
                            const struct tl_value *value)
{
    trainlint_position second = tl_span_within(span.start, 1, 1).end;
    trainlint_position last = { span.end.offset - 1, span.end.line, span.end.column - 1 };
    if (words == WORDS_type_unquote) {
        tl_edit(engine->findings, (trainlint_span){ span.start, second }, "", 0);
        tl_edit(engine->findings, (trainlint_span){ last, span.end }, "", 0);
    } else if (words == WORDS_type_quote) {
        tl_edit(engine->findings, (trainlint_span){ span.start, span.start }, "\"", 1);
        tl_edit(engine->findings, (trainlint_span){ span.end, span.end }, "\"", 1);
    } else if (words == WORDS_type_zero_fraction) {
        size_t whole = whole_part(value->text, value->length);
        tl_edit(engine->findings, (trainlint_span){ tl_span_within(span.start, whole, whole).end, span.end }, "", 0);
    }
}

static const char *actual_name(const struct tl_field *field, const struct tl_value *value)
{
    return is_integer(field) && value->event == TL_EVENT_NUMBER ? "number with a fraction or exponent"
                                                                : tl_event_name(value->event);
}

static void wrong_type(struct tl_engine *engine, const struct tl_field *field, const struct tl_value *value)
{
    enum tl_words words = wrong_words(field, value);
    trainlint_span span = tl_span_of(engine, value->spot);
    if (!begin(engine, RULE_wrong_type, words, span))
        return;
    tl_param_text(engine->findings, PARAM_expected, tl_type_name((enum tl_type)field->type));
    tl_param_text(engine->findings, PARAM_actual, actual_name(field, value));
    edit_wrong_type(engine, words, span, value);
    tl_end(engine->findings);
}

/* { "a": 1, "b": "c" } as a list of named values */
static void edit_map(struct tl_engine *engine, trainlint_span span, const struct tl_object *entry)
{
    const struct tl_misfit *misfit = &engine->misfit;
    const char *name = entry->fields[entry->label - 1].name, *given = entry->fields[entry->labelled].name;
    char before[64], between[64];
    size_t before_length = strlen(name) + 5, between_length = strlen(given) + 6;
    memcpy(before, "{\"", 2);
    memcpy(before + 2, name, strlen(name));
    memcpy(before + 2 + strlen(name), "\": ", 3);
    memcpy(between, ", \"", 3);
    memcpy(between + 3, given, strlen(given));
    memcpy(between + 3 + strlen(given), "\": \"", 4);
    trainlint_position last = { span.end.offset - 1, span.end.line, span.end.column - 1 };
    tl_edit(engine->findings, tl_span_within(span.start, 1, 1), "[", 1);
    for (unsigned i = 0; i < misfit->members; i++) {
        trainlint_position key = tl_place_start(&misfit->map[i].key), end = tl_place_end(&misfit->map[i].value);
        trainlint_span middle = { tl_place_end(&misfit->map[i].key), tl_place_start(&misfit->map[i].value) };
        bool text = misfit->map[i].text;
        tl_edit(engine->findings, (trainlint_span){ key, key }, before, before_length);
        tl_edit(engine->findings, middle, between, between_length + !text);
        const char *after = text ? "}" : "\"}";
        tl_edit(engine->findings, (trainlint_span){ end, end }, after, strlen(after));
    }
    tl_edit(engine->findings, (trainlint_span){ last, span.end }, "]", 1);
}

static void tell_container(struct tl_engine *engine, trainlint_span span, const struct tl_value *value)
{
    struct tl_frame *frame = tl_frame_of(engine);
    const struct tl_misfit *misfit = &engine->misfit;
    const struct tl_field *field = &frame->object->fields[misfit->field];
    bool single = field->type == TL_LIST; /* where a list stands, no other list is a misfit */
    bool map = single && field->of->label && misfit->flat;
    enum tl_words words = map ? WORDS_type_map : single && !field->of->label ? WORDS_type_wrap : WORDS_type;
    if (!begin(engine, RULE_wrong_type, words, span))
        return;
    tl_param_text(engine->findings, PARAM_expected, tl_type_name((enum tl_type)field->type));
    tl_param_text(engine->findings, PARAM_actual, tl_event_name(value->event));
    if (map) {
        edit_map(engine, span, field->of);
    } else if (words == WORDS_type_wrap) {
        tl_edit(engine->findings, (trainlint_span){ span.start, span.start }, "[", 1);
        tl_edit(engine->findings, (trainlint_span){ span.end, span.end }, "]", 1);
    }
    tl_end(engine->findings);
}

static void tell_no_object(struct tl_engine *engine, trainlint_span span, const struct tl_value *value)
{
    bool document = engine->depth == 0;
    bool json = tl_holds_json(value->text, value->length);
    enum tl_words words = document ? json ? WORDS_document_string : WORDS_document_type
        : json                     ? WORDS_entry_string
                                   : WORDS_entry_type;
    if (!tl_begin_here(engine, RULE_not_an_object, words, span))
        return;
    if (!document) {
        const struct tl_frame *owner = &engine->frames[engine->depth - 2];
        tl_param_text(engine->findings, PARAM_field, owner->object->fields[owner->field].name);
    }
    tl_param_text(engine->findings, PARAM_expected, "object");
    tl_param_text(engine->findings, PARAM_actual, tl_event_name(value->event));
    tl_end(engine->findings);
}

void tl_tell_misfit(struct tl_engine *engine, trainlint_span span, const struct tl_value *value)
{
    if (engine->misfit.rule == RULE_wrong_type)
        tell_container(engine, span, value);
    else
        tell_no_object(engine, span, value);
}

/* ---- strings */

/* A character as a label shows it: in quotes, or by name. */
static size_t show_character(uint32_t point, unsigned char *out)
{
    if (point == ' ') {
        memcpy(out, "a space", 7);
        return 7;
    }
    size_t length = tl_utf8_encode(point, out + 1);
    out[0] = out[1 + length] = '"';
    return length + 2;
}

static void edit_name(struct tl_engine *engine, trainlint_span span, bool again)
{
    tl_edit(engine->findings, span, again ? "" : "-", again ? 0 : 1);
}

static inline bool is_name(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!tl_in_name(text[i]))
            return false;
    return true;
}

static void judge_name(struct tl_engine *engine, const struct tl_value *value)
{
    if (is_name(value->text, value->length))
        return;
    struct tl_place place = tl_place_of(&engine->slice, value->spot);
    struct tl_walk walk = walk_of(value->spot);
    bool begun = false, again = false;
    unsigned char shown[8];
    trainlint_position start = walk_position(&place, &walk);
    for (; tl_walk_next(&walk); start = walk_position(&place, &walk)) {
        trainlint_span span = { start, walk_position(&place, &walk) };
        bool fine = tl_in_name(walk.point);
        if (!fine && !begun) {
            if (!begin(engine, RULE_bad_name, WORDS_name, span))
                return;
            begun = true;
            tl_shown(engine->findings, shown, show_character(walk.point, shown));
        } else if (!fine) {
            if (engine->findings->draft.head.related < TL_MAX_BAD_CHARACTERS)
                tl_related(engine->findings, span, LABEL_not_allowed_either, shown,
                           show_character(walk.point, shown));
        }
        if (!fine)
            edit_name(engine, span, again);
        again = !fine;
    }
    tl_end(engine->findings);
}

static void judge_length(struct tl_engine *engine, const struct tl_value *value, const struct tl_field *field)
{
    size_t actual = tl_utf8_count(value->text, value->length);
    if (actual <= field->limit)
        return;
    struct tl_place place = tl_place_of(&engine->slice, value->spot);
    struct tl_walk walk = walk_of(value->spot);
    for (unsigned i = 0; i < field->limit; i++)
        tl_walk_next(&walk);
    trainlint_span span = { walk_position(&place, &walk), tl_place_end(&place) };
    span.end.offset--;
    span.end.column--;
    bool one = actual - field->limit == 1;
    if (!begin(engine, RULE_too_long, one ? WORDS_long_one : WORDS_long, span))
        return;
    char range[24];
    struct tl_out out = { range, sizeof range, 0 };
    tl_out_string(&out, field->empty == TL_EMPTY_FILLED ? "1 to " : "0 to ");
    tl_out_number(&out, field->limit);
    tl_out_end(&out);
    tl_param_number(engine->findings, PARAM_limit, field->limit);
    tl_param_number(engine->findings, PARAM_actual, (int64_t)actual);
    tl_param_number(engine->findings, PARAM_count, (int64_t)(actual - field->limit));
    tl_param_text(engine->findings, PARAM_what, range);
    tl_end(engine->findings);
}

/* "obs" or "dataset" */
static void list_choices(const struct tl_variant *variants, struct tl_out *out)
{
    for (int i = 0; variants[i].choice; i++) {
        tl_out_string(out, i ? "\" or \"" : "\"");
        tl_out_string(out, variants[i].choice);
    }
    tl_out_string(out, "\"");
    tl_out_end(out);
}

static bool same_in_style(const unsigned char *text, size_t length, const char *choice)
{
    size_t start = 0;
    while (start < length && (text[start] == ' ' || text[start] == '\t'))
        start++;
    while (length > start && (text[length - 1] == ' ' || text[length - 1] == '\t'))
        length--;
    if (length - start != strlen(choice))
        return false;
    for (size_t i = start; i < length; i++)
        if ((text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]) != (unsigned char)choice[i - start])
            return false;
    return true;
}

/* Takes the name of a variant. */
static bool take_choice(struct tl_engine *engine, const unsigned char *text, size_t length)
{
    struct tl_frame *frame = tl_frame_of(engine);
    const struct tl_variant *variants = frame->object->variants;
    for (int i = 0; variants[i].choice; i++)
        if (variants[i].length == length && memcmp(variants[i].choice, text, length) == 0) {
            frame->choice = i;
            return true;
        }
    return false;
}

static void judge_choice(struct tl_engine *engine, const struct tl_value *value)
{
    struct tl_frame *frame = tl_frame_of(engine);
    const struct tl_variant *variants = frame->object->variants;
    const char *meant = NULL;
    for (int i = 0; variants[i].choice; i++)
        if (same_in_style(value->text, value->length, variants[i].choice))
            meant = variants[frame->meant = i].choice;
    trainlint_span span = tl_span_of(engine, value->spot);
    if (!begin(engine, RULE_unknown_type, meant ? WORDS_choice_style : WORDS_choice, span))
        return;
    char choices[128];
    list_choices(variants, &(struct tl_out){ choices, sizeof choices, 0 });
    tl_param_text(engine->findings, PARAM_expected, choices);
    if (meant) {
        char quoted[64];
        struct tl_out out = { quoted, sizeof quoted, 0 };
        tl_out_string(&out, "\"");
        tl_out_string(&out, meant);
        tl_out_string(&out, "\"");
        tl_out_end(&out);
        tl_param_text(engine->findings, PARAM_suggestion, meant);
        tl_edit(engine->findings, span, quoted, strlen(quoted));
    }
    tl_end(engine->findings);
}

/* The paths that are compared when their object closes; a decoded text goes away at once. */
static void keep_path(struct tl_engine *engine, const struct tl_value *value, bool directory)
{
    engine->kept[directory] = (struct tl_kept_path){ true, value->text, 0, value->length };
    if (value->spot->bytes != value->length + 2)
        tl_save_paths(engine);
}

void tl_save_paths(struct tl_engine *engine)
{
    for (int i = 0; i < 2; i++) {
        struct tl_kept_path *path = &engine->kept[i], *other = &engine->kept[!i];
        if (!path->known || !path->fresh)
            continue;
        path->at = other->known && !other->fresh ? other->at + other->length : 0;
        if (!tl_reserve_paths(engine, path->at + path->length))
            return;
        memcpy(engine->kept_text + path->at, path->fresh, path->length);
        path->fresh = NULL;
    }
}

bool tl_reserve_paths(struct tl_engine *engine, size_t size)
{
    void *text = engine->kept_text;
    bool room = tl_reserve(&engine->profile->allocator, &text, &engine->kept_capacity, size,
                           4 * (size_t)engine->profile->limit[TRAINLINT_MAX_TOKEN]);
    engine->kept_text = text;
    if (!room)
        tl_no_memory(engine->findings);
    return room;
}

static void judge_path(struct tl_engine *engine, const struct tl_value *value)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    /* a text as long as it is written has no escape, and so no backslash */
    bool escaped = value->spot->bytes != value->length + 2;
    enum tl_words form = tl_path_form(value->text, value->length, escaped);
    bool inside = frame->object->inside == 1 + frame->field;
    if (frame->object->inside && (inside || frame->object->directory == frame->field))
        keep_path(engine, value, !inside);
    if (inside)
        engine->inside_form = form; /* told with what it has to do with its directory */
    else if (form != TL_WORDS_COUNT)
        tell(engine, RULE_path_form, form, tl_span_of(engine, value->spot));
}

static void judge_secret(struct tl_engine *engine, const struct tl_value *value)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    bool told = tl_gives_secret(value->text, value->length);
    if (told)
        tell(engine, RULE_secret, WORDS_secret, tl_span_of(engine, value->spot));
    if (frame->object->label == 1 + frame->field)
        engine->label_is_secret = tl_is_secret_name(value->text, value->length);
    else if (frame->object->label)
        engine->value_is_secret = !told && tl_is_given(value->text, value->length);
}

static void judge_label(struct tl_engine *engine, const struct tl_spot *spot, const unsigned char *text, size_t length)
{
    const struct tl_frame *list = &engine->frames[engine->depth - 2];
    const struct tl_spot *first;
    if (list->entries > TL_LABELS
        || !(first = tl_labels_add(engine->labels, text, length, spot)))
        return;
    if (!begin(engine, RULE_twin_label, WORDS_twin_label, tl_span_of(engine, spot)))
        return;
    tl_related(engine->findings, tl_span_of(engine, first), LABEL_same_label, NULL, 0);
    tl_end(engine->findings);
}

static void judge_form(struct tl_engine *engine, const struct tl_field *field, const struct tl_value *value)
{
    enum tl_words image;
    switch (field->form) {
    case TL_FORM_NAME:
        judge_name(engine, value);
        break;
    case TL_FORM_SECRET:
        judge_secret(engine, value);
        if (tl_frame_of(engine)->object->label == 1 + tl_frame_of(engine)->field)
            judge_label(engine, value->spot, value->text, value->length);
        break;
    case TL_FORM_PATH:
        judge_path(engine, value);
        break;
    case TL_FORM_IMAGE:
        if ((image = tl_image_form(value->text, value->length)) != TL_WORDS_COUNT)
            tell(engine, RULE_image_form, image, tl_span_of(engine, value->spot));
        break;
    case TL_FORM_COMMAND:
        judge_secret(engine, value);
        if (!tl_calls_python(value->text, value->length))
            tell(engine, RULE_command_form, WORDS_command, tl_span_of(engine, value->spot));
        break;
    case TL_FORM_CHOICE:
        judge_choice(engine, value);
        break;
    case TL_FORM_SCHEMA:
        if (tl_begin_here(engine, RULE_schema_key, WORDS_schema,
                          tl_span_of(engine, &tl_frame_of(engine)->members[tl_frame_of(engine)->field].key)))
            tl_end(engine->findings);
        break;
    default:
        break;
    }
}

static void judge_text(struct tl_engine *engine, const struct tl_field *field, const struct tl_value *value)
{
    if (field->limit && value->length > field->limit)
        judge_length(engine, value, field);
    judge_form(engine, field, value);
}

TL_COLD static int odd_text(struct tl_engine *engine, const struct tl_field *field, const unsigned char *text,
                            size_t length)
{
    const struct tl_spot *spot = &tl_frame_of(engine)->members[tl_frame_of(engine)->field].value;
    judge_text(engine, field, &(struct tl_value){ TL_EVENT_STRING, spot, text, length });
    return !engine->findings->ended;
}

/* An absolute path as it is written; false: it is to be judged. */
static inline bool take_plain_path(struct tl_engine *engine, const unsigned char *text, size_t length)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    int field = frame->field;
    if (text[0] != '/' || text[length - 1] <= ' ' || frame->members[field].value.bytes != length + 2)
        return false;
    if (!frame->object->inside)
        return true;
    if (frame->object->inside == 1 + field) {
        engine->kept[0] = (struct tl_kept_path){ true, text, 0, length };
        engine->inside_form = TL_WORDS_COUNT;
    } else if (frame->object->directory == field) {
        engine->kept[1] = (struct tl_kept_path){ true, text, 0, length };
    }
    return true;
}

TL_APART static int judge_named(struct tl_engine *engine, const struct tl_field *field, const unsigned char *text,
                                size_t length)
{
    const struct tl_frame *frame = tl_frame_of(engine);
    if (tl_may_give_secret(text, length))
        return odd_text(engine, field, text, length);
    if (frame->object->label != 1 + frame->field) {
        engine->value_is_secret = tl_is_given(text, length);
        return true;
    }
    engine->label_is_secret = tl_is_secret_name(text, length);
    judge_label(engine, &frame->members[frame->field].value, text, length);
    return true;
}

TL_APART static int judge_chosen(struct tl_engine *engine, const struct tl_field *field, const unsigned char *text,
                                 size_t length)
{
    return take_choice(engine, text, length) || odd_text(engine, field, text, length);
}

/* What is plain is seen at a glance. */
int tl_engine_text(struct tl_engine *engine, const struct tl_field *field, const unsigned char *text, size_t length)
{
    if (length > field->plenty)
        return odd_text(engine, field, text, length);
    if (field->form == TL_FORM_PATH && take_plain_path(engine, text, length))
        return true;
    if (field->form == TL_FORM_SECRET)
        return judge_named(engine, field, text, length);
    if (field->form == TL_FORM_NAME && is_name(text, length))
        return true;
    if (field->form == TL_FORM_CHOICE)
        return judge_chosen(engine, field, text, length);
    return odd_text(engine, field, text, length);
}

static void judge_empty(struct tl_engine *engine, const struct tl_field *field, const struct tl_value *value)
{
    struct tl_frame *frame = tl_frame_of(engine);
    if (field->empty == TL_EMPTY_FILLED) {
        tl_report_field(engine, frame->field, RULE_empty);
        tell_what(engine, RULE_empty, field->need == TL_MANDATORY ? WORDS_empty_mandatory : WORDS_empty,
                  tl_span_of(engine, value->spot));
        return;
    }
    if (field->empty == TL_EMPTY_BLANK)
        return;
    frame->present |= UINT32_C(1) << frame->field;
    judge_form(engine, field, value);
}

/* ---- numbers */

static void tell_range(struct tl_engine *engine, const char *expected, int64_t least, int64_t most,
                       trainlint_span span)
{
    if (!begin(engine, RULE_integer_range, WORDS_range, span))
        return;
    tl_param_text(engine->findings, PARAM_expected, expected);
    tl_param_number(engine->findings, PARAM_first, least);
    tl_param_number(engine->findings, PARAM_second, most);
    tl_end(engine->findings);
}

static void judge_integer(struct tl_engine *engine, const struct tl_field *field, const struct tl_value *value)
{
    bool integer = field->type == TL_INTEGER;
    int64_t number = 0, least = integer ? INT32_MIN : INT64_MIN, most = integer ? INT32_MAX : INT64_MAX;
    trainlint_span span = tl_span_of(engine, value->spot);
    if (tl_read_integer(value->text, value->length, least, most, &number) == TL_INTEGER_RANGE) {
        tell_range(engine, integer ? "32-bit integer" : "64-bit integer", least, most, span);
        if (tl_is_error(engine->findings, RULE_integer_range))
            return;
        number = value->text[0] == '-' ? least : most;
    }
    if (number >= 1)
        return;
    if (field->form == TL_FORM_COUNT) {
        if (!begin(engine, RULE_too_small, WORDS_small, span))
            return;
        tl_param_number(engine->findings, PARAM_limit, 1);
        tl_param_text(engine->findings, PARAM_what, field->what);
        tl_end(engine->findings);
    } else {
        tell_what(engine, RULE_odd_id, WORDS_odd_id, span);
    }
}

static bool has_type(const struct tl_field *field, const struct tl_value *value)
{
    int64_t number;
    if (!is_integer(field))
        return field->type == TL_STRING && value->event == TL_EVENT_STRING;
    return value->event == TL_EVENT_NUMBER
        && tl_read_integer(value->text, value->length, INT64_MIN, INT64_MAX, &number) != TL_INTEGER_NONE;
}

void tl_judge_member(struct tl_engine *engine, struct tl_frame *frame, const struct tl_value *value)
{
    const struct tl_field *field = field_at_hand(engine);
    uint32_t bit = UINT32_C(1) << frame->field;
    if (tl_spot_flags(value->spot)) {
        *(tl_spot_flags(value->spot) & TL_BROKEN ? &frame->maybe : &frame->present) |= bit;
        return;
    }
    if (value->event == TL_EVENT_NULL) {
        if (tl_is_error(engine->findings, RULE_null_value))
            frame->maybe |= bit;
        tell_what(engine, RULE_null_value, field->need == TL_MANDATORY ? WORDS_null_mandatory : WORDS_null,
                  tl_span_of(engine, value->spot));
        return;
    }
    if (!has_type(field, value)) {
        tl_report_field(engine, frame->field, RULE_wrong_type);
        if (value->event < TL_EVENT_OBJECT)
            wrong_type(engine, field, value);
    } else if (field->type == TL_STRING) {
        judge_empty(engine, field, value);
    } else {
        frame->present |= bit;
        judge_integer(engine, field, value);
    }
}
