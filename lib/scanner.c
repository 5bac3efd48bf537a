/* SPDX-License-Identifier: MIT */
#include "scan.h"

#include <string.h>

#include "engine.h"
#include "runs.h"
#include "token.h"

const char tl_classes[257] = "cccccccccsnwwscc"
                             "cccccccccccccccc"
                             "soqhaaatooaapaad"
                             "aaaaaaaaaapmleoo"
                             "aaaaaaaaaaaaaaaa"
                             "aaaaaaaaaaapopoa"
                             "oaaaaaaaaaaaaaaa"
                             "aaaaaaaaaaapopac"
                             "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"
                             "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww";

/* ---- life */

uint64_t tl_scanner_bound(const struct trainlint_profile *profile)
{
    uint64_t token = profile->limit[TRAINLINT_MAX_TOKEN];
    uint64_t text = TL_TEXT_FLUSH + TL_TEXT_SLACK + 2 * (token + TL_TEXT_SLACK);
    return text + token + TL_TEXT_SLACK + profile->limit[TRAINLINT_MAX_DEPTH] * sizeof(struct tl_open);
}

bool tl_scanner_init(struct tl_scanner *scanner, const struct trainlint_profile *profile, struct tl_findings *findings,
                     struct tl_parser *parser, struct tl_engine *engine)
{
    scanner->profile = profile;
    scanner->findings = findings;
    scanner->parser = parser;
    scanner->engine = engine;
    scanner->text = tl_allocate(&profile->allocator, TL_TEXT_FLUSH + TL_TEXT_SLACK);
    scanner->capacity = TL_TEXT_FLUSH + TL_TEXT_SLACK;
    tl_scanner_reset(scanner);
    return scanner->text != NULL;
}

void tl_scanner_reset(struct tl_scanner *scanner)
{
    scanner->base = 0;
    scanner->line = 1;
    scanner->line_start = scanner->line_extra = 0;
    scanner->mode = TL_IN_HEAD;
    scanner->used = scanner->committed = 0;
    scanner->place_count = 0;
    scanner->last = (struct tl_place){ 0, 1, 1, 0, 0, 0, 0 };
    scanner->quote_end = scanner->atom_end = UINT64_MAX;
    scanner->escape = false;
    scanner->raw_odd = scanner->odd = scanner->seen = 0;
    scanner->state = TL_AT_START;
    scanner->depth = 0;
    scanner->members = 0;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
    scanner->run.kind = TL_RUN_NONE;
    scanner->head_length = 0;
    scanner->head_at = (trainlint_position){ 0, 1, 1 };
    scanner->encoding_known = scanner->start_known = scanner->refused = false;
    scanner->direct_from = 0;
}

void tl_scanner_release(struct tl_scanner *scanner)
{
    tl_release(&scanner->profile->allocator, scanner->text);
    tl_release(&scanner->profile->allocator, scanner->raw);
    tl_release(&scanner->profile->allocator, scanner->opens);
}

/* ---- between tokens */

/* The end of the bytes so far, before a character that they cut. */
static trainlint_position position_of_end(const struct tl_scanner *scanner)
{
    if (scanner->mode == TL_IN_STRING || scanner->mode == TL_IN_ATOM)
        return tl_position_in_token(scanner, scanner->used - scanner->token.at);
    trainlint_position at = tl_position_at(scanner, scanner->chunk);
    size_t cut = scanner->utf8.have < scanner->utf8.need ? scanner->utf8.have : 0;
    return (trainlint_position){ at.offset - cut, at.line, at.column - cut };
}

/* The byte is no blank, no quote and no sign in its place. Returns where to go on. */
static const unsigned char *begin_other(struct tl_scanner *scanner, const unsigned char *p)
{
    trainlint_position at = tl_position_at(scanner, p);
    switch (tl_classes[*p]) {
    case 't':
        tl_begin_string(scanner, at, p, 1, '\'');
        return p + 1;
    case 'h':
        tl_begin_mark(scanner, at, TL_IN_LINE_COMMENT);
        return p + 1;
    case 'd':
        tl_begin_mark(scanner, at, TL_IN_SLASH);
        return p + 1;
    case 'e':
        tl_begin_mark(scanner, at, TL_IN_EQUALS);
        return p + 1;
    case 'l':
        tl_begin_mark(scanner, at, TL_IN_ANGLE);
        return p + 1;
    case 'm':
        tl_take_sign(scanner, ';', at, 1);
        return p + 1;
    case 'a':
        tl_begin_atom(scanner, at, p, 1);
        return p + 1;
    default:
        tl_take_odd_sign(scanner, tl_classes[*p] == 'c' ? TL_CONTROL : TL_OTHER, at, 1);
        return p + 1;
    }
}

/* Whether the first token begins as JSON does; else it is judged with the rest of its line. */
static bool begins_plainly(unsigned char byte)
{
    return byte == '{' || byte == '[' || byte == '"' || byte == '\'' || byte == '/' || byte == '#';
}

