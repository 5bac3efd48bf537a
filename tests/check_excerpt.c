/* SPDX-License-Identifier: MIT */
/*
 * How excerpts are marked: a document, its spans, and the picture, character by character.
 * attacks: L9 L10
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "canvas.h"
#include "excerpt.h"
#include "suite.h"

struct marked {
    const char *text; /* in the document; NULL: no more spans */
    const char *to;   /* the span ends with this; NULL: with `text`; "": it has no width, and follows `text` */
    const char *label;
};

struct drawing_case {
    const char *name, *document;
    struct marked spans[10]; /* the first is the primary one */
    const char *picture;
    size_t width; /* 0: 80 */
    bool ascii;
};

static const struct drawing_case drawings[] = {
    { "one span, its label beside it",
      "{\n  \"a\": 1\n}\n",
      { { "\"a\"", NULL, "here" } },
      .picture = "   │\n"
                 " 2 │   \"a\": 1\n"
                 "   │   ━━━ here\n" },
    { "no width still gets one mark, even past the end",
      "{\n  \"a\": 1\n}\n",
      { { "\"a\": 1", "", "a comma" } },
      .picture = "   │\n"
                 " 2 │   \"a\": 1\n"
                 "   │         ━ a comma\n" },
    { "an empty document",
      "",
      { { "", "", "nothing" } },
      .picture = "   │\n"
                 " 1 │\n"
                 "   │ ━ nothing\n" },
    { "past the last line end",
      "{\n",
      { { "{\n", "", "the end" } },
      .picture = "   │\n"
                 " 2 │\n"
                 "   │ ━ the end\n" },
    { "tabs take four cells",
      "{\n\t\t\"a\":\t1\n}\n",
      { { "1", NULL, "one" } },
      .picture = "   │\n"
                 " 2 │         \"a\":    1\n"
                 "   │                 ━ one\n" },
    { "wide characters and emoji take two",
      "{\"数据😀\": 1, \"数\": 2}",
      { { "1", NULL, "one" }, { "\"数\"", NULL, "two" } },
      .picture = "   │\n"
                 " 1 │ {\"数据😀\": 1, \"数\": 2}\n"
                 "   │            ━  ──── two\n"
                 "   │            ╰ one\n" },
    { "combining marks take none",
      "{\"e\xcc\x81\": 1}",
      { { "1", NULL, "one" } },
      .picture = "   │\n"
                 " 1 │ {\"e\xcc\x81\": 1}\n"
                 "   │       ━ one\n" },
    { "control, bidi and broken bytes are shown and counted",
      "[\"\x1b\xe2\x80\xae\xff\", 1]",
      { { "1", NULL, "one" }, { "\x1b", NULL, "escape" } },
      .picture = "   │\n"
                 " 1 │ [\"\\u001b\\u202e\\xff\", 1]\n"
                 "   │   ──────             ━ one\n"
                 "   │   ╰ escape\n" },
    { "labels are escaped",
      "1",
      { { "1", NULL, "a\x1b[31m" } },
      .picture = "   │\n"
                 " 1 │ 1\n"
                 "   │ ━ a\\u001b[31m\n" },
    { "labels of one line are stacked",
      "[1, 2, 3]",
      { { "2", NULL, "b" }, { "1", NULL, "a" }, { "3", NULL, "c" } },
      .picture = "   │\n"
                 " 1 │ [1, 2, 3]\n"
                 "   │  ─  ━  ─ c\n"
                 "   │  │  ╰ b\n"
                 "   │  ╰ a\n" },
    { "without a label there is only the mark",
      "[1, 2]",
      { { "1", NULL, NULL }, { "2", NULL, NULL } },
      .picture = "   │\n"
                 " 1 │ [1, 2]\n"
                 "   │  ━  ─\n" },
    { "the culprit lies over its counterpart",
      "[12345]",
      { { "3", NULL, "heavy" }, { "12345", NULL, "light" } },
      .picture = "   │\n"
                 " 1 │ [12345]\n"
                 "   │  ──━── heavy\n"
                 "   │  ╰ light\n" },
    { "neighbouring lines stand together",
      "{\n1\n2\n}",
      { { "2", NULL, "two" }, { "1", NULL, "one" } },
      .picture = "   │\n"
                 " 2 │ 1\n"
                 "   │ ─ one\n"
                 " 3 │ 2\n"
                 "   │ ━ two\n" },
    { "lines between are left out",
      "1\n2\n3\n4\n",
      { { "1", NULL, "one" }, { "3", NULL, "three" } },
      .picture = "   │\n"
                 " 1 │ 1\n"
                 "   │ ━ one\n"
                 "   ┆\n"
                 " 3 │ 3\n"
                 "   │ ─ three\n" },
    { "the gutter is as wide as the numbers",
      "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n"
      "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\nx\n",
      { { "x", NULL, "far down" } },
      .picture = "    │\n"
                 "100 │ x\n"
                 "    │ ━ far down\n" },
    { "at most eight lines, the culprit's among them",
      "1\n2\n3\n4\n5\n6\n7\n8\n9\n",
      { { "9", NULL, "i" },
        { "1", NULL, "a" },
        { "2", NULL, "b" },
        { "3", NULL, "c" },
        { "4", NULL, "d" },
        { "5", NULL, "e" },
        { "6", NULL, "f" },
        { "7", NULL, "g" },
        { "8", NULL, "h" } },
      .picture = "   │\n"
                 " 1 │ 1\n   │ ─ a\n 2 │ 2\n   │ ─ b\n 3 │ 3\n   │ ─ c\n 4 │ 4\n   │ ─ d\n"
                 " 5 │ 5\n   │ ─ e\n 6 │ 6\n   │ ─ f\n 7 │ 7\n   │ ─ g\n"
                 "   ┆\n"
                 " 9 │ 9\n   │ ━ i\n" },
    { "a span of several lines: its first and its last",
      "{\n  \"a\": {\n    \"b\": 1\n  }\n}\n",
      { { "{\n    \"b", "  }", "an object" } },
      .picture = "   │\n"
                 " 2 │   \"a\": {\n"
                 "   │        ━\n"
                 "   ┆\n"
                 " 4 │   }\n"
                 "   │   ━ an object\n" },
    { "a span that ends with its line is on one",
      "1 # c\n2\n",
      { { "# c\n", NULL, "a comment" } },
      .picture = "   │\n"
                 " 1 │ 1 # c\n"
                 "   │   ━━━ a comment\n" },
    { "CR LF is a line end, a lone CR is shown",
      "[1,\r\n\r2]\r\n",
      { { "2", NULL, "two" }, { "1,", "", "end" } },
      .picture = "   │\n"
                 " 1 │ [1,\n"
                 "   │    ─ end\n"
                 " 2 │ \\u000d2]\n"
                 "   │       ━ two\n" },
    { "a long line gets a window around the span",
      "{\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\":\"bbbbbbbbbbb\",\"x\":1,\"cccccccccccccccccccccccccccccccccc\":2}",
      { { "\"x\"", NULL, "here" } },
      .picture = "   │\n"
                 " 1 │ …bbbbbbbb\",\"x\":1,\"ccccccccccccccc…\n"
                 "   │            ━━━ here\n",
      .width = 40 },
    { "from its beginning when that is enough",
      "{\"x\":1,\"cccccccccccccccccccccccccccccccccccccccccccccccc\":2}",
      { { "\"x\"", NULL, "here" } },
      .picture = "   │\n"
                 " 1 │ {\"x\":1,\"ccccccccccccccccccccccccc…\n"
                 "   │  ━━━ here\n",
      .width = 40 },
    { "and up to its end",
      "{\"cccccccccccccccccccccccccccccccccccccccccccccccc\":2,\"x\":1}",
      { { "\"x\"", NULL, "here" } },
      .picture = "   │\n"
                 " 1 │ …ccccccccccccccccccccccc\":2,\"x\":1}\n"
                 "   │                             ━━━ here\n",
      .width = 40 },
    { "a span that is wider than the window is cut",
      "{\"x\":\"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\"}",
      { { "\"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddd\"", NULL, "long" } },
      .picture = "   │\n"
                 " 1 │ {\"x\":\"ddddddddddddddddddddddddddd…\n"
                 "   │      ━━━━━━━━━━━━━━━━━━━━━━━━━━━━ long\n",
      .width = 40 },
    { "spans far apart in one long line get a window each",
      "{\"x\":1,\"cccccccccccccccccccccccccccccccccccccccccccccccccccccc\":2,\"x\":3}",
      { { "\"x\":3", NULL, "second" }, { "\"x\":1", NULL, "first" } },
      .picture = "   │\n"
                 " 1 │ {\"x\":1,\"ccccccccccccccccccccccccc…\n"
                 "   │  ───── first\n"
                 "   ┆\n"
                 " 1 │ …ccccccccccccccccccccccc\":2,\"x\":3}\n"
                 "   │                             ━━━━━ second\n",
      .width = 40 },
    { "a wide character at the edge of a window gives way to blanks",
      "[\"数数数数数数数数数数数数数数数数数数数数数数数数数数数数数数\"]",
      { { "[", NULL, "here" } },
      .picture = "   │\n"
                 " 1 │ [\"数数数数数数数数数数数数数数数 …\n"
                 "   │ ━ here\n",
      .width = 40 },
    { "one mark within another: the culprit lies on top",
      "[{\"a\": 1}]\n",
      { { "\"a\"", NULL, "the name" }, { "{\"a\": 1}", NULL, "the object" } },
      .picture = "   │\n"
                 " 1 │ [{\"a\": 1}]\n"
                 "   │  ─━━━──── the name\n"
                 "   │  ╰ the object\n" },
    { "the culprit keeps its cells, whichever comes first",
      "[{\"a\": 1}]\n",
      { { "{\"a\": 1}", NULL, "the object" }, { "\"a\"", NULL, "the name" } },
      .picture = "   │\n"
                 " 1 │ [{\"a\": 1}]\n"
                 "   │  ━━━━━━━━ the name\n"
                 "   │  ╰ the object\n" },
    { "marks that begin in one place: one stem, and a hook each",
      "[1, 22, 3, 4]\n",
      { { "22", NULL, "two" }, { "1, ", "", "before" }, { "3", NULL, "three" }, { "4", NULL, "four" } },
      .picture = "   │\n"
                 " 1 │ [1, 22, 3, 4]\n"
                 "   │     ━━  ─  ─ four\n"
                 "   │     │   ╰ three\n"
                 "   │     ╰ two\n"
                 "   │     ╰ before\n" },
    { "a mark without a label needs no stem",
      "[1, 2, 3, 4]\n",
      { { "4", NULL, NULL }, { "1", NULL, NULL }, { "2", NULL, "two" }, { "3", NULL, "three" } },
      .picture = "   │\n"
                 " 1 │ [1, 2, 3, 4]\n"
                 "   │  ─  ─  ─  ━\n"
                 "   │     │  ╰ three\n"
                 "   │     ╰ two\n" },
    { "on an empty line between others",
      "[\n\n1]\n",
      { { "[\n", "", "here" } },
      .picture = "   │\n"
                 " 2 │\n"
                 "   │ ━ here\n" },
    { "a span of several lines that ends among blanks",
      "[1,\n\t\t",
      { { "1,\n\t\t", NULL, "it ends here" } },
      .picture = "   │\n"
                 " 1 │ [1,\n"
                 "   │  ━━\n"
                 " 2 │         \n"
                 "   │         ━ it ends here\n" },
    { "a mark among the blanks that the end of a span stands behind",
      "[{\n                              1}]\n",
      { { "{\n                              1}", NULL, "an object" }, { "{\n", "", "here" } },
      .picture = "   │\n"
                 " 1 │ [{\n"
                 "   │  ━\n"
                 " 2 │ …          1}]\n"
                 "   │            ━━ an object\n"
                 "   ┆\n"
                 " 2 │              …\n"
                 "   │ ─ here\n",
      .width = 20 },
    { "the eighth mark is one line, even of a span of several",
      "[1,2,3,4,5,6,7,[\n8]]\n",
      { { "1", NULL, NULL },
        { "2", NULL, NULL },
        { "3", NULL, NULL },
        { "4", NULL, NULL },
        { "5", NULL, NULL },
        { "6", NULL, NULL },
        { "7", NULL, NULL },
        { "[\n8]", NULL, "a list" } },
      .picture = "   │\n"
                 " 1 │ [1,2,3,4,5,6,7,[\n"
                 "   │  ━ ─ ─ ─ ─ ─ ─ ─ a list\n" },
    { "a combining mark goes with its letter, when that is cut",
      "[\"e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301\",1]\n",
      { { "1", NULL, "here" } },
      .picture = "   │\n"
                 " 1 │ …e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301\",1]\n"
                 "   │             ━ here\n",
      .width = 20 },
    { "in ASCII",
      "1\n2\n[\"é\", 3, 4]\n",
      { { "4", NULL, "four" }, { "1", NULL, "one" }, { "3", NULL, "thrée" } },
      .picture = "   |\n"
                 " 1 | 1\n"
                 "   | - one\n"
                 "   :\n"
                 " 3 | [\"\\u00e9\", 3, 4]\n"
                 "   |            -  ^ four\n"
                 "   |            ` thr\\u00e9e\n",
      .ascii = true },
    { "in ASCII a window is cut with dots",
      "{\"x\":1,\"cccccccccccccccccccccccccccccccccccccccccccccccc\":2}",
      { { "\"x\"", NULL, "here" } },
      .picture = "   |\n"
                 " 1 | {\"x\":1,\"ccccccccccccccccccccccc...\n"
                 "   |  ^^^ here\n",
      .width = 40,
      .ascii = true },
};

