"""Columns that also know how JSON writes what they hold, in one piece or value by value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from msgc.codec import decoder
from msgc.late import Late
from msgc.recipients.quick_columns import Pick, TypedColumn, Values

if TYPE_CHECKING:
    from msgc.native import cutting
else:
    # The kernel takes what a start of a few rows needn't wait for.
    cutting = Late("msgc.native.cutting", "msgc.native.nothing")

# Stands between texts that are escaped at once: JSON doesn't escape it, and no row may hold it.
SEPARATOR, SEPARATOR_BYTES = "\x7f", b"\x7f"

_decode_text = decoder(str)

T = TypeVar("T")
Find = Callable[[], Sequence[T]]
"""Returns values that are at hand."""


class Written(Values):
    """What JSON has for texts between their quotes, or for integers: in one piece, and in pieces.

    `data` has separators between them. It is parted when a single one of them is asked for.
    """

    __slots__ = ("_pieces", "data")

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._pieces: list[bytes] | None = None

    @property
    def pieces(self) -> list[bytes]:
        """What JSON has for each."""
        if self._pieces is None:
            self._pieces = self.data.split(SEPARATOR_BYTES)
        return self._pieces

    def __len__(self) -> int:
        return count_in(self.data)

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.pieces)

    def __getitem__(self, place: Any) -> Any:
        return self.pieces[place]


def count_in(data: bytes) -> int:
    """Return how many values stand in a column's data, of one at least."""
    return data.count(SEPARATOR_BYTES) + 1


def has_empty(data: bytes) -> bool:
    """Tell whether one of the values in a column's data is empty."""
    is_at_end = not data or data.startswith(SEPARATOR_BYTES) or data.endswith(SEPARATOR_BYTES)
    return is_at_end or 2 * SEPARATOR_BYTES in data


def data_of(column: object) -> bytes | None:
    """Return what JSON has for a column's values, in one piece; None where it isn't there so."""
    written = column.written if isinstance(column, TextColumn) else column
    return written.data if isinstance(written, Written) else None


def pieces_of(written: Written | Sequence[bytes]) -> Sequence[bytes]:
    """Return what JSON has for each value of a column, as a plain list or tuple."""
    return written.pieces if isinstance(written, Written) else written


class TextColumn(TypedColumn):
    """Texts, and how JSON writes them; of both, one is made of the other when it is asked for.

    `data` is the JSON of all these texts between separators, and maybe of further ones: what isn't
    in it is in none of them, and none is longer than it. `is_full` tells whether none of the texts
    is empty, where that is known; `find` gives the texts where they are at hand.
    """

    __slots__ = ("_find", "_is_full", "_origin", "_pieces", "data")

    def __init__(
        self,
        values: Sequence[str] | None,
        data: bytes,
        pieces: Sequence[bytes] | None = None,
        is_full: bool | None = None,
        find: Find[str] | None = None,
    ) -> None:
        super().__init__(values, str)
        self.data = data
        self._find = find
        self._pieces = pieces
        self._is_full = is_full
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
        if self._find is not None:
            return self._find()
        text = _decode_text(b'"%b"' % self.data) if b"\\" in self.data else self.data.decode()
        return text.split(SEPARATOR)

    def __len__(self) -> int:
        known = self._pieces if self._values is None else self._values
        if known is None and self._origin is None:
            return count_in(self.data)
        return len(self.escaped() if known is None else known)

    @property
    def written(self) -> Written | Sequence[bytes]:
        """The texts as they stand between the quotes of JSON, in one piece where that is there."""
        is_parted = self._pieces is not None or self._origin is not None
        is_empty = self._values is not None and not self._values
        return self.escaped() if is_parted or is_empty else Written(self.data)

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

    def is_full(self) -> bool:
        """Tell whether none of the texts is empty."""
        if self._is_full is None:
            written = self.written
            is_whole = isinstance(written, Written)
            self._is_full = not has_empty(self.data) if is_whole else all(written)
        return self._is_full

    def at(self, places: Sequence[int]) -> Sequence[str]:
        """Return the texts at some places, which are few and in order."""
        is_at_hand = self._values is not None or not isinstance(self.written, Written)
        starts = None if is_at_hand else cutting.starts(self.data, SEPARATOR_BYTES, places)
        if starts is None:
            return [self[place] for place in places]
        ends = (self.data.find(SEPARATOR_BYTES, start) for start in starts)
        pieces = [
            self.data[start : end if end >= 0 else None]
            for start, end in zip(starts, ends, strict=True)
        ]
        return TextColumn(None, SEPARATOR_BYTES.join(pieces), pieces).values

    @property
    def is_picked(self) -> bool:
        """Whether `data` may be of further texts."""
        return self._origin is not None

    def without(self, places: Sequence[int]) -> TextColumn | None:
        """Return all texts but some, None where that takes no less time than to pick them."""
        data = cutting.cut(self.data, places) if isinstance(self.written, Written) else None
        return None if data is None else TextColumn(None, data)

    def picked(self, pick: Pick) -> TextColumn:
        """Return some of the texts."""
        picked = TextColumn(None, self.data)
        picked._origin = self, pick
        return picked


class WholeColumn(TypedColumn):
    """Integers, and how JSON writes them, of which they are made where `find` doesn't give them."""

    __slots__ = ("_find", "written")

    def __init__(
        self,
        values: Sequence[int] | None,
        written: Written | Sequence[bytes],
        find: Find[int] | None = None,
    ) -> None:
        super().__init__(values, int)
        self.written = written
        self._find = find

    @property
    def values(self) -> Sequence[int]:
        """The integers."""
        if self._values is None:
            self._values = self._find() if self._find else list(map(int, self.written))
        return self._values

    def __len__(self) -> int:
        return len(self.written if self._values is None else self._values)

    def without(self, places: Sequence[int]) -> WholeColumn | None:
        """Return all integers but some, None where that takes no less time than to pick them."""
        written = self.written
        data = cutting.cut(written.data, places) if isinstance(written, Written) else None
        return None if data is None else WholeColumn(None, Written(data))

    def picked(self, pick: Pick) -> WholeColumn:
        """Return some of the integers."""
        is_there = self._values is not None or self._find is not None
        values = pick(self.values) if is_there else None
        return WholeColumn(values, pick(pieces_of(self.written)))
