"""Objects of a column, and the columns of their fields: the one made of the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
from operator import is_
from typing import Any

from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.quick_leaves import UNUSUAL, Column


def column_of(rows: Sequence[Mapping[str, Any]], name: str) -> Column:
    """Return the values of a field of objects, None where it isn't there."""
    try:
        return [row[name] for row in rows]
    except KeyError:
        return [row.get(name) for row in rows]


def has_gap(column: Column) -> bool:
    """Tell whether None stands in a column."""
    # Asking for truth is quicker, and tells it of most columns.
    return not all(column) and None in column


def objects_read(
    column: Column, keys: Sequence[str], found: Sequence[Column], made: Sequence[Column]
) -> Column:
    """Return objects, whose fields were `found` and read: themselves, or new ones."""
    columns = [*map(plain, made)]
    is_same = all(map(is_, found, columns)) and not any(map(has_gap, columns))
    # The order counts too: an object can be written out as it is.
    if is_same and _are_keys(keys, column):
        return column
    return _objects_of(keys, columns, len(column))


def plain(column: Column) -> Column:
    """Return a column's values as a plain list or tuple."""
    return column.values if isinstance(column, TypedColumn) else column


def _are_keys(keys: Sequence[str], column: Column) -> bool:
    """Tell whether objects, each of which has all keys, have them in their order and no others."""
    # Each has at least as many: together they can't be the same, and one be of others.
    return [*chain.from_iterable(column)] == [*keys] * len(column)


def _objects_of(names: Sequence[str], columns: Sequence[Column], count: int) -> Column:
    """Return objects of columns; None is a field that isn't there."""
    there = [(n, c) for n, c in zip(names, columns, strict=True) if c.count(None) < count]
    if not there:
        return [{} for _ in range(count)]
    names, columns = zip(*there, strict=True)
    rows = zip(*columns, strict=True)
    if any(UNUSUAL in column for column in columns):
        return [UNUSUAL if UNUSUAL in row else _without_gaps(names, row) for row in rows]
    if any(None in column for column in columns):
        return [_without_gaps(names, row) for row in rows]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _without_gaps(names: Sequence[str], values: tuple[object, ...]) -> dict[str, object]:
    pairs = zip(names, values, strict=True)
    return {name: value for name, value in pairs if value is not None}
