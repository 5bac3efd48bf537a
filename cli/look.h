/* SPDX-License-Identifier: MIT */
/* How the reports for people look: the characters of the frame, colours, width. */
#ifndef LOOK_H
#define LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <trainlint.h>

#include "output.h"

/* The pieces a report is drawn with. */
struct frame {
    const char *corner; /* before the place */
    const char *bar;    /* beside the excerpt */
    const char *gap;    /* the bar where lines are left out */
    const char *tee;    /* before a note that another one follows */
    const char *end;    /* before the last note */
    const char *heavy;  /* marks the culprit */
    const char *light;  /* marks its counterpart */
    const char *stem;   /* leads from a mark down to a label below */
    const char *hook;   /* ends there */
    const char *cut;    /* where a line is cut */
};

enum style {
    STYLE_PLAIN,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_BOLD,
    STYLE_DIM,
    STYLE_FRAME, /* and the secondary spans */
    STYLE_WHY,
    STYLE_FIX
};

struct look {
    const struct frame *frame;
    size_t width;
    bool ascii;
    bool color;
};

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* The look that the options ask for and the terminal and the environment allow; `width` 0: as wide as it is. */
struct look look_choose(bool ascii, enum when color, size_t width);

bool look_locale_is_utf8(void);

enum style look_severity_style(trainlint_severity severity);
const char *look_severity_name(trainlint_severity severity);

/* Text of the program's own, in a style other than STYLE_PLAIN. */
void look_put(struct output *out, const struct look *look, enum style style, const char *text);

/* Text that may hold anything, escaped. */
void look_print(struct output *out, const struct look *look, enum style style, const char *text);

/* Switches a style on; STYLE_PLAIN switches all off. */
void look_style(struct output *out, const struct look *look, enum style style);

#endif
