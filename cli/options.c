/* SPDX-License-Identifier: MIT */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "look.h"
#include "memory.h"
#include "report.h"
#include "suggest.h"
#include "trouble.h"

/* A word that an argument may be; a list of them ends with NULL. */
struct word_value {
    const char *word;
    int value;
};

struct option_row {
    int letter;
    const char *name;
    const char *argument;
    bool (*read)(struct options *options, const struct option_row *row, const char *value);
    size_t target;
    const struct word_value *words;
    const char *help; /* of a group: its heading */
};

static const struct word_value formats[] = {
#define FORMAT(name, help) { #name, FORMAT_##name },
#include "formats.def"
#undef FORMAT
    { NULL, 0 },
};

static const struct word_value levels_or_never[] = {
    { "error", TRAINLINT_ERROR },
    { "warning", TRAINLINT_WARNING },
    { "note", TRAINLINT_NOTE },
    { "never", TRAINLINT_OFF },
    { NULL, 0 },
};

static const struct word_value levels[] = {
    { "error", TRAINLINT_ERROR },
    { "warning", TRAINLINT_WARNING },
    { "note", TRAINLINT_NOTE },
    { NULL, 0 },
};

static const struct word_value whens[] = {
    { "auto", WHEN_AUTO },
    { "always", WHEN_ALWAYS },
    { "never", WHEN_NEVER },
    { NULL, 0 },
};

static const struct word_value listings[] = {
    { "text", LISTING_TEXT },
    { "json", LISTING_JSON },
    { "markdown", LISTING_MARKDOWN },
    { NULL, 0 },
};

/* ---- reading an argument ------------------------------------------------------------------- */

static void *field_of(struct options *options, const struct option_row *row)
{
    return (char *)options + row->target;
}

static bool read_flag(struct options *options, const struct option_row *row, const char *value)
{
    (void)value;
    ++*(int *)field_of(options, row);
    return true;
}

static bool read_text(struct options *options, const struct option_row *row, const char *value)
{
    *(const char **)field_of(options, row) = value;
    return true;
}

/* Adds to a text in a block of `size` bytes what has room. */
static void append(char *text, size_t size, const char *more)
{
    size_t used = strlen(text);
    snprintf(text + used, size - used, "%s", more);
}

static void report_word(const char *option, const struct word_value *words, const char *value)
{
    struct suggestion suggestion = { .word = value, .size = strlen(value) };
    char list[128] = "";
    for (const struct word_value *word = words; word->word != NULL; word++) {
        suggest_offer(&suggestion, word->word);
        append(list, sizeof list, word == words ? "" : ", ");
        append(list, sizeof list, word->word);
    }
    if (suggestion.best != NULL)
        trouble(option, "'%s' is none of %s; did you mean '%s'?", value, list, suggestion.best);
    else
        trouble(option, "'%s' is none of %s", value, list);
}

static bool find_word(const struct option_row *row, const char *value, int *found)
{
    for (const struct word_value *word = row->words; word->word != NULL; word++)
        if (strcmp(word->word, value) == 0) {
            *found = word->value;
            return true;
        }
    char option[32] = "--";
    report_word(strncat(option, row->name, sizeof option - 3), row->words, value);
    return false;
}

static bool read_word(struct options *options, const struct option_row *row, const char *value)
{
    return find_word(row, value, field_of(options, row));
}

static bool parse_number(const char *name, const char *value, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoumax(value, &end, 10);
    if (*value >= '0' && *value <= '9' && *end == '\0' && errno == 0)
        return true;
    trouble(NULL, "--%s: '%s' is no number", name, value);
    return false;
}

static bool read_number(struct options *options, const struct option_row *row, const char *value)
{
    uint64_t number;
    if (!parse_number(row->name, value, &number))
        return false;
    *(size_t *)field_of(options, row) = number > SIZE_MAX ? SIZE_MAX : (size_t)number;
    return true;
}

static bool read_limit(struct options *options, const struct option_row *row, const char *value)
{
    uint64_t number;
    if (!parse_number(row->name, value, &number))
        return false;
    if (trainlint_profile_set_limit(options->profile, (trainlint_limit)row->target, number) == TRAINLINT_OK)
        return true;
    trouble(NULL, "--%s: %s is out of range", row->name, value);
    return false;
}

static bool read_rules(struct options *options, const struct option_row *row, const char *value)
{
    selection_add(&options->selection, (enum choice_kind)row->target, value);
    return true;
}

static bool read_task(struct options *options, const struct option_row *row, const char *value)
{
    options->task = (enum task)row->target;
    return value == NULL || find_word(row, value, &options->listing);
}

static bool read_explain(struct options *options, const struct option_row *row, const char *value)
{
    options->task = (enum task)row->target;
    options->explained = selection_find("--explain", value);
    return options->explained != NULL;
}

/* ---- the table ----------------------------------------------------------------------------- */

