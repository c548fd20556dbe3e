"""Memory that a run takes again and again."""

from __future__ import annotations

# glibc learns from pieces of less than 32 MiB: malloc's DEFAULT_MMAP_THRESHOLD_MAX on 64 bits.
LEARNED = 31 << 20


def keep_memory() -> None:
    """Have the C library keep for the next block what the last one has freed.

    glibc gives memory back to the system, and takes it anew page by page, until it has met a large
    piece that was freed: then it keeps up to twice its size. With blocks of lines that is a tenth
    of the time of a run, and whether it happens depends on the order of what came before. No page
    of the piece is touched, so it costs nothing; other C libraries learn nothing from it.
    """
    bytes(LEARNED)
