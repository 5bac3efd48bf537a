/* SPDX-License-Identifier: MIT */
/* A run over documents: checks each one and hands what is found to the report. */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>
#include <trainlint.h>

#include "diagnostic.h"
#include "options.h"
#include "report.h"
#include "source.h"
#include "summary.h"

struct run {
    const struct options *options;
    const struct format *format; /* NULL: nothing is reported */
    struct report report;
    trainlint_checker *checker; /* one for all documents, and so is what follows */
    struct source source;
    struct arena arena;
    struct twins twins;
    struct summary summary;
    uint64_t bytes; /* read so far */
    bool in_trouble;
};

void run_open(struct run *run, const struct options *options, const struct look *look, struct output *out);
void run_operands(struct run *run);
void run_close(struct run *run);

#endif
