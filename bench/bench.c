/* SPDX-License-Identifier: MIT */
/*
 * What a check costs beside bare yajl; bench/run calls this under callgrind and makes the table.
 *
 *     bench make SAMPLE DIR          writes the documents, made from SAMPLE (the page's own request)
 *     bench yajl FILE COUNT          parses FILE with bare yajl, COUNT times
 *     bench server|lint FILE COUNT   checks FILE with that preset and one checker, COUNT times
 *     bench memory server|lint FILE  the most bytes the checker held, and the bound it had promised
 *
 * "invalid" in a file's name says that the verdict must be that.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <trainlint.h>
#include <yajl/yajl_parse.h>

static void fail(const char *what)
{
    fprintf(stderr, "bench: %s\n", what);
    exit(1);
}

/* ---- documents --------------------------------------------------------------------------- */

enum { PACK_DOCUMENTS = 10000, LARGE_BYTES = 10 * 1000 * 1000 };

static uint32_t random_state = 20220101; /* xorshift32: the same documents everywhere */

static unsigned random_below(unsigned limit)
{
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    random_state ^= random_state << 5;
    return random_state % limit;
}

static const char *random_word(void)
{
    static const char *const words[] = { "resnet50", "mnist", "yolo", "bert", "flowers", "nightly", "v2", "final" };
    return words[random_below(sizeof words / sizeof *words)];
}

static FILE *create(const char *dir, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "wb");
    if (!file)
        fail("cannot create a document");
    return file;
}

static char *read_whole(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0)
        fail("cannot read a document");
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    if (!text || fread(text, 1, *size, file) != *size)
        fail("cannot read a document");
    text[*size] = '\0';
    fclose(file);
    return text;
}

/* No blanks but those of strings. */
static void make_minified(FILE *file, const char *sample)
{
    bool in_string = false;
    for (const char *at = sample; *at; at++) {
        if (*at == '"' && (at == sample || at[-1] != '\\'))
            in_string = !in_string;
        if (in_string || !strchr(" \t\r\n", *at))
            fputc(*at, file);
    }
}

static const char *replace(FILE *file, const char *text, const char *old, const char *new)
{
    const char *at = strstr(text, old);
    if (!at)
        fail("the sample is not the page's");
    fwrite(text, 1, (size_t)(at - text), file);
    fputs(new, file);
    return at + strlen(old);
}

/* One wrong type and one misspelt key. */
static void make_invalid(FILE *file, const char *sample)
{
    sample = replace(file, sample, "\"worker_server_num\": 1", "\"worker_server_num\": \"1\"");
    sample = replace(file, sample, "\"spec_id\"", "\"spce_id\"");
    fputs(sample, file);
}

static void make_code(FILE *file, const char *gap)
{
    if (random_below(4) == 0) {
        fprintf(file, ",%s\"model_id\": %u", gap, 1 + random_below(5000));
        return;
    }
    const char *project = random_word();
    fprintf(file, ",%s\"app_url\": \"/bucket/%s/\",%s\"boot_file_url\": \"/bucket/%s/train_%u.py\"", gap, project, gap,
            project, random_below(100));
    fprintf(file, ",%s\"engine_id\": %u", gap, 1 + random_below(60));
}

static void make_data(FILE *file, const char *gap)
{
    unsigned entries = 1 + random_below(3), form = random_below(4);
    if (form == 0) {
        fprintf(file, ",%s\"data_url\": \"/bucket/data/%s/\"", gap, random_word());
        return;
    }
    if (form == 1) {
        fprintf(file, ",%s\"dataset_id\": \"38277e62-9e59-48f4-8d89-%08x0000\"", gap, random_below(1u << 31));
        fprintf(file, ",%s\"dataset_version_id\": \"Pm6d%uQ\"", gap, random_below(1000000));
        return;
    }
    fprintf(file, ",%s\"data_source\": [", gap);
    for (unsigned i = 0; i < entries; i++) {
        const char *comma = i ? "," : "";
        if (form == 2)
            fprintf(file, "%s{\"type\": \"obs\", \"data_url\": \"/bucket/part-%u/\"}", comma, random_below(100));
        else
            fprintf(file,
                    "%s{\"dataset_id\": \"gfghHSokody6AJigS5A\", \"dataset_version\": \"v%u\", \"type\": \"dataset\"}",
                    comma, random_below(100));
    }
    fputc(']', file);
}

