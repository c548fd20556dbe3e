"""Filters of text for a whole column: on the JSON of all its texts at once, where that is known.

What is written so is parted as the texts were, and nobody makes the texts themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import AnyStr, TypeGuard

from msgc.emit.measures import trimmed_data
from msgc.recipients.quick_columns import GapColumn
from msgc.recipients.written_columns import SEPARATOR_BYTES, TextColumn

_ESCAPE = b"\\"


def upper(column: Sequence[str]) -> Sequence[str]:
    """Return texts in upper case."""
    if _is_as_written(column) and column.data.isascii():
        return TextColumn(None, column.data.upper())
    return list(map(str.upper, column))


def lower(column: Sequence[str]) -> Sequence[str]:
    """Return texts in lower case."""
    if _is_as_written(column) and column.data.isascii():
        return TextColumn(None, column.data.lower())
    return list(map(str.lower, column))


def trimmed(column: Sequence[str]) -> Sequence[str]:
    """Return texts without white space at their ends; few columns have any."""
    data = trimmed_data(column) if isinstance(column, TextColumn) else None
    if isinstance(column, TextColumn) and data is not None:
        return column if data == column.data else TextColumn(None, data)
    made = list(map(str.strip, column))
    # What is as it was has its JSON already.
    return column if isinstance(column, TextColumn) and made == list(column.values) else made


def replaced(column: Sequence[str], old: str, new: str) -> Sequence[str]:
    """Return texts with one text in place of another; JSON writes both as they are."""
    if isinstance(column, TextColumn) and old.encode() not in column.data:
        return column
    if _is_as_written(column):
        return TextColumn(None, column.data.replace(old.encode(), new.encode()))
    return [text.replace(old, new) for text in column]


def filled(column: Sequence[str | None], other: Sequence[str] | str) -> Sequence[str]:
    """Return texts; where one is missing, a literal or another column's text stands in."""
    if isinstance(column, TextColumn):
        return column
    there = column.there if isinstance(column, GapColumn) and not column.is_picked else None
    if isinstance(there, TextColumn) and isinstance(other, TextColumn | str):
        pieces = _filled(column, there.escaped(), _pieces(other, len(column)))
        return TextColumn(None, SEPARATOR_BYTES.join(pieces), pieces)
    texts = [text for text in column if text is not None]
    return _filled(column, texts, [other] * len(column) if isinstance(other, str) else other)


def _filled(
    column: Sequence[str | None], there: Sequence[AnyStr], others: Sequence[AnyStr]
) -> list[AnyStr]:
    """Return what is there, in its order, and others where nothing is."""
    left = iter(there)
    pairs = zip(column, others, strict=True)
    return [other if text is None else next(left) for text, other in pairs]


def _pieces(other: TextColumn | str, count: int) -> Sequence[bytes]:
    if isinstance(other, TextColumn):
        return other.escaped()
    return [encode_basestring(other)[1:-1].encode()] * count


def _is_as_written(column: Sequence[str]) -> TypeGuard[TextColumn]:
    """Tell whether a column knows the JSON of its own texts alone, which has no escapes."""
    if not isinstance(column, TextColumn) or column.is_picked or not len(column):
        return False
    return _ESCAPE not in column.data
