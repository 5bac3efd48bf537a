/* SPDX-License-Identifier: MIT */
/*
 * Every text over small alphabets, against a recogniser of RFC 8259 and RFC 3629: a text error is found exactly when it
 * refuses, in both presets, whole and byte by byte, with the same findings; and the first of them is where the first
 * bad byte is. A family of texts is a beginning, every word of some letters, and an end; the surroundings are long
 * where the direct way (lib/direct.c) shall meet them. With TL_EXHAUSTIVE=1 the words are longer: minutes instead of
 * seconds.
 */
#include "buffer.h"
#include "rfc8259.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>

/* ---- families ----------------------------------------------------------------------------- */

#define LETTERS(string) string, sizeof string - 1
#define ANY NULL, 256 /* every byte */
#define SAME NULL, 0

/* Members of a request, more than 64 bytes of them. */
#define BEFORE "{\"config_name\":\"resnet50\",\"config_desc\":\"over night\",\"worker_server_num\":1,"
#define AFTER ",\"spec_id\":1,\"engine_id\":1,\"data_url\":\"/bucket/data/\",\"log_url\":\"/bucket/log/\"}"

struct letters {
    const char *bytes;
    int count;
};

/* clang-format off */
static const struct family {
    const char *name;
    const char *begin;
    struct letters letters, first; /* a word's first letter may be of others */
    int shortest, quick, full;     /* letters of a word; quick 0: in the full size only */
    const char *end;
} families[] = {
    { "brackets", "", { LETTERS("{}[]:,\"1 ") }, { SAME }, 0, 6, 8, "" },
    { "brackets and words", "", { LETTERS("{}[]:,\"tn1\n") }, { SAME }, 1, 4, 6, "" },
    { "numbers alone", "", { LETTERS("-+.eE01 ") }, { SAME }, 1, 5, 8, "" },
    { "numbers", "[", { LETTERS("-+.eE01") }, { SAME }, 1, 5, 9, "]" },
    { "escapes", "[\"", { LETTERS("\\\"u0dD8n'/\n\x01\t") }, { SAME }, 1, 4, 6, "\"]" },
    { "surrogates", "[\"\\u", { LETTERS("dD8c0C\\u\"") }, { SAME }, 1, 4, 7, "\"]" },
    { "second halves", "{\"\\ud83d\\u", { LETTERS("dDcC0f") }, { SAME }, 4, 4, 5, "\":1}" },
    { "behind the end", "[]", { LETTERS("{}[]:,\" \n\v\f\0'/*#1t") }, { SAME }, 1, 3, 5, "" },
    { "behind the end, a string", "{}\"", { LETTERS("\"a\\\n\0{} ") }, { SAME }, 0, 4, 6, "" },
    { "strange bytes", "[1,", { LETTERS("{}[]:,\" \n\v\f\0'/*#<$;=n&.-_\x7f\x1f") }, { SAME }, 1, 2, 4, "\"b\"]" },
    { "one byte", "", { ANY }, { SAME }, 1, 1, 2, "" },
    { "two bytes between tokens", "[", { ANY }, { SAME }, 1, 2, 2, "1]" },
    { "two bytes in a string", "[\"", { ANY }, { SAME }, 1, 2, 2, "\"]" },
    { "two bytes in a key", "{\"a", { ANY }, { SAME }, 1, 0, 2, "\":1}" },
    { "three bytes, chosen leads", "[\"", { ANY }, { LETTERS("\xe0\xed\xef") }, 3, 3, 3, "\"]" },
    { "three bytes", "[\"", { ANY }, { SAME }, 3, 0, 3, "\"]" },
    { "four bytes", "[\"", { LETTERS("\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\"\\ ") }, { LETTERS("\xef\xf0\xf1\xf3\xf4\xf5\xf8\xff") }, 4, 4, 5, "\"]" },
    { "amid members", BEFORE "\"parameter\":", { LETTERS("{}[]:,\"1t\n ") }, { SAME }, 1, 3, 5, AFTER },
    { "amid members, brackets", BEFORE "\"x\":[", { LETTERS("{}[]:,\"1") }, { SAME }, 1, 4, 6, "]" AFTER },
    { "amid members, numbers", BEFORE "\"model_id\":", { LETTERS("-+.eE01") }, { SAME }, 1, 4, 6, AFTER },
    { "amid members, strings", BEFORE "\"app_url\":\"", { LETTERS("\\\"u0d8/\n\x01\x1f\x7f\xc3\xa9") }, { SAME }, 1, 3, 5, "\"" AFTER },
    { "amid members, strange bytes", BEFORE "\"x\":1", { LETTERS("{}[]:,\" \n\v\f\0'/*#<;=n\xff") }, { SAME }, 1, 2, 4, AFTER },
    { "behind members", BEFORE "\"x\":1}", { LETTERS("{}[]:,\" \n\v\f\0'/*#1t") }, { SAME }, 1, 3, 4, "" },
    { "members cut off", BEFORE "\"x\":", { LETTERS("{}[]:,\"1t\\ ") }, { SAME }, 0, 3, 5, "" },
};
/* clang-format on */
enum { FAMILIES = sizeof families / sizeof *families, WORD_MOST = 16, TEXT_MOST = 256 };

