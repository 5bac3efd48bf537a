/* SPDX-License-Identifier: MIT */
/* The public checker: the stages of one document, and its status. */
#include "scanner.h"

struct trainlint_checker {
    const struct trainlint_profile *profile;
    struct tl_findings findings;
    struct tl_engine engine;
    struct tl_parser *parser;
    struct tl_scanner scanner;
    bool begun, finished;
    bool calling_back;
    trainlint_callback callback;
    void *callback_context;
};

const char *trainlint_version(void)
{
    return TRAINLINT_VERSION;
}

const char *trainlint_status_text(trainlint_status status)
{
    static const char *const texts[] = {
        [TRAINLINT_OK] = "the document is valid",
        [TRAINLINT_MORE] = "no error so far",
        [TRAINLINT_INVALID] = "the document is not valid",
        [TRAINLINT_NOMEM] = "out of memory",
        [TRAINLINT_MISUSE] = "wrong argument or call out of turn",
        [TRAINLINT_STOPPED] = "stopped by the callback",
    };
    return (unsigned)status < sizeof texts / sizeof *texts ? texts[status] : "unknown status";
}

static uint64_t add(uint64_t a, uint64_t b)
{
    return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

uint64_t trainlint_memory_bound(const trainlint_profile *profile)
{
    if (!profile)
        return 0;
    uint64_t bound = add(sizeof(struct trainlint_checker), tl_findings_bound(profile));
    bound = add(bound, tl_engine_bound(profile));
    bound = add(bound, tl_parser_bound(profile));
    return add(bound, tl_scanner_bound(profile));
}

/* ---- life */

trainlint_status trainlint_new(trainlint_checker **out, const trainlint_profile *profile)
{
    if (!out)
        return TRAINLINT_MISUSE;
    *out = NULL;
    if (!profile)
        return TRAINLINT_MISUSE;
    /* the one member that changes: from now on the profile is what its checkers know */
    atomic_store_explicit(&((trainlint_profile *)profile)->sealed, true, memory_order_relaxed);
    trainlint_checker *checker = tl_allocate(&profile->allocator, sizeof *checker);
    if (!checker)
        return TRAINLINT_NOMEM;
    *checker = (trainlint_checker){ .profile = profile, .findings = { .profile = profile } };
    tl_findings_reset(&checker->findings);
    tl_engine_init(&checker->engine, profile, &checker->findings);
    checker->parser = tl_parser_new(profile, &checker->engine);
    if (!tl_scanner_init(&checker->scanner, profile, &checker->findings, checker->parser, &checker->engine)
        || !checker->parser) {
        trainlint_free(checker);
        return TRAINLINT_NOMEM;
    }
    *out = checker;
    return TRAINLINT_OK;
}

void trainlint_free(trainlint_checker *checker)
{
    if (!checker || checker->calling_back)
        return;
    tl_scanner_release(&checker->scanner);
    tl_parser_free(checker->parser);
    tl_engine_release(&checker->engine);
    tl_findings_release(&checker->findings);
    tl_release(&checker->profile->allocator, checker);
}

trainlint_status trainlint_reset(trainlint_checker *checker)
{
    if (!checker || checker->calling_back)
        return TRAINLINT_MISUSE;
    tl_findings_reset(&checker->findings);
    tl_engine_reset(&checker->engine);
    tl_parser_reset(checker->parser);
    tl_scanner_reset(&checker->scanner);
    checker->finished = checker->begun = false;
    return TRAINLINT_OK;
}

/* ---- the callback */

static bool call_back(void *context, const trainlint_finding *finding)
{
    trainlint_checker *checker = context;
    checker->calling_back = true;
    bool go_on = checker->callback(checker->callback_context, finding);
    checker->calling_back = false;
    return go_on;
}

trainlint_status trainlint_on_finding(trainlint_checker *checker, trainlint_callback callback, void *context)
{
    if (!checker || checker->calling_back || checker->begun)
        return TRAINLINT_MISUSE;
    checker->callback = callback;
    checker->callback_context = context;
    checker->findings.callback = callback ? call_back : NULL;
    checker->findings.callback_context = checker;
    return TRAINLINT_OK;
}

/* ---- a document */

/* A call out of turn loses the document, until the next reset. */
static trainlint_status misuse(trainlint_checker *checker)
{
    struct tl_findings *findings = &checker->findings;
    if (findings->status == TRAINLINT_MORE || findings->status == TRAINLINT_INVALID)
        findings->status = TRAINLINT_MISUSE;
    findings->muted = true;
    tl_end_check(findings);
    return findings->status;
}

trainlint_status trainlint_feed(trainlint_checker *checker, const void *bytes, size_t size)
{
    if (!checker || checker->calling_back)
        return TRAINLINT_MISUSE;
    if (checker->finished || (!bytes && size > 0))
        return checker->finished ? TRAINLINT_MISUSE : misuse(checker);
    checker->begun = true;
    if (size > 0)
        tl_scanner_feed(&checker->scanner, bytes, size);
    return checker->findings.status;
}

trainlint_status trainlint_finish(trainlint_checker *checker)
{
    if (!checker || checker->calling_back)
        return TRAINLINT_MISUSE;
    if (!checker->finished) {
        checker->finished = true;
        tl_scanner_finish(&checker->scanner);
        tl_engine_finish(&checker->engine);
        if (checker->findings.status == TRAINLINT_MORE)
            checker->findings.status = TRAINLINT_OK;
    }
    return checker->findings.status;
}

trainlint_status trainlint_check(trainlint_checker *checker, const void *bytes, size_t size)
{
    trainlint_status status = trainlint_reset(checker);
    if (status != TRAINLINT_OK)
        return status;
    status = trainlint_feed(checker, bytes, size);
    return status == TRAINLINT_MISUSE ? status : trainlint_finish(checker);
}

/* ---- what was found */

trainlint_status trainlint_status_of(const trainlint_checker *checker)
{
    return checker ? checker->findings.status : TRAINLINT_MISUSE;
}

bool trainlint_complete(const trainlint_checker *checker)
{
    return checker && !checker->findings.incomplete;
}

uint64_t trainlint_count(const trainlint_checker *checker, trainlint_severity severity)
{
    if (!checker || severity < TRAINLINT_OFF || severity > TRAINLINT_ERROR)
        return 0;
    const uint64_t *counts = checker->findings.by_severity;
    return severity ? counts[severity] : counts[TRAINLINT_NOTE] + counts[TRAINLINT_WARNING] + counts[TRAINLINT_ERROR];
}

uint64_t trainlint_rule_hits(const trainlint_checker *checker, const char *rule)
{
    enum tl_rule index = tl_rule_index(rule);
    return checker && index != TL_RULE_COUNT ? checker->findings.hits[index] : 0;
}

size_t trainlint_known_fields(const trainlint_checker *checker)
{
    return checker ? tl_engine_known_fields(&checker->engine) : 0;
}

size_t trainlint_finding_count(const trainlint_checker *checker)
{
    return checker ? checker->findings.count : 0;
}

bool trainlint_finding_at(const trainlint_checker *checker, size_t index, trainlint_finding *finding)
{
    return checker && finding && tl_finding_at(&checker->findings, index, finding);
}
