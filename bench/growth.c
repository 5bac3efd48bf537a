/* SPDX-License-Identifier: MIT */
/*
 * What a check costs as its document grows; bench/growth.sh calls this under callgrind, which writes an account of each
 * check, and makes the table. The checker is a reused one, so that its buffers are as long as they get.
 *
 *     growth         prints the kinds of documents (tests/kinds.h): number, bytes of the least one, name
 *     growth NUMBER  checks three such documents, each twice as long as the one before, each in three ways, and
 *                    prints the bytes of each
 */
#include "kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>
#include <valgrind/callgrind.h>

enum { LARGE = 1024 * 1024, SMALL = 128 * 1024, DOUBLINGS = 2 };

static const struct way {
    trainlint_preset preset;
    size_t chunk; /* 0: one chunk */
    size_t part;  /* of the size; a byte at a time is dear */
} ways[] = { { TRAINLINT_LINT, 0, 1 }, { TRAINLINT_LINT, 1, 4 }, { TRAINLINT_SERVER, 0, 1 } };

struct document {
    char *bytes;
    size_t size;
};

static void need(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "growth: %s\n", what);
    exit(1);
}

static size_t least_size(const struct kind *kind)
{
    return kind->large ? LARGE : SMALL;
}

/* Its units fill `size` bytes as far as they can. */
static struct document make_document(const struct kind *kind, size_t size)
{
    size_t begin = strlen(kind->begin), end = strlen(kind->end);
    struct document document = { malloc(begin + size + end), begin };
    uint64_t number = 0;

    need(document.bytes != NULL, "no memory");
    memcpy(document.bytes, kind->begin, begin);
    document.size += kind_fill(kind, &number, document.bytes + begin, size);
    memcpy(document.bytes + document.size, kind->end, end);
    document.size += end;
    return document;
}

/* A preset with limits that none of the documents crosses; what it stores of the findings stays bounded. */
static trainlint_profile *new_profile(trainlint_preset preset)
{
    static const struct {
        trainlint_limit limit;
        uint64_t value;
    } raised[] = {
        { TRAINLINT_MAX_BYTES, 0 },
        { TRAINLINT_MAX_DEPTH, 1000000 },
        { TRAINLINT_MAX_TOKEN, 1 << 24 },
        { TRAINLINT_MAX_MEMBERS, 1 << 24 },
    };
    trainlint_profile *profile;

    need(trainlint_profile_new(&profile, preset, NULL) == TRAINLINT_OK, "no profile");
    for (size_t i = 0; i < sizeof raised / sizeof *raised; i++)
        need(trainlint_profile_set_limit(profile, raised[i].limit, raised[i].value) == TRAINLINT_OK, "no such limit");
    return profile;
}

static void check(trainlint_checker *checker, struct document document, size_t chunk)
{
    trainlint_status status;

    trainlint_reset(checker);
    for (size_t at = 0; at < document.size; at += chunk)
        trainlint_feed(checker, document.bytes + at, chunk);
    status = trainlint_finish(checker);
    need(status == TRAINLINT_OK || status == TRAINLINT_INVALID, "the check has failed");
}

static void measure(const struct kind *kind, const struct way *way, size_t size)
{
    struct document document = make_document(kind, size / way->part);
    size_t chunk = way->chunk == 0 ? document.size : way->chunk;
    trainlint_profile *profile = new_profile(way->preset);
    trainlint_checker *checker;

    need(trainlint_new(&checker, profile) == TRAINLINT_OK, "no checker");
    check(checker, document, chunk);
    CALLGRIND_ZERO_STATS;
    CALLGRIND_START_INSTRUMENTATION;
    check(checker, document, chunk);
    CALLGRIND_STOP_INSTRUMENTATION;
    CALLGRIND_DUMP_STATS;
    printf("%zu\n", document.size);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    free(document.bytes);
}

static void grow(const struct kind *kind)
{
    for (int doubling = 0; doubling <= DOUBLINGS; doubling++)
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            measure(kind, &ways[i], least_size(kind) << doubling);
}

int main(int argc, char **argv)
{
    size_t number;

    if (argc < 2) {
        for (size_t i = 0; i < kind_count; i++)
            printf("%zu %zu %s\n", i, least_size(&kinds[i]), kinds[i].name);
        return 0;
    }
    number = strtoul(argv[1], NULL, 10);
    need(number < kind_count, "no such kind");
    grow(&kinds[number]);
    return 0;
}
