/* SPDX-License-Identifier: MIT */
/*
 * The input is a document, checked in both presets: of its findings all that tests/invariants.h promises holds, a text
 * error is found exactly when the document is no JSON, no value is told, memory stays within the bound and none is
 * lost.
 */
#include "../tests/case.h"
#include "../tests/invariants.h"
#include "../tests/strict.h"
#include "target.h"

#include <string.h>

/* ---- values ------------------------------------------------------------------------------- */

static void check_canary(const struct judged *judged)
{
    struct buffer text = { 0 };
    trainlint_finding finding;

    if (!canary_is_value(judged->document, judged->checker))
        return;
    for (size_t i = 0; trainlint_finding_at(judged->checker, i, &finding); i++)
        for (int kind = TRAINLINT_MESSAGE; kind <= TRAINLINT_FIX; kind++)
            if (kind != TRAINLINT_LABEL && finding_text(&finding, (trainlint_text_kind)kind, &text))
                ck_assert_msg(strstr(text.bytes, CANARY) == NULL, "%s shows a value: %s", finding.rule->code,
                              text.bytes);
    buffer_free(&text);
}

/* ---- the target --------------------------------------------------------------------------- */

static void check_preset(const struct buffer *document, uint8_t preset)
{
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    trainlint_profile *profile;
    trainlint_checker *checker;
    trainlint_status status;
    size_t before;

    ck_assert(choose_profile(preset, &allocator, &profile) == TRAINLINT_OK);
    before = meter.live;
    ck_assert(trainlint_new(&checker, profile) == TRAINLINT_OK);
    status = run_document(checker, document, (struct split){ 0 });
    ck_assert(status == (trainlint_count(checker, TRAINLINT_ERROR) != 0 ? TRAINLINT_INVALID : TRAINLINT_OK));
    ck_assert_msg(meter.peak - before <= trainlint_memory_bound(profile), "%zu bytes at once, the bound is %llu",
                  meter.peak - before, (unsigned long long)trainlint_memory_bound(profile));

    struct judged judged = { "the input", document, profile, checker };
    check_invariants_but_values(&judged);
    check_strict(&judged);
    check_canary(&judged);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    ck_assert_msg(meter.live == 0, "%zu bytes are lost", meter.live);
}

const size_t target_controls = 0;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buffer document = { 0 };

    buffer_add(&document, bytes, size);
    check_preset(&document, 0);
    check_preset(&document, CHOOSE_LINT);
    buffer_free(&document);
    return 0;
}
