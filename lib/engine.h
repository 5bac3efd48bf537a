/* SPDX-License-Identifier: MIT */
/*
 * Judges the parser's events by the tables. engine.c keeps the open containers and keys, judge.c
 * judges one value, unknown.c finds what an unknown key means, relations.c judges what fields have
 * to do with each other when their object closes.
 */
#ifndef TL_ENGINE_H
#define TL_ENGINE_H

#include "finding.h"
#include "labels.h"
#include "out.h"
#include "values.h"

/*
 * What is remembered of a member of an open object: as long as the clean text with it is being
 * parsed, where it stands there; then a copy.
 */
enum { TL_SHOWN_MOST = 32 };
struct tl_member {
    struct tl_spot key, value; /* value.raw NULL: it has not come, or is no scalar */
    struct tl_place own_key, own_value;
    unsigned char shown[TL_SHOWN_MOST];
};

/* An unknown key; what it means is told when its object closes. */
enum { TL_UNKNOWN_KEYS = 64, TL_SUGGEST_MOST = 64 };
struct tl_unknown {
    struct tl_place key;
    unsigned char text[TL_SUGGEST_MOST];
    unsigned char length;
    bool broken; /* its text is: it counts as misspelt, and is not told */
};

/* An open object that is judged, or a list of them. */
struct tl_frame {
    const struct tl_object *object; /* of the object, or of the list's entries */
    const struct tl_slot *row;      /* its lookup */
    bool list;
    int field;         /* of an object: the member at hand, -1: it is not judged */
    uint32_t seen;     /* keys that were there */
    uint32_t saved;    /* members whose memory is a copy */
    uint32_t present;  /* fields that are there and were not reported */
    uint32_t maybe;    /* that were reported: meant to be there, or not */
    uint32_t hollow;   /* lists among those present that are empty */
    int choice;        /* the variant that its field names, TL_NO_VARIANT: none */
    int meant;         /* that it likely means, though it was reported */
    bool left_out;     /* members are left out by a placeholder */
    bool more_unknown; /* unknown keys that were told at once */
    struct tl_spot open;
    struct tl_place own_open;
    struct tl_member *members;
    unsigned unknown_from; /* its unknown keys begin here */
    uint64_t entries;      /* of a list */
};

/* A container where another type, or an object, belongs: told when it closes, with its whole span. */
enum { TL_MAP_MEMBERS = 8, TL_SOUND_BITS = 6, TL_MAX_BAD_CHARACTERS = 7, TL_NO_VARIANT = -1, TL_MIXED = -2 };
struct tl_misfit {
    enum tl_rule rule;
    int field; /* -1: an entry, or the document */
    struct tl_place open;
    bool object;
    bool flat;        /* all of its members are scalars, and few enough */
    unsigned members; /* of an object, as far as they are remembered */
    struct {
        struct tl_place key, value;
        bool text; /* the value is a string */
    } map[TL_MAP_MEMBERS];
};

/* A path, until the other it is compared with is there; as with members, where it stands or a copy. */
struct tl_kept_path {
    bool known;
    const unsigned char *fresh; /* where it stands; NULL: copied to `at` of the kept text */
    size_t at, length;
};

struct tl_engine {
    const struct trainlint_profile *profile;
    struct tl_findings *findings;
    struct tl_slice slice; /* of the spots without a place */
    struct tl_path path; /* of judged containers only the depth is kept up, see tl_engine_path */

    struct tl_frame frames[2 * TL_MAX_OPEN_OBJECTS];
    struct tl_frame *frame; /* the innermost, NULL: none is open */
    unsigned depth;
    const struct tl_field *field; /* of the value that comes next, if nothing is odd about its key; else NULL */
    struct tl_member members[TL_MAX_OPEN_FIELDS];
    unsigned members_used;

    struct tl_unknown unknown[TL_UNKNOWN_KEYS];
    unsigned unknown_count;
    bool key_is_unknown; /* the key at hand is the last of them */

    unsigned skipped; /* open brackets of a value that is not judged */
    bool is_misfit;   /* that value is this one */
    struct tl_misfit misfit;

    int duplicate; /* the field whose second key is at hand, -1: none */
    struct tl_place duplicate_key;

    int foreign;      /* the key at hand that tells another document by its value's type, -1: none */
    int foreign_pair; /* the first of the keys that tell it together, -1: none yet */
    struct tl_place foreign_key, foreign_pair_key;

