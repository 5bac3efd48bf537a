/* SPDX-License-Identifier: MIT */
/*
 * Finds the tokens of a document as its bytes come, and their places. Whole tokens are collected in
 * the clean text, without blanks and mended where they had to be, and handed to the parser with
 * their places. What may come next is the grammar's business, what is in a token the token's.
 */
#ifndef TL_SCANNER_H
#define TL_SCANNER_H

#include "finding.h"
#include "parser.h"
#include "sniff.h"
#include "unicode.h"

enum tl_kind {
    TL_OPEN_OBJECT,
    TL_CLOSE_OBJECT,
    TL_OPEN_ARRAY,
    TL_CLOSE_ARRAY,
    TL_COLON,
    TL_COMMA,
    TL_TEXT,   /* a string */
    TL_NUMBER,
    TL_LITERAL,
    TL_WORD,   /* an atom that is neither: a bare word, a misspelt literal, a bad number */
    TL_PLACEHOLDER,
    TL_EQUALS,
    TL_ARROW,
    TL_SEMICOLON,
    TL_CONTROL, /* a control character between tokens */
    TL_OTHER    /* a sign that JSON does not have */
};

/* What may come next. */
enum tl_state {
    TL_AT_START,
    TL_AT_OBJECT_FIRST, /* after { */
    TL_AT_OBJECT_KEY,   /* after a comma */
    TL_AT_COLON,        /* after a key, which is held back until its colon comes */
    TL_AT_OBJECT_VALUE,
    TL_AT_OBJECT_NEXT,
    TL_AT_OBJECT_HOLE, /* as NEXT, after a placeholder for members */
    TL_AT_ARRAY_FIRST,
    TL_AT_ARRAY_VALUE,
    TL_AT_ARRAY_NEXT,
    TL_AT_END
};

/* What is odd in the token at hand, or in the key held back. */
enum tl_odd {
    TL_ODD_INSIDE = 1,       /* a string has bad bytes, escapes or control characters */
    TL_ODD_SINGLE = 2,       /* a string in single quotes */
    TL_ODD_TYPOGRAPHIC = 4,  /* a string in typographic quotes */
    TL_ODD_UNCLOSED = 8,     /* a string ends with its line */
    TL_ODD_UNCLOSED_END = 16, /* a string ends with the text */
    TL_ODD_WORD = 32,        /* an atom that is no number or literal, or stands for a key */
    TL_ODD_KEY = 64,         /* that atom stands for a key */
    TL_ODD_CUT = 128         /* the text ends within what may have become a number or literal */
};

/* A run of neighbouring bytes of one kind between tokens, reported as one when it ends. */
struct tl_run {
    enum { TL_RUN_NONE, TL_RUN_BAD, TL_RUN_ALIKE } kind;
    trainlint_position start, end;
    char signs[32]; /* what its look-alikes stand for */
    unsigned char sign_count;
    bool long_run; /* there were more */
};

enum { TL_PLACES = 32, TL_TEXT_FLUSH = 2048, TL_TEXT_SLACK = 256 };

struct tl_scanner {
    const struct trainlint_profile *profile;
    struct tl_findings *findings;
    struct tl_parser *parser;
    struct tl_engine *engine;

    /* Where the present chunk and line begin in the document. */
    const unsigned char *chunk;
    uint64_t base, line, line_start;
    uint64_t line_extra; /* bytes of the line that begin no character */

    int mode; /* what the next byte continues, see scanner.c */

    /* The clean text: [0, committed) is for the parser, then a comma and the token at hand. */
    unsigned char *text;
    size_t capacity, used, committed;
    struct tl_place places[TL_PLACES];
    unsigned place_count;
    struct tl_place last; /* of the last token when places is empty */

    /* The token at hand; its raw bytes begin the text at token.at. */
    struct tl_place token;
    unsigned seen; /* what its bytes had, see scanner.c */
    unsigned char closer;
    bool touches_left, touches_right; /* a quote */
    bool escape;                      /* the last byte was a backslash */
    uint64_t quote_end, atom_end;     /* where the last string, and the last number or literal, ended */

