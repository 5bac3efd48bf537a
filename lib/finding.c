/* SPDX-License-Identifier: MIT */
#include "finding.h"

#include <string.h>

#include "out.h"
#include "unicode.h"

/* A key or value as it is shown: at most this many characters. */
enum { SHOWN_CHARACTERS = 64, SHOWN_VALUE_CHARACTERS = 24 };

/* ---- drafting */

bool tl_begin(struct tl_findings *findings, enum tl_rule rule, enum tl_words words, trainlint_span span)
{
    trainlint_severity severity = (trainlint_severity)findings->profile->severity[rule];
    if (findings->muted || severity == TRAINLINT_OFF || (findings->other_document && !tl_is_text_rule(rule)))
        return false;
    findings->draft.head = (struct tl_head){ .rule = rule,
                                             .words = words,
                                             .severity = severity,
                                             .applicability = tl_words_applicability(words),
                                             .span = span,
                                             .node = -1,
                                             .field = -1,
                                             .shown = -1 };
    return true;
}

void tl_at_node(struct tl_findings *findings, const struct tl_path *path, size_t depth)
{
    struct tl_draft *draft = &findings->draft;
    draft->head.node = (int)tl_path_pack(path, depth, draft->text);
    draft->head.text = (unsigned)draft->head.node;
}

void tl_order(struct tl_findings *findings, int order)
{
    findings->draft.head.order = order;
}

void tl_applicability(struct tl_findings *findings, trainlint_applicability applicability)
{
    findings->draft.head.applicability = applicability;
}

/* Appends a text and its NUL; -1: no room. */
static int keep(struct tl_draft *draft, const char *text, size_t length)
{
    int at = (int)draft->head.text;
    if (length >= TL_MAX_TEXT - draft->head.text)
        return -1;
    memcpy(draft->text + at, text, length);
    draft->text[at + (int)length] = '\0';
    draft->head.text += (unsigned)length + 1;
    return at;
}

static void add_param(struct tl_draft *draft, enum tl_param_name name, int text, int64_t number)
{
    if (draft->head.params < TL_MAX_PARAMS)
        draft->params[draft->head.params++] = (struct tl_param){ name, text, number };
}

void tl_param_text(struct tl_findings *findings, enum tl_param_name name, const char *text)
{
    int at = keep(&findings->draft, text, strlen(text));
    if (at >= 0)
        add_param(&findings->draft, name, at, 0);
}

void tl_param_number(struct tl_findings *findings, enum tl_param_name name, int64_t number)
{
    add_param(&findings->draft, name, -1, number);
}

void tl_param_field(struct tl_findings *findings, enum tl_param_name name)
{
    struct tl_draft *draft = &findings->draft;
    for (unsigned i = 0; i < draft->head.params; i++)
        if (draft->params[i].name == name)
            draft->head.field = draft->params[i].text;
}

static size_t show_escape(uint32_t point, char *out)
{
    static const char hex[] = "0123456789abcdef";
    size_t digits = point > 0xFFFF ? 6 : 4;
    out[0] = '\\';
    out[1] = 'u';
    for (size_t i = 0; i < digits; i++)
        out[2 + i] = hex[point >> 4 * (digits - 1 - i) & 15];
    return 2 + digits;
}

/* Letters of ASCII and others in one word: some may only look like those that are expected. */
static bool is_mixed(const unsigned char *text, size_t length)
{
    bool ascii = false, other = false;
    for (size_t i = 0; i < length; i++) {
        ascii |= (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
        other |= text[i] >= 0x80;
    }
    return ascii && other;
}

static bool is_printable(const unsigned char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < 0x20 || text[i] > 0x7E)
            return false;
    return true;
}

/* Keeps a text escaped and cut to `most` characters; in a `key` that is mixed all beyond ASCII is escaped. */
static int keep_shown(struct tl_draft *draft, const unsigned char *text, size_t length, size_t most, bool key)
{
    char shown[4 * SHOWN_CHARACTERS + 4];
    size_t size = 0, characters = 0;
    if (length <= most && is_printable(text, length))
        return keep(draft, (const char *)text, length);
    bool mixed = key && is_mixed(text, length);
    for (size_t i = 0; i < length;) {
        uint32_t point;
        size_t taken = tl_utf8_next(text + i, length - i, &point);
        bool hidden = (point < 0x20 || point > 0x7E) && point != 0xFFFD && (mixed || tl_is_hidden(point));
        size_t cells = hidden ? point > 0xFFFF ? 8 : 6 : 1;
        if (characters + cells > most - (i + taken < length)) {
            memcpy(shown + size, "…", sizeof "…" - 1);
            size += sizeof "…" - 1;
            break;
        }
        characters += cells;
        if (hidden)
            size += show_escape(point, shown + size);
        else
            size += tl_utf8_encode(point, (unsigned char *)shown + size);
        i += taken;
    }
    return keep(draft, shown, size);
}

