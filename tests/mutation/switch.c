/* SPDX-License-Identifier: MIT */
#include "switch.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int tl_mutant;
unsigned char tl_reached[TL_MUTANTS];

__attribute__((constructor)) static void choose(void)
{
    const char *number = getenv("MUTANT");
    tl_mutant = number ? atoi(number) : 0;
}

/* A file of its own for each process, its name beginning with $REACHED. */
__attribute__((destructor)) static void tell(void)
{
    const char *name = getenv("REACHED");
    char path[4096];
    FILE *file;
    if (!name || (size_t)snprintf(path, sizeof path, "%s.%ld", name, (long)getpid()) >= sizeof path
        || !(file = fopen(path, "w")))
        return;
    for (int i = 0; i < TL_MUTANTS; i++)
        if (tl_reached[i])
            fprintf(file, "%d\n", i);
    fclose(file);
}
