/* Texts of JSON, copied as JSON is written in the fewest bytes. */

#ifndef MSGC_TEXT_H
#define MSGC_TEXT_H

#include "kernel.h"

#include <string.h>

/* Returns how many bytes a character behind ASCII takes, 0 where it isn't UTF-8 or no row may hold
   it: a control character, a mark of direction. */
int size_of_character(At at);

/* Copies an escape or a character behind ASCII; NULL where it isn't plain, or something else. */
At copy_unplain(At at, uint8_t **out);

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Marks, by its highest bit, the first of eight bytes that is zero; above it, maybe others. */
static inline uint64_t zeros(uint64_t eight) { return (eight - EACH(1)) & ~eight & EACH(0x80); }

/* Marks the first of eight bytes that isn't plain ASCII; above it, maybe others. */
static inline uint64_t unplain(uint64_t eight) {
    uint64_t controls = (eight - EACH(0x20)) & ~eight & EACH(0x80);
    uint64_t quoted = zeros(eight ^ EACH('"')) | zeros(eight ^ EACH('\\'));
    return controls | quoted | zeros(eight ^ EACH(SEPARATOR)) | (eight & EACH(0x80));
}

/* Copies bytes as long as they are plain, eight at a time; what it writes beyond them is written
   over. It leaves the data's last bytes, and all of them where the first byte isn't the lowest. */
static inline At copy_plain(At at, At end, uint8_t **out) {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - at >= 8) {
        uint64_t eight, odd;
        memcpy(&eight, at, 8);
        memcpy(*out, &eight, 8);
        odd = unplain(eight);
        int plain = odd ? __builtin_ctzll(odd) / 8 : 8;
        at += plain;
        *out += plain;
        if (odd) break;
    }
#else
    (void)end, (void)out;
#endif
    return at;
}

static inline int is_plain(uint8_t byte) {
    return byte >= 0x20 && byte < SEPARATOR && byte != '"' && byte != '\\';
}

/* Copies a text from behind its opening quote to `*out`, which has room for as many bytes as there
   are up to the data's end.

   Returns where it goes on behind the closing quote; NULL where the text isn't plain: not UTF-8, not
   JSON, or with a character that no row may hold. A zero byte must follow the data.

   It is here to become a part of who calls it, which takes half the time of a call. */
static inline At copy_text(At at, At end, uint8_t **out) {
    while (at && *(at = copy_plain(at, end, out)) != '"') {
        if (is_plain(*at)) *(*out)++ = *at++;
        else at = copy_unplain(at, out);
    }
    return at ? at + 1 : NULL;
}

#endif
