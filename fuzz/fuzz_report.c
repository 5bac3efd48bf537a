/* SPDX-License-Identifier: MIT */
/*
 * The controls: how the reports look, their width, and the name of the file. The document behind them is reported in
 * every format of cli/formats.def. No report has a byte that a terminal could take for anything but text; those that
 * are known here say of each finding what the checker says; and without excerpts no value is told.
 */
#include "../tests/case.h"
#include "../tests/tree.h"
#include "options.h"
#include "run.h"
#include "target.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Bits of the first control. */
enum { COLOR = 1, ASCII = 2, NO_EXCERPT = 4, STATISTICS = 8, FEW = 16, FEW_FINDINGS = 3 };

/* What is reported: the document, what is found in it, and the bits. */
struct subject {
    const struct buffer *document;
    const trainlint_checker *checker;
    uint8_t bits;
};

/* ---- writing one -------------------------------------------------------------------------- */

static const char *const formats[] = {
#define FORMAT(name, help) [FORMAT_##name] = #name,
#include "formats.def"
#undef FORMAT
};
enum { FORMATS = sizeof formats / sizeof *formats };

static const char *const file_names[] = {
    "a.json", "::error file=b", "\x1b[31mred", "two\nlines:1:1: error: x [TL101 missing-comma]", "\xff\xe2\x80\xae", "",
};
enum { FILE_NAMES = sizeof file_names / sizeof *file_names, MOST_ARGUMENTS = 16, NARROWEST = 20 };

/* The command line, as a user would write it. */
struct arguments {
    char *words[MOST_ARGUMENTS];
    int count;
    char width[16];
};

static void make_arguments(struct arguments *arguments, const uint8_t *controls, const char *format)
{
    static const char *const flags[] = { "--color=always", "--ascii", "--no-excerpt", "--statistics",
                                         "--max-diagnostics=3" };
    const char *words[] = {
        "trainlint",    "-f", format, arguments->width, "--stdin-filename", file_names[controls[2] % FILE_NAMES],
        "--color=never"
    };

    snprintf(arguments->width, sizeof arguments->width, "--width=%d", NARROWEST + controls[1]);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        arguments->words[arguments->count++] = (char *)words[i];
    for (int i = 0; i < 5; i++)
        if (controls[0] & 1 << i)
            arguments->words[arguments->count++] = (char *)flags[i];
    arguments->words[arguments->count++] = (char *)"-";
    arguments->words[arguments->count] = NULL;
}

/* A file that is empty, and gone with the program. */
static int empty_file(FILE **file)
{
    if (*file == NULL)
        *file = tmpfile();
    ck_assert(*file != NULL && ftruncate(fileno(*file), 0) == 0 && lseek(fileno(*file), 0, SEEK_SET) == 0);
    return fileno(*file);
}

static void read_back(int fd, struct buffer *out)
{
    char part[4096];
    ssize_t size;
    off_t at = 0;

    for (; (size = pread(fd, part, sizeof part, at)) > 0; at += size)
        buffer_add(out, part, (size_t)size);
    ck_assert(size == 0);
}

/* The linter as main runs it. */
static void run_linter(struct arguments *arguments, int fd)
{
    struct options options;
    struct output out;
    struct run run;
    struct look look;

    optind = 0; /* getopt begins anew */
    output_open(&out, fd);
    ck_assert(options_read(&options, arguments->count, arguments->words));
    look = look_choose(options.ascii > 0, (enum when)options.color, options.width);
    run_open(&run, &options, &look, &out);
    run_operands(&run);
    run_close(&run);
    ck_assert(output_flush(&out) && !run.in_trouble);
    options_release(&options);
}

static void write_report(const struct buffer *document, const uint8_t *controls, const char *format, struct buffer *out)
{
    static FILE *files[2];
    struct arguments arguments = { 0 };
    int input = empty_file(&files[0]), output = empty_file(&files[1]), saved = dup(STDIN_FILENO);

    ck_assert(pwrite(input, buffer_string(document), document->length, 0) == (ssize_t)document->length);
    ck_assert(dup2(input, STDIN_FILENO) == STDIN_FILENO);
    make_arguments(&arguments, controls, format);
    run_linter(&arguments, output);
    read_back(output, out);
    if (saved >= 0) {
        dup2(saved, STDIN_FILENO);
        close(saved);
    }
}

/* ---- what holds of each ------------------------------------------------------------------- */

/* Takes the escapes that switch colours out of a report. */
static void strip_colors(struct buffer *report)
{
    size_t to = 0;

    if (report->length == 0)
        return;
    for (size_t i = 0; i < report->length; i++) {
        size_t end = i + 2;

        if (report->bytes[i] == '\033' && report->bytes[i + 1] == '[') {
            end += strspn(report->bytes + end, "0123456789;");
            if (report->bytes[end] == 'm') {
                i = end;
                continue;
            }
        }
        report->bytes[to++] = report->bytes[i];
    }
    report->length = to;
    report->bytes[to] = '\0';
}

