/* SPDX-License-Identifier: MIT */
/*
 * Bodies of this service found in public, when they lie beside the source tree, against what a reading of the page
 * says of each: "valid" has no error, "unknown-only" has unknown fields alone, "invalid" has at least the faults named.
 * Of another document of the service only that is said (TL209).
 */
#include "case.h"
#include "run.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct buffer folder;

struct body {
    char *path, *verdict, *faults;
};

static struct body bodies[256];
static size_t body_count;

/* A body at work. */
struct work {
    const struct body *body;
    trainlint_profile *profile;
    trainlint_checker *checker;
};

static bool is(const trainlint_finding *finding, const char *code)
{
    return strcmp(finding->rule->code, code) == 0;
}

static bool hit(const struct work *work, const char *code)
{
    return trainlint_rule_hits(work->checker, code) != 0;
}

/* One of the rules (blank-separated codes) speaks at this pointer. */
static bool hit_at(const struct work *work, const char *codes, const char *pointer)
{
    trainlint_finding finding;
    struct buffer text = { 0 };
    bool found = false;

    for (size_t i = 0; trainlint_finding_at(work->checker, i, &finding); i++)
        found |= strstr(codes, finding.rule->code) != NULL && finding_text(&finding, TRAINLINT_POINTER, &text)
                 && strcmp(text.bytes, pointer) == 0;
    buffer_free(&text);
    return found;
}

/* The field is said to be missing, or a misspelt key is to be renamed to it. */
static bool absent(const struct work *work, const char *field)
{
    trainlint_finding finding;
    trainlint_edit edit;
    struct buffer text = { 0 }, quoted = { 0 };
    bool found = false;

    buffer_quote(&quoted, field, strlen(field));
    for (size_t i = 0; trainlint_finding_at(work->checker, i, &finding); i++) {
        if (is(&finding, "TL202") && finding_text(&finding, TRAINLINT_FIELD, &text))
            found |= strcmp(text.bytes, field) == 0;
        for (size_t k = 0; is(&finding, "TL201") && trainlint_edit_at(&finding, k, &edit); k++)
            found |= strstr(edit.text, quoted.bytes) != NULL;
    }
    buffer_free(&text);
    buffer_free(&quoted);
    return found;
}

/* Does the checker say of `pointer` what the reading calls `fault`? */
static bool says(const struct work *work, const char *pointer, const char *fault)
{
    const char *field = pointer + 1;

    if (strcmp(fault, "missing") == 0 && strcmp(field, "app_url") != 0 && strcmp(field, "boot_file_url") != 0)
        return absent(work, field);
    if (strcmp(fault, "missing") == 0)
        return hit(work, "TL406") || hit(work, "TL403") || absent(work, field);
    if (strcmp(fault, "no-data-source") == 0)
        return hit(work, "TL402") || absent(work, "data_url");
    if (strncmp(fault, "data-exclusive", 14) == 0) /* a source that has been reported may not be meant */
        return hit(work, "TL401") || hit_at(work, "TL203 TL205", "/data_source");
    if (strncmp(fault, "type(", 5) == 0)
        return hit_at(work, "TL203", pointer);
    if (strcmp(fault, "pattern") == 0)
        return hit_at(work, "TL301 TL303", pointer);
    if (strcmp(fault, "not-in-app_url") == 0)
        return hit_at(work, "TL407 TL505", pointer);
    return false;
}

static void check_faults(const struct work *work)
{
    struct buffer copy = { 0 };
    char *next;

    buffer_print(&copy, "%s", work->body->faults);
    for (char *fault = copy.bytes; fault != NULL; fault = next) {
        char *equals = strchr(fault, '=');

        next = strchr(fault, ';');
        if (next != NULL)
            *next++ = '\0';
        if (*fault != '/' || equals == NULL)
            continue;
        *equals = '\0';
        ck_assert_msg(says(work, fault, equals + 1), "%s: nothing says of \"%s\": %s", work->body->path, fault,
                      equals + 1);
    }
    buffer_free(&copy);
}

static void check_verdict(const struct work *work)
{
    const char *path = work->body->path, *verdict = work->body->verdict;
    uint64_t errors = trainlint_count(work->checker, TRAINLINT_ERROR);

    if (strcmp(verdict, "valid") == 0)
        ck_assert_msg(errors == 0, "%s: %llu errors in a valid body", path, (unsigned long long)errors);
    else if (strcmp(verdict, "unknown-only") == 0)
        ck_assert_msg(errors != 0 && errors == trainlint_rule_hits(work->checker, "TL201"),
                      "%s: more than unknown fields", path);
    else {
        ck_assert_str_eq(verdict, "invalid");
        ck_assert_msg(errors != 0, "%s: no error", path);
        if (!hit(work, "TL209"))
            check_faults(work);
    }
}

START_TEST(readings)
{
    struct work work = { .body = &bodies[_i] };
    struct buffer path = { 0 }, document = { 0 };

    buffer_print(&path, "%s/%s", buffer_string(&folder), work.body->path);
    ck_assert_msg(buffer_read(&document, path.bytes), "%s: cannot be read", path.bytes);
    ck_assert_int_eq(trainlint_profile_new(&work.profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_new(&work.checker, work.profile), TRAINLINT_OK);
    trainlint_check(work.checker, document.bytes, document.length);
    check_verdict(&work);
    trainlint_free(work.checker);
    trainlint_profile_free(work.profile);
    buffer_free(&path);
    buffer_free(&document);
}
END_TEST

/* Takes the text up to a tab or the end of the line. */
static char *take_cell(char **text)
{
    char *cell = *text;
    size_t length = strcspn(cell, "\t\n");

    *text = cell[length] == '\t' ? cell + length + 1 : cell + length;
    cell[length] = '\0';
    return cell;
}

static bool read_table(struct buffer *table)
{
    struct buffer path = { 0 };
    bool found;

    buffer_print(&path, "%s/cases.tsv", buffer_string(&folder));
    found = buffer_read(table, path.bytes);
    buffer_free(&path);
    for (char *line = found ? table->bytes : NULL, *next; line != NULL && *line != '\0'; line = next) {
        struct body body;

        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        body.path = take_cell(&line);
        take_cell(&line);
        take_cell(&line);
        body.verdict = take_cell(&line);
        body.faults = take_cell(&line);
        if (strncmp(body.path, "cases/", 6) == 0 && body_count < sizeof bodies / sizeof *bodies)
            bodies[body_count++] = body;
    }
    return body_count != 0;
}

int main(void)
{
    struct buffer table = { 0 };
    Suite *suite;
    TCase *part;
    int failed;

    buffer_source(&folder, "../shared/wild");
    if (!read_table(&table)) {
        printf("check_wild: skipped, no bodies in %s\n", buffer_string(&folder));
        buffer_free(&table);
        buffer_free(&folder);
        return 77;
    }
    suite = suite_create("bodies found in public");
    part = add_part(suite, "readings");
    tcase_add_loop_test(part, readings, 0, (int)body_count);
    failed = run_suite(suite);
    buffer_free(&table);
    buffer_free(&folder);
    return failed;
}
