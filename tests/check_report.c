/* SPDX-License-Identifier: MIT */
/*
 * Reports of diagnostics and rules that have no more than they must: a reason, a fix, a label or a place may be
 * missing, and then nothing stands for it.
 */
#include "report.h"

#include <string.h>

#include "canvas.h"
#include "explain.h"
#include "suite.h"

static struct diagnostic bare_diagnostic(void)
{
    return (struct diagnostic){
        .rule = trainlint_rule_find("TL201"),
        .severity = TRAINLINT_WARNING,
        .span = { { .offset = 1, .line = 1, .column = 2 }, { .offset = 2, .line = 1, .column = 3 } },
        .file = "a.json",
        .message = "a message",
    };
}

/* What a format makes of one diagnostic of the document "[1]". */
static const char *write_report(struct canvas *canvas, enum format_name name, const struct diagnostic *diagnostic)
{
    const struct format *format = report_format(name);
    struct summary summary = { .files = 1 };
    struct paper paper;
    paper_open(&paper, "[1]", 3);
    canvas_open(canvas);
    struct report report = { .out = &canvas->out, .look = look_of(false, 80), .without_summary = true };
    if (format->begin != NULL)
        format->begin(&report);
    format->diagnostic(&report, diagnostic, &paper.source);
    format->end(&report, &summary);
    paper_close(&paper);
    return canvas_text(canvas);
}

#define HEADLINE "warning[TL201]: a message\n   ╭─ a.json:1:2  unknown-field\n"
#define EXCERPT "   │\n 1 │ [1]\n   │  ━\n"

static const struct {
    const char *why, *fix, *report;
} notes[] = {
    { NULL, NULL, HEADLINE EXCERPT "\n" },
    { "a reason", NULL, HEADLINE EXCERPT "   │\n   ╰─ why  a reason\n\n" },
    { NULL, "an order", HEADLINE EXCERPT "   │\n   ╰─ fix  an order\n\n" },
    { "a reason", "an order", HEADLINE EXCERPT "   │\n   ├─ why  a reason\n   ╰─ fix  an order\n\n" },
};

START_TEST(for_people)
{
    struct canvas canvas;
    struct diagnostic diagnostic = bare_diagnostic();
    diagnostic.why = notes[_i].why;
    diagnostic.fix = notes[_i].fix;
    ck_assert_str_eq(write_report(&canvas, FORMAT_full, &diagnostic), notes[_i].report);
    canvas_close(&canvas);
}
END_TEST

static void wants(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "no %s in %s", part, text);
}

static void wants_not(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) == NULL, "%s in %s", part, text);
}

START_TEST(for_machines)
{
    struct canvas canvas;
    struct diagnostic diagnostic = bare_diagnostic();
    const char *json = write_report(&canvas, FORMAT_jsonl, &diagnostic);
    wants(json, "\"params\":{},\"file\":\"a.json\",\"pointer\":null,\"path\":null,\"start\"");
    wants(json, "\"end\":{\"line\":1,\"column\":3,\"offset\":2},\"related\":[],");
    wants_not(json, "\"field\"");
    wants_not(json, "\"label\"");
    wants_not(json, "\"why\"");
    wants_not(json, "\"fix\"");
    canvas_close(&canvas);
}
END_TEST

START_TEST(for_machines_with_all_there_is)
{
    static const trainlint_param params[] = { { "limit", NULL, INT64_MIN }, { "field", "a\"b", 0 } };
    struct canvas canvas;
    struct diagnostic diagnostic = bare_diagnostic();
    struct place places[] = { { diagnostic.span, NULL }, { diagnostic.span, "beside" } };
    diagnostic.params = params;
    diagnostic.param_count = 2;
    diagnostic.pointer = diagnostic.path = "";
    diagnostic.field = diagnostic.label = diagnostic.why = diagnostic.fix = "x";
    diagnostic.related = diagnostic.edits = places;
    diagnostic.related_count = diagnostic.edit_count = 2;
    diagnostic.applicability = TRAINLINT_SUGGESTED;
    diagnostic.fingerprint = 0xabc;
    const char *json = write_report(&canvas, FORMAT_json, &diagnostic);
    wants(json, "\"params\":{\"limit\":-9223372036854775808,\"field\":\"a\\\"b\"}");
    wants(json, "\"pointer\":\"\",\"path\":\"\",\"field\":\"x\",\"start\"");
    wants(json, "\"label\":\"x\",\"related\":[{\"start\":");
    wants(json, "\"end\":{\"line\":1,\"column\":3,\"offset\":2}},{\"start\":");
    wants(json, "\"end\":{\"line\":1,\"column\":3,\"offset\":2},\"message\":\"beside\"}],\"why\":\"x\",");
    wants(json, "\"fix\":{\"message\":\"x\",\"applicability\":\"suggested\",\"edits\":[{");
    wants(json, "\"text\":\"beside\"}]}");
    wants(json, "\"fingerprint\":\"0000000000000abc\"");
    canvas_close(&canvas);
}
END_TEST

START_TEST(a_rule_alone)
{
    static const trainlint_rule rule = {
        .code = "TL999",
        .name = "made-up",
        .severity = { TRAINLINT_ERROR, TRAINLINT_NOTE },
        .summary = "One two three four five.",
        .reason = "Six.",
        .wrong = "\"a\": 1,\n\"b\": 2",
        .right = "\"a\": 1",
        .see_also = "",
    };
    struct canvas canvas;
    struct look look = look_of(false, 22);
    canvas_open(&canvas);
    explain_rule(&canvas.out, &look, &rule);
    ck_assert_str_eq(canvas_text(&canvas), "TL999 made-up (note)\n"
                                           "  One two three four\n  five.\n\n"
                                           "Six.\n\n"
                                           "Wrong        Right\n"
                                           "  \"a\": 1,      \"a\": 1\n"
                                           "  \"b\": 2\n\n"
                                           "Silence it   --ignore TL999\n");
    canvas_close(&canvas);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = add_part(suite, "formats");
    tcase_add_loop_test(tests, for_people, 0, (int)(sizeof notes / sizeof *notes));
    tcase_add_test(tests, for_machines);
    tcase_add_test(tests, for_machines_with_all_there_is);
    tcase_add_test(tests, a_rule_alone);
    return run_suite(suite);
}
