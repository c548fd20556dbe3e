"""A table of columns that know what they hold, and what is taken of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.tables import Column, ColumnTable, picker


class QuickTable(ColumnTable):
    """A table whose rows at some places are picked column by column, as they are asked for."""

    def __init__(self, count: int, fields: Mapping[str, Column | ColumnTable]) -> None:
        super().__init__(count, fields)
        self._columns = fields

    def take(self, places: Sequence[int]) -> QuickTable:
        """Return the rows at some places."""
        return QuickTable(len(places), _Taken(self._columns, places))


class _Taken(Mapping[str, Column | ColumnTable]):
    def __init__(self, fields: Mapping[str, Column | ColumnTable], places: Sequence[int]) -> None:
        self._fields = fields
        self._places = places
        self._pick = picker(places)
        self._taken: dict[str, Column | ColumnTable] = {}

    def __getitem__(self, name: str) -> Column | ColumnTable:
        if name not in self._taken:
            field = self._fields[name]
            if isinstance(field, ColumnTable):
                self._taken[name] = field.take(self._places)
            elif isinstance(field, TypedColumn):
                self._taken[name] = field.picked(self._pick)
            else:
                self._taken[name] = self._pick(field)
        return self._taken[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
