"""Lines of NDJSON to columns, by the kernel."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping, Sequence

from msgc.native.library import library
from msgc.native.memory import Memory
from msgc.native.rooms import Rooms
from msgc.records import dataclass

# What values of a key are: texts, integers, or what the message doesn't use.
TEXT, WHOLE, UNUSED = range(3)
Kinds = Mapping[str, int]

MOST_KEYS = 64
"""Keys that the kernel knows at a time: a word of the machine has a bit for each."""

MOST_ODD = 512
"""Lines among those given at once that are left to Python; with more, all are."""

LARGEST = 1 << 23
"""Bytes of lines that are read at once: each key has room for as many, most of it never used."""


class _Key(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_char_p),
        ("size", ctypes.c_size_t),
        ("kind", ctypes.c_int32),
        ("out", ctypes.c_void_p),
        ("used", ctypes.c_size_t),
    )


@dataclass(frozen=True, slots=True)
class Lines:
    """`count` lines, of which those with `odd` numbers, from 0, aren't plain.

    `columns` are the values of the others by their keys: what JSON has between quotes for them,
    with separators between them. There are none where all lines are odd.
    """

    count: int
    odd: Sequence[int]
    columns: Mapping[str, bytes]


def line_reader(kinds: Kinds) -> LineReader | None:
    """Return what reads lines with these keys, None where there is no kernel, or no key it reads.

    A line lacks none whose values are used; one with any other key is odd.
    """
    found = library()
    is_fit = len(kinds) <= MOST_KEYS and any(kind != UNUSED for kind in kinds.values())
    return LineReader(found, kinds) if found is not None and is_fit else None


class LineReader:
    """Reads lines into columns; threads may ask it at once."""

    def __init__(self, kernel: ctypes.CDLL, kinds: Kinds) -> None:
        self._run = kernel.msgc_read_lines
        self._run.restype = ctypes.c_int64
        self._used = [name for name, kind in kinds.items() if kind != UNUSED]
        needed = [index for index, kind in enumerate(kinds.values()) if kind != UNUSED]
        self._needed = ctypes.c_uint64(sum(1 << index for index in needed))
        self._rooms = Rooms(lambda: _Room(kinds))

    def read(self, data: bytes) -> Lines | None:
        """Return lines, None where too many of them aren't plain; the last may lack its break."""
        if len(data) > LARGEST:
            return None
        with self._rooms.one() as room:
            room.widen(len(data))
            count, odds, size = len(room.keys), ctypes.c_size_t(), ctypes.c_size_t
            given = (data, size(len(data)), room.keys, size(count), self._needed)
            lines = self._run(*given, room.odd, size(MOST_ODD), ctypes.byref(odds))
            if lines < 0:
                return None
            names = self._used if lines > odds.value else ()
            columns = {name: room.column(name) for name in names}
            return Lines(lines, room.odd[: odds.value], columns)


class _Room:
    """The keys, and for each as much room as the largest block has needed."""

    def __init__(self, kinds: Kinds) -> None:
        names = [name.encode() for name in kinds]
        keys = map(_Key, names, map(len, names), kinds.values())
        self.keys = (_Key * len(names))(*keys)
        self.odd = (ctypes.c_uint32 * MOST_ODD)()
        self._by_name = dict(zip(kinds, self.keys, strict=True))
        used = [kind for kind in kinds.values() if kind != UNUSED]
        self._memory = Memory(len(used) + 1)

    def widen(self, size: int) -> None:
        """Make room for so many bytes of each key."""
        # Nobody reads what isn't used, so that all of it may stand at one place.
        shared, *starts = self._memory.widen(size)
        for key in self.keys:
            key.out = starts.pop() if key.kind != UNUSED else shared

    def column(self, name: str) -> bytes:
        """Return a key's values, without the separator behind the last one."""
        key = self._by_name[name]
        return ctypes.string_at(key.out, key.used - 1)
