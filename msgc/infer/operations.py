"""What operators make of their operands' types, and which operands they refuse."""

from __future__ import annotations

from msgc.infer.intervals import calculated
from msgc.joins import join
from msgc.texts import concat, repeated
from msgc.types import (
    BooleanType,
    IntegerType,
    ListType,
    NeverType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    present,
)

ORDERING = {"lt": "<", "lteq": "<=", "gt": ">", "gteq": ">="}
EQUALITY = {"eq": "==", "ne": "!="}
MEMBERSHIP = {"in": "in", "notin": "not in"}
SYMBOLS = {**ORDERING, **EQUALITY, **MEMBERSHIP}


def is_unknown(*kinds: Type) -> bool:
    """Tell whether nothing can be said because one of the types isn't known."""
    return any(isinstance(kind, UnknownType | NeverType) for kind in kinds)


def is_number(kind: Type) -> bool:
    """Tell whether the type is an integer or a number."""
    return isinstance(kind, IntegerType | NumberType)


def arithmetic(op: str, left: Type, right: Type) -> Type | None:
    """Return the type of `left op right`, None where the operator refuses them."""
    left, right = present(left), present(right)
    if is_unknown(left, right):
        return UnknownType()
    if isinstance(left, IntegerType | NumberType) and isinstance(right, IntegerType | NumberType):
        return calculated(op, left, right)
    return _sequence_arithmetic(op, left, right)


def _sequence_arithmetic(op: str, left: Type, right: Type) -> Type | None:
    if op == "+" and isinstance(left, StringType) and isinstance(right, StringType):
        return concat((left, right))
    if op == "+" and isinstance(left, ListType) and isinstance(right, ListType):
        return _joined_lists(left, right)
    if op == "*" and isinstance(left, StringType) and isinstance(right, IntegerType):
        most = None if right.maximum is None else max(right.maximum, 0)
        return repeated(left, max(right.minimum or 0, 0), most)
    return None


def _joined_lists(left: ListType, right: ListType) -> ListType:
    ends = (left.max_items, right.max_items)
    most = None if None in ends else sum(end for end in ends if end is not None)
    return ListType(join(left.item, right.item), left.min_items + right.min_items, most)


def comparable(op: str, left: Type, right: Type) -> bool:
    """Tell whether `left op right` means anything for these types."""
    left, right = present(left), present(right)
    if is_unknown(left, right):
        return True
    if op in MEMBERSHIP:
        return _may_hold(right, left)
    if op in ORDERING:
        return _same_kind(left, right) and not isinstance(left, ListType | ObjectType | BooleanType)
    return _same_kind(left, right)


def mismatch(op: str, left: Type, right: Type) -> str:
    """Say what is compared, where it can't be."""
    if op in MEMBERSHIP and isinstance(right, ListType):
        return f"`{SYMBOLS[op]}` looks for {left.phrase} among values of type {right.item.word}"
    if op in MEMBERSHIP:
        return f"`{SYMBOLS[op]}` looks for {left.phrase} in {right.phrase}"
    return f"`{SYMBOLS[op]}` compares {left.phrase} with {right.phrase}"


def _may_hold(container: Type, item: Type) -> bool:
    if isinstance(container, ListType):
        held = present(container.item)
        return is_unknown(held) or _same_kind(held, item)
    return isinstance(container, StringType | ObjectType) and isinstance(item, StringType)


def _same_kind(left: Type, right: Type) -> bool:
    return type(left) is type(right) or (is_number(left) and is_number(right))