static const struct letters *letters_at(const struct family *family, int at)
{
    return at == 0 && family->first.count != 0 ? &family->first : &family->letters;
}

static char letter(const struct family *family, int at, int index)
{
    const struct letters *letters = letters_at(family, at);

    return letters->bytes == NULL ? (char)index : letters->bytes[index];
}

/* ---- one text ----------------------------------------------------------------------------- */

struct work {
    trainlint_checker *checkers[2]; /* by preset */
    char text[TEXT_MOST];
    size_t length;
    unsigned long long texts, accepted;
    unsigned long long marked, related, elsewhere; /* first bad bytes: where they are */
};

static void explain(const struct work *work, const char *what, int preset, size_t bad)
{
    struct buffer quoted = { 0 }, found = { 0 };
    trainlint_finding finding;

    buffer_quote(&quoted, work->text, work->length);
    for (size_t i = 0; trainlint_finding_at(work->checkers[preset], i, &finding); i++)
        buffer_print(&found, " %s at %llu to %llu", finding.rule->code, (unsigned long long)finding.span.start.offset,
                     (unsigned long long)finding.span.end.offset);
    ck_abort_msg("%s, preset %d, first bad byte %zu: %s found:%s", what, preset, bad, buffer_string(&quoted),
                 buffer_string(&found));
}

/* A mistake in the text, not in what it says. */
static bool is_text_error(const trainlint_finding *finding)
{
    return strncmp(finding->rule->code, "TL1", 3) == 0 && strcmp(finding->rule->code, "TL110") != 0;
}

static bool first_text_error(const trainlint_checker *checker, trainlint_finding *finding)
{
    for (size_t i = 0; trainlint_finding_at(checker, i, finding); i++)
        if (is_text_error(finding))
            return true;
    return false;
}

static bool touches(const trainlint_span *span, size_t bad)
{
    return span->start.offset <= bad && bad <= span->end.offset;
}

