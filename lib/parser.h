/* SPDX-License-Identifier: MIT */
/* Owns yajl: parses the clean text, and gives the engine its events with the places of their tokens. */
#ifndef TL_PARSER_H
#define TL_PARSER_H

#include "engine.h"
#include "place.h"

struct tl_parser;

struct tl_parser *tl_parser_new(const struct trainlint_profile *profile, struct tl_engine *engine);
void tl_parser_free(struct tl_parser *parser);
void tl_parser_reset(struct tl_parser *parser);

enum tl_parsed { TL_PARSED, TL_PARSE_CANCELLED, TL_PARSE_REFUSED, TL_PARSE_NOMEM };

/*
 * Parses whole tokens. `places` has one place for each bracket, key and value among them. CANCELLED:
 * the engine has ended the check. REFUSED: yajl does not take what the scanner passed; *refused is
 * the place of the token.
 */
enum tl_parsed tl_parser_feed(struct tl_parser *parser, const unsigned char *text, size_t length,
                              const struct tl_place *places, unsigned place_count, struct tl_place *refused);

/* The most bytes it asks the allocator for. */
uint64_t tl_parser_bound(const struct trainlint_profile *profile);

#endif
