/* SPDX-License-Identifier: MIT */
/* The report for people. */
#include <inttypes.h>

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

static bool is_plain_key(const char *key, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bool letter = (key[i] >= 'a' && key[i] <= 'z') || (key[i] >= 'A' && key[i] <= 'Z') || key[i] == '_';
        bool digit = key[i] >= '0' && key[i] <= '9';
        if (!letter && !(digit && i > 0))
            return false;
    }
    return size > 0;
}

/* The end of a quoted key: its closing quote, or the end of the path. */
static const char *key_end(const char *key)
{
    while (*key != '\0' && *key != '\'')
        key += key[0] == '\\' && key[1] != '\0' ? 2 : 1;
    return key;
}

/* $['data_source'][0]['odd key'] as $.data_source[0]['odd key']. */
static void print_path(struct output *out, const struct look *look, const char *path)
{
    look_style(out, look, STYLE_DIM);
    while (*path != '\0') {
        const char *key = path + 2;
        const char *end = path[0] == '[' && path[1] == '\'' ? key_end(key) : NULL;
        size_t size = 1;
        if (end != NULL && end[0] == '\'' && end[1] == ']')
            size = (size_t)(end + 2 - path);
        if (size > 1 && is_plain_key(key, (size_t)(end - key))) {
            output_text(out, ".");
            output_bytes(out, key, (size_t)(end - key));
        } else {
            screen_print(out, path, size, look->ascii);
        }
        path += size;
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
