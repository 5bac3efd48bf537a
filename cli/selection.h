/* SPDX-License-Identifier: MIT */
/* Which rules a run judges by, and how severe they are. */
#ifndef SELECTION_H
#define SELECTION_H

#include <stdbool.h>
#include <stddef.h>
#include <trainlint.h>

enum choice_kind { CHOICE_SELECT, CHOICE_IGNORE, CHOICE_SEVERITY };

struct choice {
    enum choice_kind kind;
    const char *text; /* the option's argument */
};

struct selection {
    struct choice *choices;
    size_t count;
};

void selection_add(struct selection *selection, enum choice_kind kind, const char *text);
void selection_release(struct selection *selection);

/*
 * Sets the severities of a profile: first what is selected, then what is ignored, then the single severities,
 * whatever the order on the command line. False: a choice makes no sense, and has been said.
 */
bool selection_apply(const struct selection *selection, trainlint_profile *profile);

/* The rule with a code or name, in any case; NULL after saying that there is none, as an error of `option`. */
const trainlint_rule *selection_find(const char *option, const char *text);

#endif
