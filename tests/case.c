/* SPDX-License-Identifier: MIT */
#include "case.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ------------------------------------------------------------------------------ */

static bool hex(const char *text, int digits, unsigned *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++) {
        char c = text[i];

        if (c >= '0' && c <= '9')
            *value = *value << 4 | (unsigned)(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            *value = *value << 4 | (unsigned)((c | 0x20) - 'a' + 10);
        else
            return false;
    }
    return true;
}

static void add_character(struct buffer *out, uint32_t value)
{
    char bytes[4];
    size_t length = value < 0x80 ? 1 : value < 0x800 ? 2 : value < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

    for (size_t i = length; i-- > 1; value >>= 6)
        bytes[i] = (char)(0x80 | (value & 0x3f));
    bytes[0] = (char)(lead[length] | value);
    buffer_add(out, bytes, length);
}

/* Takes \uNNNN, or two of them, at `text` (after the u); how many characters it took, 0: none. */
static size_t take_unicode(const char *text, struct buffer *out)
{
    unsigned high, low;

    if (!hex(text, 4, &high))
        return 0;
    if (high >= 0xd800 && high < 0xdc00 && text[4] == '\\' && text[5] == 'u' && hex(text + 6, 4, &low)) {
        add_character(out, 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00));
        return 10;
    }
    add_character(out, high);
    return 4;
}

/* Takes a quoted string at *text and moves it on; false: there is none. */
static bool take_string(const char **text, struct buffer *out)
{
    static const char plain[] = "\"\\/nrtbf", meaning[] = "\"\\/\n\r\t\b\f";
    const char *at = *text;
    unsigned byte;

    buffer_clear(out);
    if (*at++ != '"')
        return false;
    for (; *at != '"'; at++) {
        size_t took = 0;

        if (*at == '\0')
            return false;
        if (*at != '\\') {
            buffer_add(out, at, 1);
            continue;
        }
        at++;
        if (*at == 'x' && hex(at + 1, 2, &byte)) {
            buffer_add(out, &(char){ (char)byte }, 1);
            at += 2;
        } else if (*at == 'u' && (took = take_unicode(at + 1, out)) != 0) {
            at += took;
        } else if (*at != '\0' && strchr(plain, *at) != NULL) {
            buffer_add(out, meaning + (strchr(plain, *at) - plain), 1);
        } else {
            return false;
        }
    }
    *text = at + 1;
    return true;
}

/* Takes a string and writes it in our spelling. */
static bool respell(const char **text, struct buffer *line)
{
    struct buffer value = { 0 };
    bool taken = take_string(text, &value);

    if (taken)
        buffer_quote(line, buffer_string(&value), value.length);
    buffer_free(&value);
    return taken;
}

/* Takes " @line:column", if it is there. */
static bool take_place(const char **text, struct buffer *line)
{
    unsigned long row, column;
    char *end;

    if (strncmp(*text, " @", 2) != 0)
        return false;
    row = strtoul(*text + 2, &end, 10);
    if (*end != ':')
        return false;
    column = strtoul(end + 1, &end, 10);
    *text = end;
    buffer_print(line, " @%lu:%lu", row, column);
    return true;
}

static bool parse_finding(const char *text, struct want_line *line, struct buffer *out)
{
    if (strncmp(text, "TL", 2) != 0 || strspn(text + 2, "0123456789") != 3 || text[5] != ' ')
        return false;
    buffer_add(out, text, 6);
    text += 6;
    if (strncmp(text, "null", 4) == 0) {
        buffer_add(out, text, 4);
        text += 4;
    } else if (!respell(&text, out)) {
        return false;
    }
    if (*text++ != ' ')
        return false;
    buffer_add(out, " ", 1);
    if (!respell(&text, out))
        return false;
    line->kind = WANT_FINDING;
    line->placed = take_place(&text, out);
    return *text == '\0';
}

static bool parse_detail(const char *text, struct want_line *line, struct buffer *out)
{
    static const struct {
        const char *word;
        enum want_kind kind;
    } words[] = { { "  related \"", WANT_RELATED }, { "  fixed \"", WANT_FIXED }, { "  field \"", WANT_FIELD } };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i].word) - 1;

        if (strncmp(text, words[i].word, length + 1) != 0)
            continue;
        buffer_add(out, text, length);
        text += length;
        line->kind = words[i].kind;
        if (!respell(&text, out))
            return false;
        line->placed = line->kind == WANT_RELATED && take_place(&text, out);
        return *text == '\0';
    }
    buffer_print(out, "%s", text);
    line->kind = WANT_FIX;
    if (strcmp(text, "  related none") == 0)
        line->kind = WANT_RELATED_NONE;
    else if (strncmp(text, "count ", 6) == 0 && text[6] != '\0' && strspn(text + 6, "0123456789") == strlen(text + 6))
        line->kind = WANT_COUNT;
    else if (strcmp(text, "incomplete") == 0)
        line->kind = WANT_INCOMPLETE;
    else
        return strcmp(text, "  fix safe") == 0 || strcmp(text, "  fix suggested") == 0
               || strcmp(text, "  fix manual") == 0 || strcmp(text, "  fix none") == 0;
    return true;
}

