/* The texts of a column, or the lines of a block, found by their numbers. */

#include "pieces.h"

#include <string.h>

/* Bytes of which the separators are counted at once: as many as compilers count without a loop. */
enum { STEP = 64 };

static uint32_t separators_in(At at, uint8_t separator) {
    uint8_t count = 0;
    for (int i = 0; i < STEP; i++) count = (uint8_t)(count + (at[i] == separator));
    return count;
}

At behind(At at, At end, uint8_t separator, uint32_t pieces) {
    while (end - at >= STEP) {
        uint32_t here = separators_in(at, separator);
        if (here >= pieces) break;
        pieces -= here;
        at += STEP;
    }
    for (; at && pieces; pieces--) {
        at = memchr(at, separator, (size_t)(end - at));
        if (at) at++;
    }
    return at;
}

/* Writes to `starts` where the pieces with some numbers begin, which are in order. Returns how many
   there are, UNUSUAL where there aren't as many pieces. */
EXPORT int64_t msgc_starts(At data, size_t size, uint8_t separator, const uint32_t *places,
                           size_t count, uint64_t *starts) {
    At at = data, end = data + size;
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        at = places[i] < done ? NULL : behind(at, end, separator, places[i] - done);
        if (!at) return UNUSUAL;
        starts[i] = (uint64_t)(at - data);
        done = places[i];
    }
    return (int64_t)count;
}
