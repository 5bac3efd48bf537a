/* SPDX-License-Identifier: MIT */
/* The lines of a document that a diagnostic is about, with its spans marked. */
#ifndef EXCERPT_H
#define EXCERPT_H

#include "diagnostic.h"
#include "look.h"
#include "source.h"

/* The cells that the numbers of the lines take at the left. */
size_t excerpt_gutter(const struct diagnostic *diagnostic);

/* Begins a line of the frame: blanks and the bar. */
void excerpt_bar(struct output *out, const struct look *look, size_t gutter);

/* Draws the excerpt; nothing, and false, when the bytes are gone. */
bool excerpt_draw(struct output *out, const struct look *look, size_t gutter, const struct diagnostic *diagnostic,
                  const struct source *source);

#endif
