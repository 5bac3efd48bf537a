/* SPDX-License-Identifier: MIT */
/*
 * libtrainlint: checks the request body of "Creating a Training Job Configuration"
 * (POST /v1/{project_id}/training-job-configs), as it streams in.
 *
 * The library in one loop:
 *
 *     trainlint_profile *profile;                     // once, shared by all threads
 *     trainlint_profile_new(&profile, TRAINLINT_SERVER, NULL);
 *
 *     trainlint_checker *checker;                     // one per connection, reused
 *     trainlint_new(&checker, profile);
 *
 *     while ((n = read_body(buffer, sizeof buffer)) > 0)
 *         if (trainlint_feed(checker, buffer, n) != TRAINLINT_MORE)
 *             break;                                  // hopeless: answer before the body is in
 *     if (trainlint_finish(checker) != TRAINLINT_OK)
 *         reply_400(checker);                         // trainlint_finding_at, trainlint_text
 *     trainlint_reset(checker);                       // ready for the next body
 *
 * Conventions
 *  - Memory comes from the profile's allocator only. What a function hands out belongs to the
 *    checker or profile and lives as long as its comment says; nothing is freed piecemeal.
 *  - A profile never changes once a checker uses it and may be shared by any number of threads.
 *    A checker is used by one thread at a time. There is no global state; locale, environment,
 *    clock, errno and stdio are never touched.
 *  - No function may be called from a signal handler.
 *  - NULL for a mandatory pointer is TRAINLINT_MISUSE, or 0 / NULL / TRAINLINT_NONE where no status
 *    is returned.
 */
#ifndef TRAINLINT_H
#define TRAINLINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined __GNUC__ && __GNUC__ >= 4
#define TRAINLINT_API __attribute__((visibility("default")))
#else
#define TRAINLINT_API
#endif

/* The version these declarations belong to. */
#define TRAINLINT_VERSION "0.1.0"

/* The version of the library that is running, "major.minor.patch". */
TRAINLINT_API const char *trainlint_version(void);

/* ---- status ---------------------------------------------------------------------------- */

typedef enum trainlint_status {
    TRAINLINT_OK = 0,      /* done; from trainlint_finish: the document is valid */
    TRAINLINT_MORE = 1,    /* from trainlint_feed: no error so far, more bytes are welcome */
    TRAINLINT_INVALID = 2, /* the document has at least one finding of severity error */
    TRAINLINT_NOMEM = 3,   /* an allocation failed; the document was not judged */
    TRAINLINT_MISUSE = 4,  /* a wrong argument, or a call out of turn */
    TRAINLINT_STOPPED = 5  /* the host's callback asked to stop; the document was not judged */
} trainlint_status;

/* A sentence for a log, "out of memory"; never NULL, static. */
TRAINLINT_API const char *trainlint_status_text(trainlint_status status);

typedef enum trainlint_severity {
    TRAINLINT_OFF = 0,
    TRAINLINT_NOTE = 1,
    TRAINLINT_WARNING = 2,
    TRAINLINT_ERROR = 3
} trainlint_severity;

/* ---- rules ------------------------------------------------------------------------------- */

typedef enum trainlint_preset {
    TRAINLINT_SERVER = 0, /* tight limits, the first text error ends the check */
    TRAINLINT_LINT = 1    /* wide limits, text errors are stepped over, READ_ALL: every mistake in one run */
} trainlint_preset;

/* One entry of the catalogue. Static; codes and names are stable for ever and never reused. */
typedef struct trainlint_rule {
    const char *code;               /* "TL401" */
    const char *name;               /* "data-conflict" */
    trainlint_severity severity[2]; /* by preset */
    bool fixed_severity;            /* text errors and limits: it cannot be changed */
    bool stops;                     /* a text error that cannot be stepped over */
    bool hides_value;               /* what it marks may be a secret: never show it */
    const char *api_code;           /* of the service, "2788" for ModelArts.2788; NULL: none */
    const char *summary;            /* one sentence */
    const char *reason;             /* what the API's page, or the RFC, says */
    const char *wrong;              /* an example, and the same mended; either is a whole document */
    const char *right;              /* when example_without is NULL, else members of one */
    const char *example_without;    /* fields of the page's sample that the example's members replace */
    const char *see_also;           /* codes, blank-separated; "" when there are none */
} trainlint_rule;

