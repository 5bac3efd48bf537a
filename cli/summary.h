/* SPDX-License-Identifier: MIT */
/* What a run has seen, counted. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include <stdint.h>
#include <trainlint.h>

#include "output.h"

struct summary {
    uint64_t files; /* checked, the foreign ones not among them */
    uint64_t files_with_findings;
    uint64_t found[TRAINLINT_ERROR + 1]; /* by severity, listed or not */
    uint64_t listed;                     /* findings that were handed to the report */
    uint64_t unlisted;                   /* findings that were to be listed, but were too many */
    uint64_t suppressed;                 /* hidden on purpose */
    uint64_t foreign;                    /* files that are something else */
    uint64_t failures;                   /* inputs that could not be read */
    const trainlint_rule *example;       /* the rule of the first one listed; NULL: none was */
    uint64_t *hits;                      /* by rule's index; NULL unless asked for */
};

/* The last line of a report for people. */
void summary_print(struct output *out, const struct summary *summary);

/* "   3  TL201 unknown-field", a line for each rule that was hit. */
void summary_print_hits(struct output *out, const struct summary *summary);

#endif
