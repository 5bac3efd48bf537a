/* SPDX-License-Identifier: MIT */
/*
 * What a terminal shows of bytes that anybody may have written. Characters that move the cursor, that nobody
 * sees or that turn the text around, and bytes that are no UTF-8, appear as \u001b or \xff; everything printed
 * goes through here. Widths are in cells: 2 for East Asian wide characters and emoji, 0 for combining marks.
 */
#ifndef SCREEN_H
#define SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "output.h"

struct glyph {
    char text[12]; /* NUL-terminated */
    size_t cells;
};

/* True for what is safe and visible as it stands. */
bool screen_is_plain(int32_t character);

/*
 * True at the first sign of "##[error]" or "##vso[task]": CI systems carry such a command out wherever in a line of the
 * log it stands, so that sign is escaped.
 */
bool screen_begins_command(const char *bytes, size_t size);

/*
 * The glyph that stands for the first character of `bytes` (or for its first byte, when that is no UTF-8).
 * Returns how many bytes it stands for, 1 to 4. `size` is not 0. In `ascii` everything else is escaped.
 */
size_t screen_glyph(const char *bytes, size_t size, bool ascii, struct glyph *glyph);

/* The width of a text when printed. */
size_t screen_cells(const char *text, size_t size, bool ascii);

/* Prints a text, escaped. */
void screen_print(struct output *out, const char *text, size_t size, bool ascii);

#endif
