"""Columns of JSON's pieces between literals to lines, by the kernel."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from functools import cache, lru_cache

from msgc.native.library import library
from msgc.native.rooms import Rooms

Weave = Callable[[int, tuple[bytes, ...], tuple[int, ...], Sequence[bytes]], bytes | None]
"""Returns rows' lines, None where a column hasn't as many texts as there are rows.

It takes the number of rows, the literals, which column stands behind each but the last of them, and
the columns: what JSON has between quotes for their texts, with separators between them.
"""

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
def weaver() -> Weave | None:
    """Return what weaves lines, None where there is no kernel."""
    found = library()
    return None if found is None else _Weaver(found).weave


class _Weaver:
    """Writes lines; threads may ask it at once."""

    def __init__(self, kernel: ctypes.CDLL) -> None:
        self._run = kernel.msgc_weave
        self._run.restype = ctypes.c_int64
        self._rooms = Rooms(_Room)

    def weave(
        self,
        count: int,
        literals: tuple[bytes, ...],
        order: tuple[int, ...],
        columns: Sequence[bytes],
    ) -> bytes | None:
        """Return the lines of `count` rows; see `Weave`."""
        (parts, literally), size = _parts(literals, order), ctypes.c_size_t
        given = (_Column * len(columns))(*[_Column(each, len(each)) for each in columns])
        most = count * literally + sum([len(columns[place]) for place in order])
        with self._rooms.one() as room:
            room.widen(most)
            out = room.buffer
            written = self._run(size(count), parts, size(len(parts)), given, size(len(given)), out)
            return None if written < 0 else ctypes.string_at(out, written)


class _Room:
    """A buffer that grows to the most that lines have needed."""

    def __init__(self) -> None:
        self.buffer = ctypes.create_string_buffer(1)

    def widen(self, size: int) -> None:
        """Make room for so many bytes."""
        if len(self.buffer) < size:
            self.buffer = ctypes.create_string_buffer(size)


@lru_cache(maxsize=PROGRAMS)
def _parts(literals: tuple[bytes, ...], order: tuple[int, ...]) -> tuple[ctypes.Array[_Part], int]:
    """Return literals as the kernel reads them, and how many bytes they are."""
    sizes = list(map(len, literals))
    # The last one has no column behind it.
    parts = map(_Part, literals, sizes, (*order, 0))
    return (_Part * len(literals))(*parts), sum(sizes)