static void make_parameters(FILE *file, const char *gap)
{
    static const char *const labels[] = { "learning_rate", "batch_size", "epochs", "optimizer", "dropout", "seed" };
    unsigned count = random_below(7);
    if (count == 0)
        return;
    fprintf(file, ",%s\"parameter\": [", gap);
    for (unsigned i = 0; i < count; i++)
        fprintf(file, "%s%s{\"label\": \"%s\", \"value\": \"0.%u\"}", i ? "," : "", gap, labels[i], random_below(1000));
    fputc(']', file);
}

static void make_optional(FILE *file, const char *gap)
{
    static const char *const notes[] = { "This is config", "r\\u00e9entra\\u00eenement", "\xe8\xae\xad\xe7\xbb\x83", "",
                                         "first\\nsecond" };
    if (random_below(2))
        fprintf(file, ",%s\"config_desc\": \"%s\"", gap, notes[random_below(sizeof notes / sizeof *notes)]);
    if (random_below(2))
        fprintf(file, ",%s\"train_url\": \"/bucket/out/%u/\"", gap, random_below(1000));
    if (random_below(2))
        fprintf(file, ",%s\"log_url\": \"\"", gap);
    if (random_below(5) == 0)
        fprintf(file,
                ",%s\"user_image_url\": \"100.125.5.235:20202/jobmng/custom-cpu-base:1.%u\""
                ",%s\"user_command\": \"bash /home/work/run_train.sh python /home/work/user-job-dir/app/train.py\"",
                gap, random_below(10), gap);
}

/* Valid bodies of every form: code or model, each source of data, much or little beside, wide or narrow. */
static void make_pack(FILE *file, const char *sample)
{
    (void)sample;
    for (int i = 0; i < PACK_DOCUMENTS; i++) {
        const char *gap = random_below(2) ? "\n    " : "";
        fprintf(file, "{%s\"config_name\": \"%s-%d\"", gap, random_word(), i);
        fprintf(file, ",%s\"worker_server_num\": %u", gap, 1 + random_below(8));
        make_parameters(file, gap);
        make_code(file, gap);
        fprintf(file, ",%s\"spec_id\": %u", gap, 1 + random_below(40));
        make_data(file, gap);
        make_optional(file, gap);
        fwrite("}", 1, 2, file);
    }
}

/* One body with a parameter list that will not end. */
static void make_large(FILE *file, const char *sample)
{
    const char *rest = strstr(sample, "\"parameter\": [");
    if (!rest)
        fail("the sample is not the page's");
    rest = strchr(rest, '[') + 1;
    fwrite(sample, 1, (size_t)(rest - sample), file);
    for (unsigned i = 0; ftell(file) < LARGE_BYTES; i++)
        fprintf(file, "\n        {\n            \"label\": \"layer_%u\",\n            \"value\": \"%u\"\n        },", i,
                random_below(1000000));
    fputs(rest, file);
}

static void make_copy(FILE *file, const char *sample)
{
    fputs(sample, file);
}

static void make_documents(const char *sample_path, const char *dir)
{
    static const struct {
        const char *name;
        void (*make)(FILE *file, const char *sample);
    } documents[] = {
        { "sample", make_copy }, { "minified", make_minified }, { "invalid", make_invalid },
        { "pack", make_pack },   { "large", make_large },
    };
    size_t size;
    char *sample = read_whole(sample_path, &size);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        FILE *file = create(dir, documents[i].name);
        documents[i].make(file, sample);
        if (ferror(file) || fclose(file) != 0)
            fail("cannot write a document");
    }
    free(sample);
}

/* ---- bare yajl --------------------------------------------------------------------------- */

static int on_plain(void *context)
{
    (void)context;
    return 1;
}

static int on_boolean(void *context, int value)
{
    (void)context, (void)value;
    return 1;
}

static int on_number(void *context, const char *text, size_t size)
{
    (void)context, (void)text, (void)size;
    return 1;
}

static int on_string(void *context, const unsigned char *text, size_t size)
{
    (void)context, (void)text, (void)size;
    return 1;
}

static const yajl_callbacks callbacks = {
    .yajl_null = on_plain,
    .yajl_boolean = on_boolean,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_plain,
    .yajl_map_key = on_string,
    .yajl_end_map = on_plain,
    .yajl_start_array = on_plain,
    .yajl_end_array = on_plain,
};

