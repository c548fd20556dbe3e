/* Integers, as JSON writes them. */

#ifndef MSGC_WHOLE_H
#define MSGC_WHOLE_H

#include "kernel.h"

enum { MOST_DIGITS = 18 };

#define LARGEST_WHOLE 999999999999999999LL

static inline int is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/* Returns the end of an integer that JSON writes in no other way, and that 64 bits surely hold. */
static inline At end_of_whole(At at) {
    At digits = at + (*at == '-'), end = digits;
    while (is_digit(*end)) end++;
    if (end == digits || end - digits > MOST_DIGITS) return NULL;
    if (*digits == '0' && (end - digits > 1 || digits > at)) return NULL;
    return end;
}

/* Writes an integer of as many digits as that at most; returns what follows it. */
static inline uint8_t *put_whole(long long number, uint8_t *out) {
    uint8_t digits[MOST_DIGITS], *last = digits + MOST_DIGITS, *first = last;
    long long left = number < 0 ? -number : number;
    if (number < 0) *out++ = '-';
    do *--first = (uint8_t)('0' + left % 10);
    while (left /= 10);
    while (first < last) *out++ = *first++;
    return out;
}

#endif
