/* Strict JSON's numbers and values for plain.c, as plain_text.h reads texts. */

#include "plain_text.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* As Python has it: digits of an integer, and characters of one that a double holds. */
enum { MOST_DIGITS = 4300, MOST_WHOLE = 320 };
enum { MOST_DEPTH = 64 };

static At digits_at(At at) {
    At end = at;
    while (is_within(*end, '0', '9')) end++;
    return end > at ? end : NULL;
}

static double double_of(const Text *number) { return strtod((const char *)number->at, NULL); }

/* A number that a double or an integer of Python's holds. */
static At number_at(At at, Text *number) {
    *number = (Text){.at = at};
    At first = at + (*at == '-'), end = digits_at(first);
    if (!end || (*first == '0' && end > first + 1)) return NULL;
    at = end;
    if (*at == '.' && !(at = digits_at(at + 1))) return NULL;
    if ((*at | 0x20) == 'e' && !(at = digits_at(at + 1 + (at[1] == '+' || at[1] == '-'))))
        return NULL;
    if (at == end && end - first > MOST_DIGITS) return NULL;
    number->size = (size_t)(at - number->at);
    number->is_odd = at > end || (*first == '0' && first > number->at);
    return number->is_odd && isinf(double_of(number)) ? NULL : at;
}

/* Writes an odd number as an integer; returns its characters, 0 where it is none. */
static size_t whole_of(const Text *number, char written[MOST_WHOLE]) {
    double value = double_of(number);
    int size = snprintf(written, MOST_WHOLE, "%.0f", value == 0 ? 0 : value);
    return strtod(written, NULL) == value ? (size_t)size : 0;
}

/* A key with its colon; the value's place is returned. */
static At key_at(At at, Text *key) {
    if (*at != '"' || !(at = text_at(at + 1, key))) return NULL;
    at = blanks(at);
    return *at == ':' ? blanks(at + 1) : NULL;
}

/* The keys of the objects that are open: those of the outermost one first. */
static Text *keys;
static size_t key_count, key_room;

/* Adds a key to those from `first` on; returns whether it is none of them. */
static int is_new(const Text *key, size_t first) {
    for (size_t i = first; i < key_count; i++)
        if (is_same(key, &keys[i])) return 0;
    if (key_count == key_room) {
        key_room = 2 * key_room + MOST_DEPTH;
        if (!(keys = realloc(keys, key_room * sizeof *keys))) abort();
    }
    keys[key_count++] = *key;
    return 1;
}

static At word_at(At at, const char *word) {
    size_t size = strlen(word);
    return strncmp((const char *)at, word, size) ? NULL : at + size;
}

static At value_at(At at, int depth);

/* A list, or an object whose keys are all different, from its bracket or brace. */
static At many_at(At at, int depth) {
    size_t first = key_count;
    unsigned char is_object = *at == '{', closing = is_object ? '}' : ']';
    At inner = blanks(at + 1);
    if (depth > MOST_DEPTH) return NULL;
    if (*inner == closing) return inner + 1;
    do {
        Text key;
        at = blanks(at + 1);
        if (is_object && (!(at = key_at(at, &key)) || !is_new(&key, first))) return NULL;
        if (!(at = value_at(at, depth))) return NULL;
        at = blanks(at);
    } while (*at == ',');
    key_count = first;
    return *at == closing ? at + 1 : NULL;
}

/* Any value; `depth` lists and objects are around it. */
static At value_at(At at, int depth) {
    Text ignored;
    switch (*at) {
    case '"': return text_at(at + 1, &ignored);
    case '{': case '[': return many_at(at, depth + 1);
    case 't': return word_at(at, "true");
    case 'f': return word_at(at, "false");
    case 'n': return word_at(at, "null");
    default: return number_at(at, &ignored);
    }
}
