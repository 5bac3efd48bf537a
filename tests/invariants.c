/* SPDX-License-Identifier: MIT */
/* attacks: V1 */
#include "invariants.h"

#include "case.h"
#include "finding.h"
#include "tree.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

/* Line and column of an offset, counted anew; false: it lies within a character. */
static bool place_of(const struct buffer *document, uint64_t offset, trainlint_position *place)
{
    *place = (trainlint_position){ 0, 1, 1 };
    while (place->offset < offset) {
        const char *at = document->bytes + place->offset;
        size_t length = character_length(at, document->length - (size_t)place->offset);

        place->offset += length == 0 ? 1 : length;
        place->column++;
        if (*at == '\n') {
            place->line++;
            place->column = 1;
        }
    }
    return place->offset == offset;
}

static void check_span(const struct judged *judged, const trainlint_finding *finding, const trainlint_span *span)
{
    const trainlint_position *ends[2] = { &span->start, &span->end };

    ck_assert_msg(span->start.offset <= span->end.offset && span->end.offset <= judged->document->length,
                  "%s: %s: a span outside the document", judged->path, finding->rule->code);
    for (int i = 0; i < 2; i++) {
        trainlint_position place;

        ck_assert_msg(place_of(judged->document, ends[i]->offset, &place),
                      "%s: %s: offset %llu lies within a character", judged->path, finding->rule->code,
                      (unsigned long long)ends[i]->offset);
        ck_assert_msg(place.line == ends[i]->line && place.column == ends[i]->column,
                      "%s: %s: offset %llu is at %llu:%llu, not %llu:%llu", judged->path, finding->rule->code,
                      (unsigned long long)place.offset, (unsigned long long)place.line,
                      (unsigned long long)place.column, (unsigned long long)ends[i]->line,
                      (unsigned long long)ends[i]->column);
    }
}

static void check_spans(const struct judged *judged, const trainlint_finding *finding)
{
    trainlint_span span;
    trainlint_edit edit;
    uint64_t last = 0;
    size_t count = 0;

    check_span(judged, finding, &finding->span);
    for (; trainlint_related_at(finding, count, &span); count++) {
        check_span(judged, finding, &span);
        ck_assert_msg(trainlint_related_text(finding, count, NULL, 0) != 0, "%s: a related place without a label",
                      judged->path);
    }
    ck_assert_uint_eq(count, finding->related_count);
    for (count = 0; trainlint_edit_at(finding, count, &edit); count++) {
        check_span(judged, finding, &edit.span);
        ck_assert_msg(edit.span.start.offset >= last, "%s: edits overlap or are out of order", judged->path);
        last = edit.span.end.offset;
    }
    ck_assert_uint_eq(count, finding->edit_count);
    ck_assert_msg((count != 0) == (finding->applicability >= TRAINLINT_SUGGESTED),
                  "%s: %s: %zu edits, applicability %d", judged->path, finding->rule->code, count,
                  (int)finding->applicability);
}

/* The pointer names a node, and the mark lies in it. */
static void check_pointer(const struct judged *judged, const struct tree *tree, const trainlint_finding *finding)
{
    struct buffer pointer = { 0 };
    size_t node = SIZE_MAX;
    bool inside = false;

    if (!finding_text(finding, TRAINLINT_POINTER, &pointer)) {
        buffer_free(&pointer);
        return;
    }
    while ((node = tree_find(tree, pointer.bytes, pointer.length, node)) != SIZE_MAX)
        inside |= finding->span.start.offset >= tree->nodes[node].key_start
                  && finding->span.end.offset <= tree->nodes[node].end;
    ck_assert_msg(inside, "%s: %s: no node \"%s\" that holds the mark", judged->path, finding->rule->code,
                  pointer.bytes);
    buffer_free(&pointer);
}

/* A string that could not stand in a message but as a value of the document. */
static bool telling(const char *value, size_t length)
{
    static const char *const common[] = { "obs", "dataset", "object", "string", "integer", "number", "array" };

    if (length < 6 || strlen(value) != length)
        return false;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strstr(common[i], value) != NULL)
            return false;
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);

        if (strstr(rule->summary, value) != NULL || strstr(rule->reason, value) != NULL)
            return false;
    }
    return true;
}

static bool is_key(const struct tree *tree, const char *text)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].member && strstr(buffer_string(&tree->nodes[i].key), text) != NULL)
            return true;
    return false;
}

static void check_words(const struct judged *judged, const trainlint_finding *finding)
{
    static const trainlint_text_kind kinds[] = { TRAINLINT_MESSAGE, TRAINLINT_FIX };

    for (int k = 0; k < 2; k++) {
        struct buffer text = { 0 };

        ck_assert_msg(finding_text(finding, kinds[k], &text) || kinds[k] != TRAINLINT_MESSAGE, "%s: %s has no message",
                      judged->path, finding->rule->code);
        ck_assert_msg(text.length == 0 || text.bytes[text.length - 1] != '.', "%s: a full stop: %s", judged->path,
                      text.bytes);
        buffer_free(&text);
    }
}

static void check_values(const struct judged *judged, const struct tree *tree, const trainlint_finding *finding)
{
    static const trainlint_text_kind kinds[] = { TRAINLINT_MESSAGE, TRAINLINT_FIX };

    for (int k = 0; k < 2; k++) {
        struct buffer text = { 0 };

        finding_text(finding, kinds[k], &text);
        for (size_t i = 0; i < tree->count; i++) {
            const struct buffer *value = &tree->nodes[i].value;

            if (tree->nodes[i].type == '"' && telling(buffer_string(value), value->length)
                && !is_key(tree, value->bytes))
                ck_assert_msg(strstr(buffer_string(&text), value->bytes) == NULL, "%s: %s shows a value: %s",
                              judged->path, finding->rule->code, text.bytes);
        }
        buffer_free(&text);
    }
}

static bool in_order(const trainlint_finding *a, const trainlint_finding *b)
{
    if (a->span.start.offset != b->span.start.offset)
        return a->span.start.offset < b->span.start.offset;
    return strcmp(a->rule->code, b->rule->code) <= 0;
}

bool parser_refused(const trainlint_checker *checker)
{
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        if (((const struct tl_head *)finding.record)->words == WORDS_refused)
            return true;
    return false;
}

static void check_all(const struct judged *judged, bool values)
{
    trainlint_finding finding, last;
    struct tree tree;
    size_t count = 0;

    tree_parse(&tree, buffer_string(judged->document), judged->document->length);
    for (; trainlint_finding_at(judged->checker, count, &finding); count++) {
        ck_assert_msg(count == 0 || in_order(&last, &finding), "%s: findings are out of order", judged->path);
        ck_assert_int_eq(finding.severity, trainlint_profile_severity(judged->profile, finding.rule->code));
        ck_assert_int_ne(finding.severity, TRAINLINT_OFF);
        check_spans(judged, &finding);
        if (tree.count != 0)
            check_pointer(judged, &tree, &finding);
        check_words(judged, &finding);
        if (values)
            check_values(judged, &tree, &finding);
        last = finding;
    }
    ck_assert_msg(!parser_refused(judged->checker), "%s: the parser refuses what the scanner passed", judged->path);
    ck_assert_uint_eq(count, trainlint_finding_count(judged->checker));
    ck_assert(count <= trainlint_count(judged->checker, TRAINLINT_OFF));
    tree_free(&tree);
}

void check_invariants(const struct judged *judged)
{
    check_all(judged, true);
}

void check_invariants_but_values(const struct judged *judged)
{
    check_all(judged, false);
}
