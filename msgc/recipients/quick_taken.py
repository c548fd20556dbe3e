"""A table of columns that know what they hold, and what is taken of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgc.recipients.quick_columns import TypedColumn
from msgc.recipients.tables import Column, ColumnTable, left, picker
from msgc.recipients.written_columns import TextColumn, WholeColumn


class QuickTable(ColumnTable):
    """A table whose rows at some places are picked column by column, as they are asked for."""

    def __init__(self, count: int, fields: Mapping[str, Column | ColumnTable]) -> None:
        super().__init__(count, fields)
        self._columns = fields

    def take(self, places: Sequence[int]) -> QuickTable:
        """Return the rows at some places."""
        return QuickTable(len(places), _Taken(self._columns, places))

    def without(self, places: Sequence[int]) -> QuickTable:
        """Return the rows but for those at some places, which are few and in order."""
        kept = left(range(len(self)), places)
        return QuickTable(len(kept), _Taken(self._columns, kept, places))


class _Taken(Mapping[str, Column | ColumnTable]):
    """Columns at some places; `left_out` are the others, where that is known."""

    def __init__(
        self,
        fields: Mapping[str, Column | ColumnTable],
        places: Sequence[int],
        left_out: Sequence[int] = (),
    ) -> None:
        self._fields = fields
        self._places = places
        self._left_out = left_out
        self._pick = picker(places)
        self._taken: dict[str, Column | ColumnTable] = {}

    def __getitem__(self, name: str) -> Column | ColumnTable:
        if name not in self._taken:
            field = self._fields[name]
            if isinstance(field, ColumnTable):
                self._taken[name] = field.take(self._places)
            elif isinstance(field, TypedColumn):
                self._taken[name] = self._without(field) or field.picked(self._pick)
            else:
                self._taken[name] = self._pick(field)
        return self._taken[name]

    def _without(self, field: TypedColumn) -> TypedColumn | None:
        """Return a column in one piece without what is left out, None where it isn't at hand."""
        if not self._left_out or not isinstance(field, TextColumn | WholeColumn):
            return None
        return field.without(self._left_out)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