/* Number of rules, and the rule at an index in the order of codes; NULL past the end. */
TRAINLINT_API size_t trainlint_rule_count(void);
TRAINLINT_API const trainlint_rule *trainlint_rule_at(size_t index);

/* The rule with this code or name, by whole string, case-sensitive; NULL: there is none. */
TRAINLINT_API const trainlint_rule *trainlint_rule_find(const char *code_or_name);

/* ---- memory ------------------------------------------------------------------------------ */

/*
 * The host's allocator. `resize` is realloc, malloc when `block` is NULL, free (returning NULL) when
 * `size` is 0; it returns NULL when it cannot, and the old block then stands. `context` is passed
 * through. It must not unwind (no longjmp, no C++ exception).
 */
typedef struct trainlint_allocator {
    void *(*resize)(void *context, void *block, size_t size);
    void *context;
} trainlint_allocator;

/* ---- profile ----------------------------------------------------------------------------- */

typedef struct trainlint_profile trainlint_profile;

typedef enum trainlint_limit {
    TRAINLINT_MAX_BYTES = 0,   /* of a document; TL109 too-large; 0: no limit */
    TRAINLINT_MAX_DEPTH = 1,   /* open brackets; TL113 too-deep; 1 to 1,000,000 */
    TRAINLINT_MAX_TOKEN = 2,   /* bytes of a string, number or word; TL114 token-too-long; 16 to 2^30 */
    TRAINLINT_MAX_MEMBERS = 3, /* members and elements of a document; TL115; 1 to 2^62 */
    TRAINLINT_MAX_FINDINGS = 4 /* stored; all are counted; 0: every one (memory is then unbounded) */
} trainlint_limit;

typedef enum trainlint_flag {
    TRAINLINT_STEP_OVER = 0,  /* go on after a text error as if it were mended */
    TRAINLINT_STOP_EARLY = 1, /* end the check at the first finding of severity error */
    TRAINLINT_READ_ALL = 2    /* the host feeds every document to its end, whatever feed answers, so the
                                 end of the bytes is the end of the document; see trainlint_finish */
} trainlint_flag;

/*
 * Makes a profile with the severities, limits and flags of a preset.
 *   out        receives the profile, NULL on failure; free it after the last checker that uses it
 *   allocator  copied; NULL: malloc and free. Checkers made with the profile use it too
 * OK, NOMEM or MISUSE.
 */
TRAINLINT_API trainlint_status trainlint_profile_new(trainlint_profile **out, trainlint_preset preset,
                                                     const trainlint_allocator *allocator);

/* Frees a profile; NULL is allowed. */
TRAINLINT_API void trainlint_profile_free(trainlint_profile *profile);

/*
 * Setters. OK, or MISUSE: a value out of range, an unknown rule, a rule with fixed_severity, or a
 * profile that a checker already uses (make another one). Not to be called by two threads at once.
 * `rule` is a code or a name.
 */
TRAINLINT_API trainlint_status trainlint_profile_set_severity(trainlint_profile *profile, const char *rule,
                                                              trainlint_severity severity);
TRAINLINT_API trainlint_status trainlint_profile_set_limit(trainlint_profile *profile, trainlint_limit limit,
                                                           uint64_t value);
TRAINLINT_API trainlint_status trainlint_profile_set_flag(trainlint_profile *profile, trainlint_flag flag, bool on);

/* Getters; OFF, 0 and false for what does not exist. */
TRAINLINT_API trainlint_severity trainlint_profile_severity(const trainlint_profile *profile, const char *rule);
TRAINLINT_API uint64_t trainlint_profile_limit(const trainlint_profile *profile, trainlint_limit limit);
TRAINLINT_API bool trainlint_profile_flag(const trainlint_profile *profile, trainlint_flag flag);

/*
 * The most bytes that one checker of this profile ever asks the allocator for, all its blocks added
 * up at any moment, the allocator's own overhead excluded. UINT64_MAX when MAX_FINDINGS is 0.
 */
