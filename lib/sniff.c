/* SPDX-License-Identifier: MIT */
#include "sniff.h"

#include <string.h>

static const struct {
    const char *what;
    unsigned char bytes[4];
    unsigned char length;
} marks[] = {
    /* the longer ones first: a mark of UTF-32LE begins as one of UTF-16LE */
    { "UTF-32 (little-endian)", { 0xFF, 0xFE, 0, 0 }, 4 },
    { "UTF-32 (big-endian)", { 0, 0, 0xFE, 0xFF }, 4 },
    { "UTF-16 (little-endian)", { 0xFF, 0xFE }, 2 },
    { "UTF-16 (big-endian)", { 0xFE, 0xFF }, 2 },
};

/* Without a mark: the first character of a JSON text is ASCII, so its other bytes are zero. */
static const struct {
    const char *what;
    unsigned char zero[4]; /* 1: zero, 0: not */
    unsigned char length;
} patterns[] = {
    { "UTF-32 (little-endian)", { 0, 1, 1, 1 }, 4 },
    { "UTF-32 (big-endian)", { 1, 1, 1, 0 }, 4 },
    { "UTF-16 (little-endian)", { 0, 1 }, 2 },
    { "UTF-16 (big-endian)", { 1, 0 }, 2 },
};

static bool fits(const unsigned char *text, const unsigned char *zero, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((text[i] == 0) != zero[i] || text[i] >= 0x80)
            return false;
    return true;
}

enum tl_sniff tl_sniff_encoding(const unsigned char *text, size_t length, bool whole, struct tl_sniffed *found)
{
    static const unsigned char bom[3] = { 0xEF, 0xBB, 0xBF };
    if (length == 0)
        return whole ? TL_SNIFF_PLAIN : TL_SNIFF_MORE;
    if (length == 1 && !whole)
        return TL_SNIFF_MORE;
    if (memcmp(text, bom, length < 3 ? length : 3) == 0) {
        found->length = 3;
        return length >= 3 ? TL_SNIFF_BOM : whole ? TL_SNIFF_PLAIN : TL_SNIFF_MORE;
    }
    bool suspect = length > 1 && (text[0] == 0 || text[1] == 0 || text[0] >= 0xFE);
    if (suspect && length < 4 && !whole)
        return TL_SNIFF_MORE;
    for (size_t i = 0; suspect && i < sizeof marks / sizeof *marks; i++) {
        found->what = marks[i].what;
        found->length = marks[i].length;
        if (length >= marks[i].length && memcmp(text, marks[i].bytes, marks[i].length) == 0)
            return TL_SNIFF_ENCODING;
    }
    for (size_t i = 0; suspect && i < sizeof patterns / sizeof *patterns; i++) {
        found->what = patterns[i].what;
        found->length = patterns[i].length;
        if (length >= patterns[i].length && fits(text, patterns[i].zero, patterns[i].length))
            return TL_SNIFF_ENCODING;
    }
    return TL_SNIFF_PLAIN;
}

/* A line of text that is read from the left. */
struct line {
    const char *at, *end;
};

static bool skip(struct line *line, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(line->end - line->at) < length || memcmp(line->at, text, length) != 0)
        return false;
    line->at += length;
    return true;
}

static bool blank(struct line *line)
{
    const char *start = line->at;
    while (line->at < line->end && (*line->at == ' ' || *line->at == '\t' || *line->at == '\r'))
        line->at++;
    return line->at > start || line->at == line->end;
}

static bool in_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$'
        || c == '.';
}

static bool word(struct line *line)
{
    const char *start = line->at;
    while (line->at < line->end && (in_word(*line->at) || (*line->at == '-' && line->at > start)))
        line->at++;
    return line->at > start;
}

static bool is_request(struct line *line)
{
    static const char *const methods[] = { "POST", "PUT", "GET", "PATCH", "DELETE", "HEAD" };
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        struct line rest = *line;
        if (skip(&rest, methods[i])) {
            line->at = rest.at;
            return blank(&rest) && rest.at < rest.end;
        }
    }
    return false;
}

static bool is_curl(struct line *line)
{
    (void)(skip(line, "$ ") && blank(line));
    if (!skip(line, "curl"))
        return false;
    struct line rest = *line;
    return blank(&rest);
}

static bool is_fence(struct line *line)
{
    return skip(line, "```") || skip(line, "~~~");
}

static bool is_markup(struct line *line)
{
    if (!skip(line, "<") || line->at == line->end)
        return false;
    if (*line->at == '!' || *line->at == '?' || *line->at == '/')
        line->at++;
    return word(line);
}

/* `name: value`, `- item`, `---` */
static bool is_yaml(struct line *line)
{
    if (skip(line, "---") || skip(line, "%YAML"))
        return true;
    struct line rest = *line;
    if (skip(&rest, "-")) {
        line->at = rest.at;
        return blank(&rest) && rest.at < rest.end && (in_word(*rest.at) || *rest.at == '"');
    }
    if (!word(line) || !skip(line, ":"))
        return false;
    rest = *line;
    return blank(&rest);
}

/* `const body = `, `config.data = `, `export default ` */
static bool is_assignment(struct line *line)
{
    if (!word(line))
        return false;
    for (struct line rest = *line; blank(&rest) && rest.at < rest.end;) {
        if (skip(&rest, "=")) {
            line->at = rest.at;
            return rest.at < rest.end && *rest.at != '=' && *rest.at != '>';
        }
        if (skip(&rest, "default ")) {
            line->at = rest.at - 1;
            return true;
        }
        if (!word(&rest))
            return false;
        line->at = rest.at;
    }
    struct line rest = *line;
    if (!skip(&rest, "="))
        return false;
    line->at = rest.at;
    return true;
}

enum tl_sniff tl_sniff_start(const unsigned char *text, size_t length, bool whole, struct tl_sniffed *found)
{
    static const struct {
        const char *what;
        bool (*is)(struct line *);
    } kinds[] = {
        { "an HTTP request", is_request }, { "a curl command", is_curl }, { "a Markdown fence", is_fence },
        { "XML or HTML", is_markup },      { "YAML", is_yaml },           { "a script's assignment", is_assignment },
    };
    const void *line_end = memchr(text, '\n', length);
    if (!line_end && length < TL_SNIFF_MOST && !whole)
        return TL_SNIFF_MORE;
    const char *start = (const char *)text;
    const char *end = line_end ? line_end : start + length;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        struct line line = { start, end };
        if (!kinds[i].is(&line))
            continue;
        found->what = kinds[i].what;
        found->length = (size_t)(line.at - start);
        return TL_SNIFF_NOT_JSON;
    }
    return TL_SNIFF_PLAIN;
}
