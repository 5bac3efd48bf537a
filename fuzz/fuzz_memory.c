/* SPDX-License-Identifier: MIT */
/*
 * The controls: the profile, which allocation fails, whether all later ones fail too, and the size of the chunks. The
 * status is NOMEM, or nothing had failed; nothing is lost or beyond the bound; and with memory again the document is
 * judged as ever.
 */
#include "../tests/invariants.h"
#include "target.h"

enum { FAIL_MASK = 31, CHUNK_MASK = 31, ALL_LATER = 32 };

/* A document on its way through a checker, from the profile on. */
struct run {
    struct meter meter;
    size_t before; /* live bytes of the profile alone */
    trainlint_profile *profile;
    trainlint_checker *checker;
};

static trainlint_status run_begin(struct run *run, const struct input *input, struct split split)
{
    trainlint_allocator allocator = meter_allocator(&run->meter);
    trainlint_status status = choose_profile(input->controls[0], &allocator, &run->profile);

    run->before = run->meter.live;
    if (status == TRAINLINT_OK)
        status = trainlint_new(&run->checker, run->profile);
    if (status == TRAINLINT_OK)
        status = run_document(run->checker, &input->document, split);
    return status;
}

static void run_end(struct run *run)
{
    ck_assert_msg(run->profile == NULL || run->meter.peak - run->before <= trainlint_memory_bound(run->profile),
                  "%zu bytes at once are more than the bound", run->meter.peak - run->before);
    trainlint_free(run->checker);
    trainlint_profile_free(run->profile);
    ck_assert_msg(run->meter.live == 0, "%zu bytes are lost", run->meter.live);
}

static void check_again(struct run *run, const struct input *input, struct split split, const struct buffer *whole)
{
    struct buffer found = { 0 };

    run->meter.fail_at = 0;
    ck_assert(trainlint_reset(run->checker) == TRAINLINT_OK);
    run_document(run->checker, &input->document, split);
    run_describe(run->checker, &found);
    must_agree(whole, &found, "an allocation that failed before");
    buffer_free(&found);
}

const size_t target_controls = CONTROLS;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct run good = { 0 }, bad = { 0 };
    struct input input;
    struct split split;
    struct buffer whole = { 0 };
    trainlint_status status;

    input_take(&input, bytes, size);
    split = (struct split){ .chunk = input.controls[2] & CHUNK_MASK };
    run_begin(&good, &input, split);
    run_describe(good.checker, &whole);
    ck_assert_msg(!parser_refused(good.checker), "the parser refuses what the scanner passed");
    run_end(&good);

    bad.meter.fail_at = 1u + (input.controls[1] & FAIL_MASK);
    bad.meter.all_later = input.controls[2] & ALL_LATER;
    status = run_begin(&bad, &input, split);
    ck_assert_msg(!bad.meter.failed || status == TRAINLINT_NOMEM, "an allocation failed, and the status is \"%s\"",
                  trainlint_status_text(status));
    ck_assert_msg(bad.meter.failed || status != TRAINLINT_NOMEM, "no allocation failed, and the status is NOMEM");
    if (bad.checker != NULL) {
        ck_assert_msg(trainlint_finish(bad.checker) == status, "a second finish answers otherwise");
        check_again(&bad, &input, split, &whole);
    }
    run_end(&bad);
    buffer_free(&whole);
    input_free(&input);
    return 0;
}
