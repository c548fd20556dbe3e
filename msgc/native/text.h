/* Texts of JSON, copied as JSON is written in the fewest bytes. */

#ifndef MSGC_TEXT_H
#define MSGC_TEXT_H

#include "kernel.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* Tells whether a byte goes on with a character of UTF-8. */
static inline int is_rest(uint8_t byte) { return (byte & 0xC0) == 0x80; }

/* Returns how many bytes the escape of JSON that begins at a place takes. */
static inline size_t size_of_escape(At at) { return at[1] == 'u' ? 6 : 2; }

/* Returns the number of four hexadecimal digits, UNUSUAL where they aren't such. */
int32_t hex4(At at);

/* Returns how many bytes a character behind ASCII takes, 0 where it isn't UTF-8 or no row may hold
   it: a control character, a mark of direction. */
int size_of_character(At at);

/* Copies an escape or a character behind ASCII; NULL where it isn't plain, or something else. */
At copy_unplain(At at, uint8_t **out);

#if defined(__SSE2__)

enum { STEP = 16 };

typedef __m128i Step;

/* Returns how many bytes of a step, from the first on, are plain ASCII and not the one at which to
   stop. */
static inline int plain_in(Step step, uint8_t stop) {
    /* Bytes behind ASCII are negative, and so below control characters. */
    __m128i unplain = _mm_cmplt_epi8(step, _mm_set1_epi8(0x20));
    unplain = _mm_or_si128(unplain, _mm_cmpeq_epi8(step, _mm_set1_epi8('"')));
    unplain = _mm_or_si128(unplain, _mm_cmpeq_epi8(step, _mm_set1_epi8('\\')));
    unplain = _mm_or_si128(unplain, _mm_cmpeq_epi8(step, _mm_set1_epi8(SEPARATOR)));
    unplain = _mm_or_si128(unplain, _mm_cmpeq_epi8(step, _mm_set1_epi8((char)stop)));
    int marks = _mm_movemask_epi8(unplain);
    return marks ? __builtin_ctz((unsigned)marks) : STEP;
}

#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

enum { STEP = 8 };

typedef uint64_t Step;

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Marks, by its highest bit, the first of eight bytes that is zero; above it, maybe others. */
static inline uint64_t zeros(uint64_t eight) { return (eight - EACH(1)) & ~eight & EACH(0x80); }

/* Does what the one above does. */
static inline int plain_in(Step step, uint8_t stop) {
    uint64_t unplain = ((step - EACH(0x20)) & ~step & EACH(0x80)) | (step & EACH(0x80));
    unplain |= zeros(step ^ EACH('"')) | zeros(step ^ EACH('\\'));
    unplain |= zeros(step ^ EACH(SEPARATOR)) | zeros(step ^ EACH(stop));
    return unplain ? __builtin_ctzll(unplain) / 8 : STEP;
}

#else

enum { STEP = 1 };

typedef uint8_t Step;

/* Leaves all to who goes byte by byte. */
static inline int plain_in(Step step, uint8_t stop) {
    (void)step, (void)stop;
    return 0;
}

#endif

/* Copies as many bytes as a step has; returns how many of them `plain_in` counts. */
static inline int copy_step(At at, uint8_t stop, uint8_t *out) {
    Step step;
    memcpy(&step, at, STEP);
    memcpy(out, &step, STEP);
    return plain_in(step, stop);
}

/* Copies bytes as long as they are plain and not the one at which to stop, a step at a time; what it
   writes beyond them is written over. It leaves the data's last bytes. */
static inline At copy_up_to(uint8_t stop, At at, At end, uint8_t **out) {
    uint8_t *to = *out;
    for (int plain = STEP; plain == STEP && end - at >= STEP; at += plain, to += plain)
        plain = copy_step(at, stop, to);
    *out = to;
    return at;
}

static inline At copy_plain(At at, At end, uint8_t **out) {
    return copy_up_to(SEPARATOR, at, end, out);
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
