"""How many keys were written, by counting colons: whether a parser that doesn't tell lost one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgc.recipients.limits import MAX_QUICK_DEPTH
from msgc.recipients.quick_leaves import UnusualError

# A colon inside a text may be written so; then it can't be told how many keys there are.
ESCAPED_COLONS = (b"\\u003a", b"\\u003A")


def has_escaped_colon(data: bytes) -> bool:
    """Tell whether a text may hold a colon that isn't written as one."""
    return any(escape in data for escape in ESCAPED_COLONS)


def keys_within(values: Iterable[object]) -> tuple[int, int]:
    """Return how many keys parsed values have, at any depth, and the colons in their texts.

    Raises UnusualError where they nest deep.
    """
    keys = colons = 0
    level = list(values)
    for _ in range(MAX_QUICK_DEPTH):
        objects = [value for value in level if type(value) is dict]
        lists = [value for value in level if type(value) is list]
        colons += colons_in(value for value in level if type(value) is str)
        if not objects and not lists:
            return keys, colons
        keys += sum(map(len, objects))
        colons += colons_in(chain.from_iterable(objects))
        inner = chain.from_iterable(map(dict.values, objects))
        level = [*inner, *chain.from_iterable(lists)]
    raise UnusualError


def colons_in(texts: Iterable[str]) -> int:
    """Return how many colons stand in texts."""
    return "".join(texts).count(":")
