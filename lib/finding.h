/* SPDX-License-Identifier: MIT */
/* Findings: drafted one at a time, packed, kept in source order up to a bound, counted all. */
#ifndef TL_FINDING_H
#define TL_FINDING_H

#include "path.h"
#include "place.h"
#include "profile.h"
#include "words.h"

enum { TL_MAX_PARAMS = 6, TL_MAX_RELATED = 8, TL_MAX_EDITS = 40, TL_MAX_TEXT = 2048 };

struct tl_param {
    enum tl_param_name name;
    int text; /* offset into the record's text; -1: it is a number */
    int64_t number;
};
struct tl_related {
    trainlint_span span;
    enum tl_label label;
    int text; /* offset of what {shown} stands for in the label; -1: nothing */
};
struct tl_edit {
    trainlint_span span;
    int text;
};

/* A finding as it is drafted; packed, the arrays follow the head closely. */
struct tl_head {
    enum tl_rule rule;
    enum tl_words words;
    trainlint_severity severity;
    trainlint_applicability applicability;
    trainlint_span span;
    int order;      /* among findings of one start and rule: the field's order in the tables */
    int node;       /* length of the packed path, which begins the text; -1: the finding has no node */
    int field;      /* offset of the name of an absent or unknown member; -1: none */
    int shown;      /* offset of what {shown} stands for in the label; -1: nothing */
    unsigned short params, related, edits;
    unsigned text;  /* bytes */
};
struct tl_draft {
    struct tl_head head;
    struct tl_param params[TL_MAX_PARAMS];
    struct tl_related related[TL_MAX_RELATED];
    struct tl_edit edits[TL_MAX_EDITS];
    char text[TL_MAX_TEXT];
};

struct tl_findings {
    const struct trainlint_profile *profile;
    struct tl_draft draft;
    unsigned char *pool; /* packed records, in order of their making */
    size_t pool_capacity, pool_used;
    size_t *index; /* offsets of the records, in source order */
    size_t index_capacity, count;
    uint64_t hits[TL_RULE_COUNT];
    uint64_t by_severity[TRAINLINT_ERROR + 1];
    bool dirty; /* something is counted */
    trainlint_callback callback;
    void *callback_context;
    void *scratch; /* a packed record for the callback */
    bool other_document; /* TL209 was found: only text errors are reported beside it */
    bool ended;      /* the rest of the document is not read */
    bool incomplete; /* so it was not judged */
    bool muted;      /* nothing more is reported: no memory, a stop of the host or of the profile */
    trainlint_status status; /* MORE, INVALID, NOMEM, STOPPED */
};

/* Bytes that a record takes at the most, and that the store takes. */
size_t tl_record_bound(void);
uint64_t tl_findings_bound(const struct trainlint_profile *profile);

/* The stored finding at an index, in source order. */
bool tl_finding_at(const struct tl_findings *findings, size_t index, trainlint_finding *finding);

void tl_findings_reset(struct tl_findings *findings);
void tl_findings_release(struct tl_findings *findings);

/*
 * Begins a draft. False, and nothing is drafted, when the rule is off or silenced, or the check has
 * ended; then the other functions must not be called. The node is the first `depth` segments of the
 * path; path NULL: none.
 */
bool tl_begin(struct tl_findings *findings, enum tl_rule rule, enum tl_words words, trainlint_span span);
void tl_at_node(struct tl_findings *findings, const struct tl_path *path, size_t depth);
void tl_order(struct tl_findings *findings, int order);
void tl_applicability(struct tl_findings *findings, trainlint_applicability applicability);

/* Texts are copied. A key of the document goes through tl_param_key, which escapes and cuts it. */
void tl_param_text(struct tl_findings *findings, enum tl_param_name name, const char *text);
void tl_param_key(struct tl_findings *findings, enum tl_param_name name, const unsigned char *key, size_t length);
void tl_param_number(struct tl_findings *findings, enum tl_param_name name, int64_t number);
void tl_param_field(struct tl_findings *findings, enum tl_param_name name); /* that parameter is the `field` */

/* A short value of the document for the label; `length` bytes of its text in the document. */
void tl_shown(struct tl_findings *findings, const unsigned char *text, size_t length);
void tl_related(struct tl_findings *findings, trainlint_span span, enum tl_label label, const unsigned char *shown,
                size_t length);
/* In the order of the text. Edits that do not fit make the fix a manual one. */
void tl_edit(struct tl_findings *findings, trainlint_span span, const char *text, size_t length);

/* Counts, stores and reports the draft. A text error may end the check. */
void tl_end(struct tl_findings *findings);

/* An allocation has failed: the check ends without a verdict. */
void tl_no_memory(struct tl_findings *findings);

/* The rest of the document is not judged. */
void tl_end_check(struct tl_findings *findings);

/* Whether a rule is reported as an error, so that its finding may silence others. */
bool tl_is_error(const struct tl_findings *findings, enum tl_rule rule);

/* TL209: withdraws all findings but those of text. */
void tl_withdraw(struct tl_findings *findings);

#endif