    size_t renamed_fields; /* at the top level */
    uint32_t known_fields;
    int variant; /* of the list's first certain entry, TL_NO_VARIANT or TL_MIXED */
    struct tl_spot variant_spot; /* what told it */
    struct tl_place own_variant;
    trainlint_span hollow_span; /* of the last empty list */
    enum tl_words inside_form;  /* what is odd in the path that lies in a directory */

    uint32_t sound[TL_OBJECT_COUNT][1 << TL_SOUND_BITS]; /* fields with which no group is broken; UINT32_MAX: none */

    struct tl_labels *labels;
    bool label_is_secret, value_is_secret;

    struct tl_kept_path kept[2]; /* of the path that lies in a directory, and of the directory */
    unsigned char *kept_text; /* room for both as they are, then for both normalized */
    size_t kept_capacity;
};

enum tl_literal { TL_NULL, TL_FALSE, TL_TRUE };

void tl_engine_init(struct tl_engine *engine, const struct trainlint_profile *profile, struct tl_findings *findings);
void tl_engine_reset(struct tl_engine *engine);
void tl_engine_release(struct tl_engine *engine);
uint64_t tl_engine_bound(const struct trainlint_profile *profile);

/*
 * The events; false: the check has ended. Texts are decoded. Spots of scalars go by value, and so into
 * memory only where they are kept.
 */
bool tl_engine_open(struct tl_engine *engine, const struct tl_spot *spot, bool object);
bool tl_engine_close(struct tl_engine *engine, const struct tl_spot *spot);
TL_HOT bool tl_engine_key(struct tl_engine *engine, struct tl_spot spot, const unsigned char *key,
                          size_t length);
TL_HOT int tl_engine_string(struct tl_engine *engine, struct tl_spot spot, const unsigned char *text, size_t length);
TL_HOT bool tl_engine_number(struct tl_engine *engine, struct tl_spot spot, const unsigned char *text,
                             size_t length);
bool tl_engine_literal(struct tl_engine *engine, struct tl_spot spot, enum tl_literal literal);

/* The clean text goes away: what is remembered of it is copied. */
void tl_engine_save(struct tl_engine *engine);

/* The document ends, whole or not. */
void tl_engine_finish(struct tl_engine *engine);

/* A placeholder stands for members of the innermost object. */
void tl_engine_left_out(struct tl_engine *engine);
/* The value of the key at hand has lost a quote: the key may be none. */
void tl_engine_forget_key(struct tl_engine *engine);

/* Where the present value stands. */
const struct tl_path *tl_engine_path(struct tl_engine *engine);

size_t tl_engine_known_fields(const struct tl_engine *engine);

/* ---- between engine.c, judge.c, unknown.c and relations.c */

enum tl_event { TL_EVENT_STRING, TL_EVENT_NUMBER, TL_EVENT_NULL, TL_EVENT_BOOLEAN, TL_EVENT_OBJECT, TL_EVENT_ARRAY };
struct tl_value {
    enum tl_event event;
    const struct tl_spot *spot;
    const unsigned char *text;
    size_t length;
};

static inline trainlint_span tl_span_of(struct tl_engine *engine, const struct tl_spot *spot)
{
    struct tl_place place = tl_place_of(&engine->slice, spot);
    return tl_place_span(&place);
}

static inline struct tl_frame *tl_frame_of(const struct tl_engine *engine)
{
    return engine->frame;
}

/* ---- the events that most are, judged where the parser has them */

TL_COLD bool tl_engine_odd_key(struct tl_engine *engine, struct tl_spot spot, const unsigned char *key,
                               size_t length);
TL_COLD bool tl_engine_scalar(struct tl_engine *engine, enum tl_event event, struct tl_spot spot,
                              const unsigned char *text, size_t length);
/* The text of the member at hand; an int, so that yajl's callback ends with it. */
int tl_engine_text(struct tl_engine *engine, const struct tl_field *field, const unsigned char *text, size_t length);

TL_HOT void tl_note_key(struct tl_engine *engine, const struct tl_field *own, int field, struct tl_spot spot)
{
    struct tl_frame *frame = engine->frame;
    engine->key_is_unknown = false;
    frame->seen |= UINT32_C(1) << field;
    frame->field = field;
    engine->field = own;
    frame->members[field].key = spot;
    frame->members[field].value.raw = NULL;
}

/* The slot of a good key, to be noted; NULL: the key may be odd. */
TL_HOT const struct tl_slot *tl_engine_plain_key(const struct tl_engine *engine, const unsigned char *key,
                                                 size_t length)
{
    const struct tl_frame *frame = engine->frame;
    const struct tl_slot *slot = engine->skipped ? NULL : tl_lookup_at_once(frame->row, key, length);
    return slot && !(frame->seen >> slot->field & 1) ? slot : NULL;
}

