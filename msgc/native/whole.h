/* Integers, as JSON writes them. */

#ifndef MSGC_WHOLE_H
#define MSGC_WHOLE_H

#include "kernel.h"

enum { MOST_DIGITS = 18 };

static inline int is_digit(uint8_t byte) { return byte >= '0' && byte <= '9'; }

/* Returns the end of an integer that JSON writes in no other way, and that 64 bits surely hold. */
static inline At end_of_whole(At at) {
    At digits = at + (*at == '-'), end = digits;
    while (is_digit(*end)) end++;
    if (end == digits || end - digits > MOST_DIGITS) return NULL;
    if (*digits == '0' && (end - digits > 1 || digits > at)) return NULL;
    return end;
}

#endif
