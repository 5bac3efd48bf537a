/* SPDX-License-Identifier: MIT */
#include "excerpt.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "line.h"
#include "screen.h"

enum {
    MOST_MARKS = 8, /* and so lines: no mark takes more than one */
    NARROW_GUTTER = 2,
    LEAST_ROOM = 12 /* cells for the text of a line: two cut signs of ASCII, and more than a third between them */
};

/* A span, or the first or last line of one that has several. */
struct mark {
    uint64_t line;
    uint64_t anchor;    /* an offset on that line */
    uint64_t from, to;  /* offsets; before or after the line: from its first sign on, to its end */
    size_t left, right; /* the same in cells, right exclusive */
    const char *label;  /* NULL: none */
    bool heavy;
};

/* The cells of a line that are shown. A cut sign stands before `low` or at `high` where more would follow. */
struct window {
    size_t first; /* at the left edge, cut sign included */
    size_t low, high;
    bool cut_left, cut_right;
};

struct drawing {
    struct output *out;
    const struct look *look;
    enum style heavy;
    size_t gutter;
    size_t room; /* cells for the text of a line */
};

/* ---- marks --------------------------------------------------------------------------------- */

static size_t add_marks(struct mark *marks, size_t count, const trainlint_span *span, const char *label, bool heavy)
{
    bool ends_with_line = span->end.line > span->start.line && span->end.column == 1;
    uint64_t last_line = span->end.line - ends_with_line;
    struct mark whole = { .line = span->start.line,
                          .anchor = span->start.offset,
                          .from = span->start.offset,
                          .to = span->end.offset,
                          .label = label,
                          .heavy = heavy };
    if (count == MOST_MARKS)
        return count;
    marks[count++] = whole;
    if (last_line == span->start.line || count == MOST_MARKS)
        return count;
    marks[count - 1].label = NULL;
    marks[count] = whole;
    marks[count].line = last_line;
    marks[count].anchor = span->end.offset - 1;
    return count + 1;
}

static int by_place(const void *a, const void *b)
{
    const struct mark *left = a, *right = b;
    if (left->line != right->line)
        return left->line < right->line ? -1 : 1;
    if (left->from != right->from)
        return left->from < right->from ? -1 : 1;
    return left->heavy - right->heavy;
}

/* The primary span comes first, so that it is never the one left out. */
static size_t collect_marks(struct mark *marks, const struct diagnostic *diagnostic)
{
    size_t count = add_marks(marks, 0, &diagnostic->span, diagnostic->label, true);
    for (size_t i = 0; i < diagnostic->related_count; i++)
        count = add_marks(marks, count, &diagnostic->related[i].span, diagnostic->related[i].text, false);
    qsort(marks, count, sizeof *marks, by_place);
    return count;
}

size_t excerpt_gutter(const struct diagnostic *diagnostic)
{
    struct mark marks[MOST_MARKS];
    size_t count = collect_marks(marks, diagnostic);
    int digits = snprintf(NULL, 0, "%" PRIu64, marks[count - 1].line);
    return digits > NARROW_GUTTER ? (size_t)digits : NARROW_GUTTER;
}

/* ---- windows ------------------------------------------------------------------------------- */

static size_t cut_cells(const struct drawing *drawing)
{
    return screen_cells(drawing->look->frame->cut, strlen(drawing->look->frame->cut), drawing->look->ascii);
}

/* Where the text of a line begins: behind the cut sign, if there was more before what was read. */
static size_t first_cell(const struct drawing *drawing, const struct line *line)
{
    return line->begins ? 0 : cut_cells(drawing);
}

static size_t end_cell(const struct drawing *drawing, const struct line *line)
{
    return first_cell(drawing, line) + line->cells;
}

/* Where a mark stands in its line: at least one cell, even for nothing. */
static void lay_mark(const struct drawing *drawing, struct mark *mark, const struct line *line)
{
    uint64_t from = mark->from;
    if (from < line->offset)
        from = line->offset + line_indent(line);
    mark->left = first_cell(drawing, line) + line_cells_before(line, from, drawing->look->ascii);
    mark->right = first_cell(drawing, line) + line_cells_before(line, mark->to, drawing->look->ascii);
    if (mark->right <= mark->left)
        mark->right = mark->left + 1;
}

/* What is shown before a mark in the middle of a long line. */
static size_t lead(const struct drawing *drawing)
{
    return (drawing->room + 1) / 3;
}

static bool fits(const struct drawing *drawing, const struct line *line)
{
    return line->begins && line->ends && line->cells <= drawing->room;
}

