/* SPDX-License-Identifier: MIT */
/* What is kept of a document's bytes, and what is never shown of them. */
#include "source.h"

#include <check.h>
#include <fcntl.h>
#include <string.h>

#include "canvas.h"
#include "suite.h"

enum { KEPT = 16 * 1024 * 1024, CHUNK = 64 * 1024, BIG = KEPT + 3 * CHUNK };

/* The byte at an offset: one that differs from its neighbours, and from those a chunk away. */
static char byte_at(size_t offset)
{
    return (char)('a' + offset % 23);
}

static char *big_document(void)
{
    char *document = malloc(BIG);
    ck_assert_ptr_nonnull(document);
    for (size_t i = 0; i < BIG; i++)
        document[i] = byte_at(i);
    return document;
}

/* Asks for `size` bytes and wants `wanted` of them. */
static void ask(const struct source *source, size_t offset, size_t size, size_t wanted)
{
    char bytes[200];
    ck_assert_uint_le(size, sizeof bytes);
    ck_assert_msg(source_at(source, offset, bytes, size) == wanted, "not %zu at %zu", wanted, offset);
    for (size_t i = 0; i < wanted; i++)
        ck_assert_msg(bytes[i] == byte_at(offset + i), "another byte at %zu", offset + i);
}

START_TEST(a_file_is_asked_again)
{
    char *document = big_document();
    struct paper paper;
    paper_open(&paper, document, BIG);
    ask(&paper.source, 0, 100, 100);
    ask(&paper.source, KEPT - 100, 100, 100);
    ask(&paper.source, KEPT - 50, 100, 100);
    ask(&paper.source, KEPT, 100, 100);
    ask(&paper.source, BIG - 100, 100, 100);
    ask(&paper.source, BIG - 50, 100, 50);
    ask(&paper.source, BIG, 100, 0);
    ask(&paper.source, BIG + 50, 100, 0);
    paper_close(&paper);
    free(document);
}
END_TEST

/* Writes bytes of the document into a pipe, and reads them as one chunk. */
static void pass(struct source *source, int pipe, const char *document, size_t size)
{
    const char *bytes;
    ck_assert_int_eq(write(pipe, document + source->size, size), (ssize_t)size);
    ck_assert_int_eq(source_read(source, &bytes), (ssize_t)size);
    ck_assert_int_eq(*bytes, byte_at(source->size - size));
}

/* The chunk that does not fit into what is kept ends it, even when a smaller one follows. */
START_TEST(a_pipe_forgets)
{
    char *document = big_document();
    struct source source = { 0 };
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    source_open(&source, ends[0]);
    pass(&source, ends[1], document, CHUNK - 100);
    while (source.size < KEPT - 100)
        pass(&source, ends[1], document, CHUNK);
    ask(&source, KEPT - 150, 100, 50);
    pass(&source, ends[1], document, 150);
    pass(&source, ends[1], document, 50);
    ask(&source, 0, 100, 100);
    ask(&source, KEPT - 200, 100, 100);
    ask(&source, KEPT - 150, 100, 50);
    ask(&source, KEPT - 100, 100, 0);
    ask(&source, KEPT + 50, 100, 0);
    source_release(&source);
    close(ends[0]);
    close(ends[1]);
    free(document);
}
END_TEST

/* Whatever part is asked for, what is hidden is hidden in it, and nothing else. */
START_TEST(hidden_bytes)
{
    enum { SIZE = 60 };
    const char *document = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX";
    char masked[SIZE + 1], bytes[SIZE];
    struct paper paper;
    paper_open(&paper, document, SIZE);
    strcpy(masked, document);
    for (size_t start = 5; start < SIZE; start += 5) {
        size_t end = start + start % 3 + 1;
        source_hide(&paper.source, start, end);
        memset(masked + start, '*', end - start);
    }
    for (size_t offset = 0; offset < SIZE; offset++)
        for (size_t size = 0; size <= SIZE - offset; size++) {
            ck_assert_uint_eq(source_at(&paper.source, offset, bytes, size), size);
            ck_assert_mem_eq(bytes, masked + offset, size);
        }
    source_open(&paper.source, fileno(paper.file));
    ck_assert_uint_eq(source_at(&paper.source, 0, bytes, SIZE), 0);
    rewind(paper.file);
    const char *chunk;
    ck_assert_int_eq(source_read(&paper.source, &chunk), SIZE);
    ck_assert_uint_eq(source_at(&paper.source, 0, bytes, SIZE), SIZE);
    ck_assert_mem_eq(bytes, document, SIZE); /* another document has no secrets yet */
    paper_close(&paper);
}
END_TEST

RUN_SUITE("source", a_file_is_asked_again, a_pipe_forgets, hidden_bytes)
