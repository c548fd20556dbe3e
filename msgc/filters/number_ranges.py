"""What the filters for numbers, and `sum`, make of ranges."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf, isfinite

from msgc.filters.guard import literal
from msgc.filters.ranges import EXACT, bounds_of
from msgc.types import IntegerType, ListType, NumberType, Type, present

Arguments = Mapping[str, Type]
Rest = tuple[Type, ...]
Round = Callable[[int | float, int, str], int | float]

# What each addition may be off by, twice over.
_ROUNDING = 2.0**-52


def round_type(rounded: Round) -> Callable[[Type, Arguments, Rest], Type]:
    """Return the result type of `round`, which `rounded(value, precision, method)` computes.

    Rounding keeps the order of numbers, so the ends of a range become its ends.
    """

    def result(value: Type, arguments: Arguments, _rest: Rest) -> Type:
        method = literal(arguments["method"]) if "method" in arguments else "common"
        precision = literal(arguments["precision"]) if "precision" in arguments else 0
        is_whole = isinstance(value, IntegerType) and method == "common"
        if not isinstance(precision, int) or not isinstance(method, str):
            return IntegerType() if is_whole else NumberType()
        scale = 10 ** max(precision, 0) if method != "common" else 1
        low, high = (
            _rounded(rounded, bound, precision, method, scale) for bound in bounds_of(value)
        )
        return _whole(low, high) if is_whole else NumberType(low, high)

    return result


def _rounded(
    rounded: Round, bound: float | None, precision: int, method: str, scale: int
) -> float | None:
    if bound is None or abs(bound) * scale >= EXACT:
        return None
    try:
        return rounded(bound, precision, method)
    except ArithmeticError:
        return None


def _whole(low: float | None, high: float | None) -> IntegerType:
    return IntegerType(None if low is None else int(low), None if high is None else int(high))


def int_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a number cut to an integer; of a text nothing is known."""
    low, high = bounds_of(present(value))
    return _whole(low, high)


def float_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a number as a float; of a text nothing is known."""
    low, high = map(_float, bounds_of(present(value)))
    return NumberType(low, high)


def _float(bound: float | None) -> float | None:
    try:
        return None if bound is None else float(bound)
    except OverflowError:
        return None


def abs_type(value: Type, _arguments: Arguments, _rest: Rest) -> Type:
    """Return the type of a number without its sign."""
    low, high = bounds_of(present(value))
    most = None if low is None or high is None else max(abs(low), abs(high))
    least: float = low if low is not None and low > 0 else 0
    least = -high if high is not None and high < 0 else least
    is_whole = isinstance(present(value), IntegerType)
    return _whole(least, most) if is_whole else NumberType(least, most)


def sum_type(added: Type, start: Type, value: Type) -> Type:
    """Return the type of the sum of a list's entries, of type `added`, and of a start."""
    added, start = present(added), present(start)
    least = value.min_items if isinstance(value, ListType) else 0
    most = value.max_items if isinstance(value, ListType) else None
    (low, high), (first, last) = bounds_of(added), bounds_of(start)
    bottom = _total(first, low, least, most, -1)
    top = _total(last, high, least, most, 1)
    if isinstance(added, IntegerType) and isinstance(start, IntegerType):
        return _whole(bottom, top)
    error = _error(most, (first, last, low, high))
    lowest = _highest(_moved(bottom, -error), first if low is not None and low >= 0 else None)
    highest = _lowest(_moved(top, error), last if high is not None and high <= 0 else None)
    return NumberType(lowest, highest)


def _total(
    start: float | None, each: float | None, least: int, most: int | None, sign: int
) -> float | None:
    """Return the bound of a sum, the highest with `sign` 1, the lowest with -1."""
    if start is None or each is None:
        return None
    rounds = most if each * sign > 0 else least
    try:
        return None if rounds is None else start + each * rounds
    except OverflowError:
        return None


def _error(most: int | None, parts: tuple[float | None, ...]) -> float:
    """Return how far a sum of floats may be off: each addition rounds."""
    known = [abs(part) for part in parts if part is not None]
    if most is None or len(known) < len(parts):
        return inf
    try:
        return max(known) * (most + 1) * (most + 2) * _ROUNDING if most else 0
    except OverflowError:
        return inf


def _moved(bound: float | None, error: float) -> float | None:
    moved = None if bound is None else bound + error
    return moved if moved is not None and isfinite(moved) else None


# Adding what isn't negative makes a sum no smaller, however it is rounded.


def _highest(*bounds: float | None) -> float | None:
    return max((bound for bound in bounds if bound is not None), default=None)


def _lowest(*bounds: float | None) -> float | None:
    return min((bound for bound in bounds if bound is not None), default=None)
