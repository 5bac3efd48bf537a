/* SPDX-License-Identifier: MIT */
#include "selection.h"

#include <stdlib.h>
#include <string.h>

#include "look.h"
#include "memory.h"
#include "suggest.h"
#include "trouble.h"

static const char *const option_names[] = {
    [CHOICE_SELECT] = "--select",
    [CHOICE_IGNORE] = "--ignore",
    [CHOICE_SEVERITY] = "--severity",
};

void selection_add(struct selection *selection, enum choice_kind kind, const char *text)
{
    selection->choices = memory_resize(selection->choices, (selection->count + 1) * sizeof *selection->choices);
    selection->choices[selection->count++] = (struct choice){ kind, text };
}

void selection_release(struct selection *selection)
{
    free(selection->choices);
    *selection = (struct selection){ 0 };
}

/* ---- rules by name ------------------------------------------------------------------------- */

/* A word on the command line, not NUL-terminated. */
struct word {
    const char *text;
    size_t size;
};

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

static bool begins_with(const char *text, const struct word *word)
{
    for (size_t i = 0; i < word->size; i++)
        if (text[i] == '\0' || upper(text[i]) != upper(word->text[i]))
            return false;
    return true;
}

static bool is_rule(const trainlint_rule *rule, const struct word *word)
{
    return (begins_with(rule->code, word) && strlen(rule->code) == word->size)
           || (begins_with(rule->name, word) && strlen(rule->name) == word->size);
}

/* The beginning of a code, of at least its letters, stands for all that begin so. */
static bool is_meant(const trainlint_rule *rule, const struct word *word)
{
    return is_rule(rule, word) || (word->size >= 2 && begins_with(rule->code, word));
}

static void report_unknown(const char *option, const struct word *word)
{
    struct suggestion suggestion = { .word = word->text, .size = word->size };
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        suggest_offer(&suggestion, trainlint_rule_at(i)->name);
        suggest_offer(&suggestion, trainlint_rule_at(i)->code);
    }
    if (suggestion.best != NULL)
        trouble(option, "no rule is called '%.*s'; did you mean '%s'?", (int)word->size, word->text, suggestion.best);
    else
        trouble(option, "no rule is called '%.*s'; --rules lists them", (int)word->size, word->text);
}

const trainlint_rule *selection_find(const char *option, const char *text)
{
    struct word word = { text, strlen(text) };
    for (size_t i = 0; i < trainlint_rule_count(); i++)
        if (is_rule(trainlint_rule_at(i), &word))
            return trainlint_rule_at(i);
    report_unknown(option, &word);
    return NULL;
}

/* ---- severities ---------------------------------------------------------------------------- */

static bool set_severity(trainlint_profile *profile, const char *option, const trainlint_rule *rule,
                         trainlint_severity severity)
{
    if (rule->fixed_severity) {
        trouble(option, "%s %s: its severity cannot be changed, for it says that the text is no JSON or too much of it",
                rule->code, rule->name);
        return false;
    }
    return trainlint_profile_set_severity(profile, rule->code, severity) == TRAINLINT_OK;
}

/* Gives all rules that a word means a severity. */
static bool set_meant(trainlint_profile *profile, const char *option, const struct word *word,
                      trainlint_severity severity)
{
    bool found = false;
    for (size_t i = 0; i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        if (!is_meant(rule, word))
            continue;
        found = true;
        if (!set_severity(profile, option, rule, severity))
            return false;
    }
    if (!found)
        report_unknown(option, word);
    return found;
}

static const char separators[] = ", ";

/* Takes the first word of a list off; false: there is none left. */
static bool next_word(const char **list, struct word *word)
{
    *list += strspn(*list, separators);
    *word = (struct word){ *list, strcspn(*list, separators) };
    *list += word->size;
    return word->size > 0;
}

/* Marks what a list selects. Nothing at all would switch everything off: a variable of a script is likely empty. */
static bool select_rules(const char *list, bool *selected)
{
    struct word word;
    if (list[strspn(list, separators)] == '\0') {
        trouble(option_names[CHOICE_SELECT], "'%s' names no rule", list);
        return false;
    }
    while (next_word(&list, &word)) {
        bool found = false;
        for (size_t i = 0; i < trainlint_rule_count(); i++) {
            bool meant = is_meant(trainlint_rule_at(i), &word);
            selected[i] |= meant;
            found |= meant;
        }
        if (!found) {
            report_unknown(option_names[CHOICE_SELECT], &word);
            return false;
        }
    }
    return true;
}

static bool apply_selects(const struct selection *selection, trainlint_profile *profile)
{
    bool selected[1000] = { false }; /* codes have three digits */
    bool any = false;
    for (size_t i = 0; i < selection->count; i++) {
        if (selection->choices[i].kind != CHOICE_SELECT)
            continue;
        any = true;
        if (!select_rules(selection->choices[i].text, selected))
            return false;
    }
    for (size_t i = 0; any && i < trainlint_rule_count(); i++) {
        const trainlint_rule *rule = trainlint_rule_at(i);
        if (!selected[i] && !rule->fixed_severity)
            trainlint_profile_set_severity(profile, rule->code, TRAINLINT_OFF);
    }
    return true;
}

static bool apply_ignore(trainlint_profile *profile, const char *list)
{
    struct word word;
    while (next_word(&list, &word))
        if (!set_meant(profile, option_names[CHOICE_IGNORE], &word, TRAINLINT_OFF))
            return false;
    return true;
}

static bool apply_severity(trainlint_profile *profile, const char *text)
{
    const char *option = option_names[CHOICE_SEVERITY];
    const char *sign = strchr(text, '=');
    if (sign == NULL || sign == text) {
        trouble(option, "'%s' is not of the form RULE=LEVEL", text);
        return false;
    }
    for (int severity = TRAINLINT_OFF; severity <= TRAINLINT_ERROR; severity++)
        if (strcmp(sign + 1, look_severity_name((trainlint_severity)severity)) == 0)
            return set_meant(profile, option, &(struct word){ text, (size_t)(sign - text) },
                             (trainlint_severity)severity);
    trouble(option, "'%s' is none of error, warning, note, off", sign + 1);
    return false;
}

bool selection_apply(const struct selection *selection, trainlint_profile *profile)
{
    if (!apply_selects(selection, profile))
        return false;
    for (int kind = CHOICE_IGNORE; kind <= CHOICE_SEVERITY; kind++)
        for (size_t i = 0; i < selection->count; i++) {
            const struct choice *choice = &selection->choices[i];
            if ((int)choice->kind != kind)
                continue;
            bool done =
                kind == CHOICE_IGNORE ? apply_ignore(profile, choice->text) : apply_severity(profile, choice->text);
            if (!done)
                return false;
        }
    return true;
}