static trainlint_position position_of(const char *document, const char *at)
{
    trainlint_position position = { .offset = (uint64_t)(at - document), .line = 1, .column = 1 };
    for (const char *byte = document; byte < at; byte++) {
        bool first = ((unsigned char)*byte & 0xC0) != 0x80;
        position.column = *byte == '\n' ? 1 : position.column + first;
        position.line += *byte == '\n';
    }
    return position;
}

static trainlint_span span_of(const char *document, const struct marked *marked)
{
    const char *start = strstr(document, marked->text);
    ck_assert_ptr_nonnull(start);
    const char *end = start + strlen(marked->text);
    if (marked->to != NULL && *marked->to == '\0')
        start = end;
    else if (marked->to != NULL)
        end = strstr(end, marked->to) + strlen(marked->to);
    return (trainlint_span){ position_of(document, start), position_of(document, end) };
}

static void draw(const struct drawing_case *drawing, struct canvas *canvas)
{
    struct place related[10];
    struct diagnostic diagnostic = {
        .severity = TRAINLINT_ERROR,
        .span = span_of(drawing->document, &drawing->spans[0]),
        .label = drawing->spans[0].label,
        .related = related,
    };
    for (const struct marked *marked = drawing->spans + 1; marked->text != NULL; marked++)
        related[diagnostic.related_count++] = (struct place){ span_of(drawing->document, marked), marked->label };

    struct paper paper;
    struct look look = look_of(drawing->ascii, drawing->width);
    paper_open(&paper, drawing->document, strlen(drawing->document));
    ck_assert(excerpt_draw(&canvas->out, &look, excerpt_gutter(&diagnostic), &diagnostic, &paper.source));
    paper_close(&paper);
}