static struct window choose_window(const struct drawing *drawing, const struct line *line, const struct mark *marks,
                                   size_t count)
{
    size_t before = lead(drawing), first = 0;
    size_t end = end_cell(drawing, line), last_first = end > drawing->room ? end - drawing->room : 0;
    bool seen_from_start = line->begins && marks[count - 1].right + cut_cells(drawing) <= drawing->room;
    if (!seen_from_start && marks[0].left > before)
        first = marks[0].left - before;
    if (line->ends && first > last_first)
        first = last_first;

    struct window window = { .first = first, .low = first, .high = first + drawing->room };
    window.cut_left = first > 0 || !line->begins;
    window.cut_right = window.high < end || !line->ends;
    if (window.cut_left)
        window.low += cut_cells(drawing);
    if (window.cut_right)
        window.high -= cut_cells(drawing);
    if (window.high > end)
        window.high = end;
    return window;
}

/* How many of the marks, all on one line, one window shows; the first one always. */
static size_t marks_in_window(const struct drawing *drawing, const struct line *line, struct mark *marks, size_t count)
{
    size_t shown = 1;
    size_t usable = drawing->room - 2 * cut_cells(drawing);
    lay_mark(drawing, &marks[0], line);
    for (; shown < count && marks[shown].line == marks[0].line; shown++) {
        struct mark *mark = &marks[shown];
        lay_mark(drawing, mark, line);
        bool was_read = mark->from <= line->offset + line->size;
        bool from_start = line->begins && mark->right <= usable;
        bool from_lead = mark->right <= marks[0].left + usable - lead(drawing);
        if (!was_read || mark->left < marks[0].left || !(fits(drawing, line) || from_start || from_lead))
            break;
    }
    return shown;
}

/* Turns the cells of the line into columns of the window, and cuts what sticks out at the right. */
static void clip_marks(struct mark *marks, size_t count, const struct window *window)
{
    for (size_t i = 0; i < count; i++) {
        struct mark *mark = &marks[i];
        if (mark->right > window->high)
            mark->right = window->high;
        if (mark->right <= mark->left)
            mark->right = mark->left + 1;
        mark->left -= window->first;
        mark->right -= window->first;
    }
}

/* ---- drawing ------------------------------------------------------------------------------- */

void excerpt_bar(struct output *out, const struct look *look, size_t gutter)
{
    output_repeat(out, " ", gutter + 1);
    look_put(out, look, STYLE_FRAME, look->frame->bar);
}

static void draw_text(const struct drawing *drawing, const struct line *line, const struct window *window)
{
    struct output *out = drawing->out;
    struct glyph glyph;
    if (window->cut_left)
        look_put(out, drawing->look, STYLE_DIM, drawing->look->frame->cut);
    for (size_t i = 0, cell = first_cell(drawing, line), next; i < line->size; cell = next) {
        i += line_glyph(line->text + i, line->size - i, drawing->look->ascii, &glyph);
        next = cell + glyph.cells;
        bool whole = cell >= window->low && next <= window->high;
        bool stray = glyph.cells == 0 && cell == window->low; /* a combining mark without its letter */
        if (whole && !stray)
            output_text(out, glyph.text);
        else if (next > window->low && cell < window->high)
            output_repeat(out, " ",
                          (next < window->high ? next : window->high) - (cell > window->low ? cell : window->low));
    }
    if (window->cut_right)
        look_put(out, drawing->look, STYLE_DIM, drawing->look->frame->cut);
}

static void draw_line(const struct drawing *drawing, uint64_t number, const struct line *line,
                      const struct window *window)
{
    look_style(drawing->out, drawing->look, STYLE_FRAME);
    output_format(drawing->out, "%*" PRIu64 " %s", (int)drawing->gutter, number, drawing->look->frame->bar);
    look_style(drawing->out, drawing->look, STYLE_PLAIN);
    if (line->size > 0)
        output_text(drawing->out, " ");
    draw_text(drawing, line, window);
    output_text(drawing->out, "\n");
}

static enum style mark_style(const struct drawing *drawing, const struct mark *mark)
{
    return mark->heavy ? drawing->heavy : STYLE_FRAME;
}

/* The mark to be seen in a column: the culprit lies over its counterparts. NULL: none. */
static const struct mark *mark_at(const struct mark *marks, size_t count, size_t column)
{
    const struct mark *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (marks[i].left <= column && column < marks[i].right && (found == NULL || marks[i].heavy))
            found = &marks[i];
    return found;
}

