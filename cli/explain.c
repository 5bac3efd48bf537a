/* SPDX-License-Identifier: MIT */
#include "explain.h"

#include <stdbool.h>
#include <string.h>

#include "line.h"
#include "screen.h"

enum { WIDEST_TEXT = 95, INDENT = 2, BETWEEN = 4 };

static size_t text_width(const struct look *look)
{
    return look->width < WIDEST_TEXT ? look->width : WIDEST_TEXT;
}

/* Prints a text with its lines broken at blanks. */
static void print_wrapped(struct output *out, const struct look *look, size_t indent, const char *text)
{
    size_t width = text_width(look);
    size_t column = 0;
    while (*text != '\0') {
        size_t size = strcspn(text, " ");
        size_t cells = screen_cells(text, size, look->ascii);
        if (column > 0 && column + 1 + cells > width) {
            output_text(out, "\n");
            column = 0;
        }
        output_repeat(out, " ", column == 0 ? indent : 1);
        screen_print(out, text, size, look->ascii);
        column += (column == 0 ? indent : 1) + cells;
        text += size;
        text += strspn(text, " ");
    }
    output_text(out, "\n");
}

/* ---- two texts side by side ---------------------------------------------------------------- */

/* Takes the first line off a text; false: there is none left. */
static bool next_line(const char **text, const char **line, size_t *size)
{
    if (**text == '\0')
        return false;
    *line = *text;
    *size = strcspn(*text, "\n");
    *text += *size + ((*text)[*size] == '\n');
    return true;
}

static size_t widest_line(const char *text, bool ascii)
{
    const char *line;
    size_t size, widest = 0;
    while (next_line(&text, &line, &size)) {
        size_t cells = line_cells(line, size, ascii);
        widest = cells > widest ? cells : widest;
    }
    return widest;
}

static void print_stacked(struct output *out, const struct look *look, const char *heading, const char *text)
{
    const char *line;
    size_t size;
    look_put(out, look, STYLE_BOLD, heading);
    output_text(out, "\n");
    while (next_line(&text, &line, &size)) {
        output_repeat(out, " ", INDENT);
        line_print(out, line, size, look->ascii);
        output_text(out, "\n");
    }
}

/* Prints one line of a column, or nothing when the column has ended; returns its cells. */
static size_t print_cell(struct output *out, const struct look *look, const char **text)
{
    const char *line;
    size_t size;
    if (!next_line(text, &line, &size))
        return 0;
    line_print(out, line, size, look->ascii);
    return line_cells(line, size, look->ascii);
}

static void print_columns(struct output *out, const struct look *look, size_t column, const char *wrong,
                          const char *right)
{
    look_put(out, look, STYLE_BOLD, "Wrong");
    output_repeat(out, " ", column - strlen("Wrong"));
    look_put(out, look, STYLE_BOLD, "Right");
    output_text(out, "\n");
    while (*wrong != '\0' || *right != '\0') {
        size_t used = *wrong != '\0' ? INDENT : 0;
        output_repeat(out, " ", used);
        used += print_cell(out, look, &wrong);
        if (*right != '\0')
            output_repeat(out, " ", column + INDENT - used);
        print_cell(out, look, &right);
        output_text(out, "\n");
    }
}

static void print_examples(struct output *out, const struct look *look, const trainlint_rule *rule)
{
    size_t column = INDENT + widest_line(rule->wrong, look->ascii) + BETWEEN;
    if (column + INDENT + widest_line(rule->right, look->ascii) <= look->width) {
        print_columns(out, look, column, rule->wrong, rule->right);
    } else {
        print_stacked(out, look, "Wrong", rule->wrong);
        output_text(out, "\n");
        print_stacked(out, look, "Right", rule->right);
    }
    output_text(out, "\n");
}

/* ---- one rule ------------------------------------------------------------------------------ */

void explain_see_also(const trainlint_rule *rule, void (*visit)(void *context, const trainlint_rule *other),
                      void *context)
{
    for (const char *code = rule->see_also; *code != '\0'; code += strspn(code, " ")) {
        size_t size = strcspn(code, " ");
        for (size_t i = 0; i < trainlint_rule_count(); i++)
            if (strncmp(trainlint_rule_at(i)->code, code, size) == 0)
                visit(context, trainlint_rule_at(i));
        code += size;
    }
}

struct naming {
    struct output *out;
    size_t indent, width, column;
};

/* Codes and names are ASCII. */
static void print_name(void *context, const trainlint_rule *other)
{
    struct naming *naming = context;
    size_t size = strlen(other->code) + strlen(" ") + strlen(other->name);
    if (naming->column > naming->indent && naming->column + strlen(", ") + size + strlen(",") > naming->width) {
        output_text(naming->out, ",\n");
        output_repeat(naming->out, " ", naming->indent);
        naming->column = naming->indent;
    } else if (naming->column > naming->indent) {
        output_text(naming->out, ", ");
        naming->column += strlen(", ");
    }
    output_format(naming->out, "%s %s", other->code, other->name);
    naming->column += size;
}

static void print_see_also(struct output *out, const struct look *look, const trainlint_rule *rule)
{
    size_t indent = strlen("See also     ");
    output_text(out, "See also     ");
    explain_see_also(rule, print_name, &(struct naming){ out, indent, text_width(look), indent });
    output_text(out, "\n");
}

void explain_rule(struct output *out, const struct look *look, const trainlint_rule *rule)
{
    trainlint_severity severity = rule->severity[TRAINLINT_LINT];
    look_put(out, look, look_severity_style(severity), rule->code);
    output_format(out, " %s (%s)\n", rule->name, look_severity_name(severity));
    print_wrapped(out, look, INDENT, rule->summary);
    output_text(out, "\n");
    print_wrapped(out, look, 0, rule->reason);
    output_text(out, "\n");
    print_examples(out, look, rule);
    if (!rule->fixed_severity)
        output_format(out, "Silence it   --ignore %s\n", rule->code);
    if (rule->api_code != NULL)
        output_format(out, "API error    ModelArts.%s\n", rule->api_code);
    if (*rule->see_also != '\0')
        print_see_also(out, look, rule);
}