/* Controls, marks that turn text around, and characters that nobody sees. */
static bool is_hidden(uint32_t point)
{
    static const uint32_t ranges[][2] = {
        { 0, 0x09 },        { 0x0b, 0x1f },     { 0x7f, 0x9f },       { 0xad, 0xad },
        { 0x61c, 0x61c },   { 0x200b, 0x200f }, { 0x2028, 0x202e },   { 0x2060, 0x206f },
        { 0xfeff, 0xfeff }, { 0xfff9, 0xfffb }, { 0xe0000, 0xe007f },
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i][0] && point <= ranges[i][1])
            return true;
    return false;
}

static void check_characters(const struct buffer *report, const char *format)
{
    for (size_t i = 0, length; i < report->length; i += length) {
        length = character_length(report->bytes + i, report->length - i);
        ck_assert_msg(length != 0, "%s: byte %zu is no UTF-8", format, i);
        ck_assert_msg(!is_hidden(character_point(report->bytes + i, length)), "%s: byte %zu is hidden or a control",
                      format, i);
    }
}

static void check_canary(const struct subject *subject, const struct buffer *report, const char *format)
{
    if (subject->bits & NO_EXCERPT && strstr(buffer_string(report), CANARY) != NULL)
        ck_assert_msg(!canary_is_value(subject->document, subject->checker), "%s shows a value:\n%s", format,
                      report->bytes);
}

/* ---- what holds of one format ------------------------------------------------------------- */

static const char *severity_name(trainlint_severity severity)
{
    return severity == TRAINLINT_ERROR ? "error" : severity == TRAINLINT_WARNING ? "warning" : "note";
}

static const char *line_end(const char *line)
{
    const char *end = strchr(line, '\n');

    ck_assert_msg(end != NULL, "the last line has no end: %s", line);
    return end;
}

/* NAME:LINE:COLUMN: SEVERITY: MESSAGE [CODE NAME], a line for each finding; behind them, lines of another form. */
static void check_short(const struct subject *subject, const struct buffer *report)
{
    const char *line = buffer_string(report);
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(subject->checker, i, &finding); i++) {
        const char *end = line_end(line), *at;
        char place[128], rule[64];

        snprintf(place, sizeof place, ":%" PRIu64 ":%" PRIu64 ": %s: ", finding.span.start.line,
                 finding.span.start.column, severity_name(finding.severity));
        snprintf(rule, sizeof rule, " [%s %s]\n", finding.rule->code, finding.rule->name);
        at = strstr(line, place);
        ck_assert_msg(at != NULL && at < end, "short: no%sin %.*s", place, (int)(end - line), line);
        ck_assert_msg((size_t)(end + 1 - line) > strlen(rule)
                          && strncmp(end + 1 - strlen(rule), rule, strlen(rule)) == 0,
                      "short: no%sin %.*s", rule, (int)(end - line), line);
        line = end + 1;
    }
    ck_assert_msg(strstr(line, ": error: ") == NULL, "short: too many lines: %s", line);
}

/* The headlines of the report for people, SEVERITY[CODE]: MESSAGE, are those of the findings. */
static void check_full(const struct subject *subject, const struct buffer *report)
{
    const char *line = buffer_string(report);
    trainlint_finding finding;

    for (size_t i = 0; trainlint_finding_at(subject->checker, i, &finding); i++) {
        char head[64];

        snprintf(head, sizeof head, "%s[%s]: ", severity_name(finding.severity), finding.rule->code);
        while (strncmp(line, head, strlen(head)) != 0) {
            ck_assert_msg(strncmp(line, "error[", 6) != 0 && *line != '\0', "full: no %sbefore\n%s", head, line);
            line = line_end(line) + 1;
        }
        line = line_end(line) + 1;
    }
}

static bool is_key(const struct node *node, const char *key)
{
    return node->member && strcmp(buffer_string(&node->key), key) == 0;
}

static uint64_t number_of(const struct buffer *report, size_t base, const struct node *node)
{
    return strtoull(report->bytes + base + node->start, NULL, 10);
}

/* A member of a diagnostic: its rule, or an offset of its span. */
static void check_member(const struct buffer *report, size_t base, const struct tree *tree, const struct node *node,
                         size_t diagnostic, const trainlint_finding *finding)
{
    const struct node *parent = &tree->nodes[node->parent];

    if (node->parent == diagnostic && is_key(node, "rule"))
        ck_assert_msg(strcmp(buffer_string(&node->value), finding->rule->code) == 0, "json: the rule is another");
    if (parent->parent != diagnostic || !is_key(node, "offset"))
        return;
    if (is_key(parent, "start"))
        ck_assert_msg(number_of(report, base, node) == finding->span.start.offset, "json: the start is another");
    else if (is_key(parent, "end"))
        ck_assert_msg(number_of(report, base, node) == finding->span.end.offset, "json: the end is another");
}

