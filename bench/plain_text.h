/* Strict JSON's texts for plain.c, read where they stand.

   A zero byte must stand behind the data; it ends whatever is read, as a line break does. Each
   function that reads returns the place behind what it has read, NULL where that isn't right. */

#include <stddef.h>
#include <string.h>

typedef const unsigned char *At;

/* A text between its quotes, or a number, as written.

   An odd one is written anew: a text with `\/` or `\uXXXX`, a number that is no plain integer. A
   hidden one holds a character that no row may hold. */
typedef struct { At at; size_t size; int is_odd, is_hidden; } Text;

/* What ends a text, begins an escape or a character behind ASCII, or is hidden. */
static const unsigned char IS_SPECIAL[256] = {
    [0 ... 0x1F] = 1, ['"'] = 1, ['\\'] = 1, [0x7F ... 0xFF] = 1};
static const unsigned char ESCAPED[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

static At blanks(At at) {
    while (*at == ' ' || *at == '\t' || *at == '\r') at++;
    return at;
}

static int is_within(unsigned point, unsigned first, unsigned last) {
    return point - first <= last - first;
}

static int is_half(unsigned point) { return is_within(point, 0xD800, 0xDFFF); }

/* Control characters but those that end lines, and marks that turn the direction of text. */
static int is_hidden(unsigned point) {
    if (point < 0x20) return !is_within(point, '\t', '\r') && !is_within(point, 0x1C, 0x1E);
    if (point <= 0x9F) return point >= 0x7F && point != 0x85;
    return is_within(point, 0x202A, 0x202E) || is_within(point, 0x2066, 0x2069);
}

static At utf8(At at, unsigned *point) {
    static const unsigned least[] = {0, 0, 0x80, 0x800, 0x10000};
    int size = *at < 0xC0 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF8 ? 4 : 0;
    *point = *at & 0x7Fu >> size;
    for (int i = 1; i < size; i++) {
        if ((at[i] & 0xC0) != 0x80) return NULL;
        *point = *point << 6 | (at[i] & 0x3F);
    }
    return size && is_within(*point, least[size], 0x10FFFF) && !is_half(*point) ? at + size : NULL;
}

static At hex4(At at, unsigned *number) {
    *number = 0;
    for (int i = 0; i < 4; i++, at++) {
        unsigned digit = *at - (unsigned)'0', letter = (*at | 0x20u) - 'a';
        if (digit > 9 && letter > 5) return NULL;
        *number = *number << 4 | (digit <= 9 ? digit : letter + 10);
    }
    return at;
}

/* The character of `\uXXXX`, or of the two halves of a pair, from behind the first `\u`. */
static At numbered(At at, unsigned *point) {
    unsigned low;
    if (!(at = hex4(at, point)) || !is_half(*point)) return at;
    if (*point >= 0xDC00 || at[0] != '\\' || at[1] != 'u') return NULL;
    if (!(at = hex4(at + 2, &low)) || !is_within(low, 0xDC00, 0xDFFF)) return NULL;
    *point = 0x10000 + ((*point - 0xD800) << 10) + (low - 0xDC00);
    return at;
}

/* What a backslash begins, from that on. */
static At escape(At at, unsigned *point) {
    if (at[1] == 'u') return numbered(at + 2, point);
    *point = ESCAPED[at[1]];
    return *point ? at + 2 : NULL;
}

/* A character of a text, as it is or escaped. */
static At character(At at, unsigned *point) {
    if (*at >= 0x80) return utf8(at, point);
    if (*at == '\\') return escape(at, point);
    *point = *at;
    return *point < 0x20 ? NULL : at + 1;
}

/* The next quote, escape, or what else has to be looked at. */
static At next_special(At at) {
    while (!IS_SPECIAL[*at]) at++;
    return at;
}

/* A text from behind its opening quote. */
static At text_at(At at, Text *text) {
    *text = (Text){.at = at};
    for (;;) {
        unsigned point;
        at = next_special(at);
        if (*at == '"') break;
        text->is_odd |= *at == '\\' && (at[1] == '/' || at[1] == 'u');
        if (!(at = character(at, &point))) return NULL;
        text->is_hidden |= is_hidden(point);
    }
    text->size = (size_t)(at - text->at);
    return at + 1;
}

/* Tells whether texts are the same, whatever is escaped in them. */
static int is_same_decoded(const Text *one, const Text *other) {
    At mine = one->at, theirs = other->at;
    while (mine < one->at + one->size && theirs < other->at + other->size) {
        unsigned my_point, their_point;
        mine = character(mine, &my_point);
        theirs = character(theirs, &their_point);
        if (my_point != their_point) return 0;
    }
    return mine == one->at + one->size && theirs == other->at + other->size;
}

static int is_same(const Text *one, const Text *other) {
    if (one->is_odd || other->is_odd) return is_same_decoded(one, other);
    return one->size == other->size && !memcmp(one->at, other->at, one->size);
}