    /* A raw token that has something odd, kept until it is told. */
    unsigned char *raw;
    size_t raw_capacity, raw_length;
    struct tl_place raw_place;
    unsigned odd, raw_odd;

    /* Grammar. */
    enum tl_state state;
    struct tl_open *opens;
    size_t opens_capacity, depth;
    uint64_t members;
    trainlint_position comma; /* the last one */
    uint32_t comma_bytes;
    struct tl_place held; /* the key that waits for its colon */
    enum tl_kind held_kind;
    enum tl_state held_from; /* the state before it */
    bool held_after_value;   /* no comma stood before it */
    bool held_touches;       /* a quote before it */
    bool held_after_atom;    /* a number or literal touches its quote */

    trainlint_position mark; /* where a comment, placeholder or the like began */
    struct tl_utf8 utf8;
    struct tl_run run;
    unsigned char head[TL_SNIFF_MOST]; /* how the text begins, while that is not judged */
    unsigned char head_length;
    trainlint_position head_at;
    bool encoding_known, start_known;
    bool refused;         /* by yajl, on the direct way: it is left for this document */
    uint64_t direct_from; /* it is tried again from this offset on */
    size_t most_opens; /* so many brackets may be open in the slice */
};

bool tl_scanner_init(struct tl_scanner *scanner, const struct trainlint_profile *profile, struct tl_findings *findings,
                     struct tl_parser *parser, struct tl_engine *engine);
void tl_scanner_reset(struct tl_scanner *scanner);
void tl_scanner_release(struct tl_scanner *scanner);

/* Takes the next bytes. What was found is in the findings; after findings->ended bytes are passed over. */
void tl_scanner_feed(struct tl_scanner *scanner, const unsigned char *bytes, size_t size);

/* The text ends here. */
void tl_scanner_finish(struct tl_scanner *scanner);

/* The most bytes it asks the allocator for. */
uint64_t tl_scanner_bound(const struct trainlint_profile *profile);

/* ---- between scanner.c, direct.c, grammar.c and token.c */

/* Has a part of the chunk parsed as it is, if it can be; returns where the scanner goes on. `at`: of p. */
const unsigned char *tl_scan_direct(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end,
                                    trainlint_position at);

/* Makes room for some more open brackets; false: there is no memory, which ends the check. */
bool tl_room_for_brackets(struct tl_scanner *scanner);

/* Hands the committed text to the parser. */
void tl_flush(struct tl_scanner *scanner);

/* Makes room for `more` bytes behind the used text; ends the check when there is no memory. */
bool tl_text_room(struct tl_scanner *scanner, size_t more);

/* The place of the last accepted token. */
const struct tl_place *tl_last_place(const struct tl_scanner *scanner);

/* Accepts the token at hand as a value or bracket: it and all before it may go to the parser. */
void tl_commit(struct tl_scanner *scanner, const struct tl_place *place);

/* Takes a sign, not yet in the text, that is in its place; false: it is not, or passes a limit. */
bool tl_take_plain_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes);

/* Takes the token at hand in any state: accepts, mends or refuses it. */
void tl_take(struct tl_scanner *scanner, enum tl_kind kind);

/* The check ends behind the token held back, which only a key can be: what is known of it is told. */
void tl_end_held(struct tl_scanner *scanner);

/* The text ends in the present state. */
void tl_take_end(struct tl_scanner *scanner, trainlint_position end);

/* Begins a finding of the text, after the engine has seen all that comes before it. */
bool tl_text_begin(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span);

/* The whole of one: what was found, NULL: that is not named; the replacement of its span, NULL: no edit. */
void tl_tell_span(struct tl_scanner *scanner, enum tl_rule rule, enum tl_words words, trainlint_span span,
                  const char *found, const char *replacement);

#endif
