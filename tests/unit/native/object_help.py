"""Python's dicts through the kernel's reader, for the tests of this folder."""

from __future__ import annotations

from typing import Any

from msgc.native.objects import TEXT, WHOLE, Columns, Kinds, Lists, Objects, object_reader

KINDS: Kinds = {"a": TEXT, "n": WHOLE, "l": {"x": TEXT, "y": WHOLE}}
SEPARATOR = b"\x7f"

Row = dict[str, Any]


def good_row() -> Row:
    return {"a": "A", "n": 1, "l": [{"x": "X", "y": -1}]}


def read(rows: list[Any], kinds: Kinds = KINDS) -> Objects | None:
    reader = object_reader(kinds)
    assert reader is not None
    return reader.read(rows)


def columns_of(row: Row, kinds: Kinds = KINDS) -> Columns | None:
    """Return what a row between good ones has in each column, None where it is odd.

    The others have what they have by themselves.
    """
    good = good_row()
    between, others = read([good, row, good], kinds), read([good, good], kinds)
    assert between is not None and others is not None
    assert (between.count, others.count) == (3, 2)
    if not between.odd:
        return read_alone(row, kinds)
    assert (list(between.odd), between.columns) == ([1], others.columns)
    assert read([row], kinds) is None
    return None


def read_alone(row: Row, kinds: Kinds) -> Columns:
    good = good_row()
    between, alone = read([good, row, good], kinds), read([row], kinds)
    assert between is not None and alone is not None
    apart = [read([each], kinds) for each in (good, row, good)]
    assert between.columns == together([each.columns for each in apart if each])
    return alone.columns


def together(parts: list[Columns]) -> Columns:
    """Return the columns of several readings as those of one."""
    return {name: _together([part[name] for part in parts]) for name in parts[0]}


def _together(columns: list[Any]) -> Any:
    there = [each for each in columns if each is not None]
    if there and isinstance(there[0], Lists):
        counts = [count for each in there for count in each.counts]
        return Lists(counts, together([each.entries for each in there]))
    return SEPARATOR.join(there) if there else None


def text_read(text: object) -> object:
    """Return what a text comes to, None where it makes the row odd."""
    columns = columns_of(good_row() | {"a": text})
    return None if columns is None else columns["a"]


def whole_read(value: object) -> object:
    """Return what an integer comes to, None where it makes the row odd."""
    columns = columns_of(good_row() | {"n": value})
    return None if columns is None else columns["n"]


def list_read(value: object) -> object:
    """Return what a list comes to, None where it makes the row odd."""
    columns = columns_of(good_row() | {"l": value})
    return None if columns is None else columns["l"]