static bool parse_want(struct test_case *test, char *text)
{
    size_t number = 0, room = 0;

    for (char *next; text != NULL && *text != '\0'; text = next) {
        struct want_line line = { 0 };
        struct buffer out = { 0 };

        number++;
        next = strchr(text, '\n');
        if (next != NULL)
            *next++ = '\0';
        if (*text == '#' || *text == '\0')
            continue;
        if (!(*text == 'T' ? parse_finding(text, &line, &out) : parse_detail(text, &line, &out))) {
            fprintf(stderr, "%s: line %zu of its .want is not understood: %s\n", test->path, number, text);
            buffer_free(&out);
            return false;
        }
        line.text = out.bytes;
        if (test->line_count == room)
            test->lines = realloc(test->lines, (room = room * 2 + 8) * sizeof *test->lines);
        if (test->lines == NULL)
            abort();
        test->lines[test->line_count++] = line;
    }
    return true;
}

static void beside(struct buffer *path, const char *document, const char *ending)
{
    size_t length = strlen(document);

    if (length > 5 && strcmp(document + length - 5, ".json") == 0)
        length -= 5;
    buffer_clear(path);
    buffer_print(path, "%.*s%s", (int)length, document, ending);
}

bool case_load(struct test_case *test, const char *path)
{
    struct buffer name = { 0 }, want = { 0 };
    bool good = true;

    *test = (struct test_case){ 0 };
    buffer_print(&name, "%s", path);
    test->path = name.bytes;
    name = (struct buffer){ 0 };
    if (!buffer_read(&test->document, path)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        good = false;
    }
    beside(&name, path, ".want");
    if (buffer_read(&want, name.bytes))
        good = parse_want(test, want.bytes) && good;
    beside(&name, path, ".profile");
    buffer_read(&test->profile, name.bytes);
    buffer_free(&name);
    buffer_free(&want);
    return good;
}

void case_free(struct test_case *test)
{
    for (size_t i = 0; i < test->line_count; i++)
        free(test->lines[i].text);
    free(test->lines);
    free(test->path);
    buffer_free(&test->document);
    buffer_free(&test->profile);
    *test = (struct test_case){ 0 };
}

/* ---- profile ------------------------------------------------------------------------------ */

static int word_index(const char *word, const char *const *words, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, words[i]) == 0)
            return i;
    return -1;
}

static trainlint_status set(trainlint_profile *profile, const char *what, const char *name, const char *value)
{
    static const char *const severities[] = { "off", "note", "warning", "error" };
    static const char *const limits[] = { "bytes", "depth", "token", "members", "findings" };
    static const char *const flags[] = { "step-over", "stop-early", "read-all" };
    int index;

    if (strcmp(what, "severity") == 0 && (index = word_index(value, severities, 4)) >= 0)
        return trainlint_profile_set_severity(profile, name, (trainlint_severity)index);
    if (strcmp(what, "limit") == 0 && (index = word_index(name, limits, 5)) >= 0)
        return trainlint_profile_set_limit(profile, (trainlint_limit)index, strtoull(value, NULL, 10));
    if (strcmp(what, "flag") == 0 && (index = word_index(name, flags, 3)) >= 0)
        return trainlint_profile_set_flag(profile, (trainlint_flag)index, strcmp(value, "on") == 0);
    return TRAINLINT_MISUSE;
}

trainlint_status case_profile(const struct test_case *test, const trainlint_allocator *allocator,
                              trainlint_profile **out)
{
    const char *text = buffer_string(&test->profile);
    trainlint_preset preset = strstr(text, "preset server") != NULL ? TRAINLINT_SERVER : TRAINLINT_LINT;
    trainlint_status status = trainlint_profile_new(out, preset, allocator);

    if (status == TRAINLINT_OK)
        status = trainlint_profile_set_flag(*out, TRAINLINT_READ_ALL, true);
    while (status == TRAINLINT_OK && *text != '\0') {
        size_t length = strcspn(text, "\n");

        if (*text != '#' && strncmp(text, "preset ", 7) != 0) {
            char what[16], name[40], value[24];

            if (sscanf(text, "%15s %39s %23s", what, name, value) != 3)
                status = TRAINLINT_MISUSE;
            else
                status = set(*out, what, name, value);
        }
        text += length + (text[length] == '\n');
    }
    if (status != TRAINLINT_OK) {
        trainlint_profile_free(*out);
        *out = NULL;
    }
    return status;
}

/* ---- printing ----------------------------------------------------------------------------- */

bool finding_text(const trainlint_finding *finding, trainlint_text_kind kind, struct buffer *out)
{
    size_t length = trainlint_text(finding, kind, NULL, 0);
    char *text;

    buffer_clear(out);
    if (length == TRAINLINT_NONE)
        return false;
    text = malloc(length + 1);
    if (text == NULL)
        abort();
    trainlint_text(finding, kind, text, length + 1);
    buffer_add(out, text, length);
    free(text);
    return true;
}

