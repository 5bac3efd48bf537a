/* SPDX-License-Identifier: MIT */
#include "screen.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

/* Letters and marks by their category, and yet nothing is to be seen of them. */
static const struct {
    int32_t first, last;
} invisible[] = {
    { 0x034F, 0x034F }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F },
    { 0x2800, 0x2800 }, { 0x3164, 0x3164 }, { 0xFFA0, 0xFFA0 }, { 0xE0100, 0xE01EF },
};

static bool is_visible(int32_t character)
{
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
        if (character >= invisible[i].first && character <= invisible[i].last)
            return false;
    return true;
}

bool screen_is_plain(int32_t character)
{
    if (character < 0x7F)
        return character >= 0x20;
    switch (utf8proc_category(character)) {
    case UTF8PROC_CATEGORY_CC: /* control */
    case UTF8PROC_CATEGORY_CF: /* bidi, joiners, tags */
    case UTF8PROC_CATEGORY_CS: /* surrogate */
    case UTF8PROC_CATEGORY_CN: /* not assigned */
    case UTF8PROC_CATEGORY_ZL: /* line and paragraph separators */
    case UTF8PROC_CATEGORY_ZP:
    case UTF8PROC_CATEGORY_ZS: /* blanks that are no blank in JSON */
        return false;
    default:
        return is_visible(character);
    }
}

bool screen_begins_command(const char *bytes, size_t size)
{
    size_t i = 2;
    if (size < 2 || bytes[0] != '#' || bytes[1] != '#')
        return false;
    while (i < size && ((bytes[i] >= 'a' && bytes[i] <= 'z') || (bytes[i] >= 'A' && bytes[i] <= 'Z')))
        i++;
    return i < size && bytes[i] == '[';
}

static void escape(struct glyph *glyph, int32_t character)
{
    int length = character > 0xFFFF ? snprintf(glyph->text, sizeof glyph->text, "\\U%08x", (unsigned)character)
                                    : snprintf(glyph->text, sizeof glyph->text, "\\u%04x", (unsigned)character);
    glyph->cells = (size_t)length;
}

size_t screen_glyph(const char *bytes, size_t size, bool ascii, struct glyph *glyph)
{
    utf8proc_int32_t character;
    utf8proc_ssize_t known = size < 4 ? (utf8proc_ssize_t)size : 4;
    utf8proc_ssize_t length = utf8proc_iterate((const utf8proc_uint8_t *)bytes, known, &character);
    if (length <= 0) {
        snprintf(glyph->text, sizeof glyph->text, "\\x%02x", (unsigned char)*bytes);
        glyph->cells = 4;
        return 1;
    }
    if (!screen_is_plain(character) || (ascii && character > 0x7E) || screen_begins_command(bytes, size)) {
        escape(glyph, character);
    } else {
        memcpy(glyph->text, bytes, (size_t)length);
        glyph->text[length] = '\0';
        glyph->cells = (size_t)utf8proc_charwidth(character);
    }
    return (size_t)length;
}

size_t screen_cells(const char *text, size_t size, bool ascii)
{
    struct glyph glyph;
    size_t cells = 0;
    for (size_t i = 0; i < size; cells += glyph.cells)
        i += screen_glyph(text + i, size - i, ascii, &glyph);
    return cells;
}

void screen_print(struct output *out, const char *text, size_t size, bool ascii)
{
    struct glyph glyph;
    for (size_t i = 0; i < size;) {
        i += screen_glyph(text + i, size - i, ascii, &glyph);
        output_text(out, glyph.text);
    }
}
