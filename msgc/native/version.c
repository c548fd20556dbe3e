/* Which functions the library has, and what they take. */

#include "kernel.h"

/* One more with each change that the Python side has to know of; the same stands in library.py. */
enum { VERSION = 6 };

EXPORT int32_t msgc_kernel_version(void) { return VERSION; }
