/* SPDX-License-Identifier: MIT */
/* Changes to a document that know what it is: members, groups and values out of the tables, and tokens of JSON. */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include "../tests/buffer.h"

#include <stdint.h>

/* Changes the document in one to three ways, the same for the same seed. */
void mutate(struct buffer *document, uint64_t seed);

#endif
