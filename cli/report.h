/* SPDX-License-Identifier: MIT */
/*
 * A report: a stream of files and their diagnostics, written in one of the formats. A format is a set of
 * functions; those it does not need are NULL, but for `diagnostic` and `end`. They are called in this order:
 *     begin, { diagnostic..., file | failure }..., end
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>

#include "diagnostic.h"
#include "look.h"
#include "output.h"
#include "source.h"
#include "summary.h"

struct report {
    struct output *out;
    struct look look;
    bool without_summary; /* for people; machines always get it */
    void *state;          /* the format's own */
};

/* A document that was checked. */
struct verdict {
    const char *file;
    bool valid;
    bool complete; /* false: a text error or limit ended the check early */
};

struct format {
    void (*begin)(struct report *report);
    /* `source` is NULL when nothing of the document is to be shown. */
    void (*diagnostic)(struct report *report, const struct diagnostic *diagnostic, const struct source *source);
    void (*file)(struct report *report, const struct verdict *verdict);
    void (*failure)(struct report *report, const char *file, const char *message);
    void (*end)(struct report *report, const struct summary *summary);
};

enum format_name {
#define FORMAT(name, help) FORMAT_##name,
#include "formats.def"
#undef FORMAT
};

#define FORMAT(name, help) extern const struct format format_##name;
#include "formats.def"
#undef FORMAT

const struct format *report_format(enum format_name name);

/* The end of every report for people: counts by rule when they are asked for, and the summary. */
void report_end_for_people(struct report *report, const struct summary *summary);

#endif
