/* SPDX-License-Identifier: MIT */
#include "look.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "screen.h"

enum { NARROWEST = 20, USUAL = 80, WIDEST = 500 };

static const struct frame lines = {
    .corner = "╭─",
    .bar = "│",
    .gap = "┆",
    .tee = "├─",
    .end = "╰─",
    .heavy = "━",
    .light = "─",
    .stem = "│",
    .hook = "╰",
    .cut = "…",
};

static const struct frame ascii_signs = {
    .corner = "-->",
    .bar = "|",
    .gap = ":",
    .tee = "=",
    .end = "=",
    .heavy = "^",
    .light = "-",
    .stem = "|",
    .hook = "`",
    .cut = "...",
};

static const char *const escapes[] = {
    [STYLE_PLAIN] = "\033[0m",   [STYLE_ERROR] = "\033[1;31m", [STYLE_WARNING] = "\033[1;33m",
    [STYLE_NOTE] = "\033[1;34m", [STYLE_BOLD] = "\033[1m",     [STYLE_DIM] = "\033[2m",
    [STYLE_FRAME] = "\033[34m",  [STYLE_WHY] = "\033[36m",     [STYLE_FIX] = "\033[32m",
};

bool look_locale_is_utf8(void)
{
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (locale == (locale_t)0)
        return false;
    bool is_utf8 = strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") == 0;
    freelocale(locale);
    return is_utf8;
}

/* What is set to nothing is not set. */
static const char *value_of(const char *variable)
{
    const char *value = getenv(variable);
    return value != NULL ? value : "";
}

static bool is_set(const char *variable)
{
    return *value_of(variable) != '\0';
}

static bool is_on(const char *variable)
{
    return is_set(variable) && strcmp(value_of(variable), "0") != 0;
}

static bool choose_color(enum when when)
{
    if (when != WHEN_AUTO)
        return when == WHEN_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (is_on("FORCE_COLOR") || is_on("CLICOLOR_FORCE"))
        return true;
    return isatty(STDOUT_FILENO) && is_set("TERM") && strcmp(value_of("TERM"), "dumb") != 0;
}

static size_t choose_width(size_t width)
{
    struct winsize window;
    if (width == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0)
        width = window.ws_col;
    if (width == 0 && is_set("COLUMNS")) {
        long columns = strtol(value_of("COLUMNS"), NULL, 10);
        width = columns > 0 ? (size_t)columns : 0;
    }
    if (width == 0)
        width = USUAL;
    return width < NARROWEST ? NARROWEST : width > WIDEST ? WIDEST : width;
}

struct look look_choose(bool ascii, enum when color, size_t width)
{
    struct look look = {
        .width = choose_width(width),
        .ascii = ascii || !look_locale_is_utf8(),
        .color = choose_color(color),
    };
    look.frame = look.ascii ? &ascii_signs : &lines;
    return look;
}

enum style look_severity_style(trainlint_severity severity)
{
    return severity == TRAINLINT_ERROR ? STYLE_ERROR : severity == TRAINLINT_WARNING ? STYLE_WARNING : STYLE_NOTE;
}

const char *look_severity_name(trainlint_severity severity)
{
    static const char *const names[] = {
        [TRAINLINT_OFF] = "off",
        [TRAINLINT_NOTE] = "note",
        [TRAINLINT_WARNING] = "warning",
        [TRAINLINT_ERROR] = "error",
    };
    return names[severity];
}

void look_style(struct output *out, const struct look *look, enum style style)
{
    if (look->color)
        output_text(out, escapes[style]);
}

void look_put(struct output *out, const struct look *look, enum style style, const char *text)
{
    look_style(out, look, style);
    output_text(out, text);
    look_style(out, look, STYLE_PLAIN);
}

void look_print(struct output *out, const struct look *look, enum style style, const char *text)
{
    if (style != STYLE_PLAIN)
        look_style(out, look, style);
    screen_print(out, text, strlen(text), look->ascii);
    if (style != STYLE_PLAIN)
        look_style(out, look, STYLE_PLAIN);
}
