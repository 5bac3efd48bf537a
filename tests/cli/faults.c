/* SPDX-License-Identifier: MIT */
/*
 * A library to be preloaded: it makes one system call, or one allocation, of a program go wrong.
 *
 *     FAULT='CALL WHEN WHAT'
 *
 * CALL: memory (any allocation), read, pread, output and message (write to descriptors 1 and 2), open, status
 * (stat, lstat, fstat), directory (scandir), close.
 * WHEN: 3 (the third one), 3+ (from the third one on), 2/ (each second one).
 * WHAT: the name of an error; short: one byte is read or written; SIGTERM: the signal, before the call; run: the
 * command in FAULT_RUN is carried out before the call.
 *
 * The file $FAULT_MARK is made when it happens, so that a test knows that there are no more calls to fail.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The next definition of a function: the C library's own. ISO C knows no way from dlsym to a function, POSIX does. */
#define REAL(function) (__extension__(__typeof__(&(function))) next(#function))

static void *next(const char *function)
{
    void *found = dlsym(RTLD_NEXT, function);
    if (found == NULL)
        abort();
    return found;
}

static const struct {
    const char *name;
    int number;
} errors[] = {
    { "EACCES", EACCES }, { "EAGAIN", EAGAIN }, { "EINTR", EINTR },   { "EIO", EIO },
    { "EMFILE", EMFILE }, { "ENOENT", ENOENT }, { "ENOMEM", ENOMEM }, { "ENOSPC", ENOSPC },
};

struct fault {
    char call[16], when[16], what[16];
    unsigned long first;
    char often; /* '\0', '+' or '/' */
    unsigned long calls;
};

static struct fault fault;

/* By system calls alone, for it may be an allocation that is to fail. */
static void leave_mark(void)
{
    const char *mark = getenv("FAULT_MARK");
    if (mark == NULL)
        return;
    long fd = syscall(SYS_openat, AT_FDCWD, mark, O_WRONLY | O_CREAT, 0600);
    if (fd >= 0)
        syscall(SYS_close, (int)fd);
}

static void end_faults(void)
{
    fault.first = 0;
}

/* What is called after the end of main, by tools that measure coverage, is left alone. */
static void read_fault(void)
{
    const char *text = getenv("FAULT");
    atexit(end_faults);
    if (text == NULL || sscanf(text, "%15s %15s %15s", fault.call, fault.when, fault.what) != 3)
        return;
    sscanf(fault.when, "%lu%c", &fault.first, &fault.often);
}

static bool is_due(const char *call)
{
    static bool reading, was_read;
    if (!was_read && !reading) {
        reading = true;
        read_fault();
        was_read = true;
    }
    if (!was_read || fault.first == 0 || strcmp(call, fault.call) != 0)
        return false;
    unsigned long now = ++fault.calls;
    return fault.often == '/' ? now % fault.first == 0 : fault.often == '+' ? now >= fault.first : now == fault.first;
}

/* The command's own calls are no business of ours. */
static void run_command(void)
{
    end_faults();
    unsetenv("LD_PRELOAD");
    if (system(getenv("FAULT_RUN")) != 0)
        abort();
}

enum verdict { GO_ON, FAIL, BE_SHORT };

/* Whether this call is the one; FAIL: errno is set. */
static enum verdict judge(const char *call)
{
    if (!is_due(call))
        return GO_ON;
    leave_mark();
    if (strcmp(fault.what, "short") == 0)
        return BE_SHORT;
    if (strcmp(fault.what, "SIGTERM") == 0)
        raise(SIGTERM);
    else if (strcmp(fault.what, "run") == 0)
        run_command();
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(fault.what, errors[i].name) == 0) {
            errno = errors[i].number;
            return FAIL;
        }
    return GO_ON;
}

/* ---- memory -------------------------------------------------------------------------------- */

void *malloc(size_t size)
{
    return judge("memory") == FAIL ? NULL : REAL(malloc)(size);
}

void *calloc(size_t count, size_t size)
{
    return judge("memory") == FAIL ? NULL : REAL(calloc)(count, size);
}

void *realloc(void *block, size_t size)
{
    return judge("memory") == FAIL ? NULL : REAL(realloc)(block, size);
}

/* ---- bytes --------------------------------------------------------------------------------- */

static size_t part_of(enum verdict verdict, size_t size)
{
    return verdict == BE_SHORT && size > 1 ? 1 : size;
}

ssize_t read(int fd, void *bytes, size_t size)
{
    enum verdict verdict = judge("read");
    return verdict == FAIL ? -1 : REAL(read)(fd, bytes, part_of(verdict, size));
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset)
{
    enum verdict verdict = judge("pread");
    return verdict == FAIL ? -1 : REAL(pread)(fd, bytes, part_of(verdict, size), offset);
}

ssize_t write(int fd, const void *bytes, size_t size)
{
    enum verdict verdict = fd == STDOUT_FILENO ? judge("output") : fd == STDERR_FILENO ? judge("message") : GO_ON;
    return verdict == FAIL ? -1 : REAL(write)(fd, bytes, part_of(verdict, size));
}

/* ---- files --------------------------------------------------------------------------------- */

int open(const char *name, int flags, ...)
{
    mode_t mode = 0;
    if (flags & O_CREAT) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    return judge("open") == FAIL ? -1 : REAL(open)(name, flags, mode);
}

int close(int fd)
{
    /* As the kernel does it: the descriptor is gone all the same. */
    enum verdict verdict = judge("close");
    int error = errno, result = REAL(close)(fd);
    errno = verdict == FAIL ? error : errno;
    return verdict == FAIL ? -1 : result;
}

int stat(const char *name, struct stat *status)
{
    return judge("status") == FAIL ? -1 : REAL(stat)(name, status);
}

int lstat(const char *name, struct stat *status)
{
    return judge("status") == FAIL ? -1 : REAL(lstat)(name, status);
}

int fstat(int fd, struct stat *status)
{
    return judge("status") == FAIL ? -1 : REAL(fstat)(fd, status);
}

int scandir(const char *directory, struct dirent ***entries, int (*choose)(const struct dirent *),
            int (*compare)(const struct dirent **, const struct dirent **))
{
    return judge("directory") == FAIL ? -1 : REAL(scandir)(directory, entries, choose, compare);
}
