/* SPDX-License-Identifier: MIT */
#include "summary.h"

#include <inttypes.h>

#include "look.h"

static void count(struct output *out, uint64_t number, const char *noun)
{
    output_format(out, "%" PRIu64 " %s%s", number, noun, number == 1 ? "" : "s");
}

/* "4 errors, 1 warning"; false: there is nothing to count. */
static bool print_found(struct output *out, const struct summary *summary)
{
    bool any = false;
    for (int severity = TRAINLINT_ERROR; severity >= TRAINLINT_NOTE; severity--) {
        if (summary->found[severity] == 0)
            continue;
        output_text(out, any ? ", " : "");
        count(out, summary->found[severity], look_severity_name((trainlint_severity)severity));
        any = true;
    }
    return any;
}

static void print_verdict(struct output *out, const struct summary *summary)
{
    if (summary->files == 0) {
        output_text(out, "No file was checked.");
    } else if (print_found(out, summary)) {
        output_text(out, " in ");
        if (summary->files > 1)
            output_format(out, "%" PRIu64 " of ", summary->files_with_findings);
        count(out, summary->files, "file");
        output_text(out, ".");
    } else {
        count(out, summary->files, "file");
        output_text(out, ", no errors.");
    }
}

void summary_print(struct output *out, const struct summary *summary)
{
    print_verdict(out, summary);
    if (summary->foreign > 0) {
        output_text(out, " ");
        count(out, summary->foreign, "other file");
        output_text(out, " skipped.");
    }
    if (summary->failures > 0) {
        output_text(out, " ");
        count(out, summary->failures, "input");
        output_text(out, " could not be read.");
    }
    if (summary->unlisted > 0)
        output_format(out, " %" PRIu64 " more not listed, see --max-diagnostics.", summary->unlisted);
    if (summary->example != NULL)
        output_format(out, " More: trainlint --explain %s", summary->example->code);
    output_text(out, "\n");
}

void summary_print_hits(struct output *out, const struct summary *summary)
{
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        if (summary->hits[i] > 0)
            output_format(out, "%6" PRIu64 "  %s %s\n", summary->hits[i], rule->code, rule->name);
    }
}
