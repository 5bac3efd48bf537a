/* SPDX-License-Identifier: MIT */
/* One line of a document, as an excerpt shows it: tabs take four cells, everything odd is escaped. */
#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "screen.h"
#include "source.h"

/* Bytes that are read around a place: more than the widest window shows. */
enum { LINE_BEFORE = 2048, LINE_AFTER = 4096 };

/* A line, or the part of a long one that was read. */
struct line {
    uint64_t offset;
    const char *text;
    size_t size;
    size_t cells;
    bool begins; /* with the beginning of the line */
    bool ends;   /* with its end */
    char bytes[LINE_BEFORE + LINE_AFTER];
};

/* Reads the line that holds an offset; false: it is gone. */
bool line_read(struct line *line, const struct source *source, uint64_t anchor, bool ascii);

/* Bytes of blanks that the line begins with. */
size_t line_indent(const struct line *line);

/* As screen_glyph, for the text of a line. */
size_t line_glyph(const char *bytes, size_t size, bool ascii, struct glyph *glyph);

/* As screen_cells and screen_print, for the text of a line. */
size_t line_cells(const char *text, size_t size, bool ascii);
void line_print(struct output *out, const char *text, size_t size, bool ascii);

/* Cells of the characters that begin before an offset. */
size_t line_cells_before(const struct line *line, uint64_t offset, bool ascii);

#endif
