/* SPDX-License-Identifier: MIT */
/*
 * What the scanner's files have between them: scanner.c goes through the bytes, lexeme.c finds strings
 * and atoms, passed.c what is passed over (comments, placeholders, look-alikes, bad bytes), clean.c
 * keeps the clean text and the brackets.
 */
#ifndef TL_SCAN_H
#define TL_SCAN_H

#include "scanner.h"

/* What the next byte continues. */
enum tl_mode {
    TL_IN_BETWEEN, /* tokens */
    TL_IN_WIDE,    /* a character of several bytes between tokens */
    TL_IN_STRING,
    TL_IN_ATOM,
    TL_IN_BRACE,  /* a { that may be the first of {{ */
    TL_IN_BRACES, /* {{ ... }} */
    TL_IN_DOLLAR, /* ${ ... } */
    TL_IN_ANGLE,  /* < ... > */
    TL_IN_EQUALS, /* = that may be => */
    TL_IN_SLASH,  /* / that may begin a comment */
    TL_IN_LINE_COMMENT,
    TL_IN_BLOCK_COMMENT,
    TL_IN_HEAD /* the beginning of the text is being judged */
};

/* What the bytes of the token or comment at hand had. */
enum {
    TL_SEEN_ESCAPE = 1,
    TL_SEEN_HIGH = 2,
    TL_SEEN_CONTROL = 4,
    TL_SEEN_STAR = 8,   /* the last byte of a block comment */
    TL_SEEN_SLASH = 16, /* the last byte of an atom */
    TL_SEEN_BRACE = 32, /* the last byte of {{ ... }} */
    TL_SEEN_RETURN = 64 /* the last byte of a line comment */
};

/*
 * What a byte is between tokens, by letter: c control, s blank, n line end, w of a wide character,
 * q quote, t apostrophe, p punctuation of JSON, a of an atom, d slash, h hash, e equals, l less-than,
 * m semicolon, o another sign.
 */
extern const char tl_classes[257];

/* ---- places */

static inline uint64_t tl_offset_at(const struct tl_scanner *scanner, const unsigned char *p)
{
    return scanner->base + (uint64_t)(p - scanner->chunk);
}

static inline trainlint_position tl_position_at(const struct tl_scanner *scanner, const unsigned char *p)
{
    uint64_t offset = tl_offset_at(scanner, p);
    return (trainlint_position){ offset, scanner->line, offset - scanner->line_start - scanner->line_extra + 1 };
}

static inline void tl_next_line(struct tl_scanner *scanner, const unsigned char *line_end)
{
    scanner->line++;
    scanner->line_start = tl_offset_at(scanner, line_end) + 1;
    scanner->line_extra = 0;
}

/* Room for a token's beginning, and a place for it. */
static inline bool tl_make_room(struct tl_scanner *scanner)
{
    if (scanner->used > TL_TEXT_FLUSH || scanner->place_count > TL_PLACES - 4)
        tl_flush(scanner);
    return (scanner->capacity - scanner->used >= TL_TEXT_SLACK / 2 || tl_text_room(scanner, TL_TEXT_SLACK / 2))
        && !scanner->findings->ended;
}

/* ---- clean.c */

/* A sign of JSON, ; or =, wherever it stands; and one that is none of JSON's. */
void tl_take_sign(struct tl_scanner *scanner, unsigned char sign, trainlint_position at, uint32_t bytes);
void tl_take_odd_sign(struct tl_scanner *scanner, enum tl_kind kind, trainlint_position at, uint32_t bytes);

/* ---- lexeme.c: what scans returns where it stopped */

void tl_begin_string(struct tl_scanner *scanner, trainlint_position start, const unsigned char *quote, size_t length,
                     unsigned char closer);
const unsigned char *tl_scan_string(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end);
void tl_end_unclosed(struct tl_scanner *scanner, uint64_t end, bool at_text_end);
void tl_begin_atom(struct tl_scanner *scanner, trainlint_position start, const unsigned char *bytes, size_t length);
const unsigned char *tl_scan_atom(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end);
void tl_end_atom(struct tl_scanner *scanner, uint64_t end, bool before_quote);

/* One byte of a character of several between tokens; false: it was not taken. */
bool tl_wide_byte(struct tl_scanner *scanner, const unsigned char *p);

/* The position behind the first bytes of the token at hand, before a character that they cut. */
trainlint_position tl_position_in_token(const struct tl_scanner *scanner, size_t bytes);

/* ---- passed.c */

void tl_add_to_run(struct tl_scanner *scanner, int kind, trainlint_position start, uint64_t bytes, uint64_t chars,
                   char sign);
void tl_close_run(struct tl_scanner *scanner);
void tl_begin_mark(struct tl_scanner *scanner, trainlint_position start, enum tl_mode mode);
const unsigned char *tl_scan_line_comment(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end);
const unsigned char *tl_scan_block_comment(struct tl_scanner *scanner, const unsigned char *p,
                                           const unsigned char *end);
void tl_end_comment(struct tl_scanner *scanner, trainlint_position end);
const unsigned char *tl_scan_placeholder(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end);
/* The placeholder at hand is none: what began it stands alone. */
void tl_break_placeholder(struct tl_scanner *scanner);
/* The byte behind one that may be the first of two. */
const unsigned char *tl_second_byte(struct tl_scanner *scanner, const unsigned char *p);

#endif