START_TEST(excerpt)
{
    const struct drawing_case *drawing = &drawings[_i];
    struct canvas canvas;
    canvas_open(&canvas);
    draw(drawing, &canvas);
    ck_assert_msg(strcmp(canvas_text(&canvas), drawing->picture) == 0, "%s:\n%s\nis not\n%s", drawing->name,
                  canvas.text, drawing->picture);
    canvas_close(&canvas);
}
END_TEST

/* ---- lines longer than what is read of them ------------------------------------------------ */

static const struct {
    const char *name, *begin, *many, *middle, *end; /* `many` stands many times on both sides of the middle */
    struct marked marked;
    const char *picture; /* without combining accents */
} long_lines[] = {
    { "cut at both ends, and where characters begin",
      "[",
      "é",
      ",1,",
      "]",
      { "1", NULL, "here" },
      "   │\n"
      " 1 │ …ééééééééé,1,éééééééééééééééééééé…\n"
      "   │            ━ here\n" },
    { "the last line of a span of several, from where it was read on",
      "[",
      "é",
      ",\n",
      "x]",
      { ",\n", "]", "it ends here" },
      "   │\n"
      " 1 │ …éééééééééééééééééééééééééééééééé,\n"
      "   │                                  ━\n"
      " 2 │ …éééééééééééééééééééééééééééééééé…\n"
      "   │  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━ it ends here\n" },
    { "bytes that are no characters, but might be parts of some",
      "[",
      "\x80",
      ",1,",
      "]",
      { "1", NULL, "here" },
      "   │\n"
      " 1 │ … \\x80\\x80,1,\\x80\\x80\\x80\\x80\\x80…\n"
      "   │            ━ here\n" },
    { "what takes no cells may be as long as it likes",
      "[\"a",
      "\u0301",
      "b",
      "\"]",
      { "b", NULL, "here" },
      "   │\n"
      " 1 │ …b…\n"
      "   │  ━ here\n" },
};