void tl_param_key(struct tl_findings *findings, enum tl_param_name name, const unsigned char *key, size_t length)
{
    int at = keep_shown(&findings->draft, key, length, SHOWN_CHARACTERS, true);
    if (at >= 0)
        add_param(&findings->draft, name, at, 0);
}

void tl_shown(struct tl_findings *findings, const unsigned char *text, size_t length)
{
    findings->draft.head.shown = keep_shown(&findings->draft, text, length, SHOWN_VALUE_CHARACTERS, false);
}

void tl_related(struct tl_findings *findings, trainlint_span span, enum tl_label label, const unsigned char *shown,
                size_t length)
{
    struct tl_draft *draft = &findings->draft;
    if (draft->head.related < TL_MAX_RELATED)
        draft->related[draft->head.related++] = (struct tl_related){
            span, label, shown ? keep_shown(draft, shown, length, SHOWN_VALUE_CHARACTERS, false) : -1
        };
}

void tl_edit(struct tl_findings *findings, trainlint_span span, const char *text, size_t length)
{
    struct tl_draft *draft = &findings->draft;
    if (draft->head.applicability <= TRAINLINT_MANUAL)
        return;
    int at = draft->head.edits < TL_MAX_EDITS ? keep(draft, text, length) : -1;
    if (at < 0) {
        draft->head.edits = 0;
        draft->head.applicability = TRAINLINT_MANUAL;
        return;
    }
    draft->edits[draft->head.edits++] = (struct tl_edit){ span, at };
}

/* ---- packing */

size_t tl_record_bound(void)
{
    return sizeof(struct tl_draft) + 8;
}

static void *append(unsigned char *out, const void *array, size_t size)
{
    if (size > 0)
        memcpy(out, array, size);
    return out + size;
}

/* Packs the draft; returns the size, a multiple of 8. `out` has room for tl_record_bound(). */
static size_t pack(const struct tl_draft *draft, unsigned char *out)
{
    unsigned char *end = out;
    end = append(end, &draft->head, sizeof draft->head);
    end = append(end, draft->params, draft->head.params * sizeof *draft->params);
    end = append(end, draft->related, draft->head.related * sizeof *draft->related);
    end = append(end, draft->edits, draft->head.edits * sizeof *draft->edits);
    end = append(end, draft->text, draft->head.text);
    return ((size_t)(end - out) + 7) & ~(size_t)7;
}

static size_t packed_size(const struct tl_head *head)
{
    size_t size = sizeof *head + head->params * sizeof(struct tl_param) + head->related * sizeof(struct tl_related)
        + head->edits * sizeof(struct tl_edit) + head->text;
    return (size + 7) & ~(size_t)7;
}

static trainlint_finding view(const void *record)
{
    const struct tl_head *head = record;
    return (trainlint_finding){ &tl_rules[head->rule], head->severity, head->applicability, head->span,
                                head->related,         head->edits,    head->params,        record };
}

/* ---- the store */

static size_t most_findings(const struct trainlint_profile *profile)
{
    uint64_t most = profile->limit[TRAINLINT_MAX_FINDINGS];
    /* 0, no limit, wraps */
    return most - 1 < SIZE_MAX / tl_record_bound() ? (size_t)most : SIZE_MAX / tl_record_bound();
}

uint64_t tl_findings_bound(const struct trainlint_profile *profile)
{
    uint64_t most = profile->limit[TRAINLINT_MAX_FINDINGS];
    if (most == 0)
        return UINT64_MAX;
    return (most + 1) * tl_record_bound() + most * sizeof(size_t) + tl_record_bound();
}

static const struct tl_head *record_at(const struct tl_findings *findings, size_t i)
{
    return (const void *)(findings->pool + findings->index[i]);
}

static bool precedes(const struct tl_head *a, const struct tl_head *b)
{
    if (a->span.start.offset != b->span.start.offset)
        return a->span.start.offset < b->span.start.offset;
    return a->rule != b->rule ? a->rule < b->rule : a->order < b->order;
}

