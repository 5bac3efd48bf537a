/* SPDX-License-Identifier: MIT */
/* The report for people. */
#include <inttypes.h>
#include <string.h>

#include "excerpt.h"
#include "report.h"
#include "screen.h"

static void print_headline(struct report *report, const struct diagnostic *finding)
{
    struct output *out = report->out;
    look_style(out, &report->look, look_severity_style(finding->severity));
    output_format(out, "%s[%s]", look_severity_name(finding->severity), finding->rule->code);
    look_style(out, &report->look, STYLE_PLAIN);
    output_text(out, ": ");
    look_print(out, &report->look, STYLE_BOLD, finding->message);
    output_text(out, "\n");
}

/* The size of the key that a path begins with, "['key']", if it is a plain word; otherwise 0. */
static size_t plain_key(const char *path)
{
    if (strncmp(path, "['", 2) != 0 || strspn(path + 2, "0123456789") > 0)
        return 0;
    size_t size = strspn(path + 2, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return strncmp(path + 2 + size, "']", 2) == 0 ? size : 0;
}

/* $['data_source'][0]['odd key'] as $.data_source[0]['odd key']. A quote within a key has a backslash before it. */
static void print_path(struct output *out, const struct look *look, const char *path)
{
    look_style(out, look, STYLE_DIM);
    while (*path != '\0') {
        size_t key = plain_key(path);
        if (key > 0) {
            output_text(out, ".");
            output_bytes(out, path + 2, key);
            path += key + strlen("['']");
        } else {
            const char *next = strstr(path + 1, "['");
            size_t size = next != NULL ? (size_t)(next - path) : strlen(path);
            screen_print(out, path, size, look->ascii);
            path += size;
        }
    }
    look_style(out, look, STYLE_PLAIN);
}

static void print_place(struct report *report, const struct diagnostic *finding, size_t gutter)
{
    struct output *out = report->out;
    output_repeat(out, " ", gutter + 1);
    look_put(out, &report->look, STYLE_FRAME, report->look.frame->corner);
    output_text(out, " ");
    look_print(out, &report->look, STYLE_PLAIN, finding->file);
    output_format(out, ":%" PRIu64 ":%" PRIu64 "  ", finding->span.start.line, finding->span.start.column);
    if (finding->path != NULL) {
        print_path(out, &report->look, finding->path);
        output_text(out, "  ");
    }
    look_put(out, &report->look, STYLE_DIM, finding->rule->name);
    output_text(out, "\n");
}

static void print_note(struct report *report, size_t gutter, const char *lead, enum style style, const char *name,
                       const char *text)
{
    struct output *out = report->out;
    output_repeat(out, " ", gutter + 1);
    look_put(out, &report->look, STYLE_FRAME, lead);
    output_text(out, " ");
    look_put(out, &report->look, style, name);
    output_text(out, "  ");
    look_print(out, &report->look, STYLE_PLAIN, text);
    output_text(out, "\n");
}

static void print_notes(struct report *report, const struct diagnostic *finding, size_t gutter)
{
    const struct frame *frame = report->look.frame;
    if (finding->why != NULL)
        print_note(report, gutter, finding->fix != NULL ? frame->tee : frame->end, STYLE_WHY, "why", finding->why);
    if (finding->fix != NULL)
        print_note(report, gutter, frame->end, STYLE_FIX, "fix", finding->fix);
}

static void diagnostic(struct report *report, const struct diagnostic *finding, const struct source *source)
{
    size_t gutter = excerpt_gutter(finding);
    print_headline(report, finding);
    print_place(report, finding, gutter);
    bool drawn = source != NULL && excerpt_draw(report->out, &report->look, gutter, finding, source);
    if (drawn && (finding->why != NULL || finding->fix != NULL)) {
        excerpt_bar(report->out, &report->look, gutter);
        output_text(report->out, "\n");
    }
    print_notes(report, finding, gutter);
    output_text(report->out, "\n");
}

const struct format format_full = { .diagnostic = diagnostic, .end = report_end_for_people };
