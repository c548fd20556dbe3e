/* The kernel: what takes many rows' bytes through `compile -r`, without one object of Python's; only
   objects.c, for rows that are such objects, looks at them.

   Each function is the quick copy of one of Python's, which says what is right; what isn't plain is
   left to that. None allocates, keeps anything, or reads beyond the sizes it is given and the zero
   byte that Python has behind all bytes. */

#ifndef MSGC_KERNEL_H
#define MSGC_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define EXPORT __attribute__((visibility("default")))

/* Stands between the texts of a column: JSON doesn't escape it, and no row may hold it. */
enum { SEPARATOR = 0x7F };

/* What a function returns that leaves all to Python, and one that is to be asked again with more
   room. */
enum { UNUSUAL = -1, NO_ROOM = -2 };

typedef const uint8_t *At;

#endif
