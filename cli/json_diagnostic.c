/* SPDX-License-Identifier: MIT */
#include "json_diagnostic.h"

#include <inttypes.h>
#include <stdio.h>

#include "json.h"
#include "look.h"

static void write_position(yajl_gen json, const char *key, const trainlint_position *position)
{
    json_key(json, key);
    yajl_gen_map_open(json);
    json_member_number(json, "line", position->line);
    json_member_number(json, "column", position->column);
    json_member_number(json, "offset", position->offset);
    yajl_gen_map_close(json);
}

static void write_span(yajl_gen json, const trainlint_span *span)
{
    write_position(json, "start", &span->start);
    write_position(json, "end", &span->end);
}

static void write_optional(yajl_gen json, const char *key, const char *text)
{
    if (text != NULL)
        json_member_text(json, key, text);
}

static void write_params(yajl_gen json, const struct diagnostic *finding)
{
    json_key(json, "params");
    yajl_gen_map_open(json);
    for (size_t i = 0; i < finding->param_count; i++) {
        const trainlint_param *param = &finding->params[i];
        json_key(json, param->name);
        if (param->text != NULL)
            json_text(json, param->text);
        else
            yajl_gen_integer(json, (long long)param->number);
    }
    yajl_gen_map_close(json);
}

static void write_places(yajl_gen json, const char *key, const char *text_key, const struct place *places, size_t count)
{
    json_key(json, key);
    yajl_gen_array_open(json);
    for (size_t i = 0; i < count; i++) {
        yajl_gen_map_open(json);
        write_span(json, &places[i].span);
        write_optional(json, text_key, places[i].text);
        yajl_gen_map_close(json);
    }
    yajl_gen_array_close(json);
}

static void write_fix(yajl_gen json, const struct diagnostic *finding)
{
    static const char *const names[] = {
        [TRAINLINT_NO_FIX] = "manual",
        [TRAINLINT_MANUAL] = "manual",
        [TRAINLINT_SUGGESTED] = "suggested",
        [TRAINLINT_SAFE] = "safe",
    };
    if (finding->fix == NULL)
        return;
    json_key(json, "fix");
    yajl_gen_map_open(json);
    json_member_text(json, "message", finding->fix);
    json_member_text(json, "applicability", names[finding->applicability]);
    write_places(json, "edits", "text", finding->edits, finding->edit_count);
    yajl_gen_map_close(json);
}

static void write_url(yajl_gen json, const trainlint_rule *rule)
{
#ifdef TRAINLINT_DOCS_URL
    char url[512];
    snprintf(url, sizeof url, "%s#%s", TRAINLINT_DOCS_URL, rule->code);
    json_member_text(json, "url", url);
#else
    (void)json;
    (void)rule;
#endif
}

static void write_fingerprint(yajl_gen json, uint64_t fingerprint)
{
    char digits[17];
    snprintf(digits, sizeof digits, "%016" PRIx64, fingerprint);
    json_member_text(json, "fingerprint", digits);
}

void json_diagnostic(yajl_gen json, const struct diagnostic *finding)
{
    yajl_gen_map_open(json);
    json_member_text(json, "rule", finding->rule->code);
    json_member_text(json, "name", finding->rule->name);
    json_member_text(json, "severity", look_severity_name(finding->severity));
    json_member_text(json, "message", finding->message);
    write_params(json, finding);
    json_member_text(json, "file", finding->file);
    json_member_text(json, "pointer", finding->pointer);
    json_member_text(json, "path", finding->path);
    write_optional(json, "field", finding->field);
    write_span(json, &finding->span);
    write_optional(json, "label", finding->label);
    write_places(json, "related", "message", finding->related, finding->related_count);
    write_optional(json, "why", finding->why);
    write_fix(json, finding);
    write_url(json, finding->rule);
    write_fingerprint(json, finding->fingerprint);
    yajl_gen_map_close(json);
}
