/* SPDX-License-Identifier: MIT */
#include "strict.h"

#include "rfc8259.h"

#include <check.h>
#include <stdint.h>
#include <string.h>

#ifdef HAVE_JANSSON
#include <jansson.h>
#endif

bool is_text_error(const trainlint_rule *rule)
{
    static const char *const apart[] = { "TL109", "TL110", "TL113", "TL114", "TL115" };

    for (size_t i = 0; i < sizeof apart / sizeof *apart; i++)
        if (strcmp(rule->code, apart[i]) == 0)
            return false;
    return strncmp(rule->code, "TL1", 3) == 0;
}

/* ---- the verdicts ------------------------------------------------------------------------- */

enum verdict { REFUSED, ACCEPTED, NO_VERDICT };

#ifdef HAVE_JANSSON
/* Of a second reader. It has limits of its own, wants no NUL in a key, and overlooks one behind a number. */
static enum verdict second_verdict(const struct buffer *document)
{
    const size_t flags = JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_DECODE_INT_AS_REAL;
    json_error_t error;
    json_t *root;

    if (memchr(buffer_string(document), '\0', document->length) != NULL)
        return NO_VERDICT;
    root = json_loadb(buffer_string(document), document->length, flags, &error);

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
    bool complete = trainlint_complete(judged->checker), text_error = false, other = false;
    size_t bad;
    bool accepted = rfc8259_accepts(judged->document->bytes, judged->document->length, &bad);
    enum verdict second = second_verdict(judged->document);

    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);

        if (rule->fixed_severity && trainlint_rule_hits(judged->checker, rule->code) != 0)
            *(is_text_error(rule) ? &text_error : &other) = true;
    }
    ck_assert_msg(second == NO_VERDICT || accepted == (second == ACCEPTED), "%s: two strict readers disagree",
                  judged->path);
    ck_assert_msg(complete || text_error || other, "%s: not complete, without a reason", judged->path);
    ck_assert_msg(!accepted || !text_error, "%s: a text error, but it is JSON", judged->path);
    ck_assert_msg(accepted || text_error || !complete, "%s: no text error, but byte %zu is bad", judged->path, bad);
}