/* Where the draft belongs: behind all that do not follow it. */
static size_t place_for(const struct tl_findings *findings, const struct tl_head *head)
{
    size_t low = 0, high = findings->count;
    if (high > 0 && !precedes(head, record_at(findings, high - 1)))
        return high;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (precedes(head, record_at(findings, middle)))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* Takes the i-th record out of the pool; those made after it move down. */
static void drop(struct tl_findings *findings, size_t i)
{
    size_t at = findings->index[i], size = packed_size(record_at(findings, i));
    memmove(findings->pool + at, findings->pool + at + size, findings->pool_used - at - size);
    findings->pool_used -= size;
    findings->count--;
    memmove(findings->index + i, findings->index + i + 1, (findings->count - i) * sizeof *findings->index);
    for (size_t k = 0; k < findings->count; k++)
        if (findings->index[k] > at)
            findings->index[k] -= size;
}

static void enlist(struct tl_findings *findings, size_t place, size_t record)
{
    if (place < findings->count)
        memmove(findings->index + place + 1, findings->index + place,
                (findings->count - place) * sizeof *findings->index);
    findings->index[place] = record;
    findings->count++;
}

static bool store(struct tl_findings *findings)
{
    const struct trainlint_allocator *allocator = &findings->profile->allocator;
    size_t most = most_findings(findings->profile);
    size_t place = place_for(findings, &findings->draft.head);
    if (place >= most)
        return true;
    void *pool = findings->pool, *index = findings->index;
    size_t bound = most < SIZE_MAX / tl_record_bound() ? (most + 1) * tl_record_bound() : SIZE_MAX;
    if (findings->count == most)
        drop(findings, findings->count - 1);
    bool room = tl_reserve(allocator, &pool, &findings->pool_capacity, findings->pool_used + tl_record_bound(), bound);
    findings->pool = pool;
    room = room
        && tl_reserve(allocator, &index, &findings->index_capacity, (findings->count + 1) * sizeof *findings->index,
                      most * sizeof *findings->index);
    findings->index = index;
    if (!room)
        return false;
    enlist(findings, place, findings->pool_used);
    findings->pool_used += pack(&findings->draft, findings->pool + findings->pool_used);
    return true;
}

void tl_end_check(struct tl_findings *findings)
{
    findings->ended = findings->incomplete = true;
}

static void fail(struct tl_findings *findings, trainlint_status status)
{
    findings->status = status;
    findings->muted = true;
    tl_end_check(findings);
}

void tl_no_memory(struct tl_findings *findings)
{
    fail(findings, TRAINLINT_NOMEM);
}

static void call_back(struct tl_findings *findings)
{
    if (!findings->scratch)
        findings->scratch = tl_allocate(&findings->profile->allocator, tl_record_bound());
    if (!findings->scratch) {
        tl_no_memory(findings);
        return;
    }
    pack(&findings->draft, findings->scratch);
    trainlint_finding finding = view(findings->scratch);
    if (!findings->callback(findings->callback_context, &finding))
        fail(findings, TRAINLINT_STOPPED);
}

void tl_end(struct tl_findings *findings)
{
    const struct tl_head *head = &findings->draft.head;
    if (head->applicability > TRAINLINT_MANUAL && head->edits == 0)
        findings->draft.head.applicability = TRAINLINT_MANUAL;
    findings->dirty = true;
    findings->hits[head->rule]++;
    findings->by_severity[head->severity]++;
    if (!store(findings)) {
        tl_no_memory(findings);
        return;
    }
    if (findings->callback)
        call_back(findings);
    if (tl_is_text_rule(head->rule) && (tl_rules[head->rule].stops || !findings->profile->flag[TRAINLINT_STEP_OVER]))
        tl_end_check(findings);
    if (head->severity != TRAINLINT_ERROR || findings->status != TRAINLINT_MORE)
        return;
    findings->status = TRAINLINT_INVALID;
    if (findings->profile->flag[TRAINLINT_STOP_EARLY]) {
        findings->muted = true;
        tl_end_check(findings);
    }
}

bool tl_is_error(const struct tl_findings *findings, enum tl_rule rule)
{
    return findings->profile->severity[rule] == TRAINLINT_ERROR;
}

void tl_withdraw(struct tl_findings *findings)
{
    size_t end = findings->pool_used;
    findings->pool_used = findings->count = 0;
    for (size_t at = 0, size; at < end; at += size) {
        const struct tl_head *head = (const void *)(findings->pool + at);
        size = packed_size(head);
        if (!tl_is_text_rule(head->rule))
            continue;
        enlist(findings, place_for(findings, head), findings->pool_used);
        memmove(findings->pool + findings->pool_used, head, size);
        findings->pool_used += size;
    }
    for (int rule = RULE_unknown_field; rule < TL_RULE_COUNT; rule++) {
        findings->by_severity[findings->profile->severity[rule]] -= findings->hits[rule];
        findings->hits[rule] = 0;
    }
}

void tl_findings_reset(struct tl_findings *findings)
{
    findings->pool_used = 0;
    findings->count = 0;
    findings->other_document = false;
    findings->ended = findings->incomplete = findings->muted = false;
    findings->status = TRAINLINT_MORE;
    if (!findings->dirty)
        return;
    memset(findings->hits, 0, sizeof findings->hits);
    memset(findings->by_severity, 0, sizeof findings->by_severity);
    findings->dirty = false;
}

void tl_findings_release(struct tl_findings *findings)
{
    tl_release(&findings->profile->allocator, findings->pool);
    tl_release(&findings->profile->allocator, findings->index);
    tl_release(&findings->profile->allocator, findings->scratch);
}

/* ---- reading */

bool tl_finding_at(const struct tl_findings *findings, size_t index, trainlint_finding *finding)
{
    if (index >= findings->count)
        return false;
    *finding = view(record_at(findings, index));
    return true;
}
