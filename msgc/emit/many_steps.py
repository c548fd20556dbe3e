"""The steps of generated code that are quick for many values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgc.codec import encode
from msgc.emit import steps
from msgc.emit.declined import DeclinedError
from msgc.late import Late
from msgc.recipients.written_columns import (
    SEPARATOR,
    SEPARATOR_BYTES,
    TextColumn,
    WholeColumn,
    Written,
    count_in,
    pieces_of,
)

if TYPE_CHECKING:
    from msgc.native import weaving
else:
    # The kernel takes what a start of a few rows needn't wait for.
    weaving = Late("msgc.native.weaving", "msgc.native.nothing")

# Outcomes that are remembered of one filter call.
REMEMBERED = 4096


def escaped(column: Sequence[str]) -> Sequence[bytes]:
    """Return texts as they stand between the quotes of JSON, which `json.dumps` writes the same."""
    if isinstance(column, TextColumn):
        return column.written
    if not column:
        return ()
    data = encode(SEPARATOR.join(column))[1:-1]
    if count_in(data) != len(column):
        raise DeclinedError(i for i, text in enumerate(column) if SEPARATOR in text)
    return Written(data)


def whole_numbers(column: Sequence[int]) -> Sequence[bytes]:
    """Return integers as JSON, of any size."""
    if isinstance(column, WholeColumn):
        return column.written
    if not column:
        return ()
    return Written(encode(column)[1:-1].replace(b",", SEPARATOR_BYTES))


def woven(
    count: int, literals: tuple[bytes, ...], order: tuple[int, ...], *columns: Sequence[bytes]
) -> bytes:
    """Return the lines of `count` rows, as `steps.woven` does."""
    weave = weaving.weaver()
    # In one piece, a column of one empty text is the same as one of none.
    if weave is not None and count > 1:
        made = weave.lines(count, literals, order, list(map(_in_one, columns)))
        if made is not None:
            return made
    return steps.woven(count, literals, order, *map(pieces_of, columns))


def woven_pieces(
    counts: Sequence[int],
    literals: tuple[bytes, ...],
    order: tuple[int, ...],
    *columns: Sequence[bytes],
) -> Sequence[bytes]:
    """Return what each row has, as `steps.woven_pieces` does."""
    weave, total = weaving.weaver(), sum(counts)
    # In one piece, a column of one empty text is the same as one of none.
    if weave is not None and total > 1 and SEPARATOR_BYTES not in b"".join(literals):
        made = weave.pieces(counts, total, literals, order, list(map(_in_one, columns)))
        if made is not None:
            return Written(made)
    return steps.woven_pieces(counts, literals, order, *map(pieces_of, columns))


def _in_one(column: Sequence[bytes]) -> bytes:
    return column.data if isinstance(column, Written) else SEPARATOR_BYTES.join(column)


class Remembered:
    """A pure function of one value that is slow to compute; the same value is computed once.

    Of what has further arguments, nothing is remembered.
    """

    def __init__(self, function: Callable[..., object]) -> None:
        self.function = function
        self._known: dict[tuple[type, object], object] = {}

    def __call__(self, value: object, *rest: object) -> object:
        # 0.0 and -0.0 are equal and are written differently; lists can't be keys.
        if rest or (type(value) is float and value == 0) or isinstance(value, list | dict):
            return self.function(value, *rest)
        key = (type(value), value)
        if key not in self._known:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = self.function(value)
        return self._known[key]
