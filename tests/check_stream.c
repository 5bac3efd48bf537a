/* SPDX-License-Identifier: MIT */
/*
 * A stream of any length takes the same memory as one of 1 MiB: to the byte, and not more than was promised. The
 * documents (kinds.h) come in blocks and are never whole anywhere. With TL_EXHAUSTIVE=1 the stream is 1 GiB long.
 *
 *     check_stream           run all kinds; CK_RUN_CASE=NAME: run that one
 *     check_stream --parts   print their names
 */
#include "kinds.h"
#include "run.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MIB ((uint64_t)1 << 20)
enum { BLOCK = 64 * 1024 };

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value != NULL && strcmp(value, "0") != 0;
}

/* Long enough for every buffer to be as long as it gets. */
static uint64_t short_stream(void)
{
    return is_set("TL_QUICK") ? MIB / 4 : MIB;
}

static uint64_t long_stream(const struct kind *kind)
{
    if (is_set("TL_EXHAUSTIVE"))
        return kind->large ? 1024 * MIB : 64 * MIB;
    return is_set("TL_QUICK") ? MIB : kind->large ? 8 * MIB : 4 * MIB;
}

static void feed(trainlint_checker *checker, const char *bytes, size_t size)
{
    trainlint_status status = trainlint_feed(checker, bytes, size);

    ck_assert(status == TRAINLINT_MORE || status == TRAINLINT_INVALID);
}

static void stream(trainlint_checker *checker, const struct kind *kind, uint64_t size)
{
    static char block[BLOCK];
    uint64_t number = 0;

    feed(checker, kind->begin, strlen(kind->begin));
    for (uint64_t left = size; left >= BLOCK; left -= BLOCK)
        feed(checker, block, kind_fill(kind, &number, block, BLOCK));
    feed(checker, kind->end, strlen(kind->end));
    trainlint_finish(checker);
}

/* The limits of a preset, but for those that would end the check and cost no memory; tokens as on a server. */
static trainlint_profile *new_profile(trainlint_preset preset, const trainlint_allocator *allocator)
{
    trainlint_profile *profile;

    ck_assert_int_eq(trainlint_profile_new(&profile, preset, allocator), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_BYTES, 0), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_MEMBERS, (uint64_t)1 << 62), TRAINLINT_OK);
    ck_assert_int_eq(trainlint_profile_set_limit(profile, TRAINLINT_MAX_TOKEN, UINT64_C(64) << 10), TRAINLINT_OK);
    return profile;
}

/* The most bytes a new checker holds at once while such a stream goes through it. */
static size_t peak_of(const struct kind *kind, trainlint_preset preset, uint64_t size)
{
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    trainlint_profile *profile = new_profile(preset, &allocator);
    trainlint_checker *checker;
    size_t before = meter.live, peak;

    ck_assert_int_eq(trainlint_new(&checker, profile), TRAINLINT_OK);
    stream(checker, kind, size);
    peak = meter.peak - before;
    ck_assert_msg(peak <= trainlint_memory_bound(profile), "%s: %zu bytes, more than was promised", kind->name, peak);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    ck_assert_uint_eq(meter.live, 0);
    return peak;
}

START_TEST(streams)
{
    const struct kind *kind = &kinds[_i];
    uint64_t size = long_stream(kind);

    size_t many[2];

    for (int preset = 0; preset < 2; preset++) {
        size_t few = peak_of(kind, (trainlint_preset)preset, short_stream());

        many[preset] = peak_of(kind, (trainlint_preset)preset, size);
        ck_assert_msg(few == many[preset], "%s, preset %d: %zu bytes of memory at first, %zu for %llu MiB", kind->name,
                      preset, few, many[preset], (unsigned long long)(size / MIB));
    }
    printf("%-32s %5llu MiB, as at first: %6zu bytes of memory on a server, %6zu in the linter\n", kind->name,
           (unsigned long long)(size / MIB), many[TRAINLINT_SERVER], many[TRAINLINT_LINT]);
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("streams");

    for (int i = 0; i < (int)kind_count; i++) {
        TCase *part = add_part(suite, kinds[i].name);

        tcase_set_timeout(part, is_set("TL_EXHAUSTIVE") ? 7200 : 600);
        tcase_add_loop_test(part, streams, i, i + 1);
        if (argc > 1 && strcmp(argv[1], "--parts") == 0)
            puts(kinds[i].name);
    }
    return argc > 1 ? 0 : run_suite(suite);
}
