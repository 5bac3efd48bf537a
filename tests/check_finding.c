/* SPDX-License-Identifier: MIT */
/* What a finding holds: keys as they are shown, and what does not fit. */
#include "suite.h"

#include <string.h>

#include "finding.h"

static trainlint_profile *profile;
static struct tl_findings findings;
static const trainlint_span nowhere = { { 0, 1, 1 }, { 1, 1, 2 } };

static void begin(enum tl_words words)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, NULL), TRAINLINT_OK);
    findings = (struct tl_findings){ .profile = profile };
    tl_findings_reset(&findings);
    ck_assert(tl_begin(&findings, RULE_unknown_field, words, nowhere));
}

static trainlint_finding end(void)
{
    trainlint_finding finding;
    tl_end(&findings);
    ck_assert(tl_finding_at(&findings, 0, &finding));
    return finding;
}

static void forget(void)
{
    tl_findings_release(&findings);
    trainlint_profile_free(profile);
}

static void expect(const trainlint_finding *finding, trainlint_text_kind kind, const char *wanted)
{
    char text[400];
    ck_assert_uint_eq(trainlint_text(finding, kind, text, sizeof text), strlen(wanted));
    ck_assert_str_eq(text, wanted);
}

/* Escaped where it would not be seen, or be taken for another; cut to 64 characters. */
START_TEST(keys)
{
    static const struct {
        const char *key, *shown;
    } cases[] = {
        { "abc", "abc" },
        { "", "" },
        { "a\tb", "a\\u0009b" },
        { "a\x7F", "a\\u007f" },
        { "\xC3\xA9t\xC3\xA9", "\\u00e9t\\u00e9" }, /* letters of ASCII and others */
        { "\xD1\x82\xD0\xB8\xD0\xBF", "\xD1\x82\xD0\xB8\xD0\xBF" },
        { "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80" },
        { "a\xF0\x9F\x98\x80", "a\\u01f600" },
        { "a\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80"
          "\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
          "a\\u01f600\\u01f600\\u01f600\\u01f600\\u01f600\\u01f600\\u01f600\xE2\x80\xA6" }, /* 65 as they are shown */
        { "\xF3\xA0\x80\x81", "\\u0e0001" }, /* a tag, which has no ink */
        { "\xE2\x80\xAE", "\\u202e" },
        { "a\xEF\xBF\xBD", "a\xEF\xBF\xBD" }, /* stands for what was no character */
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xE2\x80\xA6" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        begin(WORDS_unknown);
        tl_param_text(&findings, PARAM_object, "the request");
        tl_param_key(&findings, PARAM_field, (const unsigned char *)cases[i].key, strlen(cases[i].key));
        tl_param_field(&findings, PARAM_field);
        trainlint_finding finding = end();
        expect(&finding, TRAINLINT_FIELD, cases[i].shown);
        forget();
    }
}
END_TEST

/* The first are kept; a fix that is not whole is none. */
START_TEST(too_many_parts)
{
    trainlint_edit edit;
    begin(WORDS_unknown_for);
    for (int i = 0; i < TL_MAX_PARAMS; i++)
        tl_param_number(&findings, PARAM_count, i);
    tl_param_text(&findings, PARAM_field, "one too many");
    for (int i = 0; i < TL_MAX_RELATED + 1; i++)
        tl_related(&findings, nowhere, LABEL_first_one, NULL, 0);
    for (int i = 0; i < TL_MAX_EDITS + 1; i++)
        tl_edit(&findings, nowhere, "x", 1);
    tl_edit(&findings, nowhere, "x", 1);
    trainlint_finding finding = end();
    ck_assert_uint_eq(finding.param_count, TL_MAX_PARAMS);
    ck_assert_uint_eq(finding.related_count, TL_MAX_RELATED);
    ck_assert_uint_eq(finding.edit_count, 0);
    ck_assert_int_eq(finding.applicability, TRAINLINT_MANUAL);
    ck_assert(!trainlint_edit_at(&finding, 0, &edit));
    expect(&finding, TRAINLINT_MESSAGE, "unknown field \"\""); /* a name that has no parameter */
    forget();
}
END_TEST

/* A text that does not fit is left out, and with it what it belongs to. */
START_TEST(too_much_text)
{
    static char text[TL_MAX_TEXT];
    memset(text, 'x', sizeof text - 1);
    begin(WORDS_given_twice_shown);
    tl_edit(&findings, nowhere, text, sizeof text - 41);
    ck_assert_uint_eq(findings.draft.head.edits, 0); /* the fix of these words is a person's */
    findings.draft.head.applicability = TRAINLINT_SAFE;
    tl_edit(&findings, nowhere, text, sizeof text - 21);
    ck_assert_uint_eq(findings.draft.head.edits, 1);
    tl_param_text(&findings, PARAM_field, text);
    tl_param_key(&findings, PARAM_field, (const unsigned char *)text, 30);
    tl_shown(&findings, (const unsigned char *)text, 22);
    tl_edit(&findings, nowhere, text, 22);
    trainlint_finding finding = end();
    ck_assert_uint_eq(finding.param_count, 0);
    ck_assert_uint_eq(finding.edit_count, 0);
    ck_assert_int_eq(finding.applicability, TRAINLINT_MANUAL);
    expect(&finding, TRAINLINT_LABEL, "the second one says ");
    forget();
}
END_TEST

RUN_SUITE("finding", keys, too_many_parts, too_much_text)
