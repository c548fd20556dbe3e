"""Typed rows, held as columns; each row is made only where it is asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Protocol

Row = dict[str, object]
Column = Sequence[Any]
Path = tuple[str, ...]


class Table(Protocol):
    """Rows of declared types, in their order."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def column(self, path: Path, may_lack: bool) -> Column:
        """Return the values of a field of all rows; None stands for one that `may_lack`.

        Raises KeyError, or TypeError, where a row lacks it all the same.
        """

    def rows(self) -> Sequence[Row]:
        """Return the rows."""

    def take(self, places: Sequence[int]) -> Table:
        """Return the rows at some places."""


class RowTable:
    """A table of rows that are there."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def column(self, path: Path, may_lack: bool) -> Column:
        """Return the values of a field."""
        *outer, last = path
        found: Sequence[Any] = self._rows
        for name in outer:
            found = [row[name] for row in found]
        return [row.get(last) for row in found] if may_lack else [row[last] for row in found]

    def rows(self) -> Sequence[Row]:
        """Return the rows."""
        return self._rows

    def take(self, places: Sequence[int]) -> RowTable:
        """Return the rows at some places."""
        return RowTable([self._rows[place] for place in places])


class ColumnTable:
    """A table of `count` rows as columns, by their fields; None is a field that isn't there.

    An object that no row lacks is a table too.
    """

    def __init__(self, count: int, fields: Mapping[str, Column | ColumnTable]) -> None:
        self._count = count
        self._fields = fields
        self._rows: list[Row] | None = None

    def __len__(self) -> int:
        return self._count

    def column(self, path: Path, may_lack: bool) -> Column:
        """Return the values of a field."""
        name = path[0]
        if may_lack and name not in self._fields:
            return [None] * self._count
        field = self._fields[name]
        if len(path) == 1:
            return field.rows() if isinstance(field, ColumnTable) else field
        table = field if isinstance(field, ColumnTable) else RowTable(field)
        return table.column(path[1:], may_lack)

    def rows(self) -> list[Row]:
        """Return the rows, made once."""
        if self._rows is None:
            names = tuple(self._fields)
            columns = [self.column((name,), True) for name in names]
            self._rows = objects_of(names, columns, self._count)
        return self._rows

    def without(self, places: Sequence[int]) -> ColumnTable:
        """Return the rows but for those at some places, which are few and in order."""
        return self.take(left(range(len(self)), places))

    def take(self, places: Sequence[int]) -> ColumnTable:
        """Return the rows at some places."""
        pick = picker(places)
        return ColumnTable(
            len(places),
            {
                name: field.take(places) if isinstance(field, ColumnTable) else pick(field)
                for name, field in self._fields.items()
            },
        )


def left(items: Sequence[int], places: Sequence[int]) -> list[int]:
    """Return items without those at some places, which are few and in order."""
    kept = list(items)
    for place in reversed(places):
        del kept[place]
    return kept


class AllBut(Sequence[int]):
    """Items without those at some places, as `left` lists them, had one by one."""

    def __init__(self, items: Sequence[int], places: Sequence[int]) -> None:
        self._items = items
        self._places = places
        # How many items are before each of the places, of those that are left.
        self._before = [place - index for index, place in enumerate(places)]

    def __len__(self) -> int:
        return len(self._items) - len(self._places)

    def __iter__(self) -> Iterator[int]:
        return iter(left(self._items, self._places))

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return left(self._items, self._places)[index]
        index = range(len(self))[index]
        return self._items[index + bisect_right(self._before, index)]


def picker(places: Sequence[int]):  # type: ignore[no-untyped-def]
    """Return the function that picks what stands at some places of a column."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda column: [column[place] for place in places]


def objects_of(names: Sequence[str], columns: Sequence[Column], count: int) -> list[Row]:
    """Return `count` objects of columns; None is a field that isn't there."""
    if not names:
        return [{} for _ in range(count)]
    rows = zip(*columns, strict=True)
    if not any(None in column for column in columns):
        return [dict(zip(names, row, strict=True)) for row in rows]
    return [
        {name: value for name, value in zip(names, row, strict=True) if value is not None}
        for row in rows
    ]