START_TEST(long_line)
{
    enum { TIMES = 3000, LONGEST = 2 * TIMES * 2 + 100 };
    char document[LONGEST] = "";
    const char *parts[] = { long_lines[_i].begin, long_lines[_i].many, long_lines[_i].middle, long_lines[_i].many,
                            long_lines[_i].end };
    char *end = document;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        for (int times = parts[i] == long_lines[_i].many ? TIMES : 1; times > 0; times--)
            end = stpcpy(end, parts[i]);
    struct drawing_case drawing = { .document = document, .spans = { long_lines[_i].marked }, .width = 40 };
    struct canvas canvas;
    canvas_open(&canvas);
    draw(&drawing, &canvas);
    canvas_text(&canvas);
    for (char *accent; (accent = strstr(canvas.text, "\u0301")) != NULL;)
        memmove(accent, accent + 2, strlen(accent + 2) + 1);
    ck_assert_msg(strcmp(canvas.text, long_lines[_i].picture) == 0, "%s:\n%s\nis not\n%s", long_lines[_i].name,
                  canvas.text, long_lines[_i].picture);
    canvas_close(&canvas);
}
END_TEST

/* ---- where the bytes come from ------------------------------------------------------------- */

enum { BIG = 17 * 1024 * 1024 };

/* A document of many lines, beyond what is kept in memory; the last line is "end". */
static char *big_document(void)
{
    char *document = malloc(BIG + 1);
    ck_assert_ptr_nonnull(document);
    memset(document, ' ', BIG);
    for (size_t i = 99; i < BIG; i += 100)
        document[i] = '\n';
    memcpy(document + BIG - 4, "\nend", 5);
    return document;
}

