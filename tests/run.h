/* SPDX-License-Identifier: MIT */
/* Ways to run a checker over a document, all that it says of one as text, and an allocator that counts and fails. */
#ifndef TESTS_RUN_H
#define TESTS_RUN_H

#include "buffer.h"

#include <trainlint.h>

/* An allocator's account. */
struct meter {
    size_t calls;   /* requests for memory so far, the failed ones included */
    size_t live;    /* bytes handed out and not given back */
    size_t peak;    /* the most of them at any moment */
    size_t fail_at; /* the request that fails, from 1; 0: none */
    bool all_later; /* those after it fail too */
    bool failed;    /* a request has failed */
};

trainlint_allocator meter_allocator(struct meter *meter);

/* How a document is cut. */
struct split {
    size_t chunk; /* bytes of a chunk; 0: one chunk */
    size_t cut;   /* of one chunk: where it is cut; 0: nowhere */
    size_t again; /* where the rest is cut once more; 0: nowhere */
};

/* Feeds a document and finishes. Each chunk is a block of its own that is gone after the call. */
trainlint_status run_document(trainlint_checker *checker, const struct buffer *document, struct split split);

/* Adds all that the checker says of a finished document: status, counts, each finding with all its texts. */
void run_describe(const trainlint_checker *checker, struct buffer *out);

#endif
