/* SPDX-License-Identifier: MIT */
/*
 * The rules of drawing: what a terminal shows of odd bytes, and how excerpts are marked. Each excerpt is a
 * document, its spans, and the picture, character by character.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "excerpt.h"
#include "line.h"
#include "look.h"
#include "screen.h"
#include "suite.h"

/* ---- characters ---------------------------------------------------------------------------- */

static const struct {
    const char *bytes, *shown, *in_ascii;
    size_t cells;
} characters[] = {
    { "a", "a", "a", 1 },
    { "~", "~", "~", 1 },
    { "\x1b", "\\u001b", "\\u001b", 6 },
    { "\x7f", "\\u007f", "\\u007f", 6 },
    { "\t", "\\u0009", "\\u0009", 6 },
    { "\n", "\\u000a", "\\u000a", 6 },
    { "\xc2\x9b", "\\u009b", "\\u009b", 6 },                  /* CSI in one character */
    { "\xc2\x85", "\\u0085", "\\u0085", 6 },                  /* next line */
    { "\xc2\xa0", "\\u00a0", "\\u00a0", 6 },                  /* no-break space */
    { "\xc2\xad", "\\u00ad", "\\u00ad", 6 },                  /* soft hyphen */
    { "\xd8\x9c", "\\u061c", "\\u061c", 6 },                  /* Arabic letter mark */
    { "\xe1\x85\xa0", "\\u1160", "\\u1160", 6 },              /* Hangul filler */
    { "\xe2\x80\x8b", "\\u200b", "\\u200b", 6 },              /* zero-width space */
    { "\xe2\x80\x8d", "\\u200d", "\\u200d", 6 },              /* joiner */
    { "\xe2\x80\x8e", "\\u200e", "\\u200e", 6 },              /* left-to-right mark */
    { "\xe2\x80\xa8", "\\u2028", "\\u2028", 6 },              /* line separator */
    { "\xe2\x80\xa9", "\\u2029", "\\u2029", 6 },              /* paragraph separator */
    { "\xe2\x80\xae", "\\u202e", "\\u202e", 6 },              /* right-to-left override */
    { "\xe2\x81\xa6", "\\u2066", "\\u2066", 6 },              /* isolate */
    { "\xe2\xa0\x80", "\\u2800", "\\u2800", 6 },              /* an empty braille pattern */
    { "\xef\xbb\xbf", "\\ufeff", "\\ufeff", 6 },              /* byte order mark */
    { "\xef\xbf\xbf", "\\uffff", "\\uffff", 6 },              /* no character */
    { "\xf3\xa0\x81\x81", "\\U000e0041", "\\U000e0041", 10 }, /* tag */
    { "\xff", "\\xff", "\\xff", 4 },
    { "\xc0\xaf", "\\xc0", "\\xc0", 4 },         /* overlong */
    { "\xed\xa0\x80", "\\xed", "\\xed", 4 },     /* an encoded surrogate */
    { "\xf4\x90\x80\x80", "\\xf4", "\\xf4", 4 }, /* above U+10FFFF */
    { "\xe6\x95", "\\xe6", "\\xe6", 4 },         /* cut */
    { "\xc3\xa9", "\xc3\xa9", "\\u00e9", 1 },
    { "\xcc\x81", "\xcc\x81", "\\u0301", 0 },                     /* combining acute */
    { "\xe6\x95\xb0", "\xe6\x95\xb0", "\\u6570", 2 },             /* wide */
    { "\xef\xbc\x9a", "\xef\xbc\x9a", "\\uff1a", 2 },             /* full-width colon */
    { "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80", "\\U0001f600", 2 }, /* emoji */
};

START_TEST(character)
{
    struct glyph glyph;
    const char *bytes = characters[_i].bytes;
    screen_glyph(bytes, strlen(bytes), false, &glyph);
    ck_assert_str_eq(glyph.text, characters[_i].shown);
    ck_assert_uint_eq(glyph.cells, characters[_i].cells);
    screen_glyph(bytes, strlen(bytes), true, &glyph);
    ck_assert_str_eq(glyph.text, characters[_i].in_ascii);
    ck_assert_uint_eq(glyph.cells, strcmp(glyph.text, characters[_i].shown) == 0 ? glyph.cells : strlen(glyph.text));
}
END_TEST

/* Whatever the bytes, the glyphs use them all up, and nothing but plain characters comes out. */
START_TEST(any_two_bytes)
{
    char bytes[2] = { (char)_i, 0 };
    for (int second = 0; second < 256; second++) {
        struct glyph glyph;
        bytes[1] = (char)second;
        size_t used = screen_glyph(bytes, 2, false, &glyph);
        ck_assert(used == 1 || used == 2);
        ck_assert_uint_gt(strlen(glyph.text), 0);
        for (const char *text = glyph.text; *text != '\0'; text++)
            ck_assert((unsigned char)*text >= 0x20 && *text != 0x7f);
    }
}
END_TEST

/* ---- excerpts ------------------------------------------------------------------------------ */

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

enum { DRAWINGS = sizeof drawings / sizeof *drawings, PICTURE = 16 * 1024 };

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

/* A document as the program holds it after reading it from a file. */
static FILE *source_of(struct source *source, const char *document, size_t size)
{
    const char *bytes;
    FILE *file = tmpfile();
    ck_assert_ptr_nonnull(file);
    fwrite(document, 1, size, file);
    rewind(file);
    *source = (struct source){ 0 };
    source_open(source, fileno(file));
    while (source_read(source, &bytes) > 0)
        continue;
    return file;
}

