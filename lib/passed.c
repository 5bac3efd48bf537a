/* SPDX-License-Identifier: MIT */
/* What is passed over: look-alikes and bad bytes between tokens, comments, placeholders. */
#include <string.h>

#include "scan.h"

/* ---- runs */

void tl_close_run(struct tl_scanner *scanner)
{
    struct tl_run run = scanner->run;
    trainlint_span span = { run.start, run.end };
    scanner->run.kind = TL_RUN_NONE;
    if (run.kind == TL_RUN_BAD) {
        tl_tell_span(scanner, RULE_bad_utf8, WORDS_bad_bytes, span, NULL, NULL);
        return;
    }
    bool blank = run.sign_count == 0;
    if (!tl_text_begin(scanner, RULE_look_alike, blank ? WORDS_alike_blank : WORDS_alike_sign, span))
        return;
    if (blank) {
        tl_edit(scanner->findings, span, " ", 1);
    } else {
        char quoted[1 + sizeof run.signs + 2] = "\"";
        memcpy(quoted + 1, run.signs, run.sign_count);
        memcpy(quoted + 1 + run.sign_count, "\"", 2);
        tl_param_text(scanner->findings, PARAM_suggestion, quoted);
        if (run.long_run)
            tl_applicability(scanner->findings, TRAINLINT_MANUAL);
        tl_edit(scanner->findings, span, run.signs, run.sign_count);
    }
    tl_end(scanner->findings);
}

void tl_add_to_run(struct tl_scanner *scanner, int kind, trainlint_position start, uint64_t bytes, uint64_t chars,
                       char sign)
{
    struct tl_run *run = &scanner->run;
    if (run->kind != TL_RUN_NONE
        && ((int)run->kind != kind || (kind == TL_RUN_BAD && run->end.offset != start.offset)))
        tl_close_run(scanner);
    if (run->kind == TL_RUN_NONE) {
        memset(run, 0, sizeof *run);
        run->kind = kind == TL_RUN_BAD ? TL_RUN_BAD : TL_RUN_ALIKE;
        run->start = start;
    }
    run->end = tl_span_within(start, bytes, chars).end;
    if (sign && run->sign_count < sizeof run->signs)
        run->signs[run->sign_count++] = sign;
    else if (sign)
        run->long_run = true;
}

/* ---- comments and placeholders */

/* Keeps the column right over a byte whose text is of no interest. */
static void pass_over(struct tl_scanner *scanner, unsigned char byte)
{
    enum tl_utf8_step step = tl_utf8_take(&scanner->utf8, byte);
    if (step == TL_UTF8_CUT)
        step = tl_utf8_take(&scanner->utf8, byte);
    if (step == TL_UTF8_CHAR)
        scanner->line_extra += scanner->utf8.have - 1u;
}

/* A comment, placeholder or two-byte sign begins here; its bytes are passed over. */
void tl_begin_mark(struct tl_scanner *scanner, trainlint_position start, enum tl_mode mode)
{
    scanner->mark = start;
    scanner->mode = (int)mode;
    scanner->seen = 0;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
}

static void end_mark(struct tl_scanner *scanner)
{
    scanner->mode = TL_IN_BETWEEN;
    scanner->utf8 = (struct tl_utf8){ { 0 }, 0, 0 };
}

/* Whether what stands before a comment would become one with what follows, were there nothing between. */
static bool touches(const struct tl_scanner *scanner)
{
    uint64_t at = scanner->mark.offset;
    if (at == 0)
        return false;
    return tl_place_end(tl_last_place(scanner)).offset == at
        || (scanner->state == TL_AT_COLON && tl_place_end(&scanner->held).offset == at);
}

void tl_end_comment(struct tl_scanner *scanner, trainlint_position end)
{
    const char *replacement = scanner->mode == TL_IN_BLOCK_COMMENT && touches(scanner) ? " " : "";
    end_mark(scanner);
    tl_tell_span(scanner, RULE_comment, WORDS_comment, (trainlint_span){ scanner->mark, end }, NULL, replacement);
}

