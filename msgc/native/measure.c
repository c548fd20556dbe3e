/* How long a column's texts are. */

#include "text.h"

#if defined(__SSE2__)

/* Counts the code points up to a separator or an escape, a step at a time; leaves the last bytes. */
static inline At count_up(At at, At end, size_t *points) {
    for (int plain = STEP; plain == STEP && end - at >= STEP; at += plain) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        __m128i stop = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(SEPARATOR));
        stop = _mm_or_si128(stop, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        unsigned stops = (unsigned)_mm_movemask_epi8(stop) | 1u << STEP;
        /* Bytes that go on with a character are the lowest ones of those with a sign. */
        __m128i rest = _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)0xC0));
        unsigned rests = (unsigned)_mm_movemask_epi8(rest) & ((stops & -stops) - 1);
        plain = __builtin_ctz(stops);
        *points += (size_t)(plain - (rests ? __builtin_popcount(rests) : 0));
    }
    return at;
}

#else

static inline At count_up(At at, At end, size_t *points) {
    (void)end, (void)points;
    return at;
}

#endif

/* Returns the end of a text, and how many code points it has; an escape stands for one. */
static inline At measured(At at, At end, size_t *points) {
    *points = 0;
    while ((at = count_up(at, end, points)) < end && *at != SEPARATOR) {
        size_t size = *at == '\\' ? size_of_escape(at) : 1;
        *points += !is_rest(*at);
        at = (size_t)(end - at) > size ? at + size : end;
    }
    return at;
}

/* Tells the code points of a column's longest text and of its shortest one. */
EXPORT void msgc_measure(At data, size_t size, size_t *longest, size_t *shortest) {
    At end = data + size;
    *longest = 0, *shortest = SIZE_MAX;
    for (At at = data; at <= end; at++) {
        size_t points;
        at = measured(at, end, &points);
        if (points > *longest) *longest = points;
        if (points < *shortest) *shortest = points;
    }
}

/* Adds the code points of each of a column's texts to those of its row; returns whether there are
   as many texts as rows. */
EXPORT int32_t msgc_add_lengths(At data, size_t size, uint64_t *sums, size_t rows) {
    At at = data, end = data + size;
    size_t row = 0;
    for (; at <= end && row < rows; at++, row++) {
        size_t points;
        at = measured(at, end, &points);
        sums[row] += points;
    }
    return row == rows && at > end;
}
