/* SPDX-License-Identifier: MIT */
/*
 * What a server does around the calls: a fork amid a document, memory that fails under its callback, bodies longer
 * than was agreed, floods of everything.
 * attacks: L3 L4 L5 L7 L11 M6 M8
 */
#include "buffer.h"
#include "run.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

/* Findings of all kinds: of the text, of values, of keys, of relations. */
static const char mixed[] = "{\"config_name\": \"a b\", \"worker_server_num\": \"1\",, \"spce_id\": 1, \"model_id\": 0,"
                            " \"data_url\": \"/d/\", \"dataset_id\": null, \"parameter\": [{\"label\": \"x\\q\"},"
                            " {\"label\": \"x\", \"value\": 1}, {}], \"zzz\": [[[[{\"a\": {\"b\": [1, 2]}}]]]] }";

static const struct buffer document = { .bytes = (char *)mixed, .length = sizeof mixed - 1 };

static trainlint_profile *new_profile(trainlint_preset preset, const trainlint_allocator *allocator)
{
    trainlint_profile *profile;
    ck_assert_int_eq(trainlint_profile_new(&profile, preset, allocator), TRAINLINT_OK);
    return profile;
}

static trainlint_checker *new_checker(const trainlint_profile *profile)
{
    trainlint_checker *checker;
    ck_assert_int_eq(trainlint_new(&checker, (trainlint_profile *)profile), TRAINLINT_OK);
    return checker;
}

/* ---- the callback -------------------------------------------------------------------------- */

struct host {
    struct meter meter;
    int entered, left;
};

static bool on_finding(void *context, const trainlint_finding *finding)
{
    struct host *host = context;
    char text[256];
    size_t calls = host->meter.calls;
    host->entered++;
    ck_assert_uint_gt(trainlint_text(finding, TRAINLINT_MESSAGE, text, sizeof text), 0);
    ck_assert_uint_eq(trainlint_finish(NULL), TRAINLINT_MISUSE);
    ck_assert_uint_eq(host->meter.calls, calls);
    host->left++;
    return true;
}

/* Runs with the n-th allocation failing under the host's callback; true: none has failed. */
static bool run_under_callback(size_t fail_at, size_t chunk, int *called)
{
    struct host host = { .meter = { .fail_at = fail_at } };
    trainlint_allocator allocator = meter_allocator(&host.meter);
    trainlint_profile *profile = NULL;
    trainlint_checker *checker = NULL;
    trainlint_status status = trainlint_profile_new(&profile, TRAINLINT_LINT, &allocator);
    if (status == TRAINLINT_OK)
        status = trainlint_new(&checker, profile);
    if (status == TRAINLINT_OK)
        status = trainlint_on_finding(checker, on_finding, &host);
    if (status == TRAINLINT_OK)
        status = run_document(checker, &document, (struct split){ .chunk = chunk });
    ck_assert_int_eq(status, host.meter.failed ? TRAINLINT_NOMEM : TRAINLINT_INVALID);
    ck_assert_int_eq(host.entered, host.left);
    *called = host.left;
    trainlint_free(checker);
    trainlint_profile_free(profile);
    ck_assert_uint_eq(host.meter.live, 0);
    return !host.meter.failed;
}

/* The way out of yajl when memory fails never leads across the callback, and the callback costs no memory. */
START_TEST(callback_is_left_as_it_was_entered)
{
    int called = 0;
    for (size_t chunk = 0; chunk < 2; chunk++) {
        size_t fail_at = 1;
        while (!run_under_callback(fail_at, chunk, &called))
            fail_at++;
        ck_assert_uint_gt(fail_at, 4);
        ck_assert_int_gt(called, 6);
    }
}
END_TEST

/* ---- processes ---------------------------------------------------------------------------- */

static void describe(const trainlint_profile *profile, size_t chunk, struct buffer *out)
{
    trainlint_checker *checker = new_checker(profile);
    run_document(checker, &document, (struct split){ .chunk = chunk });
    run_describe(checker, out);
    trainlint_free(checker);
}

/* A checker that is copied by fork amid a document goes on in both processes. */
START_TEST(fork_amid_a_document)
{
    trainlint_profile *profile = new_profile(TRAINLINT_LINT, NULL);
    trainlint_checker *checker = new_checker(profile);
    struct buffer reference = { 0 }, found = { 0 };
    size_t half = document.length / 2, line;
    int status;
    describe(profile, 0, &reference);
    trainlint_feed(checker, document.bytes, half);
    pid_t child = fork();
    trainlint_feed(checker, document.bytes + half, document.length - half);
    trainlint_finish(checker);
    run_describe(checker, &found);
    bool same = !buffer_differ(&reference, &found, &line);
    if (child == 0)
        _exit(same ? 0 : 1);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_msg(same, "the parent finds something else");
    ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "the child finds something else");
    buffer_free(&reference);
    buffer_free(&found);
    trainlint_free(checker);
    trainlint_profile_free(profile);
}
END_TEST

/* ---- more than was agreed ------------------------------------------------------------------ */

