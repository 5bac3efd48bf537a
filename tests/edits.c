/* SPDX-License-Identifier: MIT */
#include "edits.h"

#include "run.h"
#include "strict.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

/* Rounds that must be enough: a fix may show what it hid, but hardly more than a few times. */
enum { ROUNDS = 12 };

/* ---- one round ---------------------------------------------------------------------------- */

struct findings {
    trainlint_finding *items;
    size_t count, room;
};

/* The edits that are made, in the order of the document, the findings that they mend, and those they meet. */
struct round {
    trainlint_edit *edits;
    size_t edit_count, edit_room;
    struct findings mended, met, broken; /* the last: text errors without a safe fix */
    struct buffer before, after;
};

static bool is_insertion(const trainlint_edit *edit)
{
    return edit->span.start.offset == edit->span.end.offset;
}

/* Two edits that have a byte in common, or an insertion and what it touches: quotes for a name, and its other name. */
static bool meet(const trainlint_edit *a, const trainlint_edit *b)
{
    if (is_insertion(a) || is_insertion(b))
        return a->span.start.offset <= b->span.end.offset && b->span.start.offset <= a->span.end.offset;
    return a->span.start.offset < b->span.end.offset && b->span.start.offset < a->span.end.offset;
}

static bool is_of_text(const trainlint_finding *finding)
{
    return finding->rule->fixed_severity;
}

/* What a rule about values joins to broken text may be read as something else. */
static bool touches(const trainlint_edit *edit, const trainlint_span *span)
{
    return span->start.offset != span->end.offset && edit->span.start.offset <= span->end.offset
           && span->start.offset <= edit->span.end.offset;
}

/* Where a string that is not closed ends is read from the rest of its line. */
static bool follows_unclosed(const trainlint_edit *edit, const trainlint_finding *broken)
{
    return strcmp(broken->rule->code, "TL124") == 0 && edit->span.start.line == broken->span.start.line
           && edit->span.start.offset > broken->span.start.offset;
}

static bool edit_can_be_made(const struct round *round, const trainlint_edit *edit, bool of_text)
{
    for (size_t i = 0; i < round->edit_count; i++)
        if (meet(edit, &round->edits[i]))
            return false;
    for (size_t i = 0; i < round->broken.count; i++)
        if (follows_unclosed(edit, &round->broken.items[i])
            || (!of_text && touches(edit, &round->broken.items[i].span)))
            return false;
    return true;
}

static bool can_be_made(const struct round *round, const trainlint_finding *finding)
{
    trainlint_edit edit;

    for (size_t i = 0; trainlint_edit_at(finding, i, &edit); i++)
        if (!edit_can_be_made(round, &edit, is_of_text(finding)))
            return false;
    return true;
}

static void take_edit(struct round *round, const trainlint_edit *edit)
{
    size_t at = round->edit_count++;

    round->edits = room_for_one(round->edits, sizeof *round->edits, at, &round->edit_room);
    for (; at > 0 && edit->span.start.offset < round->edits[at - 1].span.start.offset; at--)
        round->edits[at] = round->edits[at - 1];
    round->edits[at] = *edit;
}

static void add_finding(struct findings *findings, const trainlint_finding *finding)
{
    findings->items = room_for_one(findings->items, sizeof *findings->items, findings->count, &findings->room);
    findings->items[findings->count++] = *finding;
}

static uint64_t count_rule(const struct findings *findings, const trainlint_rule *rule)
{
    uint64_t count = 0;

    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].rule == rule;
    return count;
}

static void take(struct round *round, const trainlint_finding *finding)
{
    trainlint_edit edit;

    if (!can_be_made(round, finding)) {
        add_finding(&round->met, finding);
        return;
    }
    for (size_t i = 0; trainlint_edit_at(finding, i, &edit); i++)
        take_edit(round, &edit);
    add_finding(&round->mended, finding);
}

static void take_all(struct round *round, const trainlint_checker *checker, bool of_text)
{
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        if (finding.applicability == TRAINLINT_SAFE && is_of_text(&finding) == of_text)
            take(round, &finding);
}

static void make_edits(struct round *round)
{
    size_t at = 0;

    for (size_t i = 0; i < round->edit_count; i++) {
        const trainlint_edit *edit = &round->edits[i];

        buffer_add(&round->after, round->before.bytes + at, (size_t)edit->span.start.offset - at);
        buffer_add(&round->after, edit->text, strlen(edit->text));
        at = (size_t)edit->span.end.offset;
    }
    buffer_add(&round->after, round->before.bytes + at, round->before.length - at);
}

/* False: there is nothing to be made. What is taken lives as long as the findings of the checker. */
static bool round_begin(struct round *round, const struct buffer *document, const trainlint_checker *checker)
{
    trainlint_finding finding;

    *round = (struct round){ 0 };
    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        if (finding.applicability != TRAINLINT_SAFE && is_of_text(&finding))
            add_finding(&round->broken, &finding);
    take_all(round, checker, true);
    if (round->mended.count == 0)
        take_all(round, checker, false);
    if (round->mended.count == 0)
        return false;
    buffer_add(&round->before, document->bytes, document->length);
    make_edits(round);
    return true;
}

