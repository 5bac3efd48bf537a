/* SPDX-License-Identifier: MIT */
#include "run.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "input.h"
#include "trouble.h"

void run_open(struct run *run, const struct options *options, const struct look *look, struct output *out)
{
    *run = (struct run){
        .options = options,
        .format = options->quiet > 1 ? NULL : report_format((enum format_name)options->format),
        .report = { .out = out, .look = *look, .without_summary = options->quiet > 0 },
    };
    if (trainlint_new(&run->checker, options->profile) != TRAINLINT_OK)
        memory_exhausted();
    if (options->statistics > 0) {
        size_t size = trainlint_rule_count() * sizeof *run->summary.hits;
        run->summary.hits = memset(memory_resize(NULL, size), 0, size);
    }
    if (run->format != NULL && run->format->begin != NULL)
        run->format->begin(&run->report);
}

void run_close(struct run *run)
{
    if (run->format != NULL)
        run->format->end(&run->report, &run->summary);
    free(run->summary.hits);
    twins_release(&run->twins);
    arena_release(&run->arena);
    source_release(&run->source);
    trainlint_free(run->checker);
}

/* ---- one document -------------------------------------------------------------------------- */

/* Feeds the document to the checker; -1 with errno when it cannot be read. */
static int feed(struct run *run)
{
    const char *bytes;
    ssize_t size;
    uint64_t limit = trainlint_profile_limit(run->options->profile, TRAINLINT_MAX_BYTES);
    trainlint_reset(run->checker);
    while ((size = source_read(&run->source, &bytes)) > 0) {
        if (trainlint_feed(run->checker, bytes, (size_t)size) == TRAINLINT_NOMEM)
            memory_exhausted();
        /* Past the limit nothing is judged, and a device may have no end. */
        if (limit > 0 && run->source.size > limit)
            break;
    }
    if (size < 0)
        return -1;
    if (trainlint_finish(run->checker) == TRAINLINT_NOMEM)
        memory_exhausted();
    run->bytes += run->source.size;
    return 0;
}

static uint64_t count_from(const trainlint_checker *checker, int least)
{
    uint64_t count = 0;
    for (int severity = least; severity <= TRAINLINT_ERROR; severity++)
        count += trainlint_count(checker, (trainlint_severity)severity);
    return count;
}

static void count_findings(struct run *run)
{
    struct summary *summary = &run->summary;
    summary->files++;
    summary->files_with_findings += trainlint_count(run->checker, TRAINLINT_OFF) > 0;
    for (int severity = TRAINLINT_NOTE; severity <= TRAINLINT_ERROR; severity++)
        summary->found[severity] += trainlint_count(run->checker, (trainlint_severity)severity);
    for (size_t i = 0; summary->hits != NULL && i < trainlint_rule_count(); i++)
        summary->hits[i] += trainlint_rule_hits(run->checker, trainlint_rule_at(i)->code);
}

/* Hands one finding to the report. */
static void list(struct run *run, const trainlint_finding *finding, const char *file)
{
    bool values = run->options->no_excerpt == 0;
    struct diagnostic diagnostic = diagnostic_copy(finding, file, values, &run->arena, &run->twins);
    run->format->diagnostic(&run->report, &diagnostic, values ? &run->source : NULL);
    arena_reset(&run->arena);
    if (run->summary.example == NULL)
        run->summary.example = finding->rule;
}

/* A value that may be a secret is not shown beside another mistake either. */
static void hide_secrets(struct run *run)
{
    trainlint_finding finding;
    for (size_t i = 0; trainlint_finding_at(run->checker, i, &finding); i++)
        if (finding.rule->hides_value)
            source_hide(&run->source, finding.span.start.offset + 1, finding.span.end.offset - 1);
}

static void report_findings(struct run *run, const char *file)
{
    trainlint_finding finding;
    uint64_t listed = 0;
    twins_reset(&run->twins);
    hide_secrets(run);
    for (size_t i = 0; trainlint_finding_at(run->checker, i, &finding); i++) {
        if ((int)finding.severity < run->options->show)
            continue;
        list(run, &finding, file);
        listed++;
    }
    run->summary.listed += listed;
    run->summary.unlisted += count_from(run->checker, run->options->show) - listed;
}

static void report_file(struct run *run, const char *file)
{
    struct verdict verdict = {
        .file = file,
        .valid = trainlint_status_of(run->checker) == TRAINLINT_OK,
        .complete = trainlint_complete(run->checker),
    };
    if (run->format == NULL)
        return;
    report_findings(run, file);
    if (run->format->file != NULL)
        run->format->file(&run->report, &verdict);
}

static bool is_foreign(const struct run *run, const struct input *input)
{
    return (input->walked || run->options->skip_foreign > 0) && trainlint_known_fields(run->checker) < 2;
}

/* ---- the visitor --------------------------------------------------------------------------- */

static bool on_failure(void *context, const char *name, const char *message)
{
    struct run *run = context;
    run->summary.failures++;
    run->in_trouble = true;
    if (run->options->quiet < 2)
        trouble(name, "%s", message);
    if (run->format != NULL && run->format->failure != NULL)
        run->format->failure(&run->report, name, message);
    return true;
}

static bool on_document(void *context, const struct input *input)
{
    struct run *run = context;
    source_open(&run->source, input->fd);
    if (feed(run) != 0)
        return on_failure(context, input->name, strerror(errno));
    bool foreign = is_foreign(run, input);
    if (run->options->verbose > 0)
        trouble(input->name, "%" PRIu64 " bytes%s", run->source.size, foreign ? ", something else" : "");
    if (foreign) {
        run->summary.foreign++;
        return true;
    }
    count_findings(run);
    report_file(run, input->name);
    /* What is found stays found, whatever becomes of the rest of the run. */
    return trainlint_count(run->checker, TRAINLINT_OFF) == 0 || output_flush(run->report.out);
}

static void tell_time(const struct run *run, const struct timespec *begin)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (double)(end.tv_sec - begin->tv_sec) + (double)(end.tv_nsec - begin->tv_nsec) / 1e9;
    uint64_t files = run->summary.files + run->summary.foreign;
    trouble(NULL, "%" PRIu64 " file%s, %" PRIu64 " bytes, %.3f s", files, files == 1 ? "" : "s", run->bytes, seconds);
}

void run_operands(struct run *run)
{
    struct visitor visitor = { .document = on_document, .failure = on_failure, .context = run };
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    bool go_on = true;
    for (int i = 0; i < run->options->operand_count && go_on; i++)
        go_on = input_visit(run->options->operands[i], run->options->stdin_name, &visitor);
    if (run->summary.files + run->summary.foreign + run->summary.failures == 0) {
        run->in_trouble = true;
        if (run->options->quiet < 2)
            trouble(NULL, "nothing to check: there is no *.json in what was given");
    }
    if (run->options->verbose > 0)
        tell_time(run, &begin);
}