TRAINLINT_API uint64_t trainlint_memory_bound(const trainlint_profile *profile);

/* ---- findings ---------------------------------------------------------------------------- */

typedef struct trainlint_position {
    uint64_t offset; /* bytes before it in the document, a byte order mark included */
    uint64_t line;   /* from 1; a line ends at LF */
    uint64_t column; /* from 1, in Unicode code points; an invalid byte counts one */
} trainlint_position;

typedef struct trainlint_span {
    trainlint_position start;
    trainlint_position end; /* exclusive; equal to start for a span of zero width */
} trainlint_span;

typedef enum trainlint_applicability {
    TRAINLINT_NO_FIX = 0,
    TRAINLINT_MANUAL = 1,    /* an order for a person; no edits */
    TRAINLINT_SUGGESTED = 2, /* the edits are likely what was meant */
    TRAINLINT_SAFE = 3       /* the edits keep the meaning of the document */
} trainlint_applicability;

/*
 * One diagnostic. Filled by trainlint_finding_at or handed to the callback; it and all that is read
 * from it live until the next feed, finish, reset or free of its checker (in a callback: until it
 * returns). Text is made on demand by trainlint_text. Made by the library, in memory of the host: what
 * later versions have to add will be functions that take a finding, not members.
 */
typedef struct trainlint_finding {
    const trainlint_rule *rule;
    trainlint_severity severity;
    trainlint_applicability applicability;
    trainlint_span span;  /* the primary span */
    size_t related_count; /* further places, see trainlint_related_at */
    size_t edit_count;    /* of the fix, see trainlint_edit_at */
    size_t param_count;   /* see trainlint_param_at */
    const void *record;   /* the library's own */
} trainlint_finding;

typedef enum trainlint_text_kind {
    TRAINLINT_MESSAGE = 0, /* one sentence, no full stop; never a value of the document */
    TRAINLINT_LABEL = 1,   /* what to write beside the span; may show a short value */
    TRAINLINT_WHY = 2,     /* the page's reason */
    TRAINLINT_FIX = 3,     /* an order one can follow; never a value of the document */
    TRAINLINT_POINTER = 4, /* RFC 6901 JSON Pointer of a node that exists */
    TRAINLINT_PATH = 5,    /* RFC 9535 normalized path of the same node */
    TRAINLINT_FIELD = 6    /* the absent or unknown member; a key appears escaped and cut to 64 characters */
} trainlint_text_kind;

#define TRAINLINT_NONE SIZE_MAX

/*
 * Writes a text of a finding as NUL-terminated UTF-8. Returns its whole length in bytes without the
 * NUL, as snprintf does; what does not fit is cut, never within a character. TRAINLINT_NONE (and an
 * empty string) when the finding has no such text: "" is a pointer, the document's root.
 * A pointer longer than 255 bytes, or of more than 128 parts, is that of the nearest ancestor that fits.
 *   buffer  may be NULL when size is 0
 */
TRAINLINT_API size_t trainlint_text(const trainlint_finding *finding, trainlint_text_kind kind, char *buffer,
                                    size_t size);

/* A further place of a finding, and its label (as trainlint_text; it may show a short value). */
TRAINLINT_API bool trainlint_related_at(const trainlint_finding *finding, size_t index, trainlint_span *span);
TRAINLINT_API size_t trainlint_related_text(const trainlint_finding *finding, size_t index, char *buffer, size_t size);

/* One edit of a fix: the bytes of `span` are replaced by `text`. Edits are in source order and do not overlap. */
typedef struct trainlint_edit {
    trainlint_span span;
    const char *text; /* NUL-terminated UTF-8; may show a short value */
} trainlint_edit;
TRAINLINT_API bool trainlint_edit_at(const trainlint_finding *finding, size_t index, trainlint_edit *edit);

/* One number or name of the message, so that hosts can translate it: {"limit": 256}, {"field": "spec_id"}. */
typedef struct trainlint_param {
    const char *name; /* static: "field", "limit", "actual", ... */
    const char *text; /* NULL: it is a number */
    int64_t number;
} trainlint_param;
TRAINLINT_API bool trainlint_param_at(const trainlint_finding *finding, size_t index, trainlint_param *param);

