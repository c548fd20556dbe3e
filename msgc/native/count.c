/* How often something stands in bytes. */

#include "kernel.h"

/* Bytes are counted in turns, one by each counter, which a compiler does for all counters at once. A
   counter is one byte, which after so many turns may be full. */
enum { COUNTERS = 64, MOST_TURNS = UINT8_MAX };

/* Tells whether what is counted stands at a place. */
typedef int (*Test)(At at, uint8_t byte);

#define INLINE static inline __attribute__((always_inline))

INLINE int is_byte(At at, uint8_t byte) { return *at == byte; }

/* A line ends with a line feed, or with a return that none follows. */
INLINE int is_end_of_line(At at, uint8_t byte) {
    (void)byte;
    return (*at == '\n') | ((*at == '\r') & (at[1] != '\n'));
}

INLINE size_t count_few(At at, size_t size, Test test, uint8_t byte) {
    size_t count = 0;
    for (size_t i = 0; i < size; i++) count += (size_t)test(at + i, byte);
    return count;
}

INLINE size_t count_many(At at, size_t turns, Test test, uint8_t byte) {
    uint8_t counters[COUNTERS] = {0};
    size_t count = 0;
    for (size_t turn = 0; turn < turns; turn++)
        for (size_t i = 0; i < COUNTERS; i++)
            counters[i] = (uint8_t)(counters[i] + test(at + turn * COUNTERS + i, byte));
    for (size_t i = 0; i < COUNTERS; i++) count += counters[i];
    return count;
}

INLINE size_t count(At data, size_t size, Test test, uint8_t byte) {
    size_t found = 0, most = (size_t)MOST_TURNS * COUNTERS, turns;
    for (; (turns = (size < most ? size : most) / COUNTERS); data += turns * COUNTERS) {
        found += count_many(data, turns, test, byte);
        size -= turns * COUNTERS;
    }
    return found + count_few(data, size, test, byte);
}

EXPORT size_t msgc_count(At data, size_t size, uint8_t byte) {
    return count(data, size, is_byte, byte);
}

/* Returns how many lines end in data. A zero byte must follow it. */
EXPORT size_t msgc_count_lines(At data, size_t size) {
    return count(data, size, is_end_of_line, 0);
}
