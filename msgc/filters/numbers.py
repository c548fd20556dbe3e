"""Filters for numbers: `round`, `int`, `float`, `abs`. As Jinja's, but never on booleans."""

from __future__ import annotations

import math
from typing import TypeVar

from msgc.filters.guard import make_filter
from msgc.filters.limits import MAX_PRECISION
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.number_ranges import abs_type, float_type, int_type, round_type
from msgc.filters.words import INTEGER, NUMBER, STRING

_METHODS = ("common", "ceil", "floor")
_HIGHEST_BASE = 36
# A longer text is cut in a sentence.
MAX_SHOWN = 40

N = TypeVar("N", int, float)


def _round(value: int | float, precision: int = 0, method: str = "common") -> int | float:
    """Round; as Jinja's, a number stays a number (`42.0`), and only `common` keeps an integer."""
    if method not in _METHODS:
        raise FilterError("`round` wants `common`, `ceil` or `floor` as `method`.")
    if abs(precision) > MAX_PRECISION:
        raise FilterError(f"`round` takes a precision from -{MAX_PRECISION} to {MAX_PRECISION}.")
    try:
        return _rounded(value, precision, method)
    except OverflowError:
        raise FilterError("`round` meets a number that is too large.") from None


def _rounded(value: int | float, precision: int, method: str) -> int | float:
    if method == "common":
        return round(value, precision)
    whole: int = (
        math.ceil(value * 10**precision) if method == "ceil" else math.floor(value * 10**precision)
    )
    return whole / 10**precision  # type: ignore[no-any-return]


def _int(value: object, default: int | None = None, base: int = 10) -> int:
    """Read or cut to an integer; `default` where that can't be done, which else is a fault.

    Jinja's own makes 0 of every text that is no number, and nobody notices.
    """
    if base != 0 and not 2 <= base <= _HIGHEST_BASE:
        raise FilterError(f"`int` takes a base from 2 to {_HIGHEST_BASE}, or 0.")
    if not isinstance(value, str):
        return int(value)  # type: ignore[call-overload,no-any-return]
    try:
        return int(value, base)
    except ValueError:
        number = _read_float(value)
        return _given("int", value, default if number is None else int(number))


def _float(value: object, default: float | None = None) -> float:
    """Read as a float; `default` where that can't be done, which else is a fault."""
    number = _read_float(value)
    return _given("float", value, default if number is None else number)


def _read_float(value: object) -> float | None:
    try:
        number = float(value)  # type: ignore[arg-type]
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _given(name: str, value: object, number: N | None) -> N:
    if number is None:
        raise FilterError(
            f"`{name}` can't read `{str(value)[:MAX_SHOWN]}` as a number.",
            f"Say what to take then: `{name}(0)`.",
        )
    return number


def _abs(value: int | float) -> int | float:
    return abs(value)


NUMBER_FILTERS: tuple[Filter, ...] = (
    make_filter(
        "round",
        NUMBER,
        round_type(_rounded),
        _round,
        Parameter("precision", INTEGER, default=0),
        Parameter("method", STRING, default="common"),
    ),
    make_filter(
        "int",
        ("string", "number"),
        int_type,
        _int,
        Parameter("default", INTEGER),
        Parameter("base", INTEGER, default=10),
    ),
    make_filter(
        "float",
        ("string", "number"),
        float_type,
        _float,
        Parameter("default", NUMBER),
    ),
    make_filter("abs", NUMBER, abs_type, _abs),
)
