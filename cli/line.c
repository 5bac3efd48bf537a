/* SPDX-License-Identifier: MIT */
#include "line.h"

#include <string.h>

size_t line_glyph(const char *bytes, size_t size, bool ascii, struct glyph *glyph)
{
    if (*bytes != '\t')
        return screen_glyph(bytes, size, ascii, glyph);
    *glyph = (struct glyph){ "    ", 4 };
    return 1;
}

size_t line_cells(const char *text, size_t size, bool ascii)
{
    struct glyph glyph;
    size_t cells = 0;
    for (size_t i = 0; i < size; cells += glyph.cells)
        i += line_glyph(text + i, size - i, ascii, &glyph);
    return cells;
}

void line_print(struct output *out, const char *text, size_t size, bool ascii)
{
    struct glyph glyph;
    for (size_t i = 0; i < size;) {
        i += line_glyph(text + i, size - i, ascii, &glyph);
        output_text(out, glyph.text);
    }
}

size_t line_cells_before(const struct line *line, uint64_t offset, bool ascii)
{
    struct glyph glyph;
    size_t cells = 0;
    for (size_t i = 0; i < line->size && line->offset + i < offset; cells += glyph.cells)
        i += line_glyph(line->text + i, line->size - i, ascii, &glyph);
    return cells;
}

size_t line_indent(const struct line *line)
{
    size_t i = 0;
    while (i < line->size && (line->text[i] == ' ' || line->text[i] == '\t'))
        i++;
    return i;
}

enum { LONGEST_CHARACTER = 4 };

/* The part of a text that goes on in which no character can be cut. */
static size_t whole_characters(const char *text, size_t size)
{
    struct glyph glyph;
    size_t whole = 0;
    while (size - whole >= LONGEST_CHARACTER)
        whole += line_glyph(text + whole, size - whole, false, &glyph);
    return whole;
}

/* Finds the ends of the line within the bytes that were read; `anchor` is the place of the mark among them. */
static void trim_to_line(struct line *line, size_t anchor, size_t size)
{
    const char *line_end = memchr(line->bytes + anchor, '\n', size - anchor);
    size_t begin = anchor, end = line_end != NULL ? (size_t)(line_end - line->bytes) : size;
    while (begin > 0 && line->bytes[begin - 1] != '\n')
        begin--;
    line->begins |= begin > 0;
    line->ends |= line_end != NULL;
    while (!line->begins && begin < LONGEST_CHARACTER - 1 && (line->bytes[begin] & 0xC0) == 0x80)
        begin++;
    if (line_end != NULL && end > begin && line->bytes[end - 1] == '\r')
        end--;
    line->text = line->bytes + begin;
    line->size = line->ends ? end - begin : whole_characters(line->text, end - begin);
    line->offset += begin;
}

bool line_read(struct line *line, const struct source *source, uint64_t anchor, bool ascii)
{
    uint64_t start = anchor > LINE_BEFORE ? anchor - LINE_BEFORE : 0;
    size_t size = source_at(source, start, line->bytes, sizeof line->bytes);
    if (size < anchor - start)
        return false;
    line->offset = start;
    line->begins = start == 0;
    line->ends = start + size == source->size;
    trim_to_line(line, (size_t)(anchor - start), size);
    line->cells = line_cells(line->text, line->size, ascii);
    return true;
}
