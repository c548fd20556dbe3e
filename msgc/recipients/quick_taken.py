"""A table of columns that know what they hold, and what is taken of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from msgc.recipients.quick_columns import Pick, TypedColumn
from msgc.recipients.tables import Column, ColumnTable, left, picker
from msgc.recipients.written_columns import TextColumn, WholeColumn


class QuickTable(ColumnTable):
    """A table whose rows at some places are picked column by column, as they are asked for."""

    def __init__(self, count: int, fields: Mapping[str, Column | ColumnTable]) -> None:
        super().__init__(count, fields)
        self._columns = fields

    def take(self, places: Sequence[int]) -> QuickTable:
        """Return the rows at some places."""
        return QuickTable(len(places), _Taken(self._columns, lambda: places))

    def without(self, places: Sequence[int]) -> QuickTable:
        """Return the rows but for those at some places, which are few and in order."""
        kept = partial(left, range(len(self)), places)
        return QuickTable(len(self) - len(places), _Taken(self._columns, kept, places))


class _Taken(Mapping[str, Column | ColumnTable]):
    """Columns at places that `find` gives; `left_out` are the others, where that is known."""

    def __init__(
        self,
        fields: Mapping[str, Column | ColumnTable],
        find: Callable[[], Sequence[int]],
        left_out: Sequence[int] = (),
    ) -> None:
        self._fields = fields
        self._find = find
        self._left_out = left_out
        self._taken: dict[str, Column | ColumnTable] = {}

    @cached_property
    def _places(self) -> Sequence[int]:
        return self._find()

    @cached_property
    def _pick(self) -> Pick:
        pick: Pick = picker(self._places)
        return pick

    def __getitem__(self, name: str) -> Column | ColumnTable:
        if name not in self._taken:
            field = self._fields[name]
            if isinstance(field, ColumnTable):
                self._taken[name] = field.take(self._places)
            elif isinstance(field, TypedColumn):
                self._taken[name] = self._typed(field)
            else:
                self._taken[name] = self._pick(field)
        return self._taken[name]

    def _typed(self, field: TypedColumn) -> TypedColumn:
        made = self._without(field)
        # To ask a column for its truth would be to count its values.
        return field.picked(self._pick) if made is None else made

    def _without(self, field: TypedColumn) -> TypedColumn | None:
        """Return a column in one piece without what is left out, None where it isn't at hand."""
        if not self._left_out or not isinstance(field, TextColumn | WholeColumn):
            return None
        return field.without(self._left_out)

    def __iter__(self) -> Iterator[str]:
        return iter(self._fields)

    def __len__(self) -> int:
        return len(self._fields)
