"""The types of a kept plan's fields, made anew of data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
)
from msgc.warm.unusual import UnusualError

Spec = Mapping[str, Any]
"""A type as data: its `kind`, its limits, and what it holds."""


def object_type(fields: Mapping[str, Spec]) -> ObjectType:
    """Return the type of objects with these fields. Raises UnusualError."""
    return ObjectType(fields={name: _field(spec) for name, spec in fields.items()})


def _field(spec: Spec) -> Field:
    return Field(_type(spec), optional=bool(spec.get("optional")), default=spec.get("default"))


def _type(spec: Spec) -> Type:
    # What is held to a pattern is so by its schema, from which the pattern comes.
    if spec["kind"] not in _MAKERS or ("pattern" in spec and "schema" not in spec):
        raise UnusualError
    return _MAKERS[spec["kind"]](spec, spec.get("schema"))


def _string(spec: Spec, schema: Spec | None) -> Type:
    words = spec.get("enum")
    return StringType(
        schema=schema,
        format=spec.get("format"),
        enum=None if words is None else tuple(words),
        min_length=spec.get("min", 0),
        max_length=spec.get("max"),
    )


def _integer(spec: Spec, schema: Spec | None) -> Type:
    return IntegerType(schema=schema, minimum=spec.get("min"), maximum=spec.get("max"))


def _number(spec: Spec, schema: Spec | None) -> Type:
    return NumberType(schema=schema, minimum=spec.get("min"), maximum=spec.get("max"))


def _list(spec: Spec, schema: Spec | None) -> Type:
    least, most = spec.get("min", 0), spec.get("max")
    return ListType(_type(spec["item"]), schema=schema, min_items=least, max_items=most)


def _object(spec: Spec, schema: Spec | None) -> Type:
    fields = {name: _field(each) for name, each in spec["fields"].items()}
    return ObjectType(schema=schema, fields=fields)


_MAKERS: dict[str, Callable[[Spec, Spec | None], Type]] = {
    "string": _string,
    "integer": _integer,
    "number": _number,
    "boolean": lambda spec, schema: BooleanType(schema=schema),
    "list": _list,
    "object": _object,
}