static struct diagnostic about_the_end(void)
{
    trainlint_position start = { .offset = BIG - 3, .line = 1000, .column = 1 };
    trainlint_position end = { .offset = BIG, .line = 1000, .column = 4 };
    return (struct diagnostic){ .severity = TRAINLINT_ERROR, .span = { start, end }, .label = "here" };
}

/* What is drawn of the big document, "" if it has been forgotten. */
static void draw_the_end(bool can_be_asked_again, const char *picture)
{
    char *document = big_document();
    struct diagnostic diagnostic = about_the_end();
    struct paper paper;
    struct canvas canvas;
    struct look look = look_of(false, 80);
    paper_open(&paper, document, BIG);
    paper.source.can_be_asked_again = can_be_asked_again;
    canvas_open(&canvas);
    ck_assert(excerpt_draw(&canvas.out, &look, 4, &diagnostic, &paper.source) == (*picture != '\0'));
    ck_assert_str_eq(canvas_text(&canvas), picture);
    paper_close(&paper);
    canvas_close(&canvas);
    free(document);
}

START_TEST(a_large_file_is_asked_again)
{
    draw_the_end(true, "     │\n1000 │ end\n     │ ━━━ here\n");
}
END_TEST

START_TEST(what_a_pipe_has_forgotten_is_not_drawn)
{
    draw_the_end(false, "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("excerpt");
    TCase *tests = add_part(suite, "drawing");
    tcase_add_loop_test(tests, excerpt, 0, (int)(sizeof drawings / sizeof *drawings));
    tcase_add_loop_test(tests, long_line, 0, (int)(sizeof long_lines / sizeof *long_lines));
    tcase_add_test(tests, a_large_file_is_asked_again);
    tcase_add_test(tests, what_a_pipe_has_forgotten_is_not_drawn);
    return run_suite(suite);
}