static const struct option_row rows[] = {
#define FIELD(name) offsetof(struct options, name)
#define GROUP(heading) { .help = (heading) },
#define OPTION(letter, name, argument, read, target, words, help)                                                      \
    { letter, name, argument, read_##read, target, words, help },
#include "options.def"
#undef OPTION
#undef GROUP
#undef FIELD
};

enum { ROWS = sizeof rows / sizeof *rows, OPERAND = 1, FIRST_LONG = 256 };

/* Of a row that has an argument. */
static bool is_optional(const struct option_row *row)
{
    return row->argument[0] == '[';
}

/* Makes what getopt_long wants; the value of a long option tells its row. */
static void make_getopt(struct option *longs, char *letters)
{
    *letters++ = '-'; /* an operand is OPERAND, whatever POSIXLY_CORRECT says */
    *letters++ = ':'; /* a missing argument is ':', an unknown option '?' */
    for (int i = 0; i < ROWS; i++) {
        const struct option_row *row = &rows[i];
        if (row->letter != 0)
            *letters++ = (char)row->letter;
        if (row->letter != 0 && row->argument != NULL)
            *letters++ = ':';
        if (row->name != NULL)
            *longs++ = (struct option){ .name = row->name,
                                        .has_arg = row->argument == NULL ? no_argument
                                                   : is_optional(row)    ? optional_argument
                                                                         : required_argument,
                                        .val = FIRST_LONG + i };
    }
    *letters = '\0';
    *longs = (struct option){ 0 };
}

static const struct option_row *row_of(int found)
{
    if (found >= FIRST_LONG)
        return &rows[found - FIRST_LONG];
    for (int i = 0; i < ROWS; i++)
        if (found != 0 && rows[i].letter == found)
            return &rows[i];
    return NULL;
}

/* A long option that is none, or the beginning of several. */
static void report_unknown(const char *argument)
{
    struct suggestion suggestion = { .word = argument + 2, .size = strcspn(argument + 2, "=") };
    bool begins_one = false;
    for (int i = 0; i < ROWS; i++) {
        if (rows[i].name == NULL)
            continue;
        suggest_offer(&suggestion, rows[i].name);
        begins_one |= strncmp(rows[i].name, suggestion.word, suggestion.size) == 0;
    }
    int size = (int)suggestion.size + 2;
    if (begins_one)
        trouble(NULL, "option '%.*s' is the beginning of several; try 'trainlint --help'", size, argument);
    else if (suggestion.best != NULL)
        trouble(NULL, "unknown option '%.*s'; did you mean '--%s'?", size, argument, suggestion.best);
    else
        trouble(NULL, "unknown option '%.*s'; try 'trainlint --help'", size, argument);
}

/* What getopt_long did not like; `argument` is the one it has just read. */
static void report_refused(int verdict, const char *argument)
{
    const struct option_row *row = row_of(optopt);
    if (optopt != 0 && row == NULL)
        trouble(NULL, "unknown option '-%c'; try 'trainlint --help'", optopt);
    else if (row == NULL)
        report_unknown(argument);
    else if (verdict == ':' && optopt < FIRST_LONG)
        trouble(NULL, "option '-%c' needs %s", optopt, row->argument);
    else if (verdict == ':')
        trouble(NULL, "option '--%s' needs %s", row->name, row->argument);
    else
        trouble(NULL, "option '--%s' takes no argument", row->name);
}

static bool read_options(struct options *options, int argc, char **argv)
{
    struct option longs[ROWS + 1];
    char letters[2 * ROWS + 3];
    int operands = 0; /* moved to the front of argv, where getopt has been */
    make_getopt(longs, letters);
    opterr = 0;
    for (int found; (found = getopt_long(argc, argv, letters, longs, NULL)) != -1;) {
        if (found == OPERAND) {
            argv[operands++] = optarg;
            continue;
        }
        const struct option_row *row = found == '?' || found == ':' ? NULL : row_of(found);
        if (row == NULL) {
            report_refused(found, argv[optind - 1]);
            return false;
        }
        if (!row->read(options, row, optarg))
            return false;
    }
    while (optind < argc)
        argv[operands++] = argv[optind++];
    options->operands = argv;
    options->operand_count = operands;
    return true;
}

bool options_read(struct options *options, int argc, char **argv)
{
    *options = (struct options){
        .show = TRAINLINT_NOTE,
        .fail_on = TRAINLINT_ERROR,
        .stdin_name = "<stdin>",
    };
    if (trainlint_profile_new(&options->profile, TRAINLINT_LINT, NULL) != TRAINLINT_OK)
        memory_exhausted();
    if (!read_options(options, argc, argv))
        return false;
    if (options->task != TASK_CHECK && options->operand_count > 0) {
        trouble(NULL, "'%s' would not be checked; ask for one thing at a time", options->operands[0]);
        return false;
    }
    if (options->task != TASK_CHECK)
        return true;
    if (options->operand_count == 0) {
        trouble(NULL, "no file to check; try 'trainlint --help'");
        return false;
    }
    return selection_apply(&options->selection, options->profile);
}

void options_release(struct options *options)
{
    selection_release(&options->selection);
    trainlint_profile_free(options->profile);
}

/* ---- --help -------------------------------------------------------------------------------- */

static void help_row(struct output *out, const struct option_row *row)
{
    if (row->letter == 0 && row->name == NULL) {
        output_format(out, "\n%s:\n", row->help);
        return;
    }
    char left[64] = "    ";
    if (row->letter != 0)
        left[0] = '-', left[1] = (char)row->letter, left[2] = row->name != NULL ? ',' : ' ';
    if (row->name != NULL) {
        append(left, sizeof left, "--");
        append(left, sizeof left, row->name);
    }
    if (row->argument != NULL && !is_optional(row))
        append(left, sizeof left, " ");
    if (row->argument != NULL)
        append(left, sizeof left, row->argument);
    output_format(out, "  %-26s  %s\n", left, row->help);
}

void options_help(struct output *out)
{
    output_text(out, "usage: trainlint [OPTION]... [FILE | DIRECTORY | -]...\n"
                     "       trainlint --explain RULE | --rules[=FORMAT]\n"
                     "Checks request bodies of training job configurations.\n");
    for (int i = 0; i < ROWS; i++)
        help_row(out, &rows[i]);
    output_text(out, "\nFormats:\n");
#define FORMAT(name, help) output_format(out, "  %-26s  %s\n", #name, help);
#include "formats.def"
#undef FORMAT
    output_text(out, "\nExit status: 0 nothing found, 1 something found, 2 trouble.\n");
}
