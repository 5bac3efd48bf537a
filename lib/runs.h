/* SPDX-License-Identifier: MIT */
/* The two loops that see every byte: plain bytes of strings, and blanks; 16 at a time where the machine can. */
#ifndef TL_RUNS_H
#define TL_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static inline bool tl_is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

/*
 * Copies bytes up to the first that is no plain ASCII of a string, at most `length`; returns their
 * number. May write up to 15 bytes of anything behind them, never behind out + length + 15.
 */
static inline size_t tl_copy_plain(unsigned char *out, const unsigned char *bytes, size_t length)
{
    size_t i = 0;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), blank = _mm_set1_epi8(0x20);
    for (; length - i >= 16; i += 16) {
        __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i), sixteen);
        /* signed: bytes from 0x80 on are below the blank as well */
        __m128i odd = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(sixteen, quote), _mm_cmpeq_epi8(sixteen, backslash)),
                                   _mm_cmplt_epi8(sixteen, blank));
        int mask = _mm_movemask_epi8(odd);
        if (mask)
            return i + (size_t)__builtin_ctz((unsigned)mask);
    }
#endif
    for (; i < length && tl_is_plain(bytes[i]); i++)
        out[i] = bytes[i];
    return i;
}

/*
 * The number of bytes, at most `length`, that are ASCII and no backslash, vertical tab or form feed
 * (which yajl takes for blanks). *odd: an odd number of quotes is among them.
 */
static inline size_t tl_count_direct(const unsigned char *bytes, size_t length, bool *odd)
{
    size_t i = 0;
    unsigned quotes = 0;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\');
    const __m128i tab = _mm_set1_epi8('\v'), feed = _mm_set1_epi8('\f');
    __m128i parity = _mm_setzero_si128();
    for (; length - i >= 16; i += 16) {
        __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        __m128i bad = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(sixteen, tab), _mm_cmpeq_epi8(sixteen, feed)),
                                   _mm_or_si128(_mm_cmpeq_epi8(sixteen, backslash), sixteen));
        /* the sign bit of the bytes themselves: they are no ASCII */
        if (_mm_movemask_epi8(bad))
            break;
        parity = _mm_xor_si128(parity, _mm_cmpeq_epi8(sixteen, quote));
    }
    quotes = (unsigned)_mm_movemask_epi8(parity);
    if (length >= 16 && length - i < 16) {
        /* the last sixteen, of which the first were counted */
        __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + length - 16));
        __m128i bad = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(sixteen, tab), _mm_cmpeq_epi8(sixteen, feed)),
                                   _mm_or_si128(_mm_cmpeq_epi8(sixteen, backslash), sixteen));
        if (!_mm_movemask_epi8(bad)) {
            quotes ^= (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, quote)) >> (16 - (length - i));
            i = length;
        }
    }
#endif
    *odd = __builtin_parity(quotes);
    for (; i < length && bytes[i] < 0x80 && bytes[i] != '\\' && bytes[i] != '\v' && bytes[i] != '\f'; i++)
        *odd ^= bytes[i] == '"';
    return i;
}

/* The number of spaces that begin the bytes. */
static inline size_t tl_count_spaces(const unsigned char *bytes, size_t length)
{
    size_t i = 0;
#ifdef __SSE2__
    const __m128i space = _mm_set1_epi8(' ');
    for (; length - i >= 16; i += 16) {
        int mask = _mm_movemask_epi8(
            _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(const void *)(bytes + i)), space));
        if (mask != 0xFFFF)
            return i + (size_t)__builtin_ctz(~(unsigned)mask);
    }
#endif
    while (i < length && bytes[i] == ' ')
        i++;
    return i;
}

#endif
