/* SPDX-License-Identifier: MIT */
/*
 * JSON that is safe to look at: what would upset a terminal or deceive the eye is written as \uXXXX, and bytes
 * that are no UTF-8 as \ufffd.
 */
#ifndef JSON_H
#define JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <yajl/yajl_gen.h>

#include "output.h"

/* A generator that writes to `out`. Freed with yajl_gen_free. */
yajl_gen json_open(struct output *out);

/* Ends the line after a whole document; another one may follow. */
void json_end_line(yajl_gen json);

void json_text(yajl_gen json, const char *text);
void json_number(yajl_gen json, uint64_t number);

/* Members of the open object. */
void json_key(yajl_gen json, const char *key);
void json_member_text(yajl_gen json, const char *key, const char *text_or_null);
void json_member_number(yajl_gen json, const char *key, uint64_t number);
void json_member_bool(yajl_gen json, const char *key, bool value);

#endif
