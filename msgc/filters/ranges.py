"""What a filter's result type is made of: its arguments as texts, bounds and known values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.chars import WHITE, Chars, Spaces
from msgc.joins import spaces_in
from msgc.texts import literal_type, written_type
from msgc.types import (
    BooleanType,
    IntegerType,
    NumberType,
    StringType,
    Type,
    present,
)

Bounds = tuple[float | None, float | None]
Counts = tuple[int | None, int | None]

# An integer of so many values is followed value by value.
MAX_VALUES = 16
# Beyond it a float isn't every integer, and sums of them aren't exact.
EXACT = 2**53


def text_in(arguments: Mapping[str, Type], name: str, default: str) -> StringType:
    """Return the type of the text that an argument is read as."""
    kind = arguments.get(name)
    return literal_type(default) if kind is None else text_of_type(kind)


def text_of_type(kind: Type) -> StringType:
    """Return the type of a value read as text: text itself, an integer's digits."""
    kind = written_type(present(kind))
    return replace(kind, format=None, pattern=None, schema=None)


def counts_in(arguments: Mapping[str, Type], name: str, default: int) -> Counts:
    """Return the least and most of an integer argument; None is no bound."""
    if name not in arguments:
        return default, default
    kind = present(arguments[name])
    return (kind.minimum, kind.maximum) if isinstance(kind, IntegerType) else (None, None)


def bounds_of(kind: Type | None) -> Bounds:
    """Return the least and most of a number; None is no bound."""
    return (
        (kind.minimum, kind.maximum) if isinstance(kind, IntegerType | NumberType) else (None,) * 2
    )


def values_of(kind: Type) -> tuple[object, ...] | None:
    """Return all that a value can be, None where that isn't known or too much.

    Of a number it isn't: 2 and 2.0 are equal and don't look the same.
    """
    kind = present(kind)
    if isinstance(kind, StringType):
        return kind.enum
    if isinstance(kind, BooleanType):
        return (False, True)
    if not isinstance(kind, IntegerType) or kind.minimum is None or kind.maximum is None:
        return None
    are_few = kind.maximum - kind.minimum < MAX_VALUES
    return tuple(range(kind.minimum, kind.maximum + 1)) if are_few else None


def is_solid(kind: StringType) -> bool:
    """Tell whether a text surely holds more than white space."""
    return kind.solid or (kind.min_length > 0 and not kind.chars & WHITE)


def times(most: int | None, factor: int) -> int | None:
    """Return a multiple of an upper bound; None is no bound."""
    return None if most is None else most * factor


def grown(kind: StringType, most: int | None, chars: Chars) -> StringType:
    """Return the type of a text in which characters became others: never fewer, never spaces."""
    return replace(kind, enum=None, max_length=most, chars=chars, solid=is_solid(kind))


def padded(kind: StringType, most: int | None) -> Spaces | None:
    """Return the runs of spaces of a text that gets up to `most` spaces at its ends."""
    spaces = spaces_in(kind)
    if spaces is None or most is None:
        return None
    return Spaces(max(spaces.run, spaces.edge + most), spaces.edge + most)