const unsigned char *tl_scan_line_comment(struct tl_scanner *scanner, const unsigned char *p,
                                              const unsigned char *end)
{
    for (; p < end && *p != '\n'; p++) {
        scanner->seen = *p == '\r' ? TL_SEEN_RETURN : 0;
        pass_over(scanner, *p);
    }
    if (p < end) {
        trainlint_position at = tl_position_at(scanner, p);
        at.offset -= scanner->seen == TL_SEEN_RETURN;
        at.column -= scanner->seen == TL_SEEN_RETURN;
        tl_end_comment(scanner, at);
    }
    return p;
}

const unsigned char *tl_scan_block_comment(struct tl_scanner *scanner, const unsigned char *p,
                                               const unsigned char *end)
{
    for (; p < end; p++) {
        if (*p == '/' && (scanner->seen & TL_SEEN_STAR)) {
            tl_end_comment(scanner, tl_position_at(scanner, p + 1));
            return p + 1;
        }
        scanner->seen = *p == '*' ? TL_SEEN_STAR : 0;
        pass_over(scanner, *p);
        if (*p == '\n')
            tl_next_line(scanner, p);
    }
    return p;
}

static void end_placeholder(struct tl_scanner *scanner, trainlint_position end)
{
    trainlint_position start = scanner->mark;
    end_mark(scanner);
    if (!tl_make_room(scanner))
        return;
    scanner->token = (struct tl_place){ start.offset,
                                        start.line,
                                        start.column,
                                        (uint32_t)(end.offset - start.offset),
                                        (uint32_t)(end.column - start.column),
                                        (uint32_t)scanner->used,
                                        0 };
    scanner->odd = 0;
    scanner->touches_left = scanner->touches_right = false;
    tl_take(scanner, TL_PLACEHOLDER);
}

/* The placeholder at hand is none: what began it stands alone. */
void tl_break_placeholder(struct tl_scanner *scanner)
{
    enum tl_mode mode = (enum tl_mode)scanner->mode;
    end_mark(scanner);
    if (mode == TL_IN_BRACES) {
        tl_take_sign(scanner, '{', scanner->mark, 1);
        trainlint_position second = { scanner->mark.offset + 1, scanner->mark.line, scanner->mark.column + 1 };
        tl_take_sign(scanner, '{', second, 1);
    } else {
        tl_take_odd_sign(scanner, TL_OTHER, scanner->mark, 1);
    }
}

/* {{...}}, ${...} or <...>, on one line. */
const unsigned char *tl_scan_placeholder(struct tl_scanner *scanner, const unsigned char *p,
                                             const unsigned char *end)
{
    unsigned char closer = scanner->mode == TL_IN_ANGLE ? '>' : '}';
    for (; p < end; p++) {
        if (*p == '\n') {
            tl_break_placeholder(scanner);
            return p;
        }
        if (*p == closer && (scanner->mode != TL_IN_BRACES || (scanner->seen & TL_SEEN_BRACE))) {
            end_placeholder(scanner, tl_position_at(scanner, p + 1));
            return p + 1;
        }
        scanner->seen = *p == '}' ? TL_SEEN_BRACE : 0;
        pass_over(scanner, *p);
    }
    return p;
}

const unsigned char *tl_second_byte(struct tl_scanner *scanner, const unsigned char *p)
{
    enum tl_mode mode = (enum tl_mode)scanner->mode;
    scanner->mode = TL_IN_BETWEEN;
    if (mode == TL_IN_BRACE && *p == '{') {
        tl_begin_mark(scanner, scanner->mark, TL_IN_BRACES);
        return p + 1;
    }
    if (mode == TL_IN_EQUALS && *p == '>') {
        tl_take_odd_sign(scanner, TL_ARROW, scanner->mark, 2);
        return p + 1;
    }
    if (mode == TL_IN_SLASH && (*p == '/' || *p == '*')) {
        tl_begin_mark(scanner, scanner->mark, *p == '/' ? TL_IN_LINE_COMMENT : TL_IN_BLOCK_COMMENT);
        return p + 1;
    }
    if (mode == TL_IN_SLASH)
        tl_begin_atom(scanner, scanner->mark, (const unsigned char *)"/", 1);
    else
        tl_take_sign(scanner, mode == TL_IN_BRACE ? '{' : '=', scanner->mark, 1);
    return p;
}
