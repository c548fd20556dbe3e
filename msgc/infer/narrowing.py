"""What the outcome of a condition tells of the values that it looks at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from msgc.records import dataclass
from msgc.syntax.expr import Compare, Const, Expr, Field, Filter, Logic, Name, Unary
from msgc.texts import words_type
from msgc.types import (
    IntegerType,
    ListType,
    NumberType,
    OptionalType,
    StringType,
    Type,
)

Path = tuple[str, ...]
Narrow = Callable[[Type], Type]

MIRRORED = {"lt": "gt", "lteq": "gteq", "gt": "lt", "gteq": "lteq", "eq": "eq", "ne": "ne"}
OPPOSITE = {"lt": "gteq", "lteq": "gt", "gt": "lteq", "gteq": "lt", "eq": "ne", "ne": "eq"}


@dataclass(frozen=True, slots=True)
class Narrowing:
    """Says more of the value at a path: a type in, a type that holds no more out."""

    path: Path
    narrow: Narrow


def path_of(expr: Expr) -> Path | None:
    """Return a name's or field's path (`order.id` is `("order", "id")`), None for the rest."""
    if isinstance(expr, Name):
        return (expr.name,)
    if isinstance(expr, Field):
        target = path_of(expr.target)
        return (*target, expr.name) if target else None
    return None


def narrowings(condition: Expr, outcome: bool) -> tuple[Narrowing, ...]:
    """Return what is told where `condition` comes out as `outcome`; nothing where that's unsure."""
    if isinstance(condition, Unary) and condition.op == "not":
        return narrowings(condition.operand, not outcome)
    if isinstance(condition, Logic):
        # `a and b` is true only where both are; `a or b` is false only where neither is.
        both = (condition.op == "and") == outcome
        sides = (condition.left, condition.right) if both else ()
        return tuple(each for side in sides for each in narrowings(side, outcome))
    if isinstance(condition, Compare):
        return _compared(condition, outcome)
    path = path_of(condition)
    return (Narrowing(path, lambda kind: narrow_truth(kind, outcome)),) if path else ()


def narrow_truth(kind: Type, outcome: bool) -> Type:
    """Return the type of a value that is true, or false, in `if`."""
    if isinstance(kind, OptionalType):
        return replace(kind, item=narrow_truth(kind.item, outcome))
    if isinstance(kind, StringType):
        return _text_at_least(kind, 1) if outcome else _text_at_most(kind, 0)
    if isinstance(kind, ListType):
        return _list_between(kind, 1, None) if outcome else _list_between(kind, 0, 0)
    return _narrow_value(kind, "ne" if outcome else "eq", 0)


def _compared(condition: Compare, outcome: bool) -> tuple[Narrowing, ...]:
    if len(condition.rest) != 1:
        return ()
    ((op, right),) = condition.rest
    left = condition.left
    if isinstance(left, Const):
        left, right, op = right, left, MIRRORED.get(op, "")
    if not isinstance(right, Const) or op not in OPPOSITE:
        return ()
    return _against(left, op if outcome else OPPOSITE[op], right.value)


def _against(left: Expr, op: str, value: object) -> tuple[Narrowing, ...]:
    path = path_of(left)
    if path:
        return (Narrowing(path, lambda kind: _narrow_value(kind, op, value)),)
    measured = path_of(left.target) if isinstance(left, Filter) else None
    is_length = isinstance(left, Filter) and left.name in ("length", "count") and not left.args
    if measured and is_length and type(value) is int:
        return (Narrowing(measured, lambda kind: _narrow_length(kind, op, value)),)
    return ()


def _narrow_value(kind: Type, op: str, value: object) -> Type:
    if isinstance(kind, OptionalType):
        return replace(kind, item=_narrow_value(kind.item, op, value))
    if isinstance(kind, StringType) and isinstance(value, str):
        return _narrow_word(kind, op, value)
    if isinstance(kind, IntegerType) and type(value) is int:
        bounds = _BOUNDS[op](value) if op in _BOUNDS else _beside(kind, value)
        return _integer_between(kind, *bounds)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(kind, NumberType) and is_number and op in _ENDS:
        return _number_between(kind, *_ENDS[op](value))
    return kind


