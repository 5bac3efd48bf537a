/* SPDX-License-Identifier: MIT */
/* How a text begins: a byte order mark, another encoding, or something that is no JSON at all. */
#ifndef TL_SNIFF_H
#define TL_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

enum { TL_SNIFF_MOST = 80 };

enum tl_sniff {
    TL_SNIFF_MORE,     /* more bytes are needed to tell */
    TL_SNIFF_PLAIN,    /* nothing of this */
    TL_SNIFF_BOM,      /* a byte order mark of UTF-8, `length` bytes */
    TL_SNIFF_ENCODING, /* `what`, told by the first `length` bytes */
    TL_SNIFF_NOT_JSON  /* `what`, told by the first `length` bytes */
};
struct tl_sniffed {
    const char *what;
    size_t length;
};

/* Judges the first bytes of the text; `whole`: there are no more. */
enum tl_sniff tl_sniff_encoding(const unsigned char *text, size_t length, bool whole, struct tl_sniffed *found);

/* Judges the first token that is no blank or comment, up to the end of its line or TL_SNIFF_MOST bytes. */
enum tl_sniff tl_sniff_start(const unsigned char *text, size_t length, bool whole, struct tl_sniffed *found);

#endif
