"""What is fuzzed of the kernel's reader of dicts: what it takes is what the definition reads."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from msgc.native.objects import ABSENT, TEXT, WHOLE, Column, Columns, Kind, Kinds, Lists
from msgc.native.objects import object_reader as object_reader
from msgc.recipients.rows import RawRow
from msgc.recipients.typed import RowReader
from msgc.types import Field, IntegerType, ListType, ObjectType, StringType, Type
from tests.fuzz.kernel_targets import SEPARATOR, DifferentError

OBJECTS: Kinds = {
    "a": TEXT,
    "l": {"x": TEXT, "m": {"z": TEXT, "y": WHOLE}, "y": WHOLE},
    "locale": ABSENT,
    "n": WHOLE,
}
"""Keys of rows, and what the kernel is told of them."""

# One value among so many is of another kind than its key's, and one key is left out or another one.
USUAL = 24
MOST_TEXT, MOST_DIGITS, MOST_ENTRIES, MOST_DEPTH = 40, 20, 4, 4
ROWS = 100
OTHERS: tuple[object, ...] = (
    None,
    True,
    False,
    1.0,
    0.5,
    "",
    0,
    [],
    {},
    [None],
    [{}],
    {"x": "X"},
    10**18,
    -(2**63),
)

Row = dict[str, Any]


def type_of(kind: Kind) -> Type:
    """Return the type whose values a kind's are."""
    if isinstance(kind, Mapping):
        fields = {name: Field(type_of(each)) for name, each in kind.items()}
        return ListType(ObjectType(fields=fields))
    return StringType() if kind == TEXT else IntegerType()


USED = {name: kind for name, kind in OBJECTS.items() if kind != ABSENT}
READER = RowReader(ObjectType(fields={n: Field(type_of(kind)) for n, kind in USED.items()}), {})


def objects_taken(data: bytes) -> None:
    """Require of each row that the kernel takes that it is one, and this one."""
    rows_taken(rows_made(data))


def rows_taken(rows: list[Row]) -> int:
    """Require the same of rows, JSON's values; return how many the kernel takes."""
    reader = object_reader(OBJECTS)
    found = None if reader is None else reader.read(rows)
    if found is None:
        return 0
    taken = [row for place, row in enumerate(rows) if place not in found.odd]
    wrong = [row for row in taken if not is_good(row)]
    if found.count != len(rows) or wrong:
        raise DifferentError(f"{wrong} of {found.count} rows")
    wanted = columns_of(USED, taken)
    if found.columns != wanted:
        raise DifferentError(f"{found.columns} instead of {wanted}")
    return len(taken)


def is_good(row: Row) -> bool:
    """Tell whether a row is read by the definition, and none of its values to another one."""
    typed, _ = READER.read(RawRow(1, row))
    if typed is None or "locale" in row:
        return False
    return all(same(kind, row[name], typed[name]) for name, kind in USED.items())


def same(kind: Kind, value: Any, typed: Any) -> bool:
    """Tell whether a value is read to itself, but for keys that aren't used."""
    if not isinstance(kind, Mapping):
        return type(value) is type(typed) and bool(value == typed)
    pairs = zip(value, typed, strict=True)
    return all(same(each, raw[n], made[n]) for raw, made in pairs for n, each in kind.items())


def columns_of(kinds: Kinds, rows: Sequence[Row]) -> Columns:
    """Return rows' columns, as JSON is written."""
    return {name: _column(kind, [row[name] for row in rows]) for name, kind in kinds.items()}


def _column(kind: Kind, values: list[Any]) -> Column:
    if isinstance(kind, Mapping):
        return Lists([*map(len, values)], columns_of(kind, [*chain.from_iterable(values)]))
    written = [json.dumps(value, ensure_ascii=False).encode() for value in values]
    if not written:
        return None
    return SEPARATOR.join([each[1:-1] for each in written] if kind == TEXT else written)


def rows_made(data: bytes) -> list[Row]:
    """Return rows that bytes tell of: each byte is a choice, a size, or stands in a text."""
    left = _Left(data)
    rows: list[Row] = []
    while left.data and len(rows) < ROWS:
        rows.append(_object(left, USED, 0))
    return rows


class _Left:
    """Bytes that tell of no value yet; behind the last, there are zeros."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def taken(self, size: int) -> bytes:
        taken, self.data = self.data[:size], self.data[size:]
        return taken

    def number(self, below: int) -> int:
        return int.from_bytes(self.taken(1), "big") % below

    def is_unusual(self) -> bool:
        return self.number(USUAL) == USUAL - 1


def _object(left: _Left, kinds: Kinds, depth: int) -> Row:
    made = {name: _value(left, kind, depth) for name, kind in kinds.items()}
    if left.is_unusual():
        made.pop([*kinds][left.number(len(kinds))])
    if left.is_unusual():
        made[("locale", "z", "", "é")[left.number(4)]] = "nl"
    return made


def _value(left: _Left, kind: Kind, depth: int) -> object:
    if left.is_unusual():
        return OTHERS[left.number(len(OTHERS))]
    if isinstance(kind, Mapping):
        count = left.number(MOST_ENTRIES) if depth < MOST_DEPTH else 0
        return [_object(left, kind, depth + 1) for _ in range(count)]
    if kind == TEXT:
        return left.taken(left.number(MOST_TEXT)).decode("utf-8", "surrogateescape")
    size, sign = left.number(MOST_DIGITS), 1 - left.number(2) * 2
    return sign * int(b"0" + bytes([ord("0") + digit % 10 for digit in left.taken(size)]))