/* Whether all bytes of a part of the text are of that kind. */
static bool all(const struct work *work, size_t from, size_t to, bool (*kind)(unsigned char))
{
    while (from < to && kind((unsigned char)work->text[from]))
        from++;
    return from >= to;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_no_sign(unsigned char c)
{
    return memchr("{}[]:,", c, 6) == NULL;
}

static bool is_in_line(unsigned char c)
{
    return c != '\n';
}

/* The last byte of the string that begins there, whatever its quote, and closed or not; or the place itself. */
static size_t end_of_string(const struct work *work, size_t at)
{
    char quote = work->text[at];

    if (quote == '"' || quote == '\'')
        for (at++; at < work->length && work->text[at] != quote && work->text[at] != '\n'; at++)
            at += work->text[at] == '\\';
    return at;
}

/*
 * Where a mistake is rightly told elsewhere than at the first bad byte:
 *   TL101, TL102, TL122   what is lost or too much stands right behind a token, blanks before the next one, whose byte
 *                         is the bad one
 *   TL111                 half of a pair is the mistake, not the escape behind it that is no other half
 *   TL124                 the opening quote of a string that is not closed in its line, whatever is in the string
 * And what is wrong with a string or word shows behind it, for it may be a key: what ends the check until then is told.
 */
static bool told_elsewhere(const struct work *work, const trainlint_finding *finding, size_t bad)
{
    const char *code = finding->rule->code;
    size_t start = (size_t)finding->span.start.offset, end = (size_t)finding->span.end.offset;

    if (bad < start)
        return all(work, end_of_string(work, bad), start, is_no_sign);
    if (strcmp(code, "TL101") == 0 || strcmp(code, "TL102") == 0 || strcmp(code, "TL122") == 0)
        return all(work, end, bad, is_blank);
    if (strcmp(code, "TL111") == 0)
        return bad < end + strlen("\\udfff");
    return strcmp(code, "TL124") == 0 && all(work, start, bad, is_in_line);
}

static void check_place(struct work *work, int preset, const trainlint_finding *finding, size_t bad)
{
    trainlint_span related;

    if (touches(&finding->span, bad)) {
        work->marked++;
        return;
    }
    for (size_t i = 0; trainlint_related_at(finding, i, &related); i++)
        if (touches(&related, bad)) {
            work->related++;
            return;
        }
    if (!told_elsewhere(work, finding, bad))
        explain(work, "the place is wrong", preset, bad);
    work->elsewhere++;
}

/* The findings of the last run, in short, must be those of the run before. */
static size_t digest(const trainlint_checker *checker)
{
    trainlint_finding finding;
    size_t sum = trainlint_complete(checker);

    for (size_t i = 0; trainlint_finding_at(checker, i, &finding); i++)
        sum = sum * 31 + (size_t)finding.rule + finding.span.start.offset * 7 + finding.span.end.offset * 3
              + finding.span.start.line * 11 + finding.span.start.column * 13 + finding.related_count;
    return sum;
}

static void check_preset(struct work *work, int preset, bool accepted, size_t bad)
{
    trainlint_checker *checker = work->checkers[preset];
    trainlint_finding finding;
    size_t whole;

    trainlint_check(checker, work->text, work->length);
    whole = digest(checker);
    if (first_text_error(checker, &finding) == accepted)
        explain(work, accepted ? "it is JSON" : "it is no JSON", preset, bad);
    if (!accepted)
        check_place(work, preset, &finding, bad);
    trainlint_reset(checker);
    for (size_t i = 0; i < work->length; i++)
        trainlint_feed(checker, work->text + i, 1);
    trainlint_finish(checker);
    if (digest(checker) != whole)
        explain(work, "byte by byte the findings are others", preset, bad);
}

static void check_text(struct work *work)
{
    size_t bad;
    bool accepted = rfc8259_accepts(work->text, work->length, &bad);

    work->texts++;
    work->accepted += accepted;
    for (int preset = 0; preset < 2; preset++)
        check_preset(work, preset, accepted, bad);
}

/* ---- all texts ---------------------------------------------------------------------------- */

static void check_words(struct work *work, const struct family *family, int length)
{
    size_t begin = strlen(family->begin), end = strlen(family->end);
    int word[WORD_MOST] = { 0 }, at;

    memcpy(work->text, family->begin, begin);
    memcpy(work->text + begin + length, family->end, end);
    work->length = begin + (size_t)length + end;
    do {
        for (int i = 0; i < length; i++)
            work->text[begin + (size_t)i] = letter(family, i, word[i]);
        check_text(work);
        for (at = length - 1; at >= 0; word[at--] = 0)
            if (++word[at] < letters_at(family, at)->count)
                break;
    } while (at >= 0);
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);

    return value != NULL && strcmp(value, "0") != 0;
}

static int longest_word(const struct family *family)
{
    if (is_set("TL_EXHAUSTIVE"))
        return family->full;
    return family->quick - (is_set("TL_QUICK") ? 1 : 0);
}

START_TEST(texts)
{
    const struct family *family = &families[_i];
    int longest = longest_word(family);
    trainlint_profile *profiles[2];
    struct work work = { 0 };

    for (int preset = 0; preset < 2; preset++) {
        ck_assert(trainlint_profile_new(&profiles[preset], (trainlint_preset)preset, NULL) == TRAINLINT_OK);
        ck_assert(trainlint_profile_set_flag(profiles[preset], TRAINLINT_READ_ALL, true) == TRAINLINT_OK);
        ck_assert(trainlint_new(&work.checkers[preset], profiles[preset]) == TRAINLINT_OK);
    }
    for (int length = family->shortest; length <= longest; length++)
        check_words(&work, family, length);
    printf("%-28s %9llu texts, %7llu are JSON; of first bad bytes %9llu are marked, %6llu related, %7llu elsewhere\n",
           family->name, work.texts, work.accepted, work.marked, work.related, work.elsewhere);
    for (int preset = 0; preset < 2; preset++) {
        trainlint_free(work.checkers[preset]);
        trainlint_profile_free(profiles[preset]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("every text");
    TCase *part = add_part(suite, "texts");

    tcase_set_timeout(part, is_set("TL_EXHAUSTIVE") ? 7200 : 600);
    tcase_add_loop_test(part, texts, 0, FAMILIES);
    return run_suite(suite);
}
