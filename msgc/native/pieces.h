/* The texts of a column, or the lines of a block, found by their numbers. */

#ifndef MSGC_PIECES_H
#define MSGC_PIECES_H

#include "kernel.h"

/* Returns what follows so many pieces, each with a separator behind it; NULL where there are fewer
   separators. */
At behind(At at, At end, uint8_t separator, uint32_t pieces);

#endif