static void draw_label(const struct drawing *drawing, const struct mark *mark)
{
    if (mark->label != NULL) {
        output_text(drawing->out, " ");
        look_print(drawing->out, drawing->look, mark_style(drawing, mark), mark->label);
    }
    output_text(drawing->out, "\n");
}

static void draw_marks(const struct drawing *drawing, const struct mark *marks, size_t count)
{
    const struct frame *frame = drawing->look->frame;
    size_t columns = 0;
    for (size_t i = 0; i < count; i++)
        columns = marks[i].right > columns ? marks[i].right : columns;
    excerpt_bar(drawing->out, drawing->look, drawing->gutter);
    output_text(drawing->out, " ");
    for (size_t column = 0, next; column < columns; column = next) {
        const struct mark *mark = mark_at(marks, count, column);
        for (next = column + 1; next < columns && mark_at(marks, count, next) == mark; next++)
            continue;
        if (mark != NULL)
            look_style(drawing->out, drawing->look, mark_style(drawing, mark));
        output_repeat(drawing->out, mark == NULL ? " " : mark->heavy ? frame->heavy : frame->light, next - column);
        if (mark != NULL)
            look_style(drawing->out, drawing->look, STYLE_PLAIN);
    }
    draw_label(drawing, &marks[count - 1]);
}

/* The label of a mark that has others at its right, below them; stems lead to those still to come. */
static void draw_label_below(const struct drawing *drawing, const struct mark *marks, size_t index)
{
    const struct frame *frame = drawing->look->frame;
    size_t column = 0;
    excerpt_bar(drawing->out, drawing->look, drawing->gutter);
    output_text(drawing->out, " ");
    for (size_t i = 0; i <= index; i++) {
        bool waits = i == index || (marks[i].label != NULL && marks[i].left < marks[index].left);
        if (!waits || (i < index && marks[i].left < column))
            continue;
        output_repeat(drawing->out, " ", marks[i].left - column);
        look_put(drawing->out, drawing->look, mark_style(drawing, &marks[i]), i == index ? frame->hook : frame->stem);
        column = marks[i].left + 1;
    }
    draw_label(drawing, &marks[index]);
}

static void draw_gap(const struct drawing *drawing)
{
    output_repeat(drawing->out, " ", drawing->gutter + 1);
    look_put(drawing->out, drawing->look, STYLE_FRAME, drawing->look->frame->gap);
    output_text(drawing->out, "\n");
}

/* Draws one line with the marks that one window shows; returns how many. */
static size_t draw_row(const struct drawing *drawing, const struct line *line, struct mark *marks, size_t count)
{
    size_t shown = marks_in_window(drawing, line, marks, count);
    struct window window = choose_window(drawing, line, marks, shown);
    clip_marks(marks, shown, &window);
    draw_line(drawing, marks[0].line, line, &window);
    draw_marks(drawing, marks, shown);
    for (size_t i = shown - 1; i-- > 0;)
        if (marks[i].label != NULL)
            draw_label_below(drawing, marks, i);
    return shown;
}

/* A line is as wide as the screen less one; but the number of a line may be nearly as wide itself. */
static size_t choose_room(const struct look *look, size_t gutter)
{
    size_t frame = gutter + sizeof " | ";
    return look->width < frame + LEAST_ROOM ? LEAST_ROOM : look->width - frame;
}

/* Reads the lines of all marks; false: one of them is gone. */
static bool read_lines(struct line *lines, const struct source *source, const struct mark *marks, size_t count,
                       bool ascii)
{
    for (size_t i = 0; i < count; i++)
        if (!line_read(&lines[i], source, marks[i].anchor, ascii))
            return false;
    return true;
}

bool excerpt_draw(struct output *out, const struct look *look, size_t gutter, const struct diagnostic *diagnostic,
                  const struct source *source)
{
    struct mark marks[MOST_MARKS];
    struct line lines[MOST_MARKS];
    struct drawing drawing = { .out = out,
                               .look = look,
                               .heavy = look_severity_style(diagnostic->severity),
                               .gutter = gutter,
                               .room = choose_room(look, gutter) };
    size_t count = collect_marks(marks, diagnostic);
    if (!read_lines(lines, source, marks, count, look->ascii))
        return false;
    excerpt_bar(out, look, gutter);
    output_text(out, "\n");
    for (size_t i = 0; i < count; i += draw_row(&drawing, &lines[i], marks + i, count - i))
        if (i > 0 && marks[i].line != marks[i - 1].line + 1)
            draw_gap(&drawing);
    return true;
}
