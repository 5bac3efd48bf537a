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

/* An open bracket. */
struct tl_open {
    trainlint_position at;
    const unsigned char *raw; /* not NULL: it stands in the slice that is being parsed, `at` is not yet known */
    uint32_t bytes;           /* a look-alike has more than one */
    bool object;
};

/* A slice of the document itself: what is known before it, and behind its last good token. */
struct tl_scanner;
struct tl_direct {
    bool in_array;
    bool any;                 /* the engine has a token of it */
    const unsigned char *end; /* of the last one */
    const unsigned char *key; /* a key whose value was not good; the engine has not seen it */
    uint64_t members;
};

/*
 * Parses the slice that the engine's spots are of. Brackets are told to the scanner. REFUSED: by yajl
 * or the scanner, or the check has ended; the parser is then of no use until it is restarted.
 */
enum tl_parsed tl_parser_feed_direct(struct tl_parser *parser, struct tl_scanner *scanner,
                                     const unsigned char *text, size_t length, struct tl_direct *direct);

/* Puts a new yajl into these brackets, the innermost with a member (or element) or not. No memory ends the check. */
void tl_parser_restart(struct tl_parser *parser, const struct tl_open *opens, size_t depth, bool has_member);

/* Whether an atom goes on with this byte: then what yajl takes for the whole of it is none. */
bool tl_in_atom(unsigned char byte);

/* The most bytes it asks the allocator for. */
uint64_t tl_parser_bound(const struct trainlint_profile *profile);

#endif
