/* SPDX-License-Identifier: MIT */
/* Renders the texts of a packed finding. */
#include "words.h"

#include <string.h>

#include "finding.h"
#include "out.h"

#define NO_FIX TRAINLINT_NO_FIX
#define MANUAL TRAINLINT_MANUAL
#define SUGGESTED TRAINLINT_SUGGESTED
#define SAFE TRAINLINT_SAFE

static const struct {
    trainlint_applicability applicability;
    const char *message, *label, *why, *fix;
} sentences[TL_WORDS_COUNT] = {
#define WORDS(id, applicability, message, label, why, fix) { applicability, message, label, why, fix },
#include "words.def"
#undef WORDS
};

static const char *const labels[TL_LABEL_COUNT] = {
#define LABEL(id, text) text,
#include "words.def"
#undef LABEL
};

static const char *const param_names[TL_PARAM_NAME_COUNT] = {
#define PARAM(name) #name,
#include "words.def"
#undef PARAM
};

trainlint_applicability tl_words_applicability(enum tl_words words)
{
    return sentences[words].applicability;
}

/* The parts of a packed record. */
static const struct tl_head *head_of(const trainlint_finding *finding)
{
    return finding->record;
}
static const struct tl_param *params_of(const struct tl_head *head)
{
    return (const void *)(head + 1);
}
static const struct tl_related *related_of(const struct tl_head *head)
{
    return (const void *)(params_of(head) + head->params);
}
static const struct tl_edit *edits_of(const struct tl_head *head)
{
    return (const void *)(related_of(head) + head->related);
}
static const char *text_of(const struct tl_head *head)
{
    return (const void *)(edits_of(head) + head->edits);
}

/* "{a name}" puts the article before it. */
static void put_article(const char *text, struct tl_out *out)
{
    if (strcmp(text, "null") != 0)
        tl_out_string(out, strchr("aeiou", *text) ? "an " : "a ");
}

static void put_param(const struct tl_head *head, const char *name, size_t length, int shown, struct tl_out *out)
{
    const struct tl_param *params = params_of(head);
    bool article = strncmp(name, "a ", 2) == 0;
    name += article ? 2 : 0;
    length -= article ? 2 : 0;
    if (length == 5 && memcmp(name, "shown", 5) == 0) {
        if (shown >= 0)
            tl_out_string(out, text_of(head) + shown);
        return;
    }
    for (unsigned i = 0; i < head->params; i++) {
        const char *own = param_names[params[i].name];
        if (strlen(own) != length || memcmp(own, name, length) != 0)
            continue;
        if (article)
            put_article(text_of(head) + params[i].text, out);
        if (params[i].text >= 0)
            tl_out_string(out, text_of(head) + params[i].text);
        else
            tl_out_number(out, params[i].number);
        return;
    }
}

static void render(const struct tl_head *head, const char *sentence, int shown, struct tl_out *out)
{
    for (const char *brace; (brace = strchr(sentence, '{')) != NULL;) {
        const char *end = strchr(brace, '}');
        tl_out_bytes(out, sentence, (size_t)(brace - sentence));
        put_param(head, brace + 1, (size_t)(end - brace - 1), shown, out);
        sentence = end + 1;
    }
    tl_out_string(out, sentence);
}

static const char *sentence_of(const struct tl_head *head, trainlint_text_kind kind)
{
    switch (kind) {
    case TRAINLINT_MESSAGE:
        return sentences[head->words].message;
    case TRAINLINT_LABEL:
        return sentences[head->words].label;
    case TRAINLINT_WHY:
        return sentences[head->words].why;
    case TRAINLINT_FIX:
        return sentences[head->words].fix;
    default:
        return NULL;
    }
}

size_t trainlint_text(const trainlint_finding *finding, trainlint_text_kind kind, char *buffer, size_t size)
{
    struct tl_out out = { buffer, buffer ? size : 0, 0 };
    const struct tl_head *head = finding ? head_of(finding) : NULL;
    const char *sentence = head ? sentence_of(head, kind) : NULL;
    if (sentence) {
        render(head, sentence, head->shown, &out);
    } else if (head && kind == TRAINLINT_POINTER && head->node >= 0) {
        tl_path_pointer(text_of(head), (size_t)head->node, &out);
    } else if (head && kind == TRAINLINT_PATH && head->node >= 0) {
        tl_path_normalized(text_of(head), (size_t)head->node, &out);
    } else if (head && kind == TRAINLINT_FIELD && head->field >= 0) {
        tl_out_string(&out, text_of(head) + head->field);
    } else {
        tl_out_end(&out);
        return TRAINLINT_NONE;
    }
    return tl_out_end(&out);
}

bool trainlint_related_at(const trainlint_finding *finding, size_t index, trainlint_span *span)
{
    if (!finding || !span || index >= finding->related_count)
        return false;
    *span = related_of(head_of(finding))[index].span;
    return true;
}

size_t trainlint_related_text(const trainlint_finding *finding, size_t index, char *buffer, size_t size)
{
    struct tl_out out = { buffer, buffer ? size : 0, 0 };
    if (!finding || index >= finding->related_count) {
        tl_out_end(&out);
        return TRAINLINT_NONE;
    }
    const struct tl_related *related = &related_of(head_of(finding))[index];
    render(head_of(finding), labels[related->label], related->text, &out);
    return tl_out_end(&out);
}

bool trainlint_edit_at(const trainlint_finding *finding, size_t index, trainlint_edit *edit)
{
    if (!finding || !edit || index >= finding->edit_count)
        return false;
    const struct tl_edit *own = &edits_of(head_of(finding))[index];
    *edit = (trainlint_edit){ own->span, text_of(head_of(finding)) + own->text };
    return true;
}

bool trainlint_param_at(const trainlint_finding *finding, size_t index, trainlint_param *param)
{
    if (!finding || !param || index >= finding->param_count)
        return false;
    const struct tl_param *own = &params_of(head_of(finding))[index];
    *param = (trainlint_param){ param_names[own->name],
                                own->text >= 0 ? text_of(head_of(finding)) + own->text : NULL, own->number };
    return true;
}
