/* Literals and columns to lines: the quick copy of `woven` in msgc/emit/steps.py. */

#include "kernel.h"

#include <string.h>

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

/* Takes the next text of each column; returns whether each has one more. */
static int take(Column *left, Column *texts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (!left[i].at) return 0;
        At end = memchr(left[i].at, SEPARATOR, left[i].size);
        size_t size = end ? (size_t)(end - left[i].at) : left[i].size;
        texts[i] = (Column){left[i].at, size};
        left[i].at = end ? end + 1 : NULL;
        left[i].size -= end ? size + 1 : size;
    }
    return 1;
}

/* Copies a few bytes by two moves that may overlap: most pieces are short, and a call takes longer
   than they do. */
static inline uint8_t *put(uint8_t *out, const uint8_t *from, size_t size) {
    uint8_t *end = out + size;
    if (size > 32) memcpy(out, from, size);
    else if (size >= 16) memcpy(out, from, 16), memcpy(end - 16, from + size - 16, 16);
    else if (size >= 8) memcpy(out, from, 8), memcpy(end - 8, from + size - 8, 8);
    else while (out < end) *out++ = *from++;
    return end;
}

/* Writes the next text of each column between literals; returns where that ends, NULL where a column
   has no more. */
static inline uint8_t *weave_one(Column *left, size_t width, const Part *parts, size_t count,
                                 uint8_t *at) {
    Column texts[MOST_COLUMNS];
    const Part *last = &parts[count - 1];
    if (!take(left, texts, width)) return NULL;
    for (const Part *part = parts; part < last; part++) {
        at = put(at, part->literal, part->size);
        at = put(at, texts[part->column].at, texts[part->column].size);
    }
    return put(at, last->literal, last->size);
}

static int is_any_left(const Column *left, size_t width) {
    for (size_t i = 0; i < width; i++)
        if (left[i].at) return 1;
    return 0;
}

/* Writes rows: each part's literal and text, and at the end what the last part has as its literal.

   `out` has room for all of them. Returns the bytes written, UNUSUAL where a column has another
   number of texts than there are rows. */
EXPORT int64_t msgc_weave(size_t rows, const Part *parts, size_t count, const Column *columns,
                          size_t width, uint8_t *out) {
    Column left[MOST_COLUMNS];
    uint8_t *at = out;
    if (width > MOST_COLUMNS) return UNUSUAL;
    memcpy(left, columns, width * sizeof *columns);
    for (size_t row = 0; row < rows; row++)
        if (!(at = weave_one(left, width, parts, count, at))) return UNUSUAL;
    return is_any_left(left, width) ? UNUSUAL : at - out;
}

/* Writes what rows have, a separator behind each: as many pieces as `counts` tells, each as a row is
   written above. Columns have a text for each piece. */
EXPORT int64_t msgc_weave_pieces(const uint32_t *counts, size_t rows, const Part *parts,
                                 size_t count, const Column *columns, size_t width, uint8_t *out) {
    Column left[MOST_COLUMNS];
    uint8_t *at = out;
    if (width > MOST_COLUMNS) return UNUSUAL;
    memcpy(left, columns, width * sizeof *columns);
    for (size_t row = 0; row < rows; row++) {
        for (uint32_t piece = 0; piece < counts[row]; piece++)
            if (!(at = weave_one(left, width, parts, count, at))) return UNUSUAL;
        *at++ = SEPARATOR;
    }
    return is_any_left(left, width) ? UNUSUAL : at - out;
}
