/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "explain.h"
#include "options.h"
#include "output.h"
#include "run.h"
#include "trouble.h"

enum { NOTHING_FOUND = 0, FOUND = 1, TROUBLE = 2 };

/*
 * A standard descriptor that is closed would be given to the first file we open. It is taken by /dev/null
 * instead, opened the wrong way round, so that using it still fails.
 */
static void hold_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            (void)open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

static int check(const struct options *options, const struct look *look, struct output *out)
{
    struct run run;
    run_open(&run, options, look, out);
    run_operands(&run);
    run_close(&run);
    if (run.in_trouble)
        return TROUBLE;
    if (options->exit_zero > 0 || options->fail_on == TRAINLINT_OFF)
        return NOTHING_FOUND;
    for (int severity = options->fail_on; severity <= TRAINLINT_ERROR; severity++)
        if (run.summary.found[severity] > 0)
            return FOUND;
    return NOTHING_FOUND;
}

static int perform(const struct options *options, struct output *out)
{
    struct look look = look_choose(options->ascii > 0, (enum when)options->color, options->width);
    switch (options->task) {
    case TASK_CHECK:
        return check(options, &look, out);
    case TASK_EXPLAIN:
        explain_rule(out, &look, options->explained);
        break;
    case TASK_RULES:
        explain_list(out, &look, (enum listing)options->listing);
        break;
    case TASK_HELP:
        options_help(out);
        break;
    case TASK_VERSION:
        output_format(out, "trainlint %s\n", trainlint_version());
        break;
    }
    return NOTHING_FOUND;
}

/* A reader that has gone away needs no message. */
static int finish(struct output *out, int status)
{
    int error = output_close(out);
    if (error == 0)
        return status;
    if (error != EPIPE)
        trouble(NULL, "write error: %s", strerror(error));
    return TROUBLE;
}

int main(int argc, char **argv)
{
    struct options options;
    struct output out;
    hold_standard_descriptors();
    output_open(&out, STDOUT_FILENO);
    bool understood = options_read(&options, argc, argv);
    int status = understood ? finish(&out, perform(&options, &out)) : TROUBLE;
    options_release(&options);
    return status;
}
