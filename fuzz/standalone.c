/* SPDX-License-Identifier: MIT */
/* A main for a target: runs the inputs that are named, files or folders of them, without an engine that makes others.
 */
#include "target.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In a block of its very size, so that a sanitizer sees what is read behind it. */
static bool run_file(const char *path)
{
    struct buffer file = { 0 };
    uint8_t *block;

    if (!buffer_read(&file, path)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return false;
    }
    fprintf(stderr, "running %s\n", path); /* the last one, when it aborts */
    block = malloc(file.length + (file.length == 0));
    if (block == NULL)
        abort();
    if (file.length != 0)
        memcpy(block, file.bytes, file.length);
    LLVMFuzzerTestOneInput(block, file.length);
    free(block);
    buffer_free(&file);
    return true;
}

int main(int argc, char **argv)
{
    size_t count = 0;
    bool good = true;

    for (int i = 1; i < argc; i++) {
        struct folder folder = { 0 };
        bool is_folder = folder_list(&folder, argv[i], "");

        for (size_t j = 0; j < folder.count; j++)
            good = run_file(folder.paths[j]) && good;
        if (!is_folder)
            good = run_file(argv[i]) && good;
        count += is_folder ? folder.count : 1;
        folder_free(&folder);
    }
    printf("%zu inputs\n", count);
    return good && count != 0 ? 0 : 1;
}
