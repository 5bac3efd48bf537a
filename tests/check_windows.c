/* SPDX-License-Identifier: MIT */
/*
 * Excerpts of random documents on screens of any width. Each span consists of a sign that stands nowhere else, so
 * the picture itself tells whether the marks stand right: under that sign and nothing else, and all of it that
 * is to be seen.
 */
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "excerpt.h"
#include "screen.h"
#include "suite.h"

enum {
    SEEDS = 40,
    ROUNDS = 200,   /* with TL_QUICK=1 (for valgrind) a tenth */
    MOST_SPANS = 7, /* with a first one of two lines as many marks as are drawn */
    LONGEST = 256 * 1024,
    WIDEST = 600
};

/* The signs of the spans; the first is the culprit's. None of them is in a piece below, or in an escape. */
static const char signs[MOST_SPANS + 1] = "@GHJKLM";

static const char *const pieces[] = {
    "a",        "1",        "\"",         " ",      "    ",   "\t",     "{\"b\": ", "é",        "数",   "：",
    "😀",        "e\u0301",  "\n",         "\r\n",   "\r",     "\u202e", "\u200b",   "\x1b",     "\x7f", "\xff",
    "\xe6\x95", "\xc0\xaf", "\U000e0041", "\u0301", "config", "]}, [",  "\u2028",   "\xf0\x9f",
};

struct random {
    uint64_t state;
};

/* xorshift64*, the same numbers everywhere. */
static size_t below(struct random *random, size_t limit)
{
    random->state ^= random->state >> 12;
    random->state ^= random->state << 25;
    random->state ^= random->state >> 27;
    return (size_t)((random->state * UINT64_C(0x2545F4914F6CDD1D)) >> 33) % limit;
}

struct scene {
    char document[LONGEST];
    size_t size;
    trainlint_position position; /* of its end */
    struct diagnostic diagnostic;
    struct place related[MOST_SPANS];
    struct look look;
};

static void write_byte(struct scene *scene, char byte)
{
    if (scene->size == LONGEST)
        return;
    scene->document[scene->size++] = byte;
    scene->position.offset++;
    scene->position.column = byte == '\n' ? 1 : scene->position.column + 1;
    scene->position.line += byte == '\n';
}

static void write_bytes(struct scene *scene, const char *bytes)
{
    for (; *bytes != '\0'; bytes++)
        write_byte(scene, *bytes);
}

/* Some of anything, or much of one thing: lines longer than any window, or than what is read of them. */
static void write_pieces(struct scene *scene, struct random *random)
{
    size_t count = below(random, 12);
    for (size_t i = 0; i < count; i++) {
        const char *piece = pieces[below(random, sizeof pieces / sizeof *pieces)];
        size_t times = below(random, 8) > 0 ? 1 : below(random, 8) > 0 ? below(random, 100) : below(random, 3000);
        while (times-- > 0)
            write_bytes(scene, piece);
        if (below(random, 20) == 0)
            write_byte(scene, '\0');
    }
}

static trainlint_span write_span(struct scene *scene, struct random *random, char sign, bool lines)
{
    trainlint_span span = { .start = scene->position };
    size_t count = 1 + (below(random, 4) > 0 ? below(random, 10) : below(random, 700));
    while (count-- > 0) {
        write_byte(scene, sign);
        if (lines && count > 0 && below(random, 5) == 0)
            write_byte(scene, '\n');
    }
    span.end = scene->position;
    return span;
}

static void make_scene(struct scene *scene, struct random *random)
{
    static const uint64_t lines[] = { 1, 1, 1, 99, 1234567, 999999999999, UINT64_MAX / 2 };
    size_t count = 1 + below(random, MOST_SPANS), culprit = below(random, count);
    scene->size = 0;
    scene->position = (trainlint_position){ .line = lines[below(random, sizeof lines / sizeof *lines)], .column = 1 };
    scene->diagnostic = (struct diagnostic){ .severity = TRAINLINT_ERROR, .related = scene->related };
    scene->look = look_of(below(random, 2) == 0, 1 + below(random, below(random, 2) == 0 ? 60 : WIDEST));
    write_pieces(scene, random);
    for (size_t i = 0; i < count; i++) {
        if (i == culprit)
            scene->diagnostic.span = write_span(scene, random, signs[0], true);
        else
            scene->related[scene->diagnostic.related_count++].span =
                write_span(scene, random, signs[1 + i - (i > culprit)], false);
        write_pieces(scene, random);
    }
}