static void print_marked(const struct test_case *test, const trainlint_span *span, bool placed, struct buffer *out)
{
    uint64_t length = test->document.length;

    if (span->start.offset > span->end.offset || span->end.offset > length) {
        buffer_print(out, "(a span outside the document)");
        return;
    }
    buffer_quote(out, test->document.bytes + span->start.offset, (size_t)(span->end.offset - span->start.offset));
    if (placed || span->start.offset == span->end.offset)
        buffer_print(out, " @%llu:%llu", (unsigned long long)span->start.line, (unsigned long long)span->start.column);
}

static void print_head(const struct test_case *test, const trainlint_finding *finding, bool placed, struct buffer *out)
{
    struct buffer text = { 0 };

    buffer_print(out, "%s ", finding->rule->code);
    if (finding_text(finding, TRAINLINT_POINTER, &text))
        buffer_quote(out, text.bytes, text.length);
    else
        buffer_print(out, "null");
    buffer_print(out, " ");
    print_marked(test, &finding->span, placed, out);
    buffer_print(out, "\n");
    buffer_free(&text);
}

static void print_related(const struct test_case *test, const trainlint_finding *finding, const struct want_line *lines,
                          size_t count, struct buffer *out)
{
    trainlint_span span;

    for (size_t i = 0; trainlint_related_at(finding, i, &span); i++) {
        buffer_print(out, "  related ");
        print_marked(test, &span, i < count && lines[i].kind == WANT_RELATED && lines[i].placed, out);
        buffer_print(out, "\n");
    }
    if (finding->related_count == 0)
        buffer_print(out, "  related none\n");
}

/* The text of the smallest region that holds the mark and the edits, once the edits are made. */
static void print_fixed(const struct test_case *test, const trainlint_finding *finding, struct buffer *out)
{
    size_t at = (size_t)finding->span.start.offset, end = (size_t)finding->span.end.offset;
    struct buffer text = { 0 };
    trainlint_edit edit;

    if (trainlint_edit_at(finding, 0, &edit) && edit.span.start.offset < at)
        at = (size_t)edit.span.start.offset;
    for (size_t i = 0; trainlint_edit_at(finding, i, &edit); i++) {
        if (edit.span.start.offset < at || edit.span.end.offset > test->document.length)
            break;
        buffer_add(&text, test->document.bytes + at, (size_t)edit.span.start.offset - at);
        buffer_add(&text, edit.text, strlen(edit.text));
        at = (size_t)edit.span.end.offset;
    }
    if (at < end)
        buffer_add(&text, test->document.bytes + at, end - at);
    buffer_print(out, "  fixed ");
    buffer_quote(out, buffer_string(&text), text.length);
    buffer_print(out, "\n");
    buffer_free(&text);
}

static void print_detail(const struct test_case *test, const trainlint_finding *finding, const struct want_line *line,
                         size_t count, struct buffer *out)
{
    static const char *const fixes[] = { "none", "manual", "suggested", "safe" };
    struct buffer text = { 0 };

    if (line->kind == WANT_FIX)
        buffer_print(out, "  fix %s\n", fixes[finding->applicability & 3]);
    if (line->kind == WANT_FIXED)
        print_fixed(test, finding, out);
    if (line->kind == WANT_RELATED || line->kind == WANT_RELATED_NONE)
        print_related(test, finding, line, count, out);
    if (line->kind == WANT_FIELD && finding_text(finding, TRAINLINT_FIELD, &text)) {
        buffer_print(out, "  field ");
        buffer_quote(out, text.bytes, text.length);
        buffer_print(out, "\n");
    }
    buffer_free(&text);
}

void case_print_wanted(const struct test_case *test, struct buffer *out)
{
    for (size_t i = 0; i < test->line_count; i++)
        buffer_print(out, "%s\n", test->lines[i].text);
}

void case_print_found(const struct test_case *test, const trainlint_checker *checker, struct buffer *out)
{
    trainlint_finding finding;
    size_t line = 0;
    bool counted = false;

    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++) {
        while (line < test->line_count && test->lines[line].kind != WANT_FINDING)
            line++;
        print_head(test, &finding, line < test->line_count && test->lines[line].placed, out);
        if (line < test->line_count)
            line++;
        for (; line < test->line_count && test->lines[line].kind != WANT_FINDING; line++)
            if (test->lines[line].kind != WANT_RELATED || test->lines[line - 1].kind != WANT_RELATED)
                print_detail(test, &finding, &test->lines[line], test->line_count - line, out);
    }
    for (size_t i = 0; i < test->line_count; i++)
        counted |= test->lines[i].kind == WANT_COUNT;
    if (counted)
        buffer_print(out, "count %llu\n", (unsigned long long)trainlint_count(checker, TRAINLINT_OFF));
    if (!trainlint_complete(checker))
        buffer_print(out, "incomplete\n");
}
