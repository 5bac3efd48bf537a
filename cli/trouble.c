/* SPDX-License-Identifier: MIT */
#include "trouble.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "look.h"
#include "screen.h"

void trouble(const char *subject, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);

    struct output err;
    bool ascii = !look_locale_is_utf8();
    output_open(&err, STDERR_FILENO);
    output_text(&err, "trainlint: ");
    if (subject != NULL) {
        screen_print(&err, subject, strlen(subject), ascii);
        output_text(&err, ": ");
    }
    screen_print(&err, message, strlen(message), ascii);
    output_text(&err, "\n");
    output_flush(&err);
}
