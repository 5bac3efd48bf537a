/* SPDX-License-Identifier: MIT */
/* The rules by number: the enum and the catalogue made from rules.def. */
#ifndef TL_RULES_H
#define TL_RULES_H

#include "trainlint.h"

enum tl_rule {
#define RULE(code, id, ...) RULE_##id,
#include "rules.def"
#undef RULE
    TL_RULE_COUNT
};

extern const trainlint_rule tl_rules[TL_RULE_COUNT];

/* The rule's index by code or name; TL_RULE_COUNT: there is none. */
enum tl_rule tl_rule_index(const char *code_or_name);

/* Text errors come first in the catalogue. */
static inline bool tl_is_text_rule(enum tl_rule rule)
{
    return rule < RULE_unknown_field;
}

#endif
