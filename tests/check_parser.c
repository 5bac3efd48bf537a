/* SPDX-License-Identifier: MIT */
/* The parser's room: what yajl refuses, and memory that ends while it parses. */
#include "run.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

#include "scanner.h"

static trainlint_profile *profile;
static struct tl_findings findings;
static struct tl_engine engine;
static struct tl_parser *parser;

static void start(const trainlint_allocator *allocator)
{
    ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, allocator), TRAINLINT_OK);
    findings = (struct tl_findings){ .profile = profile };
    tl_findings_reset(&findings);
    tl_engine_init(&engine, profile, &findings);
    parser = tl_parser_new(profile, &engine);
    ck_assert_ptr_nonnull(parser);
}

static void stop(void)
{
    tl_parser_free(parser);
    tl_engine_release(&engine);
    tl_findings_release(&findings);
    trainlint_profile_free(profile);
}

/* ---- a clean text that is none, which the scanner never makes */

START_TEST(place_of_what_is_refused)
{
    static const struct {
        const char *text;
        unsigned places, refused;
    } cases[] = {
        { "]", 1, 0 },     /* no token of it is taken */
        { "null]", 1, 0 }, /* the last one is */
        { "null ", 2, 1 }, /* a token is not there */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct tl_place places[] = { { 5, 1, 6, 1, 1, 0, 0 }, { 9, 1, 10, 1, 1, 4, 0 } }, refused;
        start(NULL);
        ck_assert_int_eq(tl_parser_feed(parser, (const unsigned char *)cases[i].text, strlen(cases[i].text), places,
                                        cases[i].places, &refused),
                         TL_PARSE_REFUSED);
        ck_assert_uint_eq(refused.offset, places[cases[i].refused].offset);
        stop();
    }
}
END_TEST

/* It is a finding, at the token, and the end of the check. */
START_TEST(refused_by_the_scanner)
{
    struct tl_scanner scanner = { 0 };
    struct tl_place place = { 5, 1, 6, 1, 1, 0, 0 };
    trainlint_finding finding;
    start(NULL);
    ck_assert(tl_scanner_init(&scanner, profile, &findings, parser, &engine));
    scanner.text[scanner.used++] = ']';
    tl_commit(&scanner, &place);
    tl_flush(&scanner);
    ck_assert(tl_finding_at(&findings, 0, &finding));
    ck_assert_str_eq(finding.rule->name, "bad-json");
    ck_assert_uint_eq(finding.span.start.offset, 5);
    ck_assert(findings.ended);
    tl_scanner_release(&scanner);
    stop();
}
END_TEST

/* ---- memory */

enum { DEEP = 20000 };

START_TEST(no_memory_for_a_restart)
{
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    struct tl_open *opens = calloc(DEEP, sizeof *opens);
    ck_assert_ptr_nonnull(opens);
    start(&allocator);
    meter.fail_at = meter.calls + 1;
    tl_parser_restart(parser, opens, DEEP, false);
    ck_assert(meter.failed);
    ck_assert_int_eq(findings.status, TRAINLINT_NOMEM);
    ck_assert(findings.ended);
    tl_findings_reset(&findings);
    tl_parser_restart(parser, opens, DEEP, false);
    ck_assert(!findings.ended);
    stop();
    ck_assert_uint_eq(meter.live, 0);
    free(opens);
}
END_TEST

/*
 * So deep in brackets that yajl's first chunk is nearly full, a text with escapes comes, which yajl decodes: in one
 * piece and plain, so that it goes the direct way. The brackets come in pieces that are too short for that.
 */
static trainlint_status feed_deep(trainlint_checker *checker)
{
    static const char brackets[] = "[[[[[[[[", text[] = "1, \"a\\nb\", \"c\", \"d\", \"e\", \"f\"]";
    for (int i = 0; i < 100; i++) {
        trainlint_status status = trainlint_feed(checker, brackets, sizeof brackets - 1);
        if (status == TRAINLINT_NOMEM)
            return status;
    }
    return trainlint_feed(checker, text, sizeof text - 1);
}

START_TEST(no_memory_on_the_direct_way)
{
    bool failed = true;
    size_t tries = 0;
    for (; failed; tries++) {
        struct meter meter = { 0 };
        trainlint_allocator allocator = meter_allocator(&meter);
        trainlint_checker *checker;
        ck_assert_int_eq(trainlint_profile_new(&profile, TRAINLINT_LINT, &allocator), TRAINLINT_OK);
        ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_DEPTH, 10000), TRAINLINT_OK);
        ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
        meter.fail_at = meter.calls + 1 + tries;
        trainlint_status status = feed_deep(checker);
        ck_assert_int_eq(status, meter.failed ? TRAINLINT_NOMEM : TRAINLINT_MORE);
        status = trainlint_finish(checker);
        failed = meter.failed;
        ck_assert_int_eq(status, failed ? TRAINLINT_NOMEM : TRAINLINT_INVALID);
        meter.fail_at = 0;
        trainlint_reset(checker);
        ck_assert_int_eq(feed_deep(checker), TRAINLINT_MORE);
        trainlint_free(checker);
        trainlint_profile_free(profile);
        ck_assert_uint_eq(meter.live, 0);
    }
    ck_assert_uint_gt(tries, 1);
}
END_TEST

RUN_SUITE("parser", place_of_what_is_refused, refused_by_the_scanner, no_memory_for_a_restart,
          no_memory_on_the_direct_way)
