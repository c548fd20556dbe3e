/* Literals and columns to lines: the quick copy of `woven` in msgc/emit/steps.py. */

#include "kernel.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* A column's texts, a separator between them. */
typedef struct {
    const uint8_t *at;
    size_t size;
} Column;

/* What stands before a column's text in each row, and which column that is. */
typedef struct {
    const uint8_t *literal;
    size_t size;
    size_t column;
} Part;

enum { MOST_COLUMNS = 64 };

/* Returns where a text ends; most are short, and a call takes longer than they do. */
static inline At end_of_text(At at, At end) {
#if defined(__SSE2__)
    for (; end - at >= 16; at += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)at);
        int marks = _mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(SEPARATOR)));
        if (marks) return at + __builtin_ctz((unsigned)marks);
    }
#endif
    At found = memchr(at, SEPARATOR, (size_t)(end - at));
    return found ? found : end;
}

/* Takes the next text of each column; returns whether each has one more. */
static int take(Column *left, Column *texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!left[i].at) return 0;
        At end = left[i].at + left[i].size, found = end_of_text(left[i].at, end);
        texts[i] = (Column){left[i].at, (size_t)(found - left[i].at)};
        left[i].at = found < end ? found + 1 : NULL;
        left[i].size = found < end ? (size_t)(end - found) - 1 : 0;
    }
    return 1;
}

/* Copies a few bytes by moves that may overlap: most pieces are short, and a call takes longer than
   they do. */
static inline uint8_t *put(uint8_t *out, const uint8_t *from, size_t size) {
    uint8_t *end = out + size;
    if (size > 64) memcpy(out, from, size);
    else if (size > 32) memcpy(out, from, 32), memcpy(end - 32, from + size - 32, 32);
    else if (size >= 16) memcpy(out, from, 16), memcpy(end - 16, from + size - 16, 16);
    else if (size >= 8) memcpy(out, from, 8), memcpy(end - 8, from + size - 8, 8);
    else if (size >= 4) memcpy(out, from, 4), memcpy(end - 4, from + size - 4, 4);
    else while (out < end) *out++ = *from++;
    return end;
}

/* Columns between literals, and what is left of each. */
typedef struct {
    const Part *parts;
    size_t count;
    Column left[MOST_COLUMNS];
    size_t width;
    const uint8_t *end;
} Weave;

static size_t size_of_row(const Weave *weave, const Column *texts) {
    const Part *last = &weave->parts[weave->count - 1];
    size_t size = last->size;
    for (const Part *part = weave->parts; part < last; part++)
        size += part->size + texts[part->column].size;
    return size;
}

/* Writes the next text of each column between literals; returns where that ends, NULL where a column
   has no more and where there is no room. */
static inline uint8_t *weave_one(Weave *weave, uint8_t *at) {
    Column texts[MOST_COLUMNS];
    const Part *last = &weave->parts[weave->count - 1];
    if (!take(weave->left, texts, weave->width)) return NULL;
    if (size_of_row(weave, texts) > (size_t)(weave->end - at)) return NULL;
    for (const Part *part = weave->parts; part < last; part++) {
        at = put(at, part->literal, part->size);
        at = put(at, texts[part->column].at, texts[part->column].size);
    }
    return put(at, last->literal, last->size);
}

static int is_any_left(const Weave *weave) {
    for (size_t i = 0; i < weave->width; i++)
        if (weave->left[i].at) return 1;
    return 0;
}

/* Writes rows: each part's literal and text, and at the end what the last part has as its literal.

   Returns the bytes written, UNUSUAL where a column has another number of texts than there are
   rows, and where `room`, in bytes, is too small. */
EXPORT int64_t msgc_weave(size_t rows, const Part *parts, size_t count, const Column *columns,
                          size_t width, uint8_t *out, size_t room) {
    Weave weave = {.parts = parts, .count = count, .width = width, .end = out + room};
    uint8_t *at = out;
    if (width > MOST_COLUMNS) return UNUSUAL;
    memcpy(weave.left, columns, width * sizeof *columns);
    for (size_t row = 0; row < rows; row++)
        if (!(at = weave_one(&weave, at))) return UNUSUAL;
    return is_any_left(&weave) ? UNUSUAL : at - out;
}

/* Writes what rows have, separators between them: as many pieces as `counts` tells, each as a row is
   written above. Columns have a text for each piece. */
EXPORT int64_t msgc_weave_pieces(const uint32_t *counts, size_t rows, const Part *parts,
                                 size_t count, const Column *columns, size_t width, uint8_t *out,
                                 size_t room) {
    Weave weave = {.parts = parts, .count = count, .width = width, .end = out + room};
    uint8_t *at = out;
    if (width > MOST_COLUMNS) return UNUSUAL;
    memcpy(weave.left, columns, width * sizeof *columns);
    for (size_t row = 0; row < rows; row++) {
        if (row > 0 && at == weave.end) return UNUSUAL;
        if (row > 0) *at++ = SEPARATOR;
        for (uint32_t piece = 0; piece < counts[row]; piece++)
            if (!(at = weave_one(&weave, at))) return UNUSUAL;
    }
    return is_any_left(&weave) ? UNUSUAL : at - out;
}
