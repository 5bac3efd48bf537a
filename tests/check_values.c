/* SPDX-License-Identifier: MIT */
/* Predicates of single values and characters, names that are meant, labels. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "labels.h"
#include "spec.h"
#include "suggest.h"
#include "unicode.h"
#include "values.h"

static const unsigned char *bytes(const char *text)
{
    return (const unsigned char *)text;
}

START_TEST(integers)
{
    static const struct {
        const char *text;
        enum tl_integer wanted;
    } cases[] = {
        { "0", TL_INTEGER_FITS },
        { "-0", TL_INTEGER_FITS },
        { "2147483647", TL_INTEGER_FITS },
        { "2147483648", TL_INTEGER_RANGE },
        { "-2147483648", TL_INTEGER_FITS },
        { "-2147483649", TL_INTEGER_RANGE },
        { "1.0", TL_INTEGER_NONE },
        { "1e0", TL_INTEGER_NONE },
        { "99999999999999999999999999999999999999999999", TL_INTEGER_RANGE },
    };
    int64_t value;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(tl_read_integer(bytes(cases[i].text), strlen(cases[i].text), INT32_MIN, INT32_MAX, &value)
                          == cases[i].wanted,
                      "%s", cases[i].text);
    ck_assert_int_eq(tl_read_integer(bytes("-9223372036854775808"), 20, INT64_MIN, INT64_MAX, &value), TL_INTEGER_FITS);
    ck_assert(value == INT64_MIN);
    ck_assert_int_eq(tl_read_integer(bytes("9223372036854775808"), 19, INT64_MIN, INT64_MAX, &value), TL_INTEGER_RANGE);
}
END_TEST

START_TEST(paths)
{
    static const struct {
        const char *path, *directory;
        bool below;
    } cases[] = {
        { "/usr/app/boot.py", "/usr/app/", true },
        { "/usr/app/boot.py", "/usr/app", true },
        { "/usr/app", "/usr/app", false },
        { "/usr/app/", "/usr/app", false },
        { "/usr/apple/boot.py", "/usr/app", false },
        { "/usr//app/./x/../boot.py", "/usr/app", true },
        { "/usr/app/../boot.py", "/usr/app", false },
        { "/../usr/app/boot.py", "/usr/app", true },
        { "/boot.py", "/", true },
        { "/a/..", "/", false },
        { "/usr/app/.", "/usr/app", false },
        { "/usr/app/b", "/usr/./app//", true },
        { "/usr/app/.x", "/usr/app", true },
        { "/usr/app/..x/b", "/usr/app", true },
        { "/usr/app/x.y", "/usr/app", true },
        { "/usr/app/.a/b", "/usr/app/.a", true },
        { "/usr/app//b", "/usr/app", true },
        { "/usr/app/ab/b", "/usr/app/", true },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char path[64], directory[64];
        size_t length = tl_normalize_path(bytes(cases[i].path), strlen(cases[i].path), path);
        size_t base = tl_normalize_path(bytes(cases[i].directory), strlen(cases[i].directory), directory);
        ck_assert_msg(tl_lies_below(path, length, directory, base) == cases[i].below, "%s in %s", cases[i].path,
                      cases[i].directory);
        /* what is plain to see must be so */
        ck_assert_msg(!tl_lies_plainly_below(bytes(cases[i].path), strlen(cases[i].path), bytes(cases[i].directory),
                                             strlen(cases[i].directory))
                          || cases[i].below,
                      "plainly %s in %s", cases[i].path, cases[i].directory);
    }
    ck_assert(tl_lies_plainly_below(bytes("/a/b"), 4, bytes("/a/"), 3));
}
END_TEST

