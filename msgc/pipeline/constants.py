"""Types of the catalog's constants, read off their values."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.joins import join
from msgc.texts import literal_type
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NeverType,
    NullType,
    NumberType,
    ObjectType,
    Type,
)


def constant_types(constants: Mapping[str, object]) -> dict[str, Type]:
    """Return the type of each constant."""
    return {name: type_of_value(value) for name, value in constants.items()}


def type_of_value(value: object) -> Type:
    """Return the narrowest type that holds a JSON value."""
    if isinstance(value, bool):
        return BooleanType()
    if isinstance(value, int):
        return IntegerType(value, value)
    if isinstance(value, float):
        return NumberType(value, value)
    if isinstance(value, str):
        return literal_type(value)
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, dict):
        return ObjectType(fields={k: Field(type_of_value(v)) for k, v in value.items()})
    return NullType()


def _list(value: list[object]) -> ListType:
    item: Type = NeverType()
    for each in value:
        item = join(item, type_of_value(each))
    return ListType(item, len(value), len(value))
