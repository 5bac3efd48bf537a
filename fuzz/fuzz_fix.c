/* SPDX-License-Identifier: MIT */
/* The input is a document. The safe fixes that are found for it are made, as tests/edits.h says. */
#include "../tests/edits.h"
#include "target.h"

const size_t target_controls = 0;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct buffer document = { 0 };
    trainlint_profile *profile;

    buffer_add(&document, bytes, size);
    ck_assert(choose_profile(CHOOSE_LINT, NULL, &profile) == TRAINLINT_OK);
    check_edits(&(struct judged){ "the input", &document, profile, NULL });
    trainlint_profile_free(profile);
    buffer_free(&document);
    return 0;
}
