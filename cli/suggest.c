/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 40 };

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Words are compared as if written in capitals, whatever the locale thinks of that. */
static bool same(char a, char b)
{
    int upper_a = a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a;
    int upper_b = b >= 'a' && b <= 'z' ? b - 'a' + 'A' : b;
    return upper_a == upper_b;
}

/* Optimal string alignment; three rows of the table are enough, for a swap looks two rows back. */
static size_t distance(const char *a, size_t size_a, const char *b, size_t size_b)
{
    size_t rows[3][LONGEST + 1];
    for (size_t j = 0; j <= size_b; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= size_a; i++) {
        size_t *row = rows[i % 3];
        const size_t *above = rows[(i - 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= size_b; j++) {
            row[j] = above[j - 1] + !same(a[i - 1], b[j - 1]);
            row[j] = least(row[j], least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && same(a[i - 1], b[j - 2]) && same(a[i - 2], b[j - 1]))
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[size_a % 3][size_b];
}

void suggest_offer(struct suggestion *suggestion, const char *candidate)
{
    size_t size = strlen(candidate);
    if (size > LONGEST || suggestion->size > LONGEST)
        return;
    size_t far = distance(suggestion->word, suggestion->size, candidate, size);
    bool near_enough = far <= 1 + size / 4 && far < size;
    if (near_enough && (suggestion->best == NULL || far < suggestion->distance)) {
        suggestion->best = candidate;
        suggestion->distance = far;
    }
}
