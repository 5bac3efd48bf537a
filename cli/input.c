/* SPDX-License-Identifier: MIT */
#include "input.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "memory.h"

static bool fail(const struct visitor *visitor, const char *name)
{
    if (errno == ENOMEM)
        memory_exhausted();
    return visitor->failure(visitor->context, name, strerror(errno));
}

/* Hands over an open file, then closes it. */
static bool visit_open(const struct visitor *visitor, const struct input *input)
{
    bool go_on = visitor->document(visitor->context, input);
    close(input->fd);
    return go_on;
}

/* A file that was named may be a pipe or a device, and may keep us waiting: somebody asked for it. */
static bool visit_named(const struct visitor *visitor, const char *name)
{
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return fail(visitor, name);
    return visit_open(visitor, &(struct input){ .name = name, .fd = fd });
}

/* Without waiting, for a pipe may have taken the file's place since it was looked at. */
static bool visit_walked(const struct visitor *visitor, const char *name)
{
    struct stat status;
    int fd = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return fail(visitor, name);
    bool known = fstat(fd, &status) == 0;
    if (known && S_ISREG(status.st_mode))
        return visit_open(visitor, &(struct input){ .name = name, .fd = fd, .walked = true });
    bool go_on = known || fail(visitor, name);
    close(fd);
    return go_on;
}

static bool ends_with_json(const char *name)
{
    size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".json") == 0;
}

static bool is_walked_directory(const char *name)
{
    return name[0] != '.' && strcmp(name, "node_modules") != 0;
}

/* Whether an entry's name alone lets it take part; what it is must be asked of the file system. */
static int may_count(const struct dirent *entry)
{
    return ends_with_json(entry->d_name) || is_walked_directory(entry->d_name);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static char *join(const char *directory, const char *name)
{
    size_t length = strlen(directory), size = strlen(name) + 1;
    size_t slash = directory[length - 1] != '/'; /* never empty: it has been opened */
    char *path = memory_resize(NULL, length + slash + size);
    memcpy(path, directory, length);
    memcpy(path + length, "/", slash);
    memcpy(path + length + slash, name, size);
    return path;
}

static bool walk(const struct visitor *visitor, const char *directory);

static bool visit_entry(const struct visitor *visitor, const char *path, const char *name)
{
    struct stat status, target;
    if (lstat(path, &status) != 0)
        return fail(visitor, path);
    if (S_ISDIR(status.st_mode))
        return !is_walked_directory(name) || walk(visitor, path);
    if (!ends_with_json(name))
        return true;
    if (S_ISLNK(status.st_mode) && stat(path, &target) == 0)
        status = target;
    /* A link to nowhere is left to open, which says so. */
    return S_ISREG(status.st_mode) || S_ISLNK(status.st_mode) ? visit_walked(visitor, path) : true;
}

/* Depth is bounded by the length of a path, which the system bounds. */
static bool walk(const struct visitor *visitor, const char *directory)
{
    struct dirent **entries;
    int count = scandir(directory, &entries, may_count, by_bytes);
    if (count < 0)
        return fail(visitor, directory);
    bool go_on = true;
    for (int i = 0; i < count; i++) {
        if (go_on) {
            char *path = join(directory, entries[i]->d_name);
            go_on = visit_entry(visitor, path, entries[i]->d_name);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
    return go_on;
}

bool input_visit(const char *operand, const char *stdin_name, const struct visitor *visitor)
{
    struct stat status;
    if (strcmp(operand, "-") == 0)
        return visitor->document(visitor->context, &(struct input){ .name = stdin_name, .fd = STDIN_FILENO });
    if (stat(operand, &status) != 0)
        return fail(visitor, operand);
    return S_ISDIR(status.st_mode) ? walk(visitor, operand) : visit_named(visitor, operand);
}
