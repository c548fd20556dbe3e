"""How few bytes JSON takes for values: what is written in as few says nothing that is lost.

No text is shorter than with raw UTF-8 and the escapes that it needs, no integer than its digits;
of white space, and of a key that stands twice, nothing is left. Fractions are left out: an exponent
may be shorter than what a serializer writes.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from msgc.codec import encode
from msgc.recipients.written_columns import TextColumn, WholeColumn

_EXACT = frozenset({str, int, bool, type(None)})
UNKNOWN = inf
"""The size of what may take fewer bytes; it equals the length of nothing."""


def size_of_values(column: Sequence[Any]) -> float:
    """Return the least bytes that all values of a column take together, or UNKNOWN."""
    if isinstance(column, TextColumn):
        # One separator less than there are texts, and two quotes for each.
        return len(column.data) + len(column) + 1
    if isinstance(column, WholeColumn):
        return sum(map(len, column.written))
    if not set(map(type, column)) <= _EXACT:
        return UNKNOWN
    try:
        return len(encode(column)) - len(column) - 1
    except (ValueError, OverflowError):
        return UNKNOWN


def size_of_key(name: str) -> int:
    """Return the least bytes of a key, its colon, and a comma."""
    return len(encode(name)) + 2


def size_of_braces(count: int) -> int:
    """Return the bytes of the braces of objects that aren't empty, less those of a comma each."""
    return count
