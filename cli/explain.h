/* SPDX-License-Identifier: MIT */
/* The catalogue of rules for readers. */
#ifndef EXPLAIN_H
#define EXPLAIN_H

#include <trainlint.h>

#include "look.h"
#include "options.h"
#include "output.h"

/* One rule: what it says, why, an example and the same mended. */
void explain_rule(struct output *out, const struct look *look, const trainlint_rule *rule);

/* All rules. Markdown and JSON are the same whatever the look. */
void explain_list(struct output *out, const struct look *look, enum listing listing);

/* Calls `visit` for each code of a rule's see_also. */
void explain_see_also(const trainlint_rule *rule, void (*visit)(void *context, const trainlint_rule *other),
                      void *context);

#endif
