"""Ordinary rows: what recipients are like where `vars` says nothing."""

from __future__ import annotations

from dataclasses import replace

from msgc.chars import Chars, Spaces
from msgc.config import Assume
from msgc.types import (
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
)

_ONE_LINE = ~(Chars.BREAK | Chars.TAB | Chars.CONTROL)


def ordinary(kind: Type, assume: Assume) -> Type:
    """Return the type of the ordinary values of a type."""
    if isinstance(kind, StringType):
        return _string(kind, assume)
    if isinstance(kind, ListType):
        least = min(max(kind.min_items, 1), kind.max_items if kind.max_items is not None else 1)
        most = max(assume.list, least) if kind.max_items is None else kind.max_items
        return ListType(ordinary(kind.item, assume), least, most, schema=kind.schema)
    if isinstance(kind, ObjectType):
        return ordinary_row(kind, assume)
    if isinstance(kind, IntegerType | NumberType):
        return _number(kind, assume)
    if isinstance(kind, OptionalType):
        return replace(kind, item=ordinary(kind.item, assume))
    return kind


def ordinary_row(kind: ObjectType, assume: Assume) -> ObjectType:
    """Return the type of the ordinary rows of a message's variables."""
    fields = {
        name: Field(ordinary(each.type, assume), each.optional, each.default)
        for name, each in kind.fields.items()
    }
    return replace(kind, fields=fields)


def _string(kind: StringType, assume: Assume) -> StringType:
    if kind.enum is not None:
        return kind
    least = kind.min_length
    most = max(assume.string, least) if kind.max_length is None else kind.max_length
    if most:
        least = max(least, 1)
    chars = kind.chars & _ONE_LINE
    return replace(
        kind, min_length=least, max_length=most, chars=chars, spaces=Spaces(1, 0), solid=most > 0
    )


def _number(kind: IntegerType | NumberType, assume: Assume) -> IntegerType | NumberType:
    low, high = kind.minimum, kind.maximum
    if low is None:
        low = 0 if high is None or high >= 0 else high - assume.number
    if high is None:
        high = max(assume.number, low + assume.number)
    if isinstance(kind, IntegerType):
        return replace(kind, minimum=int(low), maximum=int(high))
    return replace(kind, minimum=low, maximum=high)
