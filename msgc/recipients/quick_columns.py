"""Columns that know what they hold, so that nobody asks each of their values again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgc.recipients.tables import Column

Pick = Callable[[Sequence[Any]], Sequence[Any]]
"""Returns what stands at some places of a column."""


if TYPE_CHECKING:
    Values = Sequence[Any]
else:
    # Asking whether something is of an abstract class's subclass takes ten times as long.
    Values = object


class TypedColumn(Values):
    """Values that are all of one of some classes, and of no subclass of these."""

    __slots__ = ("_values", "classes")

    def __init__(self, values: Sequence[Any] | None, *classes: type) -> None:
        self._values = values
        self.classes = frozenset(classes)

    @property
    def values(self) -> Sequence[Any]:
        """The values, as a plain list or tuple."""
        assert self._values is not None
        return self._values

    def __len__(self) -> int:
        return len(self.values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.values)

    def __getitem__(self, place: Any) -> Any:
        return self.values[place]

    def __contains__(self, value: object) -> bool:
        return value in self.values

    def picked(self, pick: Pick) -> TypedColumn:
        """Return some of the values."""
        return TypedColumn(pick(self.values), *self.classes)


class GapColumn(TypedColumn):
    """Values that are missing in some rows, where None stands for them.

    `there` are those of the other rows, in their order; of picked ones, maybe further ones too.
    """

    __slots__ = ("is_picked", "there")

    def __init__(self, values: Sequence[Any], there: TypedColumn, is_picked: bool = False) -> None:
        super().__init__(values, *there.classes, type(None))
        self.there = there
        self.is_picked = is_picked

    def picked(self, pick: Pick) -> GapColumn:
        """Return some of the values."""
        return GapColumn(pick(self.values), self.there, is_picked=True)


class ListColumn(TypedColumn):
    """Lists: the column of their entries, one list's after the other's, and how many each has.

    The lists themselves are made when they are asked for.
    """

    __slots__ = ("_make", "counts", "entries")

    def __init__(
        self, entries: Column, counts: Sequence[int], make: Callable[[], Sequence[list[Any]]]
    ) -> None:
        super().__init__(None, list)
        self.entries = entries
        self.counts = counts
        self._make = make

    @property
    def values(self) -> Sequence[list[Any]]:
        """The lists."""
        if self._values is None:
            self._values = self._make()
        return self._values

    def __len__(self) -> int:
        return len(self.counts)


class ObjectColumn(TypedColumn):
    """Objects, `count` of them: the columns of their fields.

    The objects themselves are made when they are asked for.
    """

    __slots__ = ("_count", "_make", "fields")

    def __init__(
        self, count: int, fields: Mapping[str, Column], make: Callable[[], Sequence[dict[str, Any]]]
    ) -> None:
        super().__init__(None, dict)
        self._count = count
        self.fields = fields
        self._make = make

    @property
    def values(self) -> Sequence[dict[str, Any]]:
        """The objects."""
        if self._values is None:
            self._values = self._make()
        return self._values

    def __len__(self) -> int:
        return self._count