static const unsigned char *scan_between(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    while (p < end && scanner->mode == TL_IN_BETWEEN && !scanner->findings->ended) {
        if (!scanner->refused && scanner->run.kind == TL_RUN_NONE
            && (p = tl_scan_direct(scanner, p, end, tl_position_at(scanner, p))) == end)
            break;
        switch (tl_classes[*p]) {
        case 's':
            p += tl_count_spaces(p, (size_t)(end - p));
            if (p < end && (*p == '\t' || *p == '\r'))
                p++;
            continue;
        case 'n':
            if (scanner->run.kind != TL_RUN_NONE)
                tl_close_run(scanner);
            tl_next_line(scanner, p++);
            p += tl_count_spaces(p, (size_t)(end - p));
            continue;
        case 'w':
            p += tl_wide_byte(scanner, p);
            continue;
        default:
            break;
        }
        if (scanner->run.kind != TL_RUN_NONE)
            tl_close_run(scanner);
        if (!scanner->start_known && !begins_plainly(*p)) {
            scanner->mode = TL_IN_HEAD;
            scanner->head_at = tl_position_at(scanner, p);
            return p;
        }
        scanner->start_known |= *p != '/' && *p != '#';
        if (tl_classes[*p] == 'q') {
            tl_begin_string(scanner, tl_position_at(scanner, p), p, 1, '"');
            return p + 1;
        }
        if (tl_classes[*p] != 'p') {
            p = begin_other(scanner, p);
        } else if (*p == '{' && (p + 1 == end || p[1] == '{')) {
            scanner->mark = tl_position_at(scanner, p++);
            scanner->mode = TL_IN_BRACE;
        } else {
            trainlint_position at = tl_position_at(scanner, p);
            tl_take_sign(scanner, *p++, at, 1);
        }
    }
    return scanner->findings->ended ? end : p;
}

static const unsigned char *step(struct tl_scanner *scanner, const unsigned char *p, const unsigned char *end)
{
    switch ((enum tl_mode)scanner->mode) {
    case TL_IN_BETWEEN:
        return scan_between(scanner, p, end);
    case TL_IN_WIDE:
        return p + tl_wide_byte(scanner, p);
    case TL_IN_STRING:
        return tl_scan_string(scanner, p, end);
    case TL_IN_ATOM:
        return tl_scan_atom(scanner, p, end);
    case TL_IN_LINE_COMMENT:
        return tl_scan_line_comment(scanner, p, end);
    case TL_IN_BLOCK_COMMENT:
        return tl_scan_block_comment(scanner, p, end);
    case TL_IN_BRACES:
    case TL_IN_DOLLAR:
    case TL_IN_ANGLE:
        return tl_scan_placeholder(scanner, p, end);
    default:
        return tl_second_byte(scanner, p);
    }
}

/* ---- the beginning of the text */

/* The position behind the first bytes; in another encoding a line end may be among them. */
static trainlint_position position_in_head(const struct tl_scanner *scanner, size_t length)
{
    trainlint_position at = scanner->head_at;
    for (size_t i = 0; i < length; i++) {
        bool line_end = scanner->head[i] == '\n';
        at.offset++;
        at.line += line_end;
        at.column = line_end ? 1 : at.column + 1;
    }
    return at;
}

static void tell_start(struct tl_scanner *scanner, enum tl_sniff sniff, const struct tl_sniffed *found)
{
    trainlint_span span = { scanner->head_at, position_in_head(scanner, found->length) };
    bool encoding = sniff == TL_SNIFF_ENCODING;
    tl_tell_span(scanner, encoding ? RULE_bad_utf8 : RULE_not_json, encoding ? WORDS_other_encoding : WORDS_not_json,
                 span, found->what, NULL);
    tl_end_check(scanner->findings);
}

/* Tells the mark, and takes it off what is kept of the beginning. */
static void take_bom(struct tl_scanner *scanner, size_t length)
{
    scanner->line_extra = length - 1;
    scanner->head_length -= (unsigned char)length;
    memmove(scanner->head, scanner->head + length, scanner->head_length);
    trainlint_span span = tl_span_within(scanner->head_at, length, 1);
    scanner->head_at = span.end;
    tl_tell_span(scanner, RULE_byte_order_mark, WORDS_bom, span, NULL, "");
}

/* Judges how the text begins as far as its bytes are here; false: more are needed. */
static bool judge_head(struct tl_scanner *scanner, bool whole)
{
    struct tl_sniffed found = { NULL, 0 };
    enum tl_sniff sniff = scanner->encoding_known
        ? tl_sniff_start(scanner->head, scanner->head_length, whole, &found)
        : tl_sniff_encoding(scanner->head, scanner->head_length, whole, &found);
    if (sniff == TL_SNIFF_MORE)
        return false;
    if (sniff == TL_SNIFF_ENCODING || sniff == TL_SNIFF_NOT_JSON)
        tell_start(scanner, sniff, &found);
    else if (sniff == TL_SNIFF_BOM)
        take_bom(scanner, found.length);
    scanner->start_known |= scanner->encoding_known;
    scanner->encoding_known = true;
    scanner->mode = TL_IN_BETWEEN;
    return true;
}

