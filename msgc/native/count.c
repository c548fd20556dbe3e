/* How often a byte stands in others. */

#include "kernel.h"

/* Bytes are counted in turns, one by each counter, which a compiler does for all counters at once. A
   counter is one byte, which after so many turns may be full. */
enum { COUNTERS = 64, MOST_TURNS = UINT8_MAX };

static size_t count_few(At at, size_t size, uint8_t byte) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) count += at[i] == byte;
    return count;
}

static size_t count_many(At at, size_t turns, uint8_t byte) {
    uint8_t counters[COUNTERS] = {0};
    size_t count = 0;
    for (size_t turn = 0; turn < turns; turn++)
        for (size_t i = 0; i < COUNTERS; i++)
            counters[i] = (uint8_t)(counters[i] + (at[turn * COUNTERS + i] == byte));
    for (size_t i = 0; i < COUNTERS; i++) count += counters[i];
    return count;
}

EXPORT size_t msgc_count(At data, size_t size, uint8_t byte) {
    size_t count = 0, most = (size_t)MOST_TURNS * COUNTERS, turns;
    for (; (turns = (size < most ? size : most) / COUNTERS); data += turns * COUNTERS) {
        count += count_many(data, turns, byte);
        size -= turns * COUNTERS;
    }
    return count + count_few(data, size, byte);
}
