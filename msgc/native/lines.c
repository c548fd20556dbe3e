/* NDJSON to columns: the quick copy of msgc/recipients/quick_lines.py. */

#include "text.h"
#include "whole.h"

#include <string.h>

/* What a key's values are; a key that isn't named makes a line unusual. */
enum Kind { TEXT, WHOLE, UNUSED };

/* A key, as JSON writes it between quotes; `out` has room for the whole data.

   `used` are the bytes that its values take there, a separator behind each. Those of a key that the
   message doesn't use are looked at, and each takes the place of the one before. */
typedef struct {
    const char *name;
    size_t size;
    int32_t kind;
    uint8_t *out;
    size_t used;
} Key;

enum { MOST_KEYS = 64 };

typedef struct {
    Key *keys;
    size_t count;
    uint64_t needed;
    At end;
} Reader;

static At blanks(At at) {
    while (*at == ' ' || *at == '\t') at++;
    return at;
}

/* Returns the end of a fraction's digits behind its point, NULL where there are none, or many. */
static At end_of_fraction(At at) {
    At end = at;
    while (is_digit(*end)) end++;
    return end > at && end - at <= MOST_DIGITS ? end : NULL;
}

static At end_of_word(At at, const char *word) {
    size_t size = strlen(word);
    return strncmp((const char *)at, word, size) ? NULL : at + size;
}

/* Returns the end of a value that isn't used, and is no text; NULL where it isn't plain. */
static At end_of_unused(At at) {
    if (*at == 't') return end_of_word(at, "true");
    if (*at == 'f') return end_of_word(at, "false");
    if (*at == 'n') return end_of_word(at, "null");
    at = end_of_whole(at);
    return at && *at == '.' ? end_of_fraction(at + 1) : at;
}

static At copy_whole(At at, uint8_t **out) {
    At end = end_of_whole(at);
    for (; end && at < end; at++) *(*out)++ = *at;
    return end;
}

/* Copies a key's value; returns its end, NULL where it isn't plain or of another kind. */
static At read_value(At at, At end, Key *key) {
    uint8_t *out = key->out + key->used;
    if (key->kind == WHOLE) at = copy_whole(at, &out);
    else if (*at == '"') at = copy_text(at + 1, end, &out);
    else return key->kind == UNUSED ? end_of_unused(at) : NULL;
    if (key->kind == UNUSED) return at;
    *out++ = SEPARATOR;
    key->used = (size_t)(out - key->out);
    return at;
}

/* Tells whether bytes are the same; names are short, and a call takes longer than they do. */
static inline int same(const void *one, const void *other, size_t size) {
    uint32_t first[2], last[2];
    if (size < 4 || size > 8) return !memcmp(one, other, size);
    memcpy(&first[0], one, 4), memcpy(&first[1], other, 4);
    memcpy(&last[0], (At)one + size - 4, 4), memcpy(&last[1], (At)other + size - 4, 4);
    return first[0] == first[1] && last[0] == last[1];
}

static int is_name(At at, const Reader *reader, const Key *key) {
    size_t left = (size_t)(reader->end - at);
    return left > key->size && at[key->size] == '"' && same(at, key->name, key->size);
}

/* Returns the index of the key at a place, or their count; lines mostly have them in one order. */
static size_t key_at(At at, const Reader *reader, size_t likely) {
    if (likely < reader->count && is_name(at, reader, &reader->keys[likely])) return likely;
    size_t index = 0;
    while (index < reader->count && !is_name(at, reader, &reader->keys[index])) index++;
    return index;
}

/* Returns where the value of the key that begins at a place stands. */
static At behind_key(At at, const Key *key) {
    at = blanks(at + key->size + 1);
    return *at == ':' ? blanks(at + 1) : NULL;
}

/* Reads the fields of an object from behind its brace; returns what follows it, NULL where the line
   isn't plain: a key that isn't known, stands twice or is missing. */
static At read_fields(At at, Reader *reader) {
    uint64_t seen = 0;
    for (size_t index = 0;; at = blanks(at + 1), index++) {
        if (*at != '"') return NULL;
        index = key_at(at + 1, reader, index);
        if (index == reader->count || seen >> index & 1) return NULL;
        seen |= (uint64_t)1 << index;
        at = behind_key(at + 1, &reader->keys[index]);
        if (!at || !(at = read_value(at, reader->end, &reader->keys[index]))) return NULL;
        at = blanks(at);
        if (*at == '}') return (seen & reader->needed) == reader->needed ? at + 1 : NULL;
        if (*at != ',') return NULL;
    }
}

/* Reads a line that holds one object; returns its end, NULL where it isn't plain. Nothing of an
   object goes beyond a break. */
static At read_object(At at, Reader *reader) {
    at = blanks(at);
    if (*at != '{' || !(at = read_fields(blanks(at + 1), reader))) return NULL;
    at = blanks(at);
    return at == reader->end || *at == '\n' ? at : NULL;
}

/* Reads a line, or leaves the columns as they were, and returns NULL. */
static At read_line(At at, Reader *reader) {
    size_t used[MOST_KEYS];
    for (size_t i = 0; i < reader->count; i++) used[i] = reader->keys[i].used;
    At end = read_object(at, reader);
    for (size_t i = 0; !end && i < reader->count; i++) reader->keys[i].used = used[i];
    return end;
}

static At end_of_line(At at, At end) {
    At found = memchr(at, '\n', (size_t)(end - at));
    return found ? found : end;
}

/* Reads lines, of which `needed` are the keys, as bits, that none lacks.

   The numbers of those that aren't plain, `most` at most, go to `odd`, and how many they are to
   `*odds`. Returns how many lines there are, UNUSUAL where more aren't plain. */
EXPORT int64_t msgc_read_lines(At data, size_t size, Key *keys, size_t count, uint64_t needed,
                               uint32_t *odd, size_t most, size_t *odds) {
    Reader reader = {keys, count, needed, data + size};
    int64_t lines = 0;
    *odds = 0;
    if (count > MOST_KEYS) return UNUSUAL;
    for (size_t i = 0; i < count; i++) keys[i].used = 0;
    for (At at = data; at < reader.end; lines++) {
        At end = read_line(at, &reader);
        if (!end) {
            if (*odds == most) return UNUSUAL;
            odd[(*odds)++] = (uint32_t)lines;
            end = end_of_line(at, reader.end);
        }
        at = end + 1;
    }
    return lines;
}
