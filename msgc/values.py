"""Whether a JSON value fits a type, with all its ranges."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from msgc.chars import chars_of, is_blank, spaces_of
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NeverType,
    NullType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
)


def holds(kind: Type, value: object) -> bool:
    """Tell whether a value, as a row holds it once it is read, fits a type.

    None is a missing value. Formats aren't checked, only the ranges that come with them. An object
    that isn't open has no fields but its own, and lacks only optional ones.
    """
    return _HOLDS[type(kind)](kind, value)


def _string(kind: StringType, value: object) -> bool:
    if not isinstance(value, str) or (kind.enum is not None and value not in kind.enum):
        return False
    if not _between(len(value), kind.min_length, kind.max_length):
        return False
    if chars_of(value) & ~kind.chars or (kind.solid and is_blank(value)):
        return False
    if kind.spaces is None:
        return True
    found = spaces_of(value)
    return found.run <= kind.spaces.run and found.edge <= kind.spaces.edge


def _integer(kind: IntegerType, value: object) -> bool:
    return type(value) is int and _between(value, kind.minimum, kind.maximum)


def _number(kind: NumberType, value: object) -> bool:
    if isinstance(value, float):
        return isfinite(value) and _between(value, kind.minimum, kind.maximum)
    return type(value) is int and _between(value, kind.minimum, kind.maximum)


def _list(kind: ListType, value: object) -> bool:
    if not isinstance(value, list) or not _between(len(value), kind.min_items, kind.max_items):
        return False
    return all(holds(kind.item, item) for item in value)


def _object(kind: ObjectType, value: object) -> bool:
    if not isinstance(value, dict) or not (kind.open or value.keys() <= kind.fields.keys()):
        return False
    return all(_field(field, value.get(name)) for name, field in kind.fields.items())


def _field(field: Field, value: object) -> bool:
    may_lack = field.optional or field.default is not None
    return (value is None and may_lack) or holds(field.type, value)


def _optional(kind: OptionalType, value: object) -> bool:
    return (value is None and kind.missing) or holds(kind.item, value)


def _between(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)


_HOLDS: dict[type[Type], Callable[[Any, object], bool]] = {
    UnknownType: lambda kind, value: True,
    StringType: _string,
    IntegerType: _integer,
    NumberType: _number,
    BooleanType: lambda kind, value: isinstance(value, bool),
    NullType: lambda kind, value: value is None,
    NeverType: lambda kind, value: False,
    ListType: _list,
    ObjectType: _object,
    OptionalType: _optional,
}
