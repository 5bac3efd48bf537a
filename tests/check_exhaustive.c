/* SPDX-License-Identifier: MIT */
/*
 * Every text over small alphabets, against a recogniser of RFC 8259 and RFC 3629: a text error is found exactly when it
 * refuses, in both presets, whole and byte by byte, with the same findings; and the first of them is where the first
 * bad byte is. Where two bytes are any two, the text is also cut once at every byte. A family of texts is a beginning,
 * every word of some letters, and an end; the surroundings are long where the direct way (lib/direct.c) shall meet
 * them. With TL_EXHAUSTIVE=1 the words are longer: minutes instead of seconds. Sequences of UTF-8 are in check_utf8.c,
 * too, where the whole of each finding is compared.
 *
 *     check_exhaustive           run all families; CK_RUN_CASE=NAME: run that one
 *     check_exhaustive --parts   print their names
 * attacks: B3
 */
#include "buffer.h"
#include "invariants.h"
#include "rfc8259.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <trainlint.h>

/* ---- families ----------------------------------------------------------------------------- */

#define LETTERS(string) string, sizeof(string) - 1, NULL
#define ANY NULL, 256, NULL /* every byte */
#define ANY_WITH(string) NULL, 256, string
#define SAME NULL, 0, NULL

/* Members of a request, more than 64 bytes of them. */
#define BEFORE "{\"config_name\":\"resnet50\",\"config_desc\":\"over night\",\"worker_server_num\":1,"
#define AFTER ",\"spec_id\":1,\"engine_id\":1,\"data_url\":\"/bucket/data/\",\"log_url\":\"/bucket/log/\"}"

struct letters {
    const char *bytes;
    int count;
    const char *with; /* a word has one of these; NULL: any word */
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
    { "brackets and blanks", "", { LETTERS("{}[]:,\"1\v\f\n") }, { SAME }, 1, 4, 7, "" },
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
    { "four and five bytes", "[\"", { LETTERS("\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\"\\ ") }, { LETTERS("\xef\xf0\xf1\xf3\xf4\xf5\xf8\xff") }, 4, 4, 5, "\"]" },
    { "four bytes that may end the string", "[\"", { ANY_WITH("\"\\\n") }, { LETTERS("\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff") }, 4, 0, 4, "\"]" },
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

    return (char)(letters->bytes == NULL ? index : letters->bytes[index]);
}

/* ---- mistakes that are rightly told elsewhere than at the first bad byte -------------------- */

/* Whether all bytes of a part of the text are of that kind. */
static bool all(const char *text, size_t from, size_t to, bool (*kind)(unsigned char))
{
    while (from < to && kind((unsigned char)text[from]))
        from++;
    return from >= to;
}