/* Two characters of ASCII: there is no mark and no other encoding. */
static bool begins_in_ascii(const unsigned char *p, const unsigned char *end)
{
    return end - p >= 2 && p[0] > 0 && p[0] < 0x80 && p[1] > 0;
}

static void scan_head(struct tl_scanner *scanner);

/* Scans the bytes of a chunk, the first of them at the offset `base` of the document. */
// NOLINTNEXTLINE(misc-no-recursion): see scan_head
static void scan(struct tl_scanner *scanner, const unsigned char *bytes, size_t size, uint64_t base)
{
    const unsigned char *p = bytes, *end = bytes + size;
    scanner->chunk = bytes;
    scanner->base = base;
    while (p < end && !scanner->findings->ended) {
        if (scanner->mode != TL_IN_HEAD) {
            p = step(scanner, p, end);
            continue;
        }
        if (scanner->head_length == 0 && !scanner->encoding_known && begins_in_ascii(p, end)) {
            scanner->encoding_known = true;
            scanner->mode = TL_IN_BETWEEN;
            continue;
        }
        scanner->head[scanner->head_length++] = *p++;
        if (judge_head(scanner, false)) {
            scan_head(scanner);
            scanner->chunk = bytes;
            scanner->base = base;
        }
    }
    scanner->chunk = end;
    scanner->base = base + size;
}

/* The bytes that were kept while the beginning was judged are a chunk of their own. */
// NOLINTNEXTLINE(misc-no-recursion): twice, once for its encoding and once for what it is
static void scan_head(struct tl_scanner *scanner)
{
    unsigned char head[TL_SNIFF_MOST];
    size_t length = scanner->head_length;
    memcpy(head, scanner->head, length);
    scanner->head_length = 0;
    scan(scanner, head, length, scanner->head_at.offset);
}

static void tell_too_large(struct tl_scanner *scanner)
{
    trainlint_position at = position_of_end(scanner);
    if (!tl_text_begin(scanner, RULE_too_large, WORDS_too_large, (trainlint_span){ at, at }))
        return;
    tl_param_number(scanner->findings, PARAM_limit, (int64_t)scanner->profile->limit[TRAINLINT_MAX_BYTES]);
    tl_end(scanner->findings);
}

void tl_scanner_feed(struct tl_scanner *scanner, const unsigned char *bytes, size_t size)
{
    uint64_t most = scanner->profile->limit[TRAINLINT_MAX_BYTES];
    bool large = most != 0 && size > most - scanner->base;
    if (scanner->findings->ended)
        return;
    scan(scanner, bytes, large ? (size_t)(most - scanner->base) : size, scanner->base);
    if (large)
        tell_too_large(scanner);
    tl_flush(scanner);
}

/* What is amid a token when the text ends. */
static void finish_token(struct tl_scanner *scanner)
{
    trainlint_position end = tl_position_at(scanner, scanner->chunk);
    size_t cut = scanner->utf8.have < scanner->utf8.need ? scanner->utf8.have : 0;
    trainlint_position cut_at = { end.offset - cut, end.line, end.column - cut };
    switch ((enum tl_mode)scanner->mode) {
    case TL_IN_STRING:
        tl_end_unclosed(scanner, end.offset, true);
        break;
    case TL_IN_ATOM:
        if (!cut && tl_atom_is_cut(scanner->text + scanner->token.at, scanner->used - scanner->token.at))
            scanner->odd = TL_ODD_CUT;
        tl_end_atom(scanner, cut_at.offset, false);
        if (cut)
            tl_add_to_run(scanner, TL_RUN_BAD, cut_at, cut, cut, 0);
        break;
    case TL_IN_WIDE:
        tl_add_to_run(scanner, TL_RUN_BAD, cut_at, cut, cut, 0);
        break;
    case TL_IN_LINE_COMMENT:
    case TL_IN_BLOCK_COMMENT:
        tl_end_comment(scanner, end);
        break;
    case TL_IN_BRACES:
    case TL_IN_DOLLAR:
    case TL_IN_ANGLE:
        tl_break_placeholder(scanner);
        break;
    case TL_IN_BRACE:
    case TL_IN_EQUALS:
        tl_take_sign(scanner, scanner->mode == TL_IN_BRACE ? '{' : '=', scanner->mark, 1);
        break;
    case TL_IN_SLASH:
        tl_take_odd_sign(scanner, TL_OTHER, scanner->mark, 1);
        break;
    default:
        break;
    }
    if (scanner->run.kind != TL_RUN_NONE)
        tl_close_run(scanner);
}

void tl_scanner_finish(struct tl_scanner *scanner)
{
    struct tl_findings *findings = scanner->findings;
    if (!findings->ended && findings->status == TRAINLINT_INVALID && scanner->state != TL_AT_END
        && !scanner->profile->flag[TRAINLINT_READ_ALL])
        tl_end_check(findings);
    while (scanner->mode == TL_IN_HEAD && !findings->ended) {
        judge_head(scanner, true);
        scan_head(scanner);
    }
    if (!findings->ended)
        finish_token(scanner);
    if (!findings->ended)
        tl_take_end(scanner, tl_position_at(scanner, scanner->chunk));
    tl_flush(scanner);
}
