/* A column without some of its texts. */

#include "pieces.h"

#include <string.h>

/* Copies a column's texts to `out`, a separator behind each, but for those at some places, in their
   order. Returns the bytes written, UNUSUAL where the column hasn't as many texts. */
EXPORT int64_t msgc_cut(At data, size_t size, const uint32_t *places, size_t count, uint8_t *out) {
    At at = data, end = data + size;
    uint8_t *to = out;
    uint32_t done = 0;
    for (size_t i = 0; i < count; i++) {
        At left_out = at ? behind(at, end, SEPARATOR, places[i] - done) : NULL;
        if (!left_out) return UNUSUAL;
        memcpy(to, at, (size_t)(left_out - at));
        to += left_out - at;
        at = behind(left_out, end, SEPARATOR, 1);
        done = places[i] + 1;
    }
    if (at) {
        memcpy(to, at, (size_t)(end - at));
        to += end - at;
        *to++ = SEPARATOR;
    }
    return to - out;
}