static void round_end(struct round *round)
{
    free(round->edits);
    free(round->mended.items);
    free(round->met.items);
    free(round->broken.items);
    buffer_free(&round->before);
    buffer_free(&round->after);
}

/* ---- what must hold of a round ------------------------------------------------------------ */

/* Where in the new document the text stands that stood at an offset, with all that was inserted before it. */
static uint64_t moved(const struct round *round, uint64_t offset)
{
    uint64_t to = offset;

    for (size_t i = 0; i < round->edit_count; i++) {
        const trainlint_edit *edit = &round->edits[i];

        if (edit->span.start.offset < offset)
            to += strlen(edit->text) - (edit->span.end.offset - edit->span.start.offset);
    }
    return to;
}

static void tell(const struct round *round, const char *path, const trainlint_rule *rule, const char *what)
{
    struct buffer before = { 0 }, after = { 0 };

    buffer_quote(&before, round->before.bytes, round->before.length);
    buffer_quote(&after, buffer_string(&round->after), round->after.length);
    ck_abort_msg("%s: %s %s\n--- before\n%.3000s\n--- after\n%.3000s", path, rule->code, what, before.bytes,
                 after.bytes);
}

/* Of what was deleted nothing is there to be found; what follows it now stands in its place. */
static void check_gone(const struct round *round, const trainlint_checker *after, const char *path)
{
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(after, i, &finding); i++)
        for (size_t j = 0; j < round->mended.count; j++) {
            const trainlint_finding *mended = &round->mended.items[j];
            uint64_t start = moved(round, mended->span.start.offset);

            if (finding.rule == mended->rule && finding.span.start.offset == start
                && moved(round, mended->span.end.offset) != start)
                tell(round, path, finding.rule, "is still there after its fix");
        }
}

/* One finding for a whole run, so that two become one when nothing is left between them. */
static bool is_run(const trainlint_rule *rule)
{
    return strcmp(rule->code, "TL106") == 0 || strcmp(rule->code, "TL121") == 0;
}

/*
 * None is new. Those that were not mended are left, but for what stood where another edit was made. One may have
 * another name at what is now the beginning of the text, which tells what the text is, or at what is now its end, where
 * a token is cut.
 */
static void check_text_errors(const struct round *round, const trainlint_checker *before,
                              const trainlint_checker *after, const char *path)
{
    bool at_edge = round->edits[0].span.start.offset == 0
                   || round->edits[round->edit_count - 1].span.end.offset == round->before.length;
    uint64_t renamed = at_edge || (!trainlint_complete(before) && !trainlint_complete(after));

    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        uint64_t most = trainlint_rule_hits(before, rule->code) - count_rule(&round->mended, rule);
        uint64_t left = trainlint_rule_hits(after, rule->code), gone = count_rule(&round->met, rule) + renamed;
        uint64_t least = gone > most ? 0 : most - gone;

        if (!is_text_error(rule))
            continue;
        if (left > most + renamed)
            tell(round, path, rule, "is there more often after the fixes");
        if (left < (is_run(rule) && least != 0 ? 1 : least))
            tell(round, path, rule, "has gone without a fix");
    }
    if (trainlint_complete(before) && !trainlint_complete(after) && !at_edge)
        tell(round, path, trainlint_rule_at(0), "or another text error ends the check after the fixes");
}

/* ---- round by round ----------------------------------------------------------------------- */

static trainlint_checker *judge(const trainlint_profile *profile, const struct buffer *document)
{
    trainlint_checker *checker;

    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    run_document(checker, document, (struct split){ 0 });
    return checker;
}

/* Replaces document and checker by what they are after one round; false: there was nothing to be made. */
static bool mend(struct buffer *document, trainlint_checker **checker, const struct judged *judged)
{
    struct round round;
    trainlint_checker *after;

    if (!round_begin(&round, document, *checker)) {
        round_end(&round);
        return false;
    }
    after = judge(judged->profile, &round.after);
    check_invariants_but_values(&(struct judged){ judged->path, &round.after, judged->profile, after });
    check_gone(&round, after, judged->path);
    if (trainlint_profile_flag(judged->profile, TRAINLINT_STEP_OVER))
        check_text_errors(&round, *checker, after, judged->path);
    trainlint_free(*checker);
    *checker = after;
    buffer_clear(document);
    buffer_add(document, round.after.bytes, round.after.length);
    round_end(&round);
    return true;
}

void check_edits(const struct judged *judged)
{
    struct buffer document = { 0 };
    trainlint_checker *checker = judge(judged->profile, judged->document);
    int rounds = 0;

    buffer_add(&document, judged->document->bytes, judged->document->length);
    while (mend(&document, &checker, judged))
        ck_assert_msg(++rounds <= ROUNDS, "%s: %d rounds of fixes are not enough, it is now\n%s", judged->path, ROUNDS,
                      buffer_string(&document));
    trainlint_free(checker);
    buffer_free(&document);
}
