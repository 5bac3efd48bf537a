/* SPDX-License-Identifier: MIT */
/*
 * The operands, and the files behind them: a directory is walked in the order of bytes. Of what a walk meets,
 * only regular files whose name ends with .json count; hidden directories and node_modules are passed by, and
 * links to directories are not followed.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>

struct input {
    const char *name;
    int fd;
    bool walked; /* nobody named it: it was met in a directory */
};

/* What to do with what is there. Both answer whether to go on. */
struct visitor {
    bool (*document)(void *context, const struct input *input);
    bool (*failure)(void *context, const char *name, const char *message);
    void *context;
};

/*
 * Visits the documents of one operand, "-" being standard input, which is called `stdin_name`. Descriptors are
 * closed when the visitor is done with them. False: the visitor wants no more.
 */
bool input_visit(const char *operand, const char *stdin_name, const struct visitor *visitor);

#endif
