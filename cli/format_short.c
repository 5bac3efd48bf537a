/* SPDX-License-Identifier: MIT */
/* file:line:column: severity: message [CODE name], which editors and CI systems understand unasked. */
#include <inttypes.h>
#include <string.h>

#include "report.h"
#include "screen.h"

/* A name that begins like a CI system's command, "::error", gets a "./" that keeps it from being one. */
static bool needs_dot(const char *file)
{
    return strchr(" !\"#$%&'()*+,-:;=>?@[\\]^`{|}~", *file) != NULL;
}

static void diagnostic(struct report *report, const struct diagnostic *finding, const struct source *source)
{
    struct output *out = report->out;
    (void)source;
    if (needs_dot(finding->file))
        output_text(out, "./");
    look_print(out, &report->look, STYLE_BOLD, finding->file);
    output_format(out, ":%" PRIu64 ":%" PRIu64 ": ", finding->span.start.line, finding->span.start.column);
    look_put(out, &report->look, look_severity_style(finding->severity), look_severity_name(finding->severity));
    output_text(out, ": ");
    look_print(out, &report->look, STYLE_PLAIN, finding->message);
    output_format(out, " [%s %s]\n", finding->rule->code, finding->rule->name);
}

const struct format format_short = { .diagnostic = diagnostic, .end = report_end_for_people };
