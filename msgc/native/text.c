#include "text.h"

/* U+202A to U+202E and U+2066 to U+2069 change the direction of what is read. */
static int is_mark(uint32_t point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

static int is_shown(uint32_t point) { return point >= 0xA0 && !is_mark(point); }

static int is_half(uint32_t point) { return point >= 0xD800 && point <= 0xDFFF; }

int size_of_character(At at) {
    if (at[0] < 0xC2 || at[0] > 0xF4 || !is_rest(at[1])) return 0;
    if (at[0] < 0xE0) return is_shown((at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu)) ? 2 : 0;
    if (!is_rest(at[2])) return 0;
    uint32_t point = (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu);
    if (at[0] < 0xF0) return point >= 0x800 && is_shown(point) && !is_half(point) ? 3 : 0;
    if (!is_rest(at[3])) return 0;
    point = (at[0] & 0x07u) << 18 | (at[1] & 0x3Fu) << 12 | (at[2] & 0x3Fu) << 6 | (at[3] & 0x3Fu);
    return point >= 0x10000 && point <= 0x10FFFF ? 4 : 0;
}

int32_t hex4(At at) {
    int32_t number = 0;
    for (int i = 0; i < 4; i++) {
        uint8_t digit = at[i], letter = digit | 0x20;
        if (digit >= '0' && digit <= '9') number = number << 4 | (digit - '0');
        else if (letter >= 'a' && letter <= 'f') number = number << 4 | (letter - 'a' + 10);
        else return UNUSUAL;
    }
    return number;
}

static uint8_t *put_character(uint32_t point, uint8_t *to) {
    if (point < 0x80) *to++ = (uint8_t)point;
    else if (point < 0x800) *to++ = (uint8_t)(0xC0 | point >> 6);
    else if (point < 0x10000) *to++ = (uint8_t)(0xE0 | point >> 12);
    else *to++ = (uint8_t)(0xF0 | point >> 18);
    if (point >= 0x10000) *to++ = (uint8_t)(0x80 | (point >> 12 & 0x3F));
    if (point >= 0x800) *to++ = (uint8_t)(0x80 | (point >> 6 & 0x3F));
    if (point >= 0x80) *to++ = (uint8_t)(0x80 | (point & 0x3F));
    return to;
}

/* Copies the character of `\uXXXX`, or of the two that stand for one; NULL where that isn't plain. */
static At copy_numbered(At at, uint8_t **out) {
    int32_t point = hex4(at + 2);
    if (point < 0x20 || point == SEPARATOR) return NULL;
    at += 6;
    if (is_half((uint32_t)point)) {
        int32_t low = point < 0xDC00 && at[0] == '\\' && at[1] == 'u' ? hex4(at + 2) : UNUSUAL;
        if (low < 0xDC00 || low > 0xDFFF) return NULL;
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
        at += 6;
    }
    if (point >= 0x80 && !is_shown((uint32_t)point)) return NULL;
    if (point == '"' || point == '\\') *(*out)++ = '\\';
    *out = put_character((uint32_t)point, *out);
    return at;
}

/* Copies what a backslash begins; NULL where that isn't plain, such as a control character. */
static At copy_escape(At at, uint8_t **out) {
    switch (at[1]) {
    case '"': case '\\': case 'n': case 'r': case 't': case 'f':
        *(*out)++ = '\\';
        *(*out)++ = at[1];
        return at + 2;
    case '/':
        *(*out)++ = '/';
        return at + 2;
    case 'u':
        return copy_numbered(at, out);
    default:
        return NULL;
    }
}

/* Copies a character behind ASCII; NULL where no row may hold it. */
static At copy_further(At at, uint8_t **out) {
    int size = size_of_character(at);
    for (int i = 0; i < size; i++) *(*out)++ = at[i];
    return size ? at + size : NULL;
}

At copy_unplain(At at, uint8_t **out) {
    if (*at == '\\') return copy_escape(at, out);
    return *at >= 0x80 ? copy_further(at, out) : NULL;
}