static bool is_blank(unsigned char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_in_line(unsigned char c)
{
    return c != '\n';
}

static bool behind_blanks(const char *text, const trainlint_span *span, size_t bad)
{
    return all(text, (size_t)span->end.offset, bad, is_blank);
}

static bool in_next_escape(const char *text, const trainlint_span *span, size_t bad)
{
    (void)text;
    return bad < span->end.offset + strlen("\\udfff");
}

static bool in_its_line(const char *text, const trainlint_span *span, size_t bad)
{
    return all(text, (size_t)span->start.offset, bad, is_in_line);
}

/* What its rule marks instead; the place must still fit the byte. */
static const struct {
    const char *code;
    bool (*fits)(const char *text, const trainlint_span *span, size_t bad);
} elsewhere[] = {
    { "TL101", behind_blanks },  /* a comma is lost right behind a value; blanks and signs like one may follow */
    { "TL102", behind_blanks },  /* a comma is too much; the bracket that shows it comes after blanks */
    { "TL111", in_next_escape }, /* half of a pair; what follows is no other half only at its fourth or fifth byte */
    { "TL122", behind_blanks },  /* a colon is lost right behind the key; the value that shows it comes after blanks */
    { "TL124", in_its_line },    /* the opening quote of a string that is not closed in its line, whatever is in it */
};
enum { ELSEWHERE = sizeof elsewhere / sizeof *elsewhere };

/* ---- one text ----------------------------------------------------------------------------- */

struct work {
    trainlint_checker *checkers[2]; /* by preset */
    char text[TEXT_MOST];
    size_t length;
    bool cut; /* once at every byte, too */
    unsigned long long texts, accepted;
    unsigned long long marked, related, elsewhere[ELSEWHERE]; /* first bad bytes: where they are told */
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

/* The first one from an index on, which becomes that behind it. */
static bool next_text_error(const trainlint_checker *checker, size_t *index, trainlint_finding *finding)
{
    while (trainlint_finding_at(checker, (*index)++, finding))
        if (is_text_error(finding))
            return true;
    return false;
}

static bool touches(const trainlint_span *span, size_t bad)
{
    return span->start.offset <= bad && bad <= span->end.offset;
}

/* The row of that table which allows it; ELSEWHERE: none. */
static int told_elsewhere(const struct work *work, const trainlint_finding *finding, size_t bad)
{
    int row = 0;

    while (row < ELSEWHERE
           && (strcmp(finding->rule->code, elsewhere[row].code) != 0 || bad < finding->span.start.offset
               || !elsewhere[row].fits(work->text, &finding->span, bad)))
        row++;
    return row;
}

static bool relates(const trainlint_finding *finding, size_t bad)
{
    trainlint_span span;

    for (size_t i = 0; trainlint_related_at(finding, i, &span); i++)
        if (touches(&span, bad))
            return true;
    return false;
}

/* Some finding touches the first bad byte, and those before it are rightly told elsewhere; or all are, until behind it.
 */
static void check_place(struct work *work, int preset, size_t bad)
{
    trainlint_finding finding;
    int first = ELSEWHERE;

    for (size_t i = 0; next_text_error(work->checkers[preset], &i, &finding);) {
        int row;

        if (touches(&finding.span, bad) || relates(&finding, bad)) {
            *(touches(&finding.span, bad) ? &work->marked : &work->related) += 1;
            return;
        }
        row = told_elsewhere(work, &finding, bad);
        if (row == ELSEWHERE)
            break;
        first = first == ELSEWHERE ? row : first;
    }
    if (first == ELSEWHERE)
        explain(work, "the place is wrong", preset, bad);
    else
        work->elsewhere[first]++;
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

/* In chunks of one size, but for the first. */
static void check_pieces(struct work *work, int preset, size_t first, size_t chunk, size_t whole, size_t bad)
{
    trainlint_checker *checker = work->checkers[preset];

    trainlint_reset(checker);
    for (size_t i = 0, size = first; i < work->length; i += size, size = chunk)
        trainlint_feed(checker, work->text + i, size);
    trainlint_finish(checker);
    if (digest(checker) != whole)
        explain(work, "in pieces the findings are others", preset, bad);
}

static void check_preset(struct work *work, int preset, bool accepted, size_t bad)
{
    trainlint_checker *checker = work->checkers[preset];
    trainlint_finding finding;
    size_t whole, first = 0;

    trainlint_check(checker, work->text, work->length);
    whole = digest(checker);
    if (next_text_error(checker, &first, &finding) == accepted)
        explain(work, accepted ? "it is JSON" : "it is no JSON", preset, bad);
    if (parser_refused(checker))
        explain(work, "the parser refuses what the scanner passed", preset, bad);
    if (!accepted)
        check_place(work, preset, bad);
    check_pieces(work, preset, 1, 1, whole, bad);
    for (size_t cut = 1; work->cut && cut < work->length; cut++)
        check_pieces(work, preset, cut, work->length - cut, whole, bad);
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

static bool has_one_of(const char *word, int length, const char *bytes)
{
    for (int i = 0; i < length; i++)
        if (word[i] != '\0' && strchr(bytes, word[i]) != NULL)
            return true;
    return false;
}

static void check_words(struct work *work, const struct family *family, int length)
{
    size_t begin = strlen(family->begin), end = strlen(family->end);
    const char *with = family->letters.with;
    int word[WORD_MOST] = { 0 }, at;

    memcpy(work->text, family->begin, begin);
    memcpy(work->text + begin + length, family->end, end);
    work->length = begin + (size_t)length + end;
    work->cut = family->letters.bytes == NULL && length <= 2;
    do {
        for (int i = 0; i < length; i++)
            work->text[begin + (size_t)i] = letter(family, i, word[i]);
        if (with == NULL || has_one_of(work->text + begin, length, with))
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

/* tests/exhaustive.sh adds these lines up. */
static void print_work(const struct family *family, const struct work *work)
{
    printf("%-28s %9llu texts, %8llu are JSON; of first bad bytes %9llu are marked, %8llu related;", family->name,
           work->texts, work->accepted, work->marked, work->related);
    for (int row = 0; row < ELSEWHERE; row++)
        printf(" %s %llu", elsewhere[row].code, work->elsewhere[row]);
    printf("\n");
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
    print_work(family, &work);
    for (int preset = 0; preset < 2; preset++) {
        trainlint_free(work.checkers[preset]);
        trainlint_profile_free(profiles[preset]);
    }
}
END_TEST

int main(int argc, char **argv)
{
    Suite *suite = suite_create("every text");

    for (int i = 0; i < FAMILIES; i++) {
        TCase *part = add_part(suite, families[i].name);

        tcase_set_timeout(part, is_set("TL_EXHAUSTIVE") ? 7200 : 600);
        tcase_add_loop_test(part, texts, i, i + 1);
        if (argc > 1 && strcmp(argv[1], "--parts") == 0)
            puts(families[i].name);
    }
    return argc > 1 ? 0 : run_suite(suite);
}
