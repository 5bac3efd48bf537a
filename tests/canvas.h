/* SPDX-License-Identifier: MIT */
/* What the tests of the linter's rooms draw from and on: a document as the program reads it, and a report. */
#ifndef TESTS_CANVAS_H
#define TESTS_CANVAS_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "look.h"
#include "output.h"
#include "source.h"

/* A document in a file, read to its end. */
struct paper {
    FILE *file;
    struct source source;
};

static inline void paper_open(struct paper *paper, const char *document, size_t size)
{
    const char *bytes;
    paper->file = tmpfile();
    ck_assert_ptr_nonnull(paper->file);
    ck_assert_uint_eq(fwrite(document, 1, size, paper->file), size);
    rewind(paper->file);
    paper->source = (struct source){ 0 };
    source_open(&paper->source, fileno(paper->file));
    while (source_read(&paper->source, &bytes) > 0)
        continue;
}

static inline void paper_close(struct paper *paper)
{
    source_release(&paper->source);
    fclose(paper->file);
}

/* What is printed goes into a file, for there is nothing else that the program prints to. */
struct canvas {
    FILE *file;
    struct output out;
    char text[64 * 1024];
};

static inline void canvas_open(struct canvas *canvas)
{
    canvas->file = tmpfile();
    ck_assert_ptr_nonnull(canvas->file);
    output_open(&canvas->out, fileno(canvas->file));
}

/* All that has been printed; it ends with a NUL. */
static inline const char *canvas_text(struct canvas *canvas)
{
    ck_assert(output_flush(&canvas->out));
    ssize_t size = pread(fileno(canvas->file), canvas->text, sizeof canvas->text - 1, 0);
    ck_assert_int_ge(size, 0);
    canvas->text[size] = '\0';
    return canvas->text;
}

static inline void canvas_close(struct canvas *canvas)
{
    fclose(canvas->file);
}

/* Without colours, whatever the environment; `width` 0: 80. */
static inline struct look look_of(bool ascii, size_t width)
{
    unsetenv("COLUMNS");
    setenv("LC_ALL", "C.UTF-8", 1);
    return look_choose(ascii, WHEN_NEVER, width == 0 ? 80 : width);
}

#endif
