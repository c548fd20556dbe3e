"""Arithmetic with a bound on what it makes."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

from msgc.evaluate.values import EvalError
from msgc.filters.limits import MAX_INTEGER_BITS, MAX_ITEMS, MAX_TEXT
from msgc.source import Span

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}

ORDERINGS: dict[str, Callable[[Any, Any], bool]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}


def is_number(value: object) -> bool:
    """Tell whether a value is a number; a boolean isn't."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def calculate(op: str, left: object, right: object, span: Span) -> object:
    """Return `left op right`; EvalError where it has no value, or too large a one."""
    if is_number(left) and is_number(right):
        return _number(op, left, right, span)
    if op == "+" and isinstance(left, str) and isinstance(right, str):
        return _bounded(len(left) + len(right), MAX_TEXT, span) and left + right
    if op == "+" and isinstance(left, list) and isinstance(right, list):
        return _bounded(len(left) + len(right), MAX_ITEMS, span) and left + right
    if op == "*" and isinstance(left, str) and is_number(right) and isinstance(right, int):
        return _bounded(len(left) * max(right, 0), MAX_TEXT, span) and left * right
    raise EvalError(f"`{op}` can't combine these values", span, "MSG207")


def _bounded(size: int, most: int, span: Span) -> bool:
    if size > most:
        raise EvalError(f"`{span.text}` makes more than {most:,} pieces", span, "MSG216")
    return True


def _number(op: str, left: Any, right: Any, span: Span) -> object:
    if op == "**" and abs(right) * max(_bits(left), 1) > MAX_INTEGER_BITS:
        raise EvalError(f"`{span.text}` makes too large a number", span, "MSG216")
    try:
        result = OPERATORS[op](left, right)
    except ZeroDivisionError:
        raise EvalError(f"`{span.text}` divides by zero", span) from None
    except OverflowError:
        raise EvalError(f"`{span.text}` makes too large a number", span, "MSG216") from None
    return _finite(result, span)


def _finite(result: object, span: Span) -> object:
    if isinstance(result, complex) or (isinstance(result, float) and not math.isfinite(result)):
        raise EvalError(f"`{span.text}` isn't a number", span)
    if isinstance(result, int) and result.bit_length() > MAX_INTEGER_BITS:
        raise EvalError(f"`{span.text}` makes too large a number", span, "MSG216")
    return result


def _bits(value: float) -> int:
    return value.bit_length() if isinstance(value, int) else MAX_INTEGER_BITS.bit_length()


def compare(op: str, left: object, right: object, span: Span) -> bool:
    """Return the outcome of one comparison; EvalError where it means nothing."""
    if op in ("eq", "ne"):
        return (left == right) is (op == "eq")
    if op in ("in", "notin"):
        return _contains(left, right, span) is (op == "in")
    comparable = is_number(left) and is_number(right)
    if not comparable and not (isinstance(left, str) and isinstance(right, str)):
        raise EvalError(f"`{span.text}` compares values of two types", span, "MSG207")
    return ORDERINGS[op](left, right)


def _contains(item: object, container: object, span: Span) -> bool:
    if isinstance(container, list):
        return item in container
    if isinstance(container, str | dict) and isinstance(item, str):
        return item in container
    raise EvalError("`in` looks into a list, a text or an object", span, "MSG207")