/* The counts of the summary. */
static void check_count(const struct subject *subject, const struct buffer *report, size_t base,
                        const struct node *node)
{
    static const char *const keys[] = { "notes", "warnings", "errors" };

    for (int i = 0; i < 3; i++)
        if (is_key(node, keys[i]))
            ck_assert_msg(number_of(report, base, node)
                              == trainlint_count(subject->checker, (trainlint_severity)(TRAINLINT_NOTE + i)),
                          "json: the summary counts other %s", keys[i]);
}

static void parse(struct tree *tree, const char *text, size_t length)
{
    ck_assert_msg(tree_parse(tree, text, length), "a report is no JSON:\n%.*s", (int)length, text);
}

static void check_json(const struct subject *subject, const struct buffer *report)
{
    struct tree tree;
    size_t list = SIZE_MAX, summary = SIZE_MAX, diagnostic = SIZE_MAX, count = 0;
    trainlint_finding finding;

    parse(&tree, report->bytes, report->length);
    for (size_t i = 1; i < tree.count; i++) { /* parents come before their children */
        const struct node *node = &tree.nodes[i];

        if (node->parent == 0 && is_key(node, "diagnostics"))
            list = i;
        else if (node->parent == 0 && is_key(node, "summary"))
            summary = i;
        else if (node->parent == summary)
            check_count(subject, report, 0, node);
        else if (node->parent == list) {
            diagnostic = i;
            ck_assert_msg(trainlint_finding_at(subject->checker, count++, &finding), "json: one diagnostic too many");
        } else if (diagnostic != SIZE_MAX)
            check_member(report, 0, &tree, node, diagnostic, &finding);
    }
    ck_assert_msg(summary != SIZE_MAX && count == trainlint_finding_count(subject->checker),
                  "json: %zu diagnostics of %zu", count, trainlint_finding_count(subject->checker));
    tree_free(&tree);
}

static void check_jsonl(const struct subject *subject, const struct buffer *report)
{
    const char *line = buffer_string(report);
    size_t count = trainlint_finding_count(subject->checker);

    for (size_t i = 0; i <= count; i++) {
        const char *end = line_end(line);
        size_t base = (size_t)(line - report->bytes);
        struct tree tree;
        trainlint_finding finding;

        parse(&tree, line, (size_t)(end - line));
        if (i < count)
            trainlint_finding_at(subject->checker, i, &finding);
        for (size_t j = 1; j < tree.count; j++)
            if (i < count)
                check_member(report, base, &tree, &tree.nodes[j], 0, &finding);
            else if (is_key(&tree.nodes[tree.nodes[j].parent], "summary"))
                check_count(subject, report, base, &tree.nodes[j]);
        tree_free(&tree);
        line = end + 1;
    }
    ck_assert_msg(*line == '\0', "jsonl: one line too many: %s", line);
}

/* Of a format that is not here only what holds of all is checked. */
static void (*const checks[FORMATS])(const struct subject *subject, const struct buffer *report) = {
    [FORMAT_full] = check_full,
    [FORMAT_short] = check_short,
    [FORMAT_json] = check_json,
    [FORMAT_jsonl] = check_jsonl,
};

/* ---- the target --------------------------------------------------------------------------- */

static void check_format(const struct subject *subject, const uint8_t *controls, int format)
{
    struct buffer report = { 0 };

    write_report(subject->document, controls, formats[format], &report);
    if (subject->bits & COLOR)
        strip_colors(&report);
    check_characters(&report, formats[format]);
    check_canary(subject, &report, formats[format]);
    if (checks[format] != NULL)
        checks[format](subject, &report);
    buffer_free(&report);
}

const size_t target_controls = CONTROLS;

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct input input;
    trainlint_profile *profile;
    trainlint_checker *checker;

    setenv("LC_ALL", "C.UTF-8", 1); /* or every report is drawn in ASCII */
    input_take(&input, bytes, size);
    ck_assert(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL) == TRAINLINT_OK);
    if (input.controls[0] & FEW)
        trainlint_profile_set_limit(profile, TRAINLINT_MAX_FINDINGS, FEW_FINDINGS);
    ck_assert(trainlint_new(&checker, profile) == TRAINLINT_OK);
    run_document(checker, &input.document, (struct split){ 0 });
    for (int format = 0; format < FORMATS; format++)
        check_format(&(struct subject){ &input.document, checker, input.controls[0] }, input.controls, format);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    input_free(&input);
    return 0;
}
