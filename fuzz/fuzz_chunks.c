/* SPDX-License-Identifier: MIT */
/*
 * The controls: the profile, and the sizes of three chunks, taken in turn to the end of the document behind them. In
 * these chunks, all that is said of the document is the same as of the whole.
 */
#include "../tests/invariants.h"
#include "target.h"

#include <stdlib.h>
#include <string.h>

enum { SIZES = CONTROLS - 1, SIZE_MASK = 31 }; /* printable controls choose any size */

/* A chunk is a block of its own that is gone after the call. */
static void feed(trainlint_checker *checker, const char *bytes, size_t size)
{
    char *block = malloc(size + (size == 0));
    trainlint_status status;

    ck_assert(block != NULL);
    if (size != 0)
        memcpy(block, bytes, size);
    status = trainlint_feed(checker, block, size);
    ck_assert_msg(status == TRAINLINT_MORE || status == TRAINLINT_INVALID, "feed: %s", trainlint_status_text(status));
    free(block);
}

static void run_chunks(trainlint_checker *checker, const struct input *input)
{
    size_t at = 0, left = input->document.length, empty = 0;

    for (int turn = 0; left != 0; turn = (turn + 1) % SIZES) {
        size_t size = input->controls[1 + turn] & SIZE_MASK;

        empty = size == 0 ? empty + 1 : 0;
        if (size > left || empty > SIZES)
            size = left;
        feed(checker, input->document.bytes + at, size);
        at += size;
        left -= size;
    }
    trainlint_finish(checker);
}

const size_t target_controls = CONTROLS;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input;
    struct buffer whole = { 0 }, found = { 0 };
    trainlint_profile *profile;
    trainlint_checker *checker;

    input_take(&input, bytes, size);
    ck_assert(choose_profile(input.controls[0], NULL, &profile) == TRAINLINT_OK);
    ck_assert(trainlint_new(&checker, profile) == TRAINLINT_OK);
    run_document(checker, &input.document, (struct split){ 0 });
    run_describe(checker, &whole);
    ck_assert_msg(!parser_refused(checker), "the parser refuses what the scanner passed");
    ck_assert(trainlint_reset(checker) == TRAINLINT_OK);
    run_chunks(checker, &input);
    run_describe(checker, &found);
    must_agree(&whole, &found, "feeding in chunks");
    trainlint_free(checker);
    trainlint_profile_free(profile);
    buffer_free(&whole);
    buffer_free(&found);
    input_free(&input);
    return 0;
}
