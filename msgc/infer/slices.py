"""What is picked or cut out of a list or a text by its place."""

from __future__ import annotations

from msgc.chars import Spaces
from msgc.joins import shorter
from msgc.texts import part_of_text
from msgc.types import IntegerType, ListType, StringType, Type

Ends = tuple[int, int | None]
"""The least and most of a place or a length; None is no bound."""


def is_within(index: IntegerType, least: int) -> bool:
    """Tell whether a place is surely there among at least so many entries."""
    low, high = index.minimum, index.maximum
    return low is not None and high is not None and -least <= low and high < least


def part_of(
    owner: StringType | ListType, start: Type | None, stop: Type | None, step: Type | None
) -> StringType | ListType:
    """Return the type of a slice; a bound that isn't written is None."""
    size = _size(owner)
    low, high = _cut(size, start, stop) if step is None else (0, size[1])
    if isinstance(owner, ListType):
        return ListType(owner.item, low, high)
    part = part_of_text(owner, low, high)
    return part if step is None else _stepped(part)


def _stepped(part: StringType) -> StringType:
    """Return the type of every nth character: what parts spaces may be left out."""
    most = part.max_length
    spaces = None if most is None else Spaces(most, most)
    return StringType(None, None, 0, most, part.chars, spaces)


def _size(owner: StringType | ListType) -> Ends:
    if isinstance(owner, ListType):
        return owner.min_items, owner.max_items
    return owner.min_length, owner.max_length


def _cut(size: Ends, start: Type | None, stop: Type | None) -> Ends:
    """Return the least and most length of a slice of something of a size."""
    first = (0, 0) if start is None else _forwards(start)
    if first is not None:
        return _between(first, _place(size, stop))
    taken = _backwards(start)
    if taken is None or stop is not None:
        return 0, size[1]
    return min(taken[0], size[0]), shorter(taken[1], size[1])


def _between(first: Ends, last: Ends) -> Ends:
    least = 0 if first[1] is None else max(last[0] - first[1], 0)
    return least, None if last[1] is None else max(last[1] - first[0], 0)


def _place(size: Ends, stop: Type | None) -> Ends:
    """Return where a slice ends, no later than the whole does."""
    if stop is None:
        return size
    forwards, backwards = _forwards(stop), _backwards(stop)
    if forwards is not None:
        return min(forwards[0], size[0]), shorter(forwards[1], size[1])
    if backwards is None:
        return 0, size[1]
    least = 0 if backwards[1] is None else max(size[0] - backwards[1], 0)
    return least, None if size[1] is None else max(size[1] - backwards[0], 0)


def _forwards(kind: Type | None) -> Ends | None:
    """Return a place counted from the start, None where it may not be."""
    if not isinstance(kind, IntegerType) or kind.minimum is None or kind.minimum < 0:
        return None
    return kind.minimum, kind.maximum


def _backwards(kind: Type | None) -> Ends | None:
    """Return a place counted from the end as a count, None where it may not be."""
    if not isinstance(kind, IntegerType) or kind.maximum is None or kind.maximum >= 0:
        return None
    return -kind.maximum, None if kind.minimum is None else -kind.minimum
