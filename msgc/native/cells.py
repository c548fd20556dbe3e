"""Records of CSV to columns, by the kernel."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

from msgc.native.library import library
from msgc.native.memory import Memory
from msgc.native.rooms import Rooms
from msgc.records import dataclass

MOST_KEPT = 64
"""Columns that are kept at a time: each has memory of its own."""


class _Column(ctypes.Structure):
    _fields_ = (
        ("out", ctypes.c_void_p),
        ("used", ctypes.c_size_t),
        ("is_kept", ctypes.c_int32),
        ("is_full", ctypes.c_int32),
    )


@dataclass(frozen=True, slots=True)
class Column:
    """What JSON has between quotes for a column's cells, with separators between them.

    It `is_full` where none of them is empty.
    """

    data: bytes
    is_full: bool


@dataclass(frozen=True, slots=True)
class Cells:
    """`count` records, at least one, and the columns that are kept of them, in their order."""

    count: int
    columns: Sequence[Column]


def cells_reader(kept: Sequence[bool], delimiter: bytes) -> CellsReader | None:
    """Return what reads records of as many cells as `kept` tells of, None where nothing does.

    The delimiter is a comma, a semicolon or a tab. Of a single column, a blank line can't be told
    from an empty cell.
    """
    found = library()
    is_fit = len(kept) > 1 and sum(kept) <= MOST_KEPT
    return CellsReader(found, kept, delimiter) if found is not None and is_fit else None


class CellsReader:
    """Reads records into columns; threads may ask it at once."""

    def __init__(self, kernel: ctypes.CDLL, kept: Sequence[bool], delimiter: bytes) -> None:
        self._run = kernel.msgc_read_cells
        self._run.restype = ctypes.c_int64
        self._delimiter = ctypes.c_uint8(*delimiter)
        self._rooms = Rooms(lambda: _Room(kept))

    def read(self, data: bytes) -> Cells | None:
        """Return records, None where not all are plain or one may be blank.

        The last of them may lack its break. Each column has room for twice the data, so that who
        asks keeps blocks small.
        """
        with self._rooms.one() as room:
            room.widen(len(data))
            width, size = len(room.columns), ctypes.c_size_t
            given = (data, size(len(data)), self._delimiter, room.columns, size(width))
            count = self._run(*given)
            return Cells(count, room.kept()) if count > 0 else None


class _Room:
    """The columns, and memory for those that are kept."""

    def __init__(self, kept: Sequence[bool]) -> None:
        self.columns = (_Column * len(kept))(*[_Column(is_kept=each) for each in kept])
        self._kept = [column for column in self.columns if column.is_kept]
        self._others = [column for column in self.columns if not column.is_kept]
        self._memory = Memory(len(self._kept) + 1)

    def widen(self, size: int) -> None:
        """Make room for so many bytes of records."""
        # A byte comes to two at most, and the one behind a cell to its separator alone. The last
        # cell may have none behind it. Nobody reads what isn't kept: it all stands at one place.
        shared, *starts = self._memory.widen(2 * size + 1)
        for column, start in zip(self._kept, starts, strict=True):
            column.out = start
        for column in self._others:
            column.out = shared

    def kept(self) -> list[Column]:
        """Return what has been read, without the separator behind each column's last cell."""
        return [
            Column(ctypes.string_at(each.out, each.used - 1), bool(each.is_full))
            for each in self._kept
        ]
