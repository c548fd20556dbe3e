"""Arithmetic on ranges: what a calculation can become, from what its operands can be.

Where both operands are whole the ends are exact. Elsewhere they are rounded as the values are,
which keeps their order as long as a float still is every integer; beyond that there is no bound.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import floordiv, truediv

from msgc.types import IntegerType, NumberType

Bound = float | None
Range = tuple[Bound, Bound]
Numeric = IntegerType | NumberType
Follow = Callable[[Range, Range], Range]

ANYTHING: Range = (None, None)
# From here on a float isn't every integer.
EXACT = 2**53
# A whole result of more bits is a fault when it is evaluated.
MAX_BITS = 1023


def calculated(op: str, left: Numeric, right: Numeric) -> Numeric:
    """Return the type of `left op right`; of `**` nothing but that it is a number."""
    is_whole = isinstance(left, IntegerType) and isinstance(right, IntegerType)
    if is_whole and op not in ("/", "**"):
        return _whole(*_WHOLE.get(op, _unknown)(_range(left), _range(right)))
    low, high = _NUMBERS.get(op, _unknown)(_exact(left), _exact(right))
    return NumberType(_kept(low), _kept(high))


def signed(op: str, kind: Numeric) -> Numeric:
    """Return the type of `-x` or `+x`."""
    low, high = _range(kind)
    if op == "-":
        low, high = _negative(high), _negative(low)
    return _whole(low, high) if isinstance(kind, IntegerType) else NumberType(low, high)


def _range(kind: Numeric) -> Range:
    return kind.minimum, kind.maximum


def _exact(kind: Numeric) -> Range:
    return _kept(kind.minimum), _kept(kind.maximum)


def _kept(bound: Bound) -> Bound:
    return bound if bound is not None and abs(bound) < EXACT else None


def _whole(low: Bound, high: Bound) -> IntegerType:
    return IntegerType(_sayable(low), _sayable(high))


def _sayable(bound: Bound) -> int | None:
    whole = None if bound is None else int(bound)
    return whole if whole is not None and whole.bit_length() <= MAX_BITS else None


def _unknown(left: Range, right: Range) -> Range:
    return ANYTHING


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
        return _multiply_half(left, right)
    products = [a * b for a in left for b in right if a is not None and b is not None]
    return min(products), max(products)


def _multiply_half(left: Range, right: Range) -> Range:
    """Return the least product where there is no most: of two that aren't negative."""
    low, least = left[0], right[0]
    if low is None or least is None or low < 0 or least < 0:
        return ANYTHING
    return low * least, None


def _quotient(left: Range, right: Range, divide: Callable[[float, float], float]) -> Range:
    """Return the range of a division by what is above zero; of another nothing is known."""
    (low, high), (least, most) = left, right
    if least is None or least <= 0:
        return ANYTHING

    def far(end: float) -> float:
        return divide(end, least)

    def near(end: float) -> float:
        # Dividing by more brings a number nearer to zero.
        return 0 if most is None else divide(end, most)

    bottom = None if low is None else far(low) if low < 0 else near(low)
    top = None if high is None else far(high) if high > 0 else near(high)
    return bottom, top


def _divide(left: Range, right: Range) -> Range:
    return _quotient(left, right, truediv)


def _floor_divide(left: Range, right: Range) -> Range:
    bottom, top = _quotient(left, right, floordiv)
    # Of a number below zero the floor is at most -1, however much it is divided by.
    return bottom, -1 if top == 0 and left[1] is not None and left[1] < 0 else top


def _remainder(left: Range, right: Range) -> Range:
    (low, high), (least, most) = left, right
    if least is None or least <= 0:
        return ANYTHING
    if low is None or low < 0 or high is None:
        return 0, most
    return 0, high if most is None else min(high, most)


def _whole_remainder(left: Range, right: Range) -> Range:
    return _remainder(left, (right[0], None if right[1] is None else right[1] - 1))


_WHOLE: dict[str, Follow] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "//": _floor_divide,
    "%": _whole_remainder,
}
# A float's `//` is rounded in two steps, and its order isn't sure.
_NUMBERS: dict[str, Follow] = {
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
}
