"""Memory of the system's own, parted among the columns that the kernel writes."""

from __future__ import annotations

import ctypes
import mmap
from collections.abc import Callable
from functools import cache

# The share by which it grows beyond what is needed: blocks differ in size.
SPARE = 4


@cache
def _maker() -> Callable[[None, int], bytes]:
    kinds = (ctypes.py_object, ctypes.c_void_p, ctypes.c_ssize_t)
    return ctypes.PYFUNCTYPE(*kinds)(("PyBytes_FromStringAndSize", ctypes.pythonapi))


def unwritten(size: int) -> bytes:
    """Return bytes that hold anything, for the kernel to write before anyone else has them.

    Python lets new bytes be written so; lines that it copies instead are a part of a run's time.
    """
    return _maker()(None, size)


class Memory:
    """As much memory for each of some columns as the largest block has needed."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._size = self._start = -1

    def widen(self, size: int) -> range:
        """Return where each column's `size` bytes, or more, begin; they stay until there are more.

        What isn't written to is never there. It is private, as else processes that are forked would
        write over each other's.
        """
        if size > self._size:
            # There is no memory of no bytes.
            self._size = size + size // SPARE + 1
            flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS
            self._held = ctypes.c_char.from_buffer(mmap.mmap(-1, self._size * self._count, flags))
            self._start = ctypes.addressof(self._held)
        return range(self._start, self._start + self._size * self._count, self._size)
