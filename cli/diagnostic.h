/* SPDX-License-Identifier: MIT */
/* One diagnostic, copied out of the library: all that any report needs of it. */
#ifndef DIAGNOSTIC_H
#define DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <trainlint.h>

#include "memory.h"

struct place {
    trainlint_span span;
    const char *text; /* of a related place: its label; of an edit: what to put there; NULL: none */
};

/* A text that a diagnostic does not have is NULL. */
struct diagnostic {
    const trainlint_rule *rule;
    trainlint_severity severity;
    trainlint_applicability applicability;
    trainlint_span span;
    const char *file;
    const char *message, *label, *why, *fix;
    const char *pointer, *path, *field;
    const trainlint_param *params;
    size_t param_count;
    const struct place *related;
    size_t related_count;
    const struct place *edits;
    size_t edit_count;
    uint64_t fingerprint;
};

/* How often each fingerprint has been seen in a file, so that twins get different ones. Zero-initialized. */
struct twins {
    struct twin *slots;
    size_t room, used;
};

void twins_reset(struct twins *twins);
void twins_release(struct twins *twins);

/*
 * Copies a finding into memory of the arena. Without `values` nothing is taken that may show a value of the
 * document: no label and no edit.
 */
struct diagnostic diagnostic_copy(const trainlint_finding *finding, const char *file, bool values, struct arena *arena,
                                  struct twins *twins);

#endif
