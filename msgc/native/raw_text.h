/* Texts that aren't JSON, copied as JSON is written in the fewest bytes. */

#ifndef MSGC_RAW_TEXT_H
#define MSGC_RAW_TEXT_H

#include "text.h"

/* Returns the room that a text of some bytes takes at most: an escape has two for one, and a step
   writes beyond what is plain. */
static inline size_t room_of_raw(size_t size) { return 2 * size + STEP; }

/* Copies a character that isn't plain; NULL where JSON writes it by its number, or no row may hold
   it. */
At copy_raw_unplain(At at, uint8_t **out);

/* Returns some bytes, eight at most, as a number whose lowest is the first; none are read by ones
   where there are four, as that takes longer. */
static inline uint64_t few_bytes(At at, size_t size) {
    uint64_t few = 0;
    for (size_t i = 0; size < 4 && i < size; i++) few |= (uint64_t)at[i] << 8 * i;
    if (size < 4) return few;
    uint32_t first, last;
    memcpy(&first, at, 4);
    memcpy(&last, at + size - 4, 4);
    return first | (uint64_t)last << 8 * (size - 4);
}

/* Returns a step of fewer bytes than it has, zero behind them. It is made of numbers: memory that
   is written and read at once in other pieces is waited for. */
static inline Step last_step(At at, size_t size) {
#if defined(__SSE2__)
    uint64_t low = few_bytes(at, size < 8 ? size : 8);
    return _mm_set_epi64x((long long)few_bytes(at + 8, size < 8 ? 0 : size - 8), (long long)low);
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return few_bytes(at, size);
#else
    return size ? *at : 0;
#endif
}

/* Copies what is plain of the last bytes, fewer than a step has; returns where that ends. */
static inline At copy_last(At at, At end, uint8_t **out) {
    Step step = last_step(at, (size_t)(end - at));
    memcpy(*out, &step, STEP);
    int plain = plain_in(step, SEPARATOR);
    *out += plain;
    return at + plain;
}

/* Copies UTF-8 that Python has made to where there is room; returns its end, NULL where a row may
   not hold it or JSON writes it in a way that isn't plain. A zero byte must follow. */
static inline At copy_raw(At at, At end, uint8_t **out) {
    while (at && at < end) {
        at = copy_plain(at, end, out);
        if (end - at < STEP) at = copy_last(at, end, out);
        if (at < end && is_plain(*at)) *(*out)++ = *at++;
        else if (at < end) at = copy_raw_unplain(at, out);
    }
    return at;
}

#endif
