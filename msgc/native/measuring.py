"""Columns of texts measured by the kernel: how long they are, and what stands at their ends.

`data` is what JSON has between quotes for a column's texts, with separators between them. Where
there is no kernel, nothing is told.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import NamedTuple

from msgc.native.library import library


class Edges(NamedTuple):
    """What stands at the ends of any of a column's texts; white space is what `str.strip` takes.

    In the order of the kernel's bits: whether one begins with white space, ends with it, is blank
    (or empty), and ends with a carriage return.
    """

    begins: bool
    ends: bool
    blank: bool
    returns: bool


def lengths(data: bytes) -> tuple[int, int] | None:
    """Return the code points of the longest text and of the shortest one."""
    kernel = library()
    if kernel is None:
        return None
    longest, shortest = ctypes.c_size_t(), ctypes.c_size_t()
    found = ctypes.byref(longest), ctypes.byref(shortest)
    kernel.msgc_measure(data, ctypes.c_size_t(len(data)), *found)
    return longest.value, shortest.value


def added_lengths(columns: Sequence[bytes], rows: int) -> list[int] | None:
    """Return the code points of each row's texts together.

    None where a column hasn't as many texts as there are rows.
    """
    kernel, size = library(), ctypes.c_size_t
    if kernel is None:
        return None
    sums = (ctypes.c_uint64 * rows)()
    for data in columns:
        if not kernel.msgc_add_lengths(data, size(len(data)), sums, size(rows)):
            return None
    return sums[:]


def edges(data: bytes) -> Edges | None:
    """Return what stands at the texts' ends."""
    kernel = library()
    if kernel is None:
        return None
    found = kernel.msgc_edges(data, ctypes.c_size_t(len(data)))
    return Edges(*[bool(found >> bit & 1) for bit in range(len(Edges._fields))])


def trimmed(data: bytes) -> bytes | None:
    """Return the texts without white space at their ends."""
    kernel = library()
    if kernel is None:
        return None
    kernel.msgc_trim.restype = ctypes.c_size_t
    out = ctypes.create_string_buffer(len(data) + 1)
    return ctypes.string_at(out, kernel.msgc_trim(data, ctypes.c_size_t(len(data)), out))
