/* SPDX-License-Identifier: MIT */
/* The whole catalogue: --rules. */
#include <string.h>

#include "explain.h"
#include "json.h"
#include "line.h"
#include "screen.h"

static const char *severity_name(const trainlint_rule *rule, trainlint_preset preset)
{
    return look_severity_name(rule->severity[preset]);
}

static void list_text(struct output *out, const struct look *look)
{
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        output_format(out, "%s  %-22s %-8s ", rule->code, rule->name, severity_name(rule, TRAINLINT_LINT));
        look_print(out, look, STYLE_PLAIN, rule->summary);
        output_text(out, "\n");
    }
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void write_code(void *context, const trainlint_rule *other)
{
    json_text(context, other->code);
}

static void write_rule(yajl_gen json, const trainlint_rule *rule)
{
    yajl_gen_map_open(json);
    json_member_text(json, "rule", rule->code);
    json_member_text(json, "name", rule->name);
    json_member_text(json, "severity", severity_name(rule, TRAINLINT_LINT));
    json_member_text(json, "server_severity", severity_name(rule, TRAINLINT_SERVER));
    json_member_bool(json, "fixed_severity", rule->fixed_severity);
    json_member_text(json, "api_code", rule->api_code);
    json_member_text(json, "summary", rule->summary);
    json_member_text(json, "reason", rule->reason);
    json_member_text(json, "wrong", rule->wrong);
    json_member_text(json, "right", rule->right);
    json_key(json, "see_also");
    yajl_gen_array_open(json);
    explain_see_also(rule, write_code, json);
    yajl_gen_array_close(json);
    yajl_gen_map_close(json);
}

static void list_json(struct output *out)
{
    yajl_gen json = json_open(out);
    yajl_gen_array_open(json);
    for (size_t i = 0; i < trainlint_rule_count(); i++)
        write_rule(json, trainlint_rule_at(i));
    yajl_gen_array_close(json);
    json_end_line(json);
    yajl_gen_free(json);
}

/* ---- Markdown ------------------------------------------------------------------------------ */

/* Text between Markdown's own signs, which it may hold. */
static void write_prose(struct output *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (strchr("\\`*_<>[]|#", *text) != NULL)
            output_text(out, "\\");
        output_bytes(out, text, 1);
    }
}

static void write_fenced(struct output *out, const char *heading, const char *text)
{
    output_format(out, "\n%s:\n\n```\n", heading);
    while (*text != '\0') {
        size_t size = strcspn(text, "\n");
        line_print(out, text, size, false);
        output_text(out, "\n");
        text += size + (text[size] == '\n');
    }
    output_text(out, "```\n");
}

struct linking {
    struct output *out;
    const char *separator;
};

static void write_link(void *context, const trainlint_rule *other)
{
    struct linking *linking = context;
    output_format(linking->out, "%s[%s %s](#%s)", linking->separator, other->code, other->name, other->code);
    linking->separator = ", ";
}

static void write_table(struct output *out)
{
    output_text(out, "| Code | Name | Severity | On a server | What it says |\n|---|---|---|---|---|\n");
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        output_format(out, "| [%s](#%s) | %s | %s | %s | ", rule->code, rule->code, rule->name,
                      severity_name(rule, TRAINLINT_LINT), severity_name(rule, TRAINLINT_SERVER));
        write_prose(out, rule->summary);
        output_text(out, " |\n");
    }
}

static void write_section(struct output *out, const trainlint_rule *rule)
{
    output_format(out, "\n<a id=\"%s\"></a>\n\n## %s %s\n\n", rule->code, rule->code, rule->name);
    write_prose(out, rule->summary);
    output_text(out, "\n\n");
    write_prose(out, rule->reason);
    output_format(out, "\n\nSeverity: %s%s.", severity_name(rule, TRAINLINT_LINT),
                  rule->fixed_severity ? ", cannot be changed" : "");
    if (rule->api_code != NULL)
        output_format(out, " The service's own error code: ModelArts.%s.", rule->api_code);
    output_text(out, "\n");
    write_fenced(out, "Wrong", rule->wrong);
    write_fenced(out, "Right", rule->right);
    if (*rule->see_also != '\0') {
        output_text(out, "\nSee also ");
        explain_see_also(rule, write_link, &(struct linking){ out, "" });
        output_text(out, ".\n");
    }
}

static void list_markdown(struct output *out)
{
    output_text(out, "# Rules\n\nWhat trainlint says, and why. Codes and names never change and are never used again. "
                     "This page is made\nby `trainlint --rules=markdown`.\n\n");
    write_table(out);
    for (size_t i = 0; i < trainlint_rule_count(); i++)
        write_section(out, trainlint_rule_at(i));
}

void explain_list(struct output *out, const struct look *look, enum listing listing)
{
    switch (listing) {
    case LISTING_TEXT:
        list_text(out, look);
        break;
    case LISTING_JSON:
        list_json(out);
        break;
    case LISTING_MARKDOWN:
        list_markdown(out);
        break;
    }
}
