"""Python's dicts to columns, by the kernel."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from msgc.native.interpreter import interpreter
from msgc.native.library import held_library
from msgc.native.memory import Memory
from msgc.native.rooms import Rooms
from msgc.records import dataclass

# What values of a key are: texts, integers, lists of objects, or none at all.
TEXT, WHOLE, LIST, ABSENT = range(4)
Kind: TypeAlias = "int | Mapping[str, Kind]"
"""What values of a key are; a mapping stands for lists of objects, and tells of their keys."""
Kinds = Mapping[str, Kind]

MOST_FIELDS = 64
"""Keys that the kernel knows at a time, those of objects in lists included."""

MOST_ODD = 64
"""Rows among those given at once that are left to Python; with more, all are."""

UNUSUAL, NO_ROOM = -1, -2
FIRST_ROOM, MOST_ROOM = 1 << 16, 1 << 23
"""Bytes that a column has room for at first, and at most."""


class _Field(ctypes.Structure):
    _fields_ = (
        ("name", ctypes.c_void_p),
        ("utf8", ctypes.c_char_p),
        ("size", ctypes.c_size_t),
        ("out", ctypes.c_void_p),
        ("room", ctypes.c_size_t),
        ("used", ctypes.c_size_t),
        ("first", ctypes.c_uint32),
        ("width", ctypes.c_uint32),
        ("kind", ctypes.c_int32),
    )


Parts: TypeAlias = "list[tuple[str, _Field, Parts | None]]"


@dataclass(frozen=True, slots=True)
class Lists:
    """How many entries each list has, and the columns of all entries."""

    counts: Sequence[int]
    entries: Columns


Column: TypeAlias = bytes | Lists | None
"""What JSON has between quotes for texts, or for integers, with separators between them.

None is a column of no values.
"""
Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Objects:
    """The columns of those of `count` objects that are plain; `odd` are the indexes of others."""

    count: int
    odd: Sequence[int]
    columns: Columns


def object_reader(kinds: Kinds) -> ObjectReader | None:
    """Return what reads dicts with these keys, None where nothing does.

    A plain one lacks none of them but those that are absent; it may have others.
    """
    found, asked = held_library(), interpreter()
    is_fit = found is not None and asked is not None and _width(kinds) <= MOST_FIELDS
    return ObjectReader(kinds) if is_fit else None


def _width(kinds: Kinds) -> int:
    inner = [_width(kind) for kind in kinds.values() if not isinstance(kind, int)]
    return len(kinds) + sum(inner)


class ObjectReader:
    """Reads dicts into columns, while other threads wait."""

    def __init__(self, kinds: Kinds) -> None:
        kernel = held_library()
        assert kernel is not None
        self._run = kernel.msgc_read_objects
        self._run.restype = ctypes.c_int64
        self._interpreter = ctypes.byref(interpreter())  # type: ignore[arg-type]
        self._width = ctypes.c_size_t(len(kinds))
        self._rooms = Rooms(lambda: _Room(kinds))

    def read(self, rows: list[dict[str, object]]) -> Objects | None:
        """Return rows, None where too many of them aren't plain or they are very large."""
        with self._rooms.one() as room:
            odds = ctypes.c_size_t()
            count = self._read(rows, room, odds)
            while count == NO_ROOM and room.has_grown():
                count = self._read(rows, room, odds)
            if count < 0 or count == odds.value:
                return None
            return Objects(count, room.odd[: odds.value], room.columns())

    def _read(self, rows: list[dict[str, object]], room: _Room, odds: ctypes.c_size_t) -> int:
        size = ctypes.c_size_t
        given = (self._interpreter, ctypes.py_object(rows), room.fields, size(len(room.fields)))
        out = (room.odd, size(MOST_ODD), ctypes.byref(odds))
        return int(self._run(*given, self._width, *out))


class _Room:
    """The fields, and memory for the column of each."""

    def __init__(self, kinds: Kinds) -> None:
        # Most rows have the very objects as keys, whose addresses the kernel has.
        self._names: dict[str, str] = {}
        made: list[_Field] = []
        self._add(kinds, made)
        self.fields = (_Field * len(made))(*made)
        self.odd = (ctypes.c_uint32 * MOST_ODD)()
        self._parts = self._parts_of(kinds, 0)
        self._memory = Memory(len(made))
        self._widen(FIRST_ROOM)

    def _add(self, kinds: Kinds, made: list[_Field]) -> int:
        first = len(made)
        made += [_Field() for _ in kinds]
        for field, (name, kind) in zip(made[first:], kinds.items(), strict=True):
            field.name = id(self._names.setdefault(name, sys.intern(name)))
            field.utf8 = name.encode()
            field.size = len(field.utf8)
            field.kind = LIST if isinstance(kind, Mapping) else kind
            if isinstance(kind, Mapping):
                field.first, field.width = self._add(kind, made), len(kind)
        return first

    def _widen(self, room: int) -> None:
        self._size = room
        for field, start in zip(self.fields, self._memory.widen(room), strict=True):
            field.out, field.room = start, room

    def has_grown(self) -> bool:
        """Have twice the room, if that isn't too much."""
        if self._size >= MOST_ROOM:
            return False
        self._widen(2 * self._size)
        return True

    def columns(self) -> Columns:
        """Return what has been read."""
        return self._columns(self._parts)

    def _columns(self, parts: Parts) -> Columns:
        return {name: self._column(field, inner) for name, field, inner in parts}

    def _column(self, field: _Field, inner: Parts | None) -> Column:
        if inner is None:
            # Without the separator behind the last.
            return ctypes.string_at(field.out, field.used - 1) if field.used else None
        counts = memoryview(ctypes.string_at(field.out, field.used)).cast("I")
        return Lists(counts.tolist(), self._columns(inner))

    def _parts_of(self, kinds: Kinds, first: int) -> Parts:
        """Return the names of columns and their fields, and of lists what their entries have."""
        fields = self.fields[first : first + len(kinds)]
        return [
            (name, field, None if isinstance(kind, int) else self._parts_of(kind, field.first))
            for field, (name, kind) in zip(fields, kinds.items(), strict=True)
            if kind != ABSENT
        ]
