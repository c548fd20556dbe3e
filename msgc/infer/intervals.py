"""Arithmetic on ranges: what a calculation can become, from what its operands can be."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite

from msgc.types import IntegerType, NumberType

Bound = float | None
Range = tuple[Bound, Bound]
Numeric = IntegerType | NumberType

ANYTHING: Range = (None, None)


def calculated(op: str, left: Numeric, right: Numeric) -> Numeric:
    """Return the type of `left op right`; only what `+ - * // %` do to ranges is followed."""
    is_whole = isinstance(left, IntegerType) and isinstance(right, IntegerType)
    follow = _RANGES.get(op)
    low, high = follow(_range(left), _range(right)) if follow else ANYTHING
    return _of(low, high, is_whole and op not in ("/", "**"))


def signed(op: str, kind: Numeric) -> Numeric:
    """Return the type of `-x` or `+x`."""
    low, high = _range(kind)
    if op == "-":
        low, high = _negative(high), _negative(low)
    return _of(low, high, isinstance(kind, IntegerType))


def _range(kind: Numeric) -> Range:
    return kind.minimum, kind.maximum


def _of(low: Bound, high: Bound, is_whole: bool) -> Numeric:
    low, high = _finite(low), _finite(high)
    if is_whole:
        return IntegerType(
            None if low is None else int(low),
            None if high is None else int(high),
        )
    return NumberType(low, high)


def _finite(bound: Bound) -> Bound:
    return bound if bound is not None and isfinite(bound) else None


def _negative(bound: Bound) -> Bound:
    return None if bound is None else -bound


def _sum(left: Bound, right: Bound) -> Bound:
    return None if left is None or right is None else left + right


def _add(left: Range, right: Range) -> Range:
    return _sum(left[0], right[0]), _sum(left[1], right[1])


def _subtract(left: Range, right: Range) -> Range:
    return _add(left, (_negative(right[1]), _negative(right[0])))


def _multiply(left: Range, right: Range) -> Range:
    ends = [*left, *right]
    if any(end is None for end in ends):
        are_positive = all(low is not None and low >= 0 for low, _ in (left, right))
        return (0, None) if are_positive else ANYTHING
    products = [a * b for a in left for b in right if a is not None and b is not None]
    return min(products), max(products)


def _floor_divide(left: Range, right: Range) -> Range:
    (low, high), (least, most) = left, right
    if least is None or least <= 0 or least != most:
        return ANYTHING
    return (
        None if low is None else low // least,
        None if high is None else high // least,
    )


def _remainder(left: Range, right: Range) -> Range:
    least, most = right
    return ANYTHING if least is None or least <= 0 else (0, most)


_RANGES: dict[str, Callable[[Range, Range], Range]] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "//": _floor_divide,
    "%": _remainder,
}