TL_HOT bool tl_engine_key(struct tl_engine *engine, struct tl_spot spot, const unsigned char *key, size_t length)
{
    const struct tl_slot *slot = tl_spot_flags(&spot) ? NULL : tl_engine_plain_key(engine, key, length);
    if (!slot)
        return tl_engine_odd_key(engine, spot, key, length);
    tl_note_key(engine, slot->own, slot->field, spot);
    return true;
}

/* A value that is there and was not reported. */
TL_HOT void tl_note_present(struct tl_engine *engine, struct tl_spot spot)
{
    struct tl_frame *frame = engine->frame;
    engine->field = NULL;
    frame->members[frame->field].value = spot;
    frame->present |= UINT32_C(1) << frame->field;
}

/* Whether the value at hand may be a text, of this length. */
TL_HOT bool tl_awaits_text(const struct tl_engine *engine, size_t length)
{
    return engine->field && engine->field->type == TL_STRING && length > 0;
}

/* Takes a text that is awaited. */
TL_HOT int tl_take_text(struct tl_engine *engine, struct tl_spot spot, const unsigned char *text, size_t length)
{
    const struct tl_field *field = engine->field;
    tl_note_present(engine, spot);
    if (field->form == TL_FORM_TEXT && length <= field->plenty)
        return true;
    return tl_engine_text(engine, field, text, length);
}

TL_HOT int tl_engine_string(struct tl_engine *engine, struct tl_spot spot, const unsigned char *text, size_t length)
{
    if (!tl_awaits_text(engine, length) || tl_spot_flags(&spot))
        return tl_engine_scalar(engine, TL_EVENT_STRING, spot, text, length);
    return tl_take_text(engine, spot, text, length);
}

/* A positive integer of few digits fits every integer field. */
static inline bool tl_is_small(const unsigned char *text, size_t length)
{
    size_t i = 0;
    while (i < length && text[i] >= '0' && text[i] <= '9')
        i++;
    return i == length && length <= 9 && text[0] != '0';
}

/* Whether the value at hand may be this number. */
TL_HOT bool tl_awaits_number(const struct tl_engine *engine, const unsigned char *text, size_t length)
{
    const struct tl_field *field = engine->field;
    return field && (field->type == TL_INTEGER || field->type == TL_LONG) && tl_is_small(text, length);
}

/* A number is never mended. */
TL_HOT bool tl_engine_number(struct tl_engine *engine, struct tl_spot spot, const unsigned char *text, size_t length)
{
    if (!tl_awaits_number(engine, text, length))
        return tl_engine_scalar(engine, TL_EVENT_NUMBER, spot, text, length);
    tl_note_present(engine, spot);
    return true;
}

/* Begins a finding at the member at hand, a member of the innermost object, the object itself. */
bool tl_begin_here(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span);
bool tl_begin_member(struct tl_engine *engine, enum tl_rule rule, enum tl_words words, trainlint_span span, int field);
bool tl_begin_object(struct tl_engine *engine, enum tl_rule rule, enum tl_words words);

/* Counts a field as there or, when the rule is an error, as reported. */
void tl_report_field(struct tl_engine *engine, int field, enum tl_rule rule);

/* Judges the value of the member at hand, but for what most are: a text that is not empty, a list in its place. */
void tl_judge_member(struct tl_engine *engine, struct tl_frame *frame, const struct tl_value *value);

/* Copies the paths that are kept; makes room for that. */
void tl_save_paths(struct tl_engine *engine);
bool tl_reserve_paths(struct tl_engine *engine, size_t size);
static inline const unsigned char *tl_kept_text(const struct tl_engine *engine, int which)
{
    const struct tl_kept_path *path = &engine->kept[which];
    return path->fresh ? path->fresh : engine->kept_text + path->at;
}

/* Tells a misfit that closes, or a scalar one. */
void tl_tell_misfit(struct tl_engine *engine, trainlint_span span, const struct tl_value *value);

/* The unknown keys of the innermost object; `closed`: all of its members were seen. */
void tl_tell_unknown(struct tl_engine *engine, bool closed);
/* One that is told at once. */
void tl_tell_unknown_key(struct tl_engine *engine, const struct tl_place *place, const unsigned char *key,
                         size_t length);

/* What the fields of the innermost object have to do with each other; `closed`: all of its members were seen. */
void tl_judge_relations(struct tl_engine *engine, bool closed);

/* "integer", "string", ... */
const char *tl_type_name(enum tl_type type);
const char *tl_event_name(enum tl_event event);

#endif
