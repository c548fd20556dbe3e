"""The JSON Schema (2020-12) of a row, from the types of `vars`."""

from __future__ import annotations

from collections.abc import Callable

from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NullType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    present,
)

Schema = dict[str, object]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LOCALE = "locale"
_FORMATS: dict[str, Schema] = {
    "datetime": {"format": "date-time"},
    "phone": {"pattern": r"^\+[1-9][0-9]{6,14}$"},
}


def json_schema(vars: ObjectType) -> Schema:
    """Return the schema of a row as JSON; fields that it doesn't name are allowed.

    A field that may be missing may also be null. `locale` is named where `vars` doesn't.
    """
    schema = {"$schema": _DIALECT, **_object(vars)}
    properties = schema["properties"]
    if isinstance(properties, dict):
        properties.setdefault(_LOCALE, {"type": ["string", "null"]})
    return schema


def _of_field(field: Field) -> Schema:
    schema = _of_type(present(field.type))
    if _is_required(field):
        return schema
    schema = {"anyOf": [schema, {"type": "null"}]}
    return schema if field.default is None else {**schema, "default": field.default}


def _of_type(kind: Type) -> Schema:
    if isinstance(kind, OptionalType):
        return {"anyOf": [_of_type(kind.item), {"type": "null"}]}
    if kind.schema is not None:
        return dict(kind.schema)
    make = _MAKERS.get(type(kind))
    return make(kind) if make else {}


def _is_required(field: Field) -> bool:
    return not (field.optional or field.default is not None or isinstance(field.type, OptionalType))


def _object(kind: Type) -> Schema:
    if not isinstance(kind, ObjectType):
        return {}
    properties = {name: _of_field(field) for name, field in kind.fields.items()}
    required = [name for name, field in kind.fields.items() if _is_required(field)]
    return {"type": "object", "properties": properties, "required": required}


def _string(kind: Type) -> Schema:
    if not isinstance(kind, StringType):
        return {}
    schema: Schema = {"type": "string"}
    if kind.format:
        schema.update(_FORMATS.get(kind.format, {"format": kind.format}))
    if kind.enum is not None:
        schema["enum"] = list(kind.enum)
    return _bounded(schema, minLength=kind.min_length or None, maxLength=kind.max_length)


def _number(kind: Type) -> Schema:
    if not isinstance(kind, IntegerType | NumberType):
        return {}
    return _bounded({"type": kind.word}, minimum=kind.minimum, maximum=kind.maximum)


def _list(kind: Type) -> Schema:
    if not isinstance(kind, ListType):
        return {}
    schema: Schema = {"type": "array", "items": _of_type(kind.item)}
    return _bounded(schema, minItems=kind.min_items or None, maxItems=kind.max_items)


def _bounded(schema: Schema, **bounds: float | None) -> Schema:
    return schema | {key: bound for key, bound in bounds.items() if bound is not None}


_MAKERS: dict[type[Type], Callable[[Type], Schema]] = {
    StringType: _string,
    IntegerType: _number,
    NumberType: _number,
    BooleanType: lambda kind: {"type": "boolean"},
    NullType: lambda kind: {"type": "null"},
    ListType: _list,
    ObjectType: _object,
}
