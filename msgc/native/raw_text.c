#include "raw_text.h"

/* Returns what JSON has behind a backslash for a byte, 0 where that is no letter. */
static uint8_t letter_of(uint8_t byte) {
    switch (byte) {
    case '"': case '\\': return byte;
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    case '\f': return 'f';
    default: return 0;
    }
}

At copy_raw_unplain(At at, uint8_t **out) {
    if (*at >= 0x80) return copy_unplain(at, out);
    uint8_t letter = letter_of(*at);
    if (!letter) return NULL;
    *(*out)++ = '\\';
    *(*out)++ = letter;
    return at + 1;
}
