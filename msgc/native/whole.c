/* Whether a column holds integers: the quick copy of msgc/recipients/quick_integers.py. */

#include "whole.h"

/* Tells whether each of a column's values is an integer that JSON writes in no other way, and that
   64 bits surely hold. */
EXPORT int32_t msgc_are_whole(At data, size_t size) {
    At end = data + size, at = end_of_whole(data);
    while (at && at < end && *at == SEPARATOR) at = end_of_whole(at + 1);
    return at == end;
}
