/* SPDX-License-Identifier: MIT */
#include "report.h"

const struct format *report_format(enum format_name name)
{
    static const struct format *const formats[] = {
#define FORMAT(name, help) [FORMAT_##name] = &format_##name,
#include "formats.def"
#undef FORMAT
    };
    return formats[name];
}

void report_end_for_people(struct report *report, const struct summary *summary)
{
    if (summary->hits != NULL)
        summary_print_hits(report->out, summary);
    if (!report->without_summary)
        summary_print(report->out, summary);
}