static bool parse(void *context, const char *bytes, size_t size)
{
    (void)context;
    yajl_handle handle = yajl_alloc(&callbacks, NULL, NULL);
    bool ok = yajl_parse(handle, (const unsigned char *)bytes, size) == yajl_status_ok
              && yajl_complete_parse(handle) == yajl_status_ok;
    yajl_free(handle);
    return ok;
}

/* ---- the checker ------------------------------------------------------------------------- */

struct meter {
    size_t held;
    size_t most;
};

/* Each block is preceded by its size. */
static void *metered_resize(void *context, void *block, size_t size)
{
    struct meter *meter = context;
    max_align_t *head = block ? (max_align_t *)block - 1 : NULL;
    size_t old = 0;
    if (head)
        memcpy(&old, head, sizeof old);
    if (size == 0) {
        free(head);
        meter->held -= old;
        return NULL;
    }
    max_align_t *grown = realloc(head, sizeof *grown + size);
    if (!grown)
        return NULL;
    memcpy(grown, &size, sizeof size);
    meter->held += size - old;
    if (meter->held > meter->most)
        meter->most = meter->held;
    return grown + 1;
}

static trainlint_profile *make_profile(const char *preset, const trainlint_allocator *allocator)
{
    trainlint_profile *profile;
    if (trainlint_profile_new(&profile, strcmp(preset, "lint") == 0 ? TRAINLINT_LINT : TRAINLINT_SERVER, allocator)
            != TRAINLINT_OK
        || trainlint_profile_set_limit(profile, TRAINLINT_MAX_BYTES, 2 * (uint64_t)LARGE_BYTES) != TRAINLINT_OK
        || trainlint_profile_set_limit(profile, TRAINLINT_MAX_MEMBERS, LARGE_BYTES) != TRAINLINT_OK)
        fail("no profile");
    return profile;
}

static bool check(void *checker, const char *bytes, size_t size)
{
    return trainlint_check(checker, bytes, size) == TRAINLINT_OK;
}

/* ---- runs -------------------------------------------------------------------------------- */

typedef bool judge(void *context, const char *bytes, size_t size);

/* A NUL ends a document; most files have none. */
static void judge_all(judge *ask, void *context, const char *path, long count, bool want)
{
    size_t size;
    char *text = read_whole(path, &size);
    while (count-- > 0)
        for (const char *at = text, *end; at < text + size; at = end + 1) {
            end = memchr(at, '\0', (size_t)(text + size - at));
            if (!end)
                end = text + size;
            if (ask(context, at, (size_t)(end - at)) != want)
                fail("not the verdict that was expected");
        }
    free(text);
}

static void run(const char *how, const char *path, long count)
{
    if (strcmp(how, "yajl") == 0) {
        judge_all(parse, NULL, path, count, true);
        return;
    }
    trainlint_profile *profile = make_profile(how, NULL);
    trainlint_checker *checker;
    if (trainlint_new(&checker, profile) != TRAINLINT_OK)
        fail("no checker");
    judge_all(check, checker, path, count, strstr(path, "invalid") == NULL);
    trainlint_free(checker);
    trainlint_profile_free(profile);
}

static void measure_memory(const char *preset, const char *path)
{
    struct meter meter = { 0, 0 };
    trainlint_allocator allocator = { metered_resize, &meter };
    trainlint_profile *profile = make_profile(preset, &allocator);
    size_t before = meter.held;
    trainlint_checker *checker;
    meter.most = 0;
    if (trainlint_new(&checker, profile) != TRAINLINT_OK)
        fail("no checker");
    judge_all(check, checker, path, 2, strstr(path, "invalid") == NULL);
    printf("%zu %" PRIu64 "\n", meter.most - before, trainlint_memory_bound(profile));
    trainlint_free(checker);
    trainlint_profile_free(profile);
}

int main(int argc, char **argv)
{
    if (argc != 4)
        fail("see the head of bench.c");
    if (strcmp(argv[1], "make") == 0)
        make_documents(argv[2], argv[3]);
    else if (strcmp(argv[1], "memory") == 0)
        measure_memory(argv[2], argv[3]);
    else
        run(argv[1], argv[2], strtol(argv[3], NULL, 10));
    return 0;
}