START_TEST(secrets)
{
    static const struct {
        const char *text;
        bool gives;
    } cases[] = {
        { "run --password abc", true },
        { "run password=abc", true },
        { "PASSWORD: abc", true },
        { "run --access-key=AK", true },
        { "{\"sk\": \"x\"}", true },
        { "sk=x", true },
        { "run --password $PW", false },
        { "run password={pw}", false },
        { "max_tokens=5", false },
        { "pad_token=x", false },
        { "my_password=x", false },
        { "the password is", false },
        { "password", false },
        { "password=", false },
        { "run password abc", false },
        { "--password --verbose", false },
        { "api_key = abc", true },
        { "auth_token=\"$T\"", false },
        { "sk='x'", true },
        { "sk='$x'", false },
        { "sk=  ", false },
        { "'sk': 'x'", true },
        { "sk= \"", false },
        { "--password= --verbose", false },
        { "--password  -v", false },
        { "password= -v", false },
        { "password=-v", true },
        { "run password\t=\nabc", true },
        { "passwords=abc", false },
        { "passwore=abc", false },
        { "--ak ", false },
        { "--ak x", true },
        { "--ak\tx", true },
        { "set sk", false },
        { "--sk:x", true },
        { "as=x", false },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ck_assert_msg(tl_gives_secret(bytes(cases[i].text), strlen(cases[i].text)) == cases[i].gives, "%s",
                      cases[i].text);
    ck_assert(tl_is_secret_name(bytes("--Secret-Key"), 12) && !tl_is_secret_name(bytes("batch_size"), 10));
    ck_assert(!tl_is_secret_name(bytes("--"), 2) && !tl_is_secret_name(bytes("sa"), 2));
    ck_assert(!tl_is_secret_name(bytes("akademy"), 7) && !tl_is_secret_name(bytes("password12"), 10));
    ck_assert(!tl_is_secret_name(bytes("secret_k"), 8));
    ck_assert(tl_is_given(bytes(" \"'x"), 4) && !tl_is_given(bytes(" \"'"), 3) && !tl_is_given(bytes("'{x}"), 4));
    ck_assert(tl_holds_json(bytes(" \t[1]"), 5) && !tl_holds_json(bytes("\"{"), 2) && !tl_holds_json(bytes("  "), 2));
}
END_TEST

START_TEST(images_and_commands)
{
    ck_assert_int_eq(tl_image_form(bytes("100.125.5.235:20202/jobmng/custom-cpu-base:1.0"), 46), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("base:V1"), 7), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("SWR.example.com/a/b:LATEST"), 26), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("Base/image"), 10), WORDS_image_case);
    ck_assert_int_eq(tl_image_form(bytes("http://a/b"), 10), WORDS_image_scheme);
    ck_assert_int_eq(tl_image_form(bytes("a b"), 3), WORDS_image_blank);
    ck_assert_int_eq(tl_image_form(bytes("a\vb"), 3), WORDS_image_blank);
    ck_assert_int_eq(tl_image_form(bytes("a\x0E/B"), 4), WORDS_image_case); /* no blanks */
    ck_assert_int_eq(tl_image_form(bytes("a\x01/B"), 4), WORDS_image_case);
    ck_assert_int_eq(tl_image_form(bytes("a/b@sha256:ABC"), 14), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("a/b@SHA256:abc"), 14), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("a/B@sha256:abc"), 14), WORDS_image_case);
    ck_assert_int_eq(tl_image_form(bytes("HOST:5000/a"), 11), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("a/b:"), 4), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("a:/b"), 4), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("a=b@c"), 5), TL_WORDS_COUNT);
    ck_assert_int_eq(tl_image_form(bytes("x+y-z.0://a"), 11), WORDS_image_scheme);
    ck_assert_int_eq(tl_image_form(bytes("+://a"), 5), TL_WORDS_COUNT); /* a scheme has two characters */
    ck_assert(tl_calls_python(bytes("bash /home/work/run_train.sh python a.py"), 40));
    ck_assert(tl_calls_python(bytes("sh run_train.sh /usr/bin/python3.7 a.py"), 39));
    ck_assert(!tl_calls_python(bytes("python a.py run_train.sh"), 24));
    ck_assert(!tl_calls_python(bytes("bash my_run_train.sh python"), 27));
    ck_assert(!tl_calls_python(bytes("bash my.run_train.sh python"), 27));
    ck_assert(!tl_calls_python(bytes("bash run_train.sh"), 17));
    ck_assert(!tl_calls_python(bytes("bash run_train.shx python"), 25));
    ck_assert(!tl_calls_python(bytes("bash run_train.sh.x python"), 26));
    ck_assert(!tl_calls_python(bytes("bash run_train.sh ipython"), 25));
    ck_assert(tl_calls_python(bytes("run_train.sh;python"), 19));
}
END_TEST