def _beside(kind: IntegerType, value: int) -> tuple[int | None, int | None]:
    """Return the bounds of an integer that isn't a value, which tells where that is an end."""
    return (
        value + 1 if kind.minimum == value else None,
        value - 1 if kind.maximum == value else None,
    )


def _narrow_word(kind: StringType, op: str, value: str) -> StringType:
    if op == "eq":
        return words_type((value,)) if kind.enum is None or value in kind.enum else kind
    if op == "ne" and kind.enum is not None:
        rest = tuple(word for word in kind.enum if word != value)
        return words_type(rest) if rest else kind
    return _text_at_least(kind, 1) if op == "ne" and not value else kind


_BOUNDS: Mapping[str, Callable[[int], tuple[int | None, int | None]]] = {
    "lt": lambda value: (None, value - 1),
    "lteq": lambda value: (None, value),
    "gt": lambda value: (value + 1, None),
    "gteq": lambda value: (value, None),
    "eq": lambda value: (value, value),
}


# Numbers have no next one: an end stays one where the value itself is left out.
_ENDS: Mapping[str, Callable[[Any], tuple[float | None, float | None]]] = {
    **dict.fromkeys(("lt", "lteq"), lambda value: (None, value)),
    **dict.fromkeys(("gt", "gteq"), lambda value: (value, None)),
    "eq": lambda value: (value, value),
}


def _narrow_length(kind: Type, op: str, value: int) -> Type:
    if isinstance(kind, OptionalType):
        return replace(kind, item=_narrow_length(kind.item, op, value))
    if op not in _BOUNDS:
        return kind
    low, high = _BOUNDS[op](value)
    if isinstance(kind, StringType):
        kind = _text_at_least(kind, low or 0)
        return kind if high is None else _text_at_most(kind, high)
    return _list_between(kind, low or 0, high) if isinstance(kind, ListType) else kind


# A condition that leaves nothing tells of a branch that no row takes: nothing is claimed of it.


def _text_at_least(kind: StringType, least: int) -> StringType:
    if kind.enum is not None:
        rest = tuple(word for word in kind.enum if len(word) >= least)
        return words_type(rest) if rest else kind
    is_told = kind.min_length >= least
    if is_told or (kind.max_length is not None and kind.max_length < least):
        return kind
    return replace(kind, min_length=least)


def _text_at_most(kind: StringType, most: int) -> StringType:
    if kind.enum is not None:
        rest = tuple(word for word in kind.enum if len(word) <= most)
        return words_type(rest) if rest else kind
    if kind.min_length > most:
        return kind
    kind = replace(kind, solid=kind.solid and most > 0)
    return replace(kind, max_length=most if kind.max_length is None else min(kind.max_length, most))


def _list_between(kind: ListType, least: int, most: int | None) -> ListType:
    low = max(kind.min_items, least)
    bounds = [bound for bound in (kind.max_items, most) if bound is not None]
    high = min(bounds, default=None)
    return kind if high is not None and high < low else replace(kind, min_items=low, max_items=high)


def _integer_between(kind: IntegerType, least: int | None, most: int | None) -> IntegerType:
    lows = [bound for bound in (kind.minimum, least) if bound is not None]
    highs = [bound for bound in (kind.maximum, most) if bound is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    is_empty = low is not None and high is not None and low > high
    return kind if is_empty else replace(kind, minimum=low, maximum=high)


def _number_between(kind: NumberType, least: float | None, most: float | None) -> NumberType:
    lows = [bound for bound in (kind.minimum, least) if bound is not None]
    highs = [bound for bound in (kind.maximum, most) if bound is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    is_empty = low is not None and high is not None and low > high
    return kind if is_empty else replace(kind, minimum=low, maximum=high)
