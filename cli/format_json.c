/* SPDX-License-Identifier: MIT */
/*
 * json: one document, in which the diagnostics are written as they come; files and failures are kept until the
 * end. jsonl: a line for each diagnostic, then one with the summary; nothing is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "json.h"
#include "json_diagnostic.h"
#include "report.h"

struct kept_file {
    char *name;
    char *failure; /* NULL: it was checked */
    bool valid, complete;
};

struct json_report {
    yajl_gen json;
    struct kept_file *files;
    size_t count, room;
};

static struct json_report *open_report(struct report *report)
{
    struct json_report *state = memory_resize(NULL, sizeof *state);
    *state = (struct json_report){ .json = json_open(report->out) };
    report->state = state;
    return state;
}

static void close_report(struct json_report *state)
{
    for (size_t i = 0; i < state->count; i++) {
        free(state->files[i].name);
        free(state->files[i].failure);
    }
    free(state->files);
    yajl_gen_free(state->json);
    free(state);
}

/* ---- the summary --------------------------------------------------------------------------- */

static void write_hits(yajl_gen json, const struct summary *summary)
{
    json_key(json, "rules");
    yajl_gen_map_open(json);
    for (size_t i = 0; i < trainlint_rule_count(); i++)
        if (summary->hits[i] > 0)
            json_member_number(json, trainlint_rule_at(i)->code, summary->hits[i]);
    yajl_gen_map_close(json);
}

static void write_summary(yajl_gen json, const struct summary *summary)
{
    json_key(json, "summary");
    yajl_gen_map_open(json);
    json_member_number(json, "files", summary->files);
    json_member_number(json, "errors", summary->found[TRAINLINT_ERROR]);
    json_member_number(json, "warnings", summary->found[TRAINLINT_WARNING]);
    json_member_number(json, "notes", summary->found[TRAINLINT_NOTE]);
    json_member_number(json, "shown", summary->listed);
    json_member_number(json, "suppressed", summary->suppressed);
    json_member_number(json, "foreign", summary->foreign);
    if (summary->hits != NULL)
        write_hits(json, summary);
    yajl_gen_map_close(json);
}

/* ---- json ---------------------------------------------------------------------------------- */

static void begin_json(struct report *report)
{
    yajl_gen json = open_report(report)->json;
    yajl_gen_map_open(json);
    json_member_text(json, "$schema", "urn:trainlint:report:1");
    json_member_number(json, "version", 1);
    json_key(json, "tool");
    yajl_gen_map_open(json);
    json_member_text(json, "name", "trainlint");
    json_member_text(json, "version", trainlint_version());
    yajl_gen_map_close(json);
    json_key(json, "diagnostics");
    yajl_gen_array_open(json);
}

static void diagnostic_json(struct report *report, const struct diagnostic *finding, const struct source *source)
{
    struct json_report *state = report->state;
    (void)source;
    json_diagnostic(state->json, finding);
}

static char *copy(const char *text)
{
    size_t size = strlen(text) + 1;
    return memcpy(memory_resize(NULL, size), text, size);
}

static void keep(struct json_report *state, struct kept_file file)
{
    if (state->count == state->room) {
        state->room = state->room == 0 ? 16 : state->room * 2;
        state->files = memory_resize(state->files, state->room * sizeof *state->files);
    }
    state->files[state->count++] = file;
}

static void file_json(struct report *report, const struct verdict *verdict)
{
    keep(report->state,
         (struct kept_file){ .name = copy(verdict->file), .valid = verdict->valid, .complete = verdict->complete });
}

static void failure_json(struct report *report, const char *file, const char *message)
{
    keep(report->state, (struct kept_file){ .name = copy(file), .failure = copy(message) });
}

static void write_files(const struct json_report *state, bool failed)
{
    yajl_gen json = state->json;
    json_key(json, failed ? "failures" : "files");
    yajl_gen_array_open(json);
    for (size_t i = 0; i < state->count; i++) {
        const struct kept_file *file = &state->files[i];
        if (failed != (file->failure != NULL))
            continue;
        yajl_gen_map_open(json);
        json_member_text(json, "file", file->name);
        if (failed) {
            json_member_text(json, "message", file->failure);
        } else {
            json_member_text(json, "status", file->valid ? "valid" : "invalid");
            json_member_bool(json, "complete", file->complete);
        }
        yajl_gen_map_close(json);
    }
    yajl_gen_array_close(json);
}

static void end_json(struct report *report, const struct summary *summary)
{
    struct json_report *state = report->state;
    yajl_gen_array_close(state->json);
    write_files(state, false);
    write_summary(state->json, summary);
    write_files(state, true);
    yajl_gen_map_close(state->json);
    json_end_line(state->json);
    close_report(state);
}

const struct format format_json = {
    .begin = begin_json,
    .diagnostic = diagnostic_json,
    .file = file_json,
    .failure = failure_json,
    .end = end_json,
};

/* ---- jsonl --------------------------------------------------------------------------------- */

static void begin_jsonl(struct report *report)
{
    open_report(report);
}

static void diagnostic_jsonl(struct report *report, const struct diagnostic *finding, const struct source *source)
{
    diagnostic_json(report, finding, source);
    json_end_line(((struct json_report *)report->state)->json);
}

static void end_jsonl(struct report *report, const struct summary *summary)
{
    struct json_report *state = report->state;
    yajl_gen_map_open(state->json);
    write_summary(state->json, summary);
    yajl_gen_map_close(state->json);
    json_end_line(state->json);
    close_report(state);
}

const struct format format_jsonl = { .begin = begin_jsonl, .diagnostic = diagnostic_jsonl, .end = end_jsonl };