/* ---- the picture --------------------------------------------------------------------------- */

/* What each cell of a row shows: its character, or that of the wide one it belongs to. */
struct row {
    int32_t cells[WIDEST + 100];
    size_t size;
};

static const char *read_row(struct row *row, const char *text)
{
    row->size = 0;
    while (*text != '\n') {
        struct glyph glyph;
        int32_t character = (unsigned char)*text < 0x80 ? *text : 0xFFFD;
        if (strncmp(text, "━", strlen("━")) == 0)
            character = '^';
        else if (strncmp(text, "─", strlen("─")) == 0)
            character = '-';
        size_t size = screen_glyph(text, strlen(text), false, &glyph);
        if (strncmp(text, glyph.text, size) != 0)
            ck_abort_msg("%s is raw in the picture", glyph.text);
        text += size;
        for (size_t i = 0; i < glyph.cells; i++) {
            if (row->size == sizeof row->cells / sizeof *row->cells)
                ck_abort_msg("a row without end");
            row->cells[row->size++] = character;
        }
    }
    return text + 1;
}

static int32_t cell(const struct row *row, size_t column)
{
    return column < row->size ? row->cells[column] : ' ';
}

/*
 * One line of the document and the marks below it, from the column on where the frame ends. Tells for each sign
 * whether it is marked: a window may show a part of a span that another one is for, but no half-marked span.
 */
static void compare_rows(const struct row *text, const struct row *marks, size_t frame, bool *marked)
{
    size_t seen[MOST_SPANS] = { 0 }, under[MOST_SPANS] = { 0 };
    for (size_t column = frame; column < text->size || column < marks->size; column++) {
        const char *sign = memchr(signs, cell(text, column), MOST_SPANS);
        int32_t mark = cell(marks, column);
        if (mark != ' ' && sign == NULL)
            ck_abort_msg("column %zu: a mark under what is not meant", column);
        if (sign == NULL)
            continue;
        if (mark != ' ' && mark != (sign == signs ? '^' : '-'))
            ck_abort_msg("column %zu: a wrong mark", column);
        seen[sign - signs]++;
        under[sign - signs] += mark != ' ';
    }
    for (size_t i = 0; i < MOST_SPANS; i++) {
        ck_assert_msg(under[i] == 0 || under[i] == seen[i], "%zu of %zu %c are marked", under[i], seen[i], signs[i]);
        marked[i] |= under[i] > 0;
    }
}

/* No row is wider than the screen; but where the number of a line fills it, a few cells are left for the text. */
static void check_picture(const struct scene *scene, size_t gutter, const char *picture)
{
    struct row text, marks;
    bool marked[MOST_SPANS] = { false };
    size_t frame = gutter + strlen(" | "), widest = scene->look.width - 1;
    if (widest < frame + 12)
        widest = frame + 12;
    while (*picture != '\0') {
        picture = read_row(&text, picture);
        ck_assert_uint_le(text.size, widest);
        if (text.cells[gutter - 1] == ' ')
            continue;
        picture = read_row(&marks, picture);
        ck_assert_uint_le(marks.size, widest);
        compare_rows(&text, &marks, frame, marked);
    }
    for (size_t i = 0; i <= scene->diagnostic.related_count; i++)
        ck_assert_msg(marked[i], "%c is marked nowhere", signs[i]);
}

START_TEST(random_document)
{
    static struct scene scene;
    static struct canvas canvas;
    struct random random = { .state = (uint64_t)_i + 1 };
    const char *quick = getenv("TL_QUICK");
    int rounds = quick != NULL && *quick != '\0' ? ROUNDS / 10 : ROUNDS;
    for (int round = 0; round < rounds; round++) {
        struct paper paper;
        make_scene(&scene, &random);
        if (scene.size == LONGEST)
            continue; /* and its last spans are cut */
        paper_open(&paper, scene.document, scene.size);
        canvas_open(&canvas);
        size_t gutter = excerpt_gutter(&scene.diagnostic);
        ck_assert(excerpt_draw(&canvas.out, &scene.look, gutter, &scene.diagnostic, &paper.source));
        check_picture(&scene, gutter, canvas_text(&canvas));
        paper_close(&paper);
        canvas_close(&canvas);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("windows");
    tcase_add_loop_test(add_part(suite, "random documents"), random_document, 0, SEEDS);
    return run_suite(suite);
}
