/* SPDX-License-Identifier: MIT */
#include "target.h"

#include "../tests/case.h"
#include "../tests/tree.h"
#include "mutate.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void target_fail(const char *format, ...)
{
    va_list arguments;

    fputs("\nFAIL: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

void input_take(struct input *input, const uint8_t *bytes, size_t size)
{
    size_t controls = size < CONTROLS ? size : CONTROLS;

    *input = (struct input){ 0 };
    if (controls != 0)
        memcpy(input->controls, bytes, controls);
    buffer_add(&input->document, bytes + controls, size - controls);
}

void input_free(struct input *input)
{
    buffer_free(&input->document);
}

/* ---- mutations ---------------------------------------------------------------------------- */

/* libFuzzer's own; another engine has none. */
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t size, size_t most) __attribute__((weak));

static size_t change_document(uint8_t *bytes, size_t size, size_t most, unsigned seed)
{
    struct buffer document = { 0 };
    size_t changed = 0;

    buffer_add(&document, bytes + target_controls, size - target_controls);
    mutate(&document, seed);
    if (document.length != 0 && document.length <= most - target_controls) {
        memcpy(bytes + target_controls, document.bytes, document.length);
        changed = target_controls + document.length;
    }
    buffer_free(&document);
    return changed;
}

/* Half of the mutations know what a document is. */
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t size, size_t most, unsigned seed)
{
    size_t changed = 0;

    if ((seed & 1 || LLVMFuzzerMutate == NULL) && size >= target_controls)
        changed = change_document(bytes, size, most, seed >> 1);
    if (changed == 0 && LLVMFuzzerMutate != NULL)
        changed = LLVMFuzzerMutate(bytes, size, most);
    return changed != 0 ? changed : size;
}

/* ---- profiles ----------------------------------------------------------------------------- */

static trainlint_status set_small_limits(trainlint_profile *profile)
{
    static const uint64_t limits[] = {
        [TRAINLINT_MAX_BYTES] = 300,  [TRAINLINT_MAX_DEPTH] = 3,    [TRAINLINT_MAX_TOKEN] = 24,
        [TRAINLINT_MAX_MEMBERS] = 12, [TRAINLINT_MAX_FINDINGS] = 3,
    };
    trainlint_status status = TRAINLINT_OK;

    for (int i = 0; i < 5 && status == TRAINLINT_OK; i++)
        status = trainlint_profile_set_limit(profile, (trainlint_limit)i, limits[i]);
    return status;
}

trainlint_status choose_profile(uint8_t choice, const trainlint_allocator *allocator, trainlint_profile **out)
{
    trainlint_preset preset = choice & CHOOSE_LINT ? TRAINLINT_LINT : TRAINLINT_SERVER;
    trainlint_status status = trainlint_profile_new(out, preset, allocator);

    if (status != TRAINLINT_OK)
        return status;
    trainlint_profile_set_flag(*out, TRAINLINT_READ_ALL, !(choice & CHOOSE_OPEN_END));
    trainlint_profile_set_flag(*out, TRAINLINT_STOP_EARLY, choice & CHOOSE_STOP_EARLY);
    if (choice & CHOOSE_OTHER_STEPS)
        trainlint_profile_set_flag(*out, TRAINLINT_STEP_OVER, preset != TRAINLINT_LINT);
    return choice & CHOOSE_SMALL_LIMITS ? set_small_limits(*out) : TRAINLINT_OK;
}

/* ---- the canary --------------------------------------------------------------------------- */

static bool is_in_key(const struct tree *tree)
{
    for (size_t i = 0; i < tree->count; i++)
        if (tree->nodes[i].member && strstr(buffer_string(&tree->nodes[i].key), CANARY) != NULL)
            return true;
    return false;
}

/* Whether the library took it for a part of a key, which it may show, in a text that cannot be parsed. */
static bool is_in_name(const trainlint_checker *checker)
{
    static const trainlint_text_kind kinds[] = { TRAINLINT_FIELD, TRAINLINT_POINTER };
    struct buffer text = { 0 };
    trainlint_finding finding;
    bool found = false;

    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        for (int k = 0; k < 2; k++)
            found |= finding_text(&finding, kinds[k], &text) && strstr(text.bytes, CANARY) != NULL;
    buffer_free(&text);
    return found;
}

bool canary_is_value(const struct buffer *document, const trainlint_checker *checker)
{
    struct tree tree;
    bool in_key;

    if (strstr(buffer_string(document), CANARY) == NULL)
        return false;
    in_key = tree_parse(&tree, document->bytes, document->length) ? is_in_key(&tree) : is_in_name(checker);
    tree_free(&tree);
    return !in_key;
}

/* ---- descriptions ------------------------------------------------------------------------- */

void must_agree(const struct buffer *whole, const struct buffer *found, const char *what)
{
    size_t line;
    if (buffer_differ(whole, found, &line))
        target_fail("%s changes the findings, from here on\n--- whole\n%.800s\n--- so\n%.800s", what,
                    buffer_string(whole) + line, buffer_string(found) + line);
}
