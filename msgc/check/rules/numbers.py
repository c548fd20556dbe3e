"""Rules about a number: the range that it lies in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgc.check.breach import Unknown
from msgc.check.possible import kind_of
from msgc.check.rules.model import Outcome, Test
from msgc.types import IntegerType, NumberType

Bounds = tuple[float | None, float | None]


def between(argument: list[float]) -> Test:
    """The number lies between two others, which it may be."""
    low, high = argument

    def test(value: object, unit: str) -> Iterator[Outcome]:
        found = _bounds(value)
        if found is not None:
            is_known = found[0] is not None and found[0] == found[1]
            told = f"can't be {_written(found[0])}" if is_known else "is out of its range"
            yield Outcome(_lies(found, low, high), told, f"Write a number from {low} to {high}.")

    return test


def _written(number: float | None) -> str:
    """Return a number as a sentence shows it; an integer may be one that no float holds."""
    try:
        return f"{number:g}"
    except OverflowError:
        return "a number of so many digits"


def _bounds(value: object) -> Bounds | None:
    """Return what a number can be, least and most (None: no bound); None for no number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value, value
    kind = kind_of(value)
    if isinstance(kind, IntegerType | NumberType):
        return kind.minimum, kind.maximum
    return (None, None) if isinstance(value, Unknown) else None


def _lies(found: Bounds, low: float, high: float) -> bool | None:
    least, most = found
    if (least is not None and least > high) or (most is not None and most < low):
        return False
    is_within = least is not None and most is not None and low <= least and most <= high
    return True if is_within else None


KEYWORDS: dict[str, Callable[[Any], Test]] = {"between": between}