/* Past its limit a document is not even looked at: the bytes may lie where nobody can read them. */
START_TEST(past_the_limit_nothing_is_read)
{
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    trainlint_profile *profile = new_profile(TRAINLINT_SERVER, &allocator);
    uint64_t limit = trainlint_profile_limit(profile, TRAINLINT_MAX_BYTES);
    static char blanks[1 << 20];
    size_t size = sizeof blanks;
    void *closed = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    trainlint_checker *checker = new_checker(profile);
    ck_assert(closed != MAP_FAILED && limit <= size);
    memset(blanks, ' ', size);
    ck_assert_int_eq(trainlint_feed(checker, blanks, (size_t)limit), TRAINLINT_MORE);
    ck_assert_int_eq(trainlint_feed(checker, blanks, 1), TRAINLINT_INVALID);
    size_t calls = meter.calls;
    for (int i = 0; i < 5000; i++)
        ck_assert_int_eq(trainlint_feed(checker, closed, size), TRAINLINT_INVALID);
    ck_assert_int_eq(trainlint_finish(checker), TRAINLINT_INVALID);
    ck_assert_uint_eq(meter.calls, calls);
    ck_assert_uint_eq(trainlint_count(checker, TRAINLINT_OFF), 1);
    ck_assert_uint_eq(trainlint_rule_hits(checker, "TL109"), 1);
    ck_assert(!trainlint_complete(checker));
    munmap(closed, size);
    trainlint_free(checker);
    trainlint_profile_free(profile);
}
END_TEST

/* ---- floods -------------------------------------------------------------------------------- */

/* A beginning, many of one thing, an end. What a % stands for counts them. */
static const struct {
    const char *name, *begin, *unit, *end;
} floods[] = {
    { "unknown keys", "{", "\"zzz\": 1, ", "\"zzz\": 1}" },
    { "unknown keys, each another one", "{", "\"k%\": 1, ", "\"k\": 1}" },
    { "keys like fields", "{", "\"spce_i%\": 1, ", "\"spce_id\": 1}" },
    { "long keys", "{", "\"config_nameconfig_nameconfig_nameconfig_nameconfig_nameconfig_nameconfig_name%\": 1, ",
      "\"k\": 1}" },
    { "labels, each another one", "{\"parameter\": [", "{\"label\": \"%\", \"value\": \"\"}, ", "{}]}" },
    { "one label", "{\"parameter\": [", "{\"label\": \"a\", \"value\": \"\"}, ", "{}]}" },
    { "duplicates", "{", "\"spec_id\": %, ", "\"spec_id\": 1}" },
    { "sources", "{\"data_source\": [", "{\"type\": \"obs\", \"dataset_id\": \"%\"}, ", "{}]}" },
    { "comments", "{", "/*%*/", "}" },
    { "commas", "[", ",", "]" },
    { "brackets", "", "[", "" },
    { "objects", "", "{\"a\":", "" },
    { "a number", "{\"spec_id\": ", "1", "}" },
    { "a string", "{\"config_desc\": \"", "\\u00e9", "\"}" },
    { "bad bytes", "{\"config_desc\": \"", "a\xff", "\"}" },
};
enum { FLOODS = sizeof floods / sizeof *floods };

static void flood(struct buffer *out, int kind, size_t bytes)
{
    buffer_clear(out);
    buffer_print(out, "%s", floods[kind].begin);
    for (size_t number = 0; out->length < bytes; number++) {
        const char *unit = floods[kind].unit, *counted = strchr(unit, '%');
        if (counted == NULL)
            buffer_print(out, "%s", unit);
        else
            buffer_print(out, "%.*s%zu%s", (int)(counted - unit), unit, number, counted + 1);
    }
    buffer_print(out, "%s", floods[kind].end);
}

/* How often a flood asks for memory. */
static size_t requests(int kind, size_t bytes, size_t chunk, trainlint_preset preset)
{
    struct meter meter = { 0 };
    trainlint_allocator allocator = meter_allocator(&meter);
    trainlint_profile *profile = new_profile(preset, &allocator);
    size_t before = meter.live;
    trainlint_checker *checker = new_checker(profile);
    struct buffer text = { 0 };
    flood(&text, kind, bytes);
    ck_assert_int_eq(run_document(checker, &text, (struct split){ .chunk = chunk }), TRAINLINT_INVALID);
    ck_assert_uint_le(meter.peak - before, trainlint_memory_bound(profile));
    ck_assert_uint_le(trainlint_finding_count(checker), trainlint_profile_limit(profile, TRAINLINT_MAX_FINDINGS));
    buffer_free(&text);
    trainlint_free(checker);
    trainlint_profile_free(profile);
    return meter.calls;
}

/* Four times the bytes ask for memory hardly more often, and never for more than the bound. */
START_TEST(floods_cost_no_memory)
{
    static const size_t chunks[] = { 0, 1, 4096 };
    size_t bytes = getenv("TL_QUICK") == NULL ? 200 * 1000 : 20 * 1000;
    for (size_t i = 0; i < 3; i++)
        for (int preset = TRAINLINT_SERVER; preset <= TRAINLINT_LINT; preset++) {
            size_t few = requests(_i, bytes, chunks[i], (trainlint_preset)preset);
            size_t many = requests(_i, 4 * bytes, chunks[i], (trainlint_preset)preset);
            ck_assert_msg(many <= few + 8, "%s, in chunks of %zu: %zu requests for memory, then %zu", floods[_i].name,
                          chunks[i], few, many);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("host");
    TCase *part = add_part(suite, "host");
    tcase_add_test(part, callback_is_left_as_it_was_entered);
    tcase_add_test(part, fork_amid_a_document);
    tcase_add_test(part, past_the_limit_nothing_is_read);
    tcase_add_loop_test(part, floods_cost_no_memory, 0, FLOODS);
    return run_suite(suite);
}
