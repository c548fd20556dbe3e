"""The steps of generated code that are quick for many values, and take an encoder to import."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.json import Encoder

from msgc.emit.declined import DeclinedError
from msgc.recipients.quick_columns import SEPARATOR, SEPARATOR_BYTES, TextColumn, WholeColumn

# Outcomes that are remembered of one filter call.
REMEMBERED = 4096

_encode = Encoder().encode


def escaped(column: Sequence[str]) -> Sequence[bytes]:
    """Return texts as they stand between the quotes of JSON, which `json.dumps` writes the same."""
    if isinstance(column, TextColumn):
        return column.escaped()
    if not column:
        return ()
    parts = _encode(SEPARATOR.join(column))[1:-1].split(SEPARATOR_BYTES)
    if len(parts) != len(column):
        raise DeclinedError(i for i, text in enumerate(column) if SEPARATOR in text)
    return parts


def whole_numbers(column: Sequence[int]) -> Sequence[bytes]:
    """Return integers as JSON, of any size."""
    if isinstance(column, WholeColumn):
        return column.escaped()
    if not column:
        return ()
    return _encode(column)[1:-1].split(b",")


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
