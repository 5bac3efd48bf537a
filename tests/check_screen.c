/* SPDX-License-Identifier: MIT */
/*
 * What a terminal shows of odd bytes, and the width and colours that a report gets.
 * attacks: O1 O2
 */
#include <stdlib.h>
#include <string.h>

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
    { "##[error]", "\\u0023", "\\u0023", 6 },                 /* a command to a CI system */
    { "##vso[task]", "\\u0023", "\\u0023", 6 },
    { "## a [", "#", "#", 1 }, /* none */
    { "#[a]", "#", "#", 1 },
    { "##", "#", "#", 1 },
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
    setenv("NO_COLOR", "", 1); /* set, but empty: as if it were not */
    ck_assert(look_choose(false, WHEN_AUTO, 0).color);
}
END_TEST

START_TEST(a_locale_without_utf8_is_drawn_in_ascii)
{
    setenv("LC_ALL", "C", 1);
    ck_assert(look_choose(false, WHEN_NEVER, 0).ascii);
    setenv("LC_ALL", "no-such-locale", 1);
    ck_assert(look_choose(false, WHEN_NEVER, 0).ascii);
    setenv("LC_ALL", "C.UTF-8", 1);
    ck_assert(!look_choose(false, WHEN_NEVER, 0).ascii);
    ck_assert(look_choose(true, WHEN_NEVER, 0).ascii);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen");
    TCase *tests = add_part(suite, "looks");
    tcase_add_loop_test(tests, character, 0, (int)(sizeof characters / sizeof *characters));
    tcase_add_loop_test(tests, any_two_bytes, 1, 256);
    tcase_add_test(tests, width_is_clamped);
    tcase_add_test(tests, color_follows_the_environment);
    tcase_add_test(tests, a_locale_without_utf8_is_drawn_in_ascii);
    return run_suite(suite);
}
