/* SPDX-License-Identifier: MIT */
#include "strict.h"

#include "rfc8259.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

/* ---- what stands apart -------------------------------------------------------------------- */

static bool is_one_of(const trainlint_rule *rule, const char *const *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(rule->code, codes[i]) == 0)
            return true;
    return false;
}

bool is_text_rule(const trainlint_rule *rule)
{
    return strncmp(rule->code, "TL1", 3) == 0;
}

bool is_limit(const trainlint_rule *rule)
{
    static const char *const codes[] = { "TL109", "TL113", "TL114", "TL115" };

    return is_one_of(rule, codes, sizeof codes / sizeof *codes);
}

/* ---- the verdicts ------------------------------------------------------------------------- */

enum verdict { REFUSED, ACCEPTED, NO_VERDICT };

#ifdef HAVE_JANSSON
/* Of a second reader. It has limits of its own, and wants no NUL in a key. */
static enum verdict second_verdict(const struct buffer *document)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
    json_error_t error;
    json_t *root = json_loadb(document->length == 0 ? "" : document->bytes, document->length, flags, &error);

    if (root != NULL) {
        json_decref(root);
        return ACCEPTED;
    }
    switch (json_error_code(&error)) {
    case json_error_null_byte_in_key:
    case json_error_numeric_overflow:
    case json_error_stack_overflow:
    case json_error_out_of_memory:
        return NO_VERDICT;
    default:
        return REFUSED;
    }
}
#else
static enum verdict second_verdict(const struct buffer *document)
{
    (void)document;
    return NO_VERDICT;
}
#endif

void check_strict(const struct judged *judged)
{
    const trainlint_checker *checker = judged->checker;
    bool complete = trainlint_complete(checker), text_error = false, limit = false;
    size_t bad;
    bool accepted = rfc8259_accepts(judged->document->bytes, judged->document->length, &bad);
    enum verdict second = second_verdict(judged->document);

    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        bool hit = trainlint_rule_hits(checker, rule->code) != 0;

        limit |= hit && is_limit(rule);
        text_error |= hit && is_text_rule(rule) && !is_limit(rule) && strcmp(rule->code, "TL110") != 0;
    }
    ck_assert_msg(second == NO_VERDICT || accepted == (second == ACCEPTED), "%s: two strict readers disagree",
                  judged->path);
    ck_assert_msg(complete || text_error || limit || trainlint_rule_hits(checker, "TL110") != 0,
                  "%s: not complete, without a reason", judged->path);
    ck_assert_msg(!accepted || !text_error, "%s: a text error, but it is JSON", judged->path);
    ck_assert_msg(accepted || text_error || !complete, "%s: no text error, but byte %zu is bad", judged->path, bad);
}
