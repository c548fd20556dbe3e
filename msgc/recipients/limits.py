"""The bounds of what is read, each with its name."""

from __future__ import annotations

MAX_CELL = 1_048_576
"""Characters in one CSV cell; what is longer is an unclosed quote, not a message."""

MAX_LINE = 16 * 1_048_576
"""Characters in one line of a file, or in one object of a JSON array."""

MAX_DEPTH = 64
"""Lists and objects inside each other in one row."""

CHUNK = 262_144
"""Characters of a JSON array read at a time."""

FIRST = 4
"""Characters at a file's start that show UTF-16."""

MAX_SAMPLE_ITEMS = 10
"""Entries of a list in a typical row."""

MAX_WORDS = 12
"""Words of an enum that a sentence lists."""

MAX_SHOWN = 60
"""Characters of a value that a sentence shows."""

MAX_LINE_BYTES = 4 * MAX_LINE
"""Bytes that a line of `MAX_LINE` characters can have in UTF-8."""

BLOCK_LINES = 512
"""Lines of a file that are read at once: their columns fit the second-level cache."""

KERNEL_LINES, KERNEL_BLOCK = 4_096, 786_432
"""Lines that are read at once by the kernel, and bytes that they take at most.

Its work needs no cache, and each time that it begins costs more than what is kept: two threads wait
for one another less.
"""

FIRST_BLOCK, MIN_BLOCK, MAX_BLOCK = 65_536, 4_096, 4 * 1_048_576
"""Bytes of a file's first block, and the least and most of a later one."""

MAX_QUICK_DEPTH = MAX_DEPTH // 2
"""Lists and objects inside each other that the fast readers take."""

MAX_QUICK_KEYS = 200
"""Keys that the message doesn't use, of which the fast reader of NDJSON takes notice.

Each takes time of every row, whether the row has it or not. With 200 in each row the fast reader
is 1.6 times as quick as row by row, with 1,000 no quicker; with 200 in one row alone, a file takes
six times as long as it would without them, with 1,000 more than twenty times.
"""

MAX_LESSONS = 16
"""Decoders that the fast reader of NDJSON makes one after the other as it meets such keys.

Each takes time (90 microseconds a key) and memory (7 kB a key) that isn't soon free again.
"""