static const char *meant(const struct tl_object *object, uint32_t candidates, const char *key)
{
    struct tl_lookup lookup;
    int field;
    tl_lookup_build(&lookup);
    if (tl_suggest(&lookup, object, candidates, bytes(key), strlen(key), &field) == TL_UNLIKE)
        return "none";
    return object->fields[field].name;
}

START_TEST(names_meant)
{
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spce_id"), "spec_id");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "Spec-Id"), "spec_id");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "code_dir"), "app_url");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spec_name"), "none");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "wrker_server_nmu"), "worker_server_num");
    ck_assert_str_eq(meant(&tl_parameter, 3, "labl"), "label");
    ck_assert_str_eq(meant(&tl_parameter, 3, "laxxl"), "none"); /* distance 2 of a short name */
    ck_assert_str_eq(meant(&tl_request, 0, "spec_id"), "none");
    ck_assert_str_eq(meant(&tl_data_source, 1, "tpye"), "type");
    ck_assert_str_eq(meant(&tl_data_source, 1, "tyep"), "type");
    ck_assert_str_eq(meant(&tl_data_source, 1, "typ"), "type");
    ck_assert_str_eq(meant(&tl_data_source, 1, "ytp"), "none");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "Xngine_id"), "engine_id");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spde_id"), "spec_id"); /* two steps; three to model_id */
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spec_ixy"), "spec_id");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "lpp_url"), "app_url"); /* one step; two from log_url */
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "-_ "), "none");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, ""), "none");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spec_i\xC3\xA9"), "spec_id");
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, "spec_id\xE2\x80\x8B"), "spec_id"); /* invisible */
    char longest[66];
    memset(longest, '-', sizeof longest);
    memcpy(longest, "spec_id", 7);
    longest[64] = longest[65] = '\0';
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, longest), "spec_id");
    longest[64] = '-';
    ck_assert_str_eq(meant(&tl_request, UINT32_MAX >> 14, longest), "none");
}
END_TEST

/* The lookup finds each field, and no field costs more steps than one. */
START_TEST(fields_are_found)
{
    static const struct tl_object *const objects[] = { &tl_request, &tl_parameter, &tl_data_source };
    struct tl_lookup lookup;
    tl_lookup_build(&lookup);
    int fields = 0;
    for (int o = 0; o < TL_OBJECT_COUNT; o++) {
        const struct tl_slot *row = tl_lookup_row(&lookup, objects[o]);
        for (int i = 0; i < objects[o]->field_count; i++) {
            const struct tl_field *field = &objects[o]->fields[i];
            ck_assert_int_eq(tl_lookup_field(row, bytes(field->name), field->length), i);
            ck_assert_int_eq(row[tl_lookup_slot(bytes(field->name), field->length)].field, i);
        }
        ck_assert_int_eq(tl_lookup_field(row, bytes("x"), 1), -1);
        ck_assert_int_eq(tl_lookup_field(row, bytes(""), 0), -1);
        fields = objects[o]->field_count > fields ? objects[o]->field_count : fields;
    }
    ck_assert_int_le(tl_request.field_count + fields, TL_MAX_OPEN_FIELDS + fields);
    ck_assert_int_le(tl_request.field_count + tl_data_source.field_count, TL_MAX_OPEN_FIELDS);
}
END_TEST

