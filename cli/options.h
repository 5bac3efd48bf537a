/* SPDX-License-Identifier: MIT */
/* The command line. options.def is the one table of it; parsing and --help are made from it. */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <trainlint.h>

#include "output.h"
#include "selection.h"

enum task { TASK_CHECK, TASK_EXPLAIN, TASK_RULES, TASK_HELP, TASK_VERSION };
enum listing { LISTING_TEXT, LISTING_JSON, LISTING_MARKDOWN };

struct options {
    enum task task;
    int format;  /* enum format_name */
    int show;    /* trainlint_severity, the least that is listed */
    int fail_on; /* the least that fails the run; TRAINLINT_OFF: nothing does */
    int color;   /* enum when */
    int listing; /* enum listing */
    size_t width;
    int skip_foreign, no_config, ascii, no_excerpt, statistics, exit_zero, quiet, verbose; /* how often given */
    const char *stdin_name;
    const trainlint_rule *explained;
    trainlint_profile *profile; /* limits are set on it as they are read */
    struct selection selection;
    char **operands;
    int operand_count;
};

/* Reads the command line; false: something is wrong with it, and has been said. Release it all the same. */
bool options_read(struct options *options, int argc, char **argv);
void options_release(struct options *options);

void options_help(struct output *out);

#endif
