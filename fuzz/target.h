/* SPDX-License-Identifier: MIT */
/* What the targets share. Each is one function that takes an input and aborts when something does not hold. */
#ifndef FUZZ_TARGET_H
#define FUZZ_TARGET_H

#include "../tests/buffer.h"
#include "../tests/run.h"
#include "check.h"

#include <stdint.h>
#include <trainlint.h>

/* The entry of libFuzzer and AFL++. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* How libFuzzer makes an input of another one. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed);

/* An input whose first bytes say what is done with the document behind them. */
enum { CONTROLS = 4 };
struct input {
    uint8_t controls[CONTROLS];
    struct buffer document; /* freed by input_free */
};
void input_take(struct input *input, const uint8_t *bytes, size_t size);
void input_free(struct input *input);

/* CONTROLS, or 0 for a target that takes a document alone: each defines its own. */
extern const size_t target_controls;

/* Bits of the first control. None: the preset for servers, every document read to its end. */
enum {
    CHOOSE_LINT = 1,
    CHOOSE_OPEN_END = 2,    /* READ_ALL off */
    CHOOSE_OTHER_STEPS = 4, /* STEP_OVER not as in the preset */
    CHOOSE_STOP_EARLY = 8,
    CHOOSE_SMALL_LIMITS = 16 /* so small that a short input passes them */
};
trainlint_status choose_profile(uint8_t choice, const trainlint_allocator *allocator, trainlint_profile **out);

/* A word of json.dict that stands in no text of ours: values of the document that hold it may not be told. */
#define CANARY "QxJ9"
/* Whether the word is in the document, and in no key that it was read as. */
bool canary_is_value(const struct buffer *document, const trainlint_checker *checker);

/* Fails when two descriptions (run_describe) differ; `what` was to make no difference. */
void must_agree(const struct buffer *whole, const struct buffer *found, const char *what);

#endif
