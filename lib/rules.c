/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include <string.h>

enum after { STEPS, STOPS, LIMIT, JUDGES, HIDES };

#define ERROR TRAINLINT_ERROR
#define WARNING TRAINLINT_WARNING
#define NOTE TRAINLINT_NOTE

const trainlint_rule tl_rules[TL_RULE_COUNT] = {
#define RULE(number, id, name, lint, server, after, api, summary, reason, without, wrong, right, see_also) \
    { "TL" #number, name, { [TRAINLINT_SERVER] = (server), [TRAINLINT_LINT] = (lint) }, (after) < JUDGES, \
      (after) == STOPS || (after) == LIMIT, (after) == HIDES, api, summary, reason, wrong, right, without, see_also },
#include "rules.def"
#undef RULE
};

size_t trainlint_rule_count(void)
{
    return TL_RULE_COUNT;
}

const trainlint_rule *trainlint_rule_at(size_t index)
{
    return index < TL_RULE_COUNT ? &tl_rules[index] : NULL;
}

enum tl_rule tl_rule_index(const char *code_or_name)
{
    size_t i = 0;
    if (!code_or_name)
        return TL_RULE_COUNT;
    while (i < TL_RULE_COUNT && strcmp(tl_rules[i].code, code_or_name) != 0
           && strcmp(tl_rules[i].name, code_or_name) != 0)
        i++;
    return (enum tl_rule)i;
}

const trainlint_rule *trainlint_rule_find(const char *code_or_name)
{
    return trainlint_rule_at(tl_rule_index(code_or_name));
}
