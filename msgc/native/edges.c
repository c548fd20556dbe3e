/* The white space at the ends of a column's texts. */

#include "text.h"

/* What stands at a text's ends: white space as Python's `str.strip` takes it. */
enum Edge { BEGINS = 1, ENDS = 2, BLANK = 4, RETURNS = 8 };

/* A text as JSON has it between quotes, from its first byte to behind its last one. */
typedef struct {
    At at;
    At end;
} Text;

static const struct {
    uint16_t first, last;
} WHITE[] = {
    {0x09, 0x0D},     {0x1C, 0x20},     {0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

static int is_white(uint32_t point) {
    if (point > 0x20 && point < 0x85) return 0;
    for (size_t i = 0; i < sizeof WHITE / sizeof *WHITE; i++)
        if (point >= WHITE[i].first && point <= WHITE[i].last) return 1;
    return 0;
}

/* Returns the code point that an escape stands for. */
static uint32_t point_of_escape(At at) {
    switch (at[1]) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'f': return '\f';
    case 'u': return (uint32_t)hex4(at + 2);
    default: return at[1];
    }
}

/* Returns the code point of a character, 0 for one behind those that white space is among. */
static uint32_t point_of(At at) {
    if (*at == '\\') return point_of_escape(at);
    if (*at < 0x80) return *at;
    if (*at < 0xE0) return (*at & 0x1Fu) << 6 | (at[1] & 0x3Fu);
    if (*at >= 0xF0 || !is_rest(at[1])) return 0;
    return (*at & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
}

static At behind_character(At at, At end) {
    size_t size = *at == '\\' ? size_of_escape(at) : 1;
    at = (size_t)(end - at) > size ? at + size : end;
    while (at < end && is_rest(*at)) at++;
    return at;
}

/* Tells whether an escape begins so many bytes before a text's end: two backslashes are one. */
static int is_escape(Text text, size_t before) {
    if ((size_t)(text.end - text.at) < before) return 0;
    size_t slashes = 0;
    for (At at = text.end - before + 1; at > text.at && at[-1] == '\\'; at--) slashes++;
    return slashes & 1;
}

/* Returns where the last character of a text begins that isn't empty. */
static At last_of(Text text) {
    At at = text.end - 1;
    while (at > text.at && is_rest(*at)) at--;
    if (*at >= 0x80) return at;
    if (is_escape(text, 2)) return text.end - 2;
    return is_escape(text, 6) && text.end[-5] == 'u' ? text.end - 6 : at;
}

static Text trimmed(Text text) {
    while (text.at < text.end && is_white(point_of(text.at)))
        text.at = behind_character(text.at, text.end);
    while (text.at < text.end && is_white(point_of(last_of(text)))) text.end = last_of(text);
    return text;
}

static int edges_of(Text text) {
    if (text.at == text.end) return BLANK;
    uint32_t last = point_of(last_of(text));
    int edges = is_white(point_of(text.at)) ? BEGINS : 0;
    if (edges && trimmed(text).at == text.end) edges |= BLANK;
    return edges | (is_white(last) ? ENDS : 0) | (last == '\r' ? RETURNS : 0);
}

static Text text_at(At at, At end) {
    At found = memchr(at, SEPARATOR, (size_t)(end - at));
    return (Text){at, found ? found : end};
}

/* Returns what stands at the ends of any of a column's texts. */
EXPORT int32_t msgc_edges(At data, size_t size) {
    At end = data + size;
    int edges = 0;
    for (Text text = {data, data}; text.at <= end; text.at = text.end + 1) {
        text = text_at(text.at, end);
        edges |= edges_of(text);
    }
    return edges;
}

/* Copies a column's texts without the white space at their ends, separators between them, to `out`,
   which has room for as many bytes. Returns the bytes written. */
EXPORT size_t msgc_trim(At data, size_t size, uint8_t *out) {
    At end = data + size;
    uint8_t *to = out;
    for (Text text = {data, data}; text.at <= end; text.at = text.end + 1) {
        text = text_at(text.at, end);
        Text inner = trimmed(text);
        memcpy(to, inner.at, (size_t)(inner.end - inner.at));
        to += inner.end - inner.at;
        if (text.end < end) *to++ = SEPARATOR;
    }
    return (size_t)(to - out);
}