/* ---- checker ----------------------------------------------------------------------------- */

typedef struct trainlint_checker trainlint_checker;

/*
 * Makes a checker, ready for the first document. The profile must outlive it and is sealed by this
 * call: its setters answer MISUSE from now on. OK, NOMEM or MISUSE; *out is NULL on failure.
 */
TRAINLINT_API trainlint_status trainlint_new(trainlint_checker **out, const trainlint_profile *profile);

/* Frees a checker; NULL is allowed. */
TRAINLINT_API void trainlint_free(trainlint_checker *checker);

/*
 * Called at each finding in the order of discovery, for hosts that store nothing. Return false to
 * stop: the check ends with TRAINLINT_STOPPED. TL209 other-document withdraws the findings of TL2xx
 * and above that came before it: drop them when it comes. The callback must not call functions that
 * take the checker; those that do answer MISUSE.
 */
typedef bool (*trainlint_callback)(void *context, const trainlint_finding *finding);

/* Sets or clears (NULL) the callback, from the next document on; OK, or MISUSE amid a document. */
TRAINLINT_API trainlint_status trainlint_on_finding(trainlint_checker *checker, trainlint_callback callback,
                                                    void *context);

/*
 * Takes the next bytes of the document; any split gives the same findings. The bytes are not kept.
 * MORE: go on. INVALID: an error was found; more bytes may still be fed, for all the findings.
 * NOMEM, STOPPED: ended; every later call until reset answers the same. MISUSE: after finish, or
 * bytes is NULL while size is not 0; the document is then lost, until reset.
 */
TRAINLINT_API trainlint_status trainlint_feed(trainlint_checker *checker, const void *bytes, size_t size);

/*
 * Ends the document: OK it is valid, INVALID it is not; NOMEM, STOPPED, MISUSE as of feed. After an
 * INVALID of feed amid a document nothing is concluded from what has not come (no TL104 truncated, no
 * missing field), and trainlint_complete is false; with the flag READ_ALL the end is judged all the
 * same. A second call answers as the first.
 */
TRAINLINT_API trainlint_status trainlint_finish(trainlint_checker *checker);

/* Forgets the document and is ready for the next one; memory is kept. OK or MISUSE (in a callback, NULL). */
TRAINLINT_API trainlint_status trainlint_reset(trainlint_checker *checker);

/* The status so far: MORE or INVALID while feeding, then what finish answered. */
TRAINLINT_API trainlint_status trainlint_status_of(const trainlint_checker *checker);

/* False when the rest of the document was not judged: a text error or limit, or a stop, ended the check. */
TRAINLINT_API bool trainlint_complete(const trainlint_checker *checker);

/* All findings of a severity, stored or not; OFF: of every severity. */
TRAINLINT_API uint64_t trainlint_count(const trainlint_checker *checker, trainlint_severity severity);

/* All findings of a rule (code or name), stored or not. */
TRAINLINT_API uint64_t trainlint_rule_hits(const trainlint_checker *checker, const char *rule);

/*
 * How many known fields of the request stand at the top level, misspelt ones that were recognized
 * included (but for everyday words such as "name", which tell nothing). Fewer than two: the document
 * is likely something else.
 */
TRAINLINT_API size_t trainlint_known_fields(const trainlint_checker *checker);

/* Number of stored findings: the first MAX_FINDINGS in source order (by start, then code, then field). */
TRAINLINT_API size_t trainlint_finding_count(const trainlint_checker *checker);

/* The stored finding at an index, in source order. False past the end. */
TRAINLINT_API bool trainlint_finding_at(const trainlint_checker *checker, size_t index, trainlint_finding *finding);

/*
 * Feeds and finishes in one call, after a reset: the verdict on a whole document in memory. The
 * findings are the checker's until the next reset. As trainlint_finish.
 */
TRAINLINT_API trainlint_status trainlint_check(trainlint_checker *checker, const void *bytes, size_t size);

#ifdef __cplusplus
}
#endif
#endif
