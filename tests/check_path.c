/* SPDX-License-Identifier: MIT */
/* JSON Pointers and normalized paths of what the path keeps. */
#include "suite.h"

#include <stdio.h>
#include <string.h>

#include "out.h"
#include "path.h"

static struct tl_path path;

static void expect(const char *pointer, const char *normalized)
{
    char packed[TL_PATH_PACKED], text[1024];
    size_t length = tl_path_pack(&path, path.depth, packed);
    struct tl_out out = { text, sizeof text, 0 };
    tl_path_pointer(packed, length, &out);
    tl_out_end(&out);
    ck_assert_str_eq(text, pointer);
    out = (struct tl_out){ text, sizeof text, 0 };
    tl_path_normalized(packed, length, &out);
    tl_out_end(&out);
    ck_assert_str_eq(text, normalized);
}

static void key(const char *text)
{
    tl_path_key(&path, (const unsigned char *)text, strlen(text));
}

START_TEST(segments)
{
    path.depth = 0;
    expect("", "$");
    tl_path_open(&path, false);
    expect("", "$"); /* no member yet */
    key("data_source");
    expect("/data_source", "$['data_source']");
    tl_path_open(&path, true);
    tl_path_value(&path);
    expect("/data_source/0", "$['data_source'][0]");
    tl_path_value(&path);
    tl_path_open(&path, false);
    key("a/b~c'd\\");
    expect("/data_source/1/a~1b~0c'd\\", "$['data_source'][1]['a/b~c\\'d\\\\']");
    key("\x01\n\t\b");
    expect("/data_source/1/\x01\n\t\b", "$['data_source'][1]['\\u0001\\n\\t\\b']");
    tl_path_close(&path);
    tl_path_close(&path);
    key("");
    expect("/", "$['']");
}
END_TEST

/* What does not fit is named by its ancestor. */
START_TEST(limits)
{
    char longest[300];
    memset(longest, 'k', sizeof longest);
    path.depth = 0;
    tl_path_open(&path, false);
    key("a");
    tl_path_open(&path, false);
    tl_path_key(&path, (unsigned char *)longest, 252);
    char packed[TL_PATH_PACKED];
    ck_assert_uint_eq(tl_path_pack(&path, 2, packed), 2 + 1 + 2 + 252); /* /a/ and 252: 255 in all */
    tl_path_key(&path, (unsigned char *)longest, 253);
    expect("/a", "$['a']");
    tl_path_key(&path, (unsigned char *)longest, 300);
    expect("/a", "$['a']");
    path.depth = 0;
    for (int i = 0; i < 10000; i++) {
        tl_path_open(&path, true);
        tl_path_value(&path);
    }
    ck_assert_uint_le(tl_path_pack(&path, path.depth, packed), TL_PATH_PACKED);
    for (int i = 0; i < 10000; i++)
        tl_path_close(&path);
    expect("", "$");
}
END_TEST

/* Of more containers than are kept the outer ones are named. */
START_TEST(deeper_than_kept)
{
    char wanted[TL_PATH_SEGMENTS + 1], normalized[1 + 4 * TL_PATH_SEGMENTS + 1] = "$";
    memset(path.text, 1, sizeof path.text); /* it lies behind the segments, and is none */
    memset(wanted, '/', TL_PATH_SEGMENTS);
    wanted[TL_PATH_SEGMENTS] = '\0';
    path.depth = 0;
    for (int i = 0; i < TL_PATH_SEGMENTS; i++) {
        tl_path_open(&path, false);
        key("");
        strcat(normalized, "['']");
    }
    expect(wanted, normalized);
    for (int i = 0; i < 100; i++) {
        tl_path_open(&path, i % 2);
        tl_path_value(&path);
        key("x");
    }
    expect(wanted, normalized);
    for (int i = 0; i < 100; i++)
        tl_path_close(&path);
    key("y");
    wanted[TL_PATH_SEGMENTS - 1] = '\0';
    tl_path_close(&path);
    normalized[1 + 4 * (TL_PATH_SEGMENTS - 1)] = '\0';
    expect(wanted, normalized);
}
END_TEST

/* Keys share a room; one that does not fit names its container. */
START_TEST(long_keys)
{
    char long_key[TL_PATH_TEXT];
    memset(long_key, 'k', sizeof long_key);
    path.depth = 0;
    tl_path_open(&path, false);
    tl_path_key(&path, (unsigned char *)long_key, 200);
    tl_path_open(&path, false);
    tl_path_key(&path, (unsigned char *)long_key, TL_PATH_TEXT - 200 + 1);
    char packed[TL_PATH_PACKED];
    ck_assert_uint_eq(tl_path_pack(&path, 2, packed), 2 + 200);
    tl_path_key(&path, (unsigned char *)long_key, 50);
    ck_assert_uint_eq(tl_path_pack(&path, 2, packed), 2 + 200 + 2 + 50);
}
END_TEST

/* As snprintf: counted whole, cut at a character. */
START_TEST(cut_texts)
{
    char text[6];
    struct tl_out out = { text, sizeof text, 0 };
    tl_out_string(&out, "abc\xC3\xA9\xC3\xA9");
    ck_assert_uint_eq(tl_out_end(&out), 7);
    ck_assert_str_eq(text, "abc\xC3\xA9");
    out = (struct tl_out){ text, 5, 0 };
    tl_out_string(&out, "abc\xC3\xA9");
    ck_assert_uint_eq(tl_out_end(&out), 5);
    ck_assert_str_eq(text, "abc");
    out = (struct tl_out){ text, 1, 0 };
    tl_out_string(&out, "\xC3\xA9");
    ck_assert_uint_eq(tl_out_end(&out), 2);
    ck_assert_str_eq(text, "");
    out = (struct tl_out){ NULL, 0, 0 };
    tl_out_number(&out, INT64_MIN);
    ck_assert_uint_eq(tl_out_end(&out), 20);
}
END_TEST

RUN_SUITE("path", segments, limits, deeper_than_kept, long_keys, cut_texts)