static void read_back(int fd, char *picture)
{
    ssize_t size = pread(fd, picture, PICTURE - 1, 0);
    ck_assert_int_ge(size, 0);
    picture[size] = '\0';
}

static struct look look_for(const struct drawing_case *drawing)
{
    unsetenv("COLUMNS");
    setenv("LC_ALL", "C.UTF-8", 1);
    return look_choose(drawing->ascii, WHEN_NEVER, drawing->width == 0 ? 80 : drawing->width);
}

START_TEST(excerpt)
{
    const struct drawing_case *drawing = &drawings[_i];
    struct place related[10];
    struct diagnostic diagnostic = {
        .severity = TRAINLINT_ERROR,
        .span = span_of(drawing->document, &drawing->spans[0]),
        .label = drawing->spans[0].label,
        .related = related,
    };
    for (const struct marked *marked = drawing->spans + 1; marked->text != NULL; marked++)
        related[diagnostic.related_count++] = (struct place){ span_of(drawing->document, marked), marked->label };

    struct source source;
    struct output out;
    char picture[PICTURE];
    FILE *file = source_of(&source, drawing->document, strlen(drawing->document)), *canvas = tmpfile();
    struct look look = look_for(drawing);
    output_open(&out, fileno(canvas));
    ck_assert(excerpt_draw(&out, &look, excerpt_gutter(&diagnostic), &diagnostic, &source));
    output_flush(&out);
    read_back(fileno(canvas), picture);
    ck_assert_msg(strcmp(picture, drawing->picture) == 0, "%s:\n%s\nis not\n%s", drawing->name, picture,
                  drawing->picture);
    source_release(&source);
    fclose(file);
    fclose(canvas);
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

START_TEST(a_large_file_is_asked_again)
{
    char *document = big_document(), picture[PICTURE];
    struct diagnostic diagnostic = about_the_end();
    struct source source;
    struct output out;
    struct look look = look_for(&drawings[0]);
    FILE *file = source_of(&source, document, BIG), *canvas = tmpfile();
    output_open(&out, fileno(canvas));
    ck_assert(excerpt_draw(&out, &look, 4, &diagnostic, &source));
    output_flush(&out);
    read_back(fileno(canvas), picture);
    ck_assert_str_eq(picture, "     │\n1000 │ end\n     │ ━━━ here\n");
    source_release(&source);
    fclose(file);
    fclose(canvas);
    free(document);
}
END_TEST

START_TEST(what_a_pipe_has_forgotten_is_not_drawn)
{
    char *document = big_document();
    struct diagnostic diagnostic = about_the_end();
    struct source source;
    struct output out;
    struct look look = look_for(&drawings[0]);
    FILE *file = source_of(&source, document, BIG);
    source.can_be_asked_again = false;
    output_open(&out, -1);
    ck_assert(!excerpt_draw(&out, &look, 4, &diagnostic, &source));
    ck_assert_uint_eq(out.used, 0);
    source_release(&source);
    fclose(file);
    free(document);
}
END_TEST

/* ---- width and colour ---------------------------------------------------------------------- */

START_TEST(width_is_clamped)
{
    setenv("COLUMNS", "999999999", 1);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 0).width, 500);
    setenv("COLUMNS", "-1", 1);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 0).width, 80);
    setenv("COLUMNS", "nonsense", 1);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 0).width, 80);
    setenv("COLUMNS", "100", 1);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 0).width, 100);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 1).width, 20);
    ck_assert_uint_eq(look_choose(false, WHEN_NEVER, 60).width, 60);
}
END_TEST

START_TEST(color_follows_the_environment)
{
    unsetenv("NO_COLOR");
    unsetenv("FORCE_COLOR");
    unsetenv("CLICOLOR_FORCE");
    ck_assert(look_choose(false, WHEN_ALWAYS, 0).color);
    setenv("FORCE_COLOR", "1", 1);
    ck_assert(look_choose(false, WHEN_AUTO, 0).color);
    ck_assert(!look_choose(false, WHEN_NEVER, 0).color);
    setenv("FORCE_COLOR", "0", 1);
    setenv("CLICOLOR_FORCE", "1", 1);
    ck_assert(look_choose(false, WHEN_AUTO, 0).color);
    setenv("NO_COLOR", "1", 1);
    ck_assert(!look_choose(false, WHEN_AUTO, 0).color);
    ck_assert(look_choose(false, WHEN_ALWAYS, 0).color);
}
END_TEST

START_TEST(a_locale_without_utf8_is_drawn_in_ascii)
{
    setenv("LC_ALL", "C", 1);
    ck_assert(look_choose(false, WHEN_NEVER, 0).ascii);
    setenv("LC_ALL", "C.UTF-8", 1);
    ck_assert(!look_choose(false, WHEN_NEVER, 0).ascii);
    ck_assert(look_choose(true, WHEN_NEVER, 0).ascii);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen");
    TCase *tests = add_part(suite, "drawing");
    tcase_add_loop_test(tests, character, 0, (int)(sizeof characters / sizeof *characters));
    tcase_add_loop_test(tests, any_two_bytes, 1, 256);
    tcase_add_loop_test(tests, excerpt, 0, DRAWINGS);
    tcase_add_test(tests, a_large_file_is_asked_again);
    tcase_add_test(tests, what_a_pipe_has_forgotten_is_not_drawn);
    tcase_add_test(tests, width_is_clamped);
    tcase_add_test(tests, color_follows_the_environment);
    tcase_add_test(tests, a_locale_without_utf8_is_drawn_in_ascii);
    return run_suite(suite);
}
