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
 * Copies bytes up to the first that is no ASCII, a backslash, a vertical tab, a form feed (yajl takes
 * the two for blanks) or a line end, at most `length`; returns their number. Each quote turns a bit of
 * *quotes, so that their parity is its. May write up to 15 bytes of anything behind them.
 */
static inline size_t tl_copy_line(unsigned char *out, const unsigned char *bytes, size_t length, unsigned *quotes)
{
    size_t i = 0;
#ifdef __SSE2__
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), feed = _mm_set1_epi8('\n');
    const __m128i two = _mm_set1_epi8(2);
    for (; length - i >= 16; i += 16) {
        __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)(bytes + i));
        _mm_storeu_si128((__m128i *)(void *)(out + i), sixteen);
        /* LF, VT and FF are the three from 10 on; the sign bit of the bytes themselves: they are no ASCII */
        __m128i from = _mm_sub_epi8(sixteen, feed);
        __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(from, two), from),
                                    _mm_or_si128(_mm_cmpeq_epi8(sixteen, backslash), sixteen));
        unsigned end = (unsigned)_mm_movemask_epi8(ends);
        unsigned here = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, quote));
        if (end) {
            *quotes ^= here & (end ^ (end - 1)) >> 1;
            return i + (size_t)__builtin_ctz(end);
        }
        *quotes ^= here;
    }
#endif
    for (; i < length && bytes[i] < 0x80 && bytes[i] != '\\' && (bytes[i] < '\n' || bytes[i] > '\f'); i++) {
        out[i] = bytes[i];
        *quotes ^= bytes[i] == '"';
    }
    return i;
}

static inline bool tl_is_odd(unsigned bits)
{
#if defined __GNUC__
    return __builtin_parity(bits);
#else
    bool odd = false;
    for (; bits; bits &= bits - 1)
        odd = !odd;
    return odd;
#endif
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
