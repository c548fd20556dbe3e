"""Columns that know what they hold, so that nobody asks each of their values again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from msgc.recipients.tables import Column

# Stands between texts that are escaped at once: JSON doesn't escape it, and no row may hold it.
SEPARATOR, SEPARATOR_BYTES = "\x7f", b"\x7f"

Pick = Callable[[Sequence[Any]], Sequence[Any]]
"""Returns what stands at some places of a column."""


@cache
def _decoder() -> Callable[[bytes], str]:
    """Return what decodes a JSON string; a warm run, which makes no such column, imports none."""
    decode: Callable[[bytes], str] = import_module("msgspec.json").Decoder(str).decode
    return decode


if TYPE_CHECKING:
    _Base = Sequence[Any]
else:
    # Asking whether something is of an abstract class's subclass takes ten times as long.
    _Base = object


class TypedColumn(_Base):
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


class TextColumn(TypedColumn):
    """Texts, and how JSON writes them; of both, one is made of the other when it is asked for.

    `data` is the JSON of all these texts between separators, and maybe of further ones: what isn't
    in it is in none of them, and none is longer than it.
    """

    __slots__ = ("_origin", "_pieces", "data")

    def __init__(
        self, values: Sequence[str] | None, data: bytes, pieces: Sequence[bytes] | None = None
    ) -> None:
        super().__init__(values, str)
        self.data = data
        self._pieces = pieces
        self._origin: tuple[TextColumn, Pick] | None = None

    @property
    def values(self) -> Sequence[str]:
        """The texts."""
        if self._values is None:
            self._values = self._read()
        return self._values

    def _read(self) -> Sequence[str]:
        if self._origin is not None:
            origin, pick = self._origin
            return pick(origin.values)
        text = _decoder()(b'"%b"' % self.data) if b"\\" in self.data else self.data.decode()
        return text.split(SEPARATOR)

    def __len__(self) -> int:
        return len(self.values if self._values is not None else self.escaped())

    def escaped(self) -> Sequence[bytes]:
        """Return the texts as they stand between the quotes of JSON."""
        if self._pieces is None:
            if self._origin is not None:
                origin, pick = self._origin
                self._pieces = pick(origin.escaped())
            else:
                is_empty = self._values is not None and not self._values
                self._pieces = () if is_empty else self.data.split(SEPARATOR_BYTES)
        return self._pieces

    @property
    def is_picked(self) -> bool:
        """Whether `data` may be of further texts."""
        return self._origin is not None

    def picked(self, pick: Pick) -> TextColumn:
        """Return some of the texts."""
        picked = TextColumn(None, self.data)
        picked._origin = self, pick
        return picked


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


class WholeColumn(TypedColumn):
    """Integers, and how JSON writes them."""

    __slots__ = ("_pieces",)

    def __init__(self, values: Sequence[int], written: Sequence[bytes]) -> None:
        super().__init__(values, int)
        self._pieces = written

    def escaped(self) -> Sequence[bytes]:
        """Return the integers as JSON."""
        return self._pieces

    def picked(self, pick: Pick) -> WholeColumn:
        """Return some of the integers."""
        return WholeColumn(pick(self.values), pick(self._pieces))


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
