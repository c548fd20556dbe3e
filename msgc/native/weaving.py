"""Columns of JSON's pieces between literals to lines, by the kernel."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgc.native.library import library
from msgc.native.memory import unwritten

Literals = tuple[bytes, ...]
Order = tuple[int, ...]
Run = Callable[..., int]

# How an array is told to hold numbers of 32 bits.
COUNT = "I"

_Size = ctypes.c_size_t

# Programs whose literals are kept as the kernel reads them.
PROGRAMS = 64


class _Column(ctypes.Structure):
    _fields_ = (("at", ctypes.c_char_p), ("size", ctypes.c_size_t))


class _Part(ctypes.Structure):
    _fields_ = (
        ("literal", ctypes.c_char_p),
        ("size", ctypes.c_size_t),
        ("column", ctypes.c_size_t),
    )


@cache
def weaver() -> Weaver | None:
    """Return what weaves lines, None where there is no kernel."""
    found = library()
    return None if found is None else Weaver(found)


class Weaver:
    """Writes what rows have; threads may ask it at once.

    It takes literals, which column stands behind each but the last of them, and the columns: what
    JSON has between quotes for their texts, with separators between them.
    """

    def __init__(self, kernel: ctypes.CDLL) -> None:
        self._lines, self._pieces = kernel.msgc_weave, kernel.msgc_weave_pieces
        self._lines.restype = self._pieces.restype = ctypes.c_int64

    def lines(
        self, count: int, literals: Literals, order: Order, columns: Sequence[bytes]
    ) -> bytes | None:
        """Return the lines of `count` rows, None where a column hasn't as many texts."""
        given, size = _given(literals, order, columns, count)
        return _written(self._lines, (_Size(count), *given), size)

    def pieces(
        self,
        counts: Sequence[int],
        total: int,
        literals: Literals,
        order: Order,
        columns: Sequence[bytes],
    ) -> bytes | None:
        """Return a column: of each row the pieces, as many as `counts` tells, woven one by one.

        They are `total` together. None where a column hasn't as many texts. No literal may hold the
        separator.
        """
        given, size = _given(literals, order, columns, total)
        # An array of this kind takes a tenth of the time that one of ctypes takes.
        rows, numbers = len(counts), array(COUNT, counts)
        at = ctypes.c_void_p(numbers.buffer_info()[0])
        return _written(self._pieces, (at, _Size(rows), *given), size + rows - 1)


def _written(run: Run, given: Sequence[object], size: int) -> bytes | None:
    """Return what the kernel writes, None where that isn't of this size."""
    if size < 0:
        return None
    out = unwritten(size)
    return out if run(*given, out, _Size(size)) == size else None


def _given(
    literals: Literals, order: Order, columns: Sequence[bytes], count: int
) -> tuple[tuple[object, ...], int]:
    """Return literals and columns as the kernel reads them, and how many bytes they come to.

    The columns have `count` texts each, or it is another number.
    """
    parts, literally = _parts(literals, order)
    given = (_Column * len(columns))(*[_Column(each, len(each)) for each in columns])
    # What of a column are separators isn't written.
    size = count * literally + sum([len(columns[place]) + 1 - count for place in order])
    return (parts, _Size(len(parts)), given, _Size(len(given))), size


@lru_cache(maxsize=PROGRAMS)
def _parts(literals: Literals, order: Order) -> tuple[ctypes.Array[_Part], int]:
    """Return literals as the kernel reads them, and how many bytes they are."""
    sizes = list(map(len, literals))
    # The last one has no column behind it.
    parts = map(_Part, literals, sizes, (*order, 0))
    return (_Part * len(literals))(*parts), sum(sizes)
