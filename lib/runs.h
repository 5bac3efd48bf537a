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

#ifdef __SSE2__
/*
 * Copies 16 bytes; returns the mask of those that are no ASCII, a backslash or a control, *quotes that of
 * the quotes.
 */
static inline unsigned tl_copy_sixteen(unsigned char *out, const unsigned char *bytes, unsigned *quotes)
{
    __m128i sixteen = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    _mm_storeu_si128((__m128i *)(void *)out, sixteen);
    *quotes = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(sixteen, _mm_set1_epi8('"')));
    /* signed: controls and bytes from 0x80 on are below the blank */
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(sixteen, _mm_set1_epi8('\\')),
                                _mm_subs_epi8(sixteen, _mm_set1_epi8(0x20)));
    return (unsigned)_mm_movemask_epi8(ends);
}
#endif

/*
 * Copies bytes up to the first that is no ASCII, a backslash or a control, at most `length`; returns
 * their number. Each quote turns a bit of *quotes, so that their parity is its. May write up to 15
 * bytes of anything behind them.
 */
static inline size_t tl_copy_line(unsigned char *out, const unsigned char *bytes, size_t length, unsigned *quotes)
{
    size_t i = 0;
#ifdef __SSE2__
    unsigned here, end = 0;
    for (; length - i >= 16; i += 16) {
        end = tl_copy_sixteen(out + i, bytes + i, &here);
        if (end)
            break;
        *quotes ^= here;
    }
    if (!end && i < length && length >= 16) {
        /* the last sixteen overlap those before them */
        size_t over = i - (length - 16);
        end = tl_copy_sixteen(out + length - 16, bytes + length - 16, &here) >> over;
        here >>= over;
        if (!end) {
            *quotes ^= here;
            return length;
        }
    }
    if (end) {
        *quotes ^= here & (end ^ (end - 1)) >> 1;
        return i + (size_t)__builtin_ctz(end);
    }
#endif
    for (; i < length && bytes[i] >= 0x20 && bytes[i] < 0x80 && bytes[i] != '\\'; i++) {
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
