/* CSV to columns: the quick copy of msgc/recipients/plain_cells.py. */

#include "text.h"

/* A column; `out` has room for the data twice, and for one byte more.

   `used` are the bytes that its texts take there, a separator behind each. Those of a column that
   isn't kept are looked at, and each takes the place of the one before. It is full where no cell of
   it is empty. */
typedef struct {
    uint8_t *out;
    size_t used;
    int32_t is_kept;
    int32_t is_full;
} Column;

/* What ends a record: the first one's break, which all others have too. */
enum Break { UNKNOWN, LINE, RETURN_LINE };

typedef struct {
    Column *columns;
    size_t width;
    uint8_t delimiter;
    enum Break ending;
    At end;
} Reader;

/* Returns what JSON has behind a backslash for a byte that may stand in quotes, 0 for others.

   No plain cell holds a tab that isn't a delimiter. */
static uint8_t letter_of(uint8_t byte, uint8_t delimiter) {
    switch (byte) {
    case '"': case '\\': return byte;
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return delimiter == '\t' ? 't' : 0;
    default: return 0;
    }
}

/* Copies a character of a cell as JSON writes it; NULL where that isn't plain. */
static At copy_character(At at, uint8_t delimiter, uint8_t **out) {
    if (*at >= 0x80) return copy_unplain(at, out);
    uint8_t letter = is_plain(*at) ? *at : letter_of(*at, delimiter);
    if (!letter) return NULL;
    if (!is_plain(*at)) *(*out)++ = '\\';
    *(*out)++ = letter;
    return at + 1;
}

/* Copies a cell without quotes; returns where it ends, which may not be where one can end. */
static inline At copy_bare(At at, const Reader *reader, uint8_t **out) {
    uint8_t delimiter = reader->delimiter;
    while (at) {
        at = copy_up_to(delimiter, at, reader->end, out);
        int goes_on = is_plain(*at) ? *at != delimiter : *at == '\\' || *at >= 0x80;
        if (!goes_on) return at;
        at = copy_character(at, delimiter, out);
    }
    return NULL;
}

/* Copies a cell from behind its opening quote; returns what follows the closing one, NULL where the
   cell isn't plain. Two quotes inside stand for one. */
static At copy_quoted(At at, const Reader *reader, uint8_t **out) {
    while (at) {
        at = copy_plain(at, reader->end, out);
        if (*at == '"' && *++at != '"') return at;
        at = copy_character(at, reader->delimiter, out);
    }
    return NULL;
}

static inline At read_cell(At at, const Reader *reader, Column *column) {
    uint8_t *start = column->out + column->used, *out = start;
    at = *at == '"' ? copy_quoted(at + 1, reader, &out) : copy_bare(at, reader, &out);
    if (out == start) column->is_full = 0;
    if (!column->is_kept) return at;
    *out++ = SEPARATOR;
    column->used = (size_t)(out - column->out);
    return at;
}

/* Returns what follows a record's break, NULL where none ends it. The last record may lack it. */
static At behind_break(At at, Reader *reader) {
    if (at == reader->end) return at;
    enum Break ending = *at == '\r' ? RETURN_LINE : LINE;
    if (reader->ending == UNKNOWN) reader->ending = ending;
    if (ending != reader->ending) return NULL;
    at += ending == RETURN_LINE;
    return *at == '\n' ? at + 1 : NULL;
}

/* Reads a record of as many cells as there are columns; returns what follows it, NULL where it
   isn't plain. */
static At read_record(At at, Reader *reader) {
    for (size_t i = 0; i < reader->width; i++) {
        if (i > 0 && *at++ != reader->delimiter) return NULL;
        if (!(at = read_cell(at, reader, &reader->columns[i]))) return NULL;
    }
    return behind_break(at, reader);
}

static int is_any_full(const Column *columns, size_t width) {
    for (size_t i = 0; i < width; i++)
        if (columns[i].is_full) return 1;
    return 0;
}

/* Reads records of `width` cells each.

   Returns how many there are; UNUSUAL where there is none, where one isn't plain, and where one may
   be blank, as it can't where a column is full. */
EXPORT int64_t msgc_read_cells(At data, size_t size, uint8_t delimiter, Column *columns,
                               size_t width) {
    Reader reader = {columns, width, delimiter, UNKNOWN, data + size};
    int64_t records = 0;
    for (size_t i = 0; i < width; i++) columns[i].used = 0, columns[i].is_full = 1;
    for (At at = data; at < reader.end; records++)
        if (!(at = read_record(at, &reader))) return UNUSUAL;
    return records && is_any_full(columns, width) ? records : UNUSUAL;
}