START_TEST(labels_seen_before)
{
    static struct tl_labels labels;
    struct tl_place place = { 0, 1, 1, 3, 3, 0, 0 };
    struct tl_spot spot = { NULL, &place, 3 };
    char text[16];
    tl_labels_reset(&labels);
    for (int i = 0; i < 2 * TL_LABELS; i++) {
        int length = snprintf(text, sizeof text, "l%d", i);
        ck_assert_ptr_null(tl_labels_add(&labels, bytes(text), (size_t)length, &spot));
    }
    for (int i = 0; i < TL_LABELS; i++) {
        int length = snprintf(text, sizeof text, "l%d", i);
        ck_assert_msg(tl_labels_add(&labels, bytes(text), (size_t)length, &spot) != NULL, "%s", text);
    }
    ck_assert_ptr_null(tl_labels_add(&labels, bytes("l300"), 4, &spot)); /* past the first 256 */
}
END_TEST

/* A character is encoded, decoded again, and not decoded when its last byte is lost. */
static bool goes_and_comes(uint32_t character)
{
    uint32_t point = 0, cut;
    unsigned char out[4];
    size_t length = tl_utf8_encode(character, out);
    return tl_utf8_decode(out, length, &point) == length && point == character
        && tl_utf8_decode(out, length - 1, &cut) == 0;
}

START_TEST(utf8)
{
    uint32_t point;
    /* Check takes note of each assertion, which is dear a million times. */
    for (uint32_t p = 0; p < 0x110000; p++)
        if (!(p >= 0xD800 && p < 0xE000) && !goes_and_comes(p))
            ck_abort_msg("U+%04X", (unsigned)p);
    static const char *const bad[] = { "\x80", "\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
                                       "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xE2\x82" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_uint_eq(tl_utf8_decode(bytes(bad[i]), strlen(bad[i]), &point), 0);
    ck_assert_uint_eq(tl_utf8_count(bytes("a\xC3\xA9\xFF\xE2\x82"), 6), 5);
}
END_TEST

/* The characters that are taken for JSON's own, and those that are not seen; at both ends of each range. */
START_TEST(looks)
{
    static const struct {
        uint32_t first, last;
        enum tl_look look;
    } ranges[] = {
        { 0x2018, 0x201B, TL_LOOK_SINGLE_QUOTE }, { 0xFF07, 0xFF07, TL_LOOK_SINGLE_QUOTE },
        { 0x201C, 0x201F, TL_LOOK_DOUBLE_QUOTE }, { 0xFF02, 0xFF02, TL_LOOK_DOUBLE_QUOTE },
        { 0xAB, 0xAB, TL_LOOK_DOUBLE_QUOTE },     { 0xBB, 0xBB, TL_LOOK_DOUBLE_QUOTE },
        { 0x2026, 0x2026, TL_LOOK_DOTS },         { 0xFF1A, 0xFF1A, TL_LOOK_SIGN },
        { 0x2028, 0x202F, TL_LOOK_BLANK },        { 0xE0000, 0xE007F, TL_LOOK_BLANK },
    };
    static const struct {
        uint32_t first, last;
    } hidden[] = { { 0, 0x1F },        { 0x7F, 0xA0 },     { 0xAD, 0xAD },       { 0xD800, 0xDFFF },
                   { 0xFFF0, 0xFFFB }, { 0xFFFE, 0xFFFF }, { 0x1FFFE, 0x1FFFF }, { 0x200B, 0x200F } };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        ck_assert_int_eq(tl_look(ranges[i].first), ranges[i].look);
        ck_assert_int_eq(tl_look(ranges[i].last), ranges[i].look);
        ck_assert_int_ne(tl_look(ranges[i].first - 1), ranges[i].look);
        ck_assert_int_ne(tl_look(ranges[i].last + 1), ranges[i].look);
    }
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        ck_assert(tl_is_hidden(hidden[i].first) && tl_is_hidden(hidden[i].last));
    static const uint32_t seen[] = { ' ', '~', 0xA1, 0xD7FF, 0xE000, 0xFFEF, 0xFFFC, 0xFFFD, 0x10000 };
    for (size_t i = 0; i < sizeof seen / sizeof *seen; i++)
        ck_assert(!tl_is_hidden(seen[i]));
}
END_TEST

RUN_SUITE("values", integers, paths, secrets, images_and_commands, names_meant, fields_are_found, labels_seen_before,
          utf8, looks)
