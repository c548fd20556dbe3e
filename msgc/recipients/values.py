"""Readers of JSON values, one for each type: text is never read as a number, nor the reverse."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import cast

from msgc.recipients.leaves import Checks, Faults, Read, in_range, plain, text_rules, with_schema
from msgc.recipients.objects import Part, read_fields
from msgc.recipients.sentences import breaks_rule, missing, not_finite, wrong_json
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    OptionalType,
    StringType,
    Type,
    UnknownType,
    present,
)


def value_reader(kind: Type, checks: Checks) -> Read:
    """Return the reader of a JSON value of a type. The value is never None: that is missing."""
    kind = present(kind)
    make = _MAKERS.get(type(kind), _never)
    return with_schema(kind, make(kind, checks), checks)


def value_parts(kind: ObjectType, checks: Checks) -> tuple[Part, ...]:
    """Return the fields of an object whose values are JSON's."""
    return tuple(_part(name, field, checks) for name, field in kind.fields.items())


def list_rules(kind: ListType, count: int, path: str, faults: Faults) -> None:
    """Add a fault where a list has too few or too many entries."""
    if count < kind.min_items:
        help = f"Write at least {kind.min_items}."
        said = f"has {count} entries, fewer than {kind.min_items}"
        faults.append(breaks_rule(path, [], said, help))
    elif kind.max_items is not None and count > kind.max_items:
        help = f"Write at most {kind.max_items}."
        said = f"has {count} entries, more than {kind.max_items}"
        faults.append(breaks_rule(path, [], said, help))


def _part(name: str, field: Field, checks: Checks) -> Part:
    optional = field.optional or isinstance(field.type, OptionalType)
    read = value_reader(field.type, checks)
    return Part(name, read, None, optional, field.default, field.type.word)


def _string(kind: Type, checks: Checks) -> Read:
    rules = text_rules(cast(StringType, kind), checks)
    word = kind.word

    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, str):
            return rules(value, path, faults)
        faults.append(wrong_json(path, value, word if word == "phone" else "string"))
        return None

    return read


def _integer(kind: Type, checks: Checks) -> Read:
    whole = cast(IntegerType, kind)

    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if type(value) is int:
            return in_range(value, path, whole, faults)
        faults.append(wrong_json(path, value, "integer"))
        return None

    return read


def _number(kind: Type, checks: Checks) -> Read:
    number = cast(NumberType, kind)

    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, float) and not isfinite(value):
            faults.append(not_finite(path))
        elif type(value) is int or isinstance(value, float):
            return in_range(value, path, number, faults)
        else:
            faults.append(wrong_json(path, value, "number"))
        return None

    return read


def _boolean(kind: Type, checks: Checks) -> Read:
    def read(value: object, path: str, faults: Faults) -> object:
        if not isinstance(value, bool):
            faults.append(wrong_json(path, value, "boolean"))
        return value

    return read


def _list(kind: Type, checks: Checks) -> Read:
    many = cast(ListType, kind)
    read_item = value_reader(many.item, checks)
    nullable = isinstance(many.item, OptionalType | UnknownType)

    def read_entry(item: object, path: str, faults: Faults) -> object:
        if item is None:
            if not nullable:
                faults.append(missing(path, None, many.item.word))
            return None
        return read_item(item, path, faults)

    def read(value: object, path: str, faults: Faults) -> object:
        if not isinstance(value, list):
            faults.append(wrong_json(path, value, "list"))
            return None
        list_rules(many, len(value), path, faults)
        return [read_entry(item, f"{path}.{i}", faults) for i, item in enumerate(value)]

    return read


def _object(kind: Type, checks: Checks) -> Read:
    parts = value_parts(cast(ObjectType, kind), checks)
    is_open = cast(ObjectType, kind).open

    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, dict):
            return read_fields(value, f"{path}.", parts, is_open, faults)
        faults.append(wrong_json(path, value, "object"))
        return None

    return read


def _unknown(kind: Type, checks: Checks) -> Read:
    return plain


def _never(kind: Type, checks: Checks) -> Read:
    def read(value: object, path: str, faults: Faults) -> object:
        faults.append(wrong_json(path, value, "null"))
        return None

    return read


_MAKERS: dict[type[Type], Callable[[Type, Checks], Read]] = {
    StringType: _string,
    IntegerType: _integer,
    NumberType: _number,
    BooleanType: _boolean,
    ListType: _list,
    ObjectType: _object,
    UnknownType: _unknown,
}
