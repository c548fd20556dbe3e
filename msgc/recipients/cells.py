"""Readers of CSV cells: text, read by the declared type of its variable."""

from __future__ import annotations

from collections.abc import Callable
from math import isinf
from typing import cast

from msgc.late import regex
from msgc.recipients.leaves import Checks, Faults, Read, in_range, plain, text_rules, with_schema
from msgc.recipients.objects import Part, read_fields
from msgc.recipients.phones import is_spoiled, spoiled
from msgc.recipients.rows import RowFault
from msgc.recipients.sentences import breaks_rule, not_finite, spread, wrong_type
from msgc.recipients.strict_json import StrictJsonError, parse
from msgc.recipients.values import value_reader
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

INTEGER = regex(r"-?[0-9]+")
NUMBER = regex(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DECIMAL_COMMA = regex(r"-?[0-9]+,[0-9]+")
_BOOLEANS = {"true": True, "false": False}


def cell_reader(kind: Type, checks: Checks) -> Read:
    """Return the reader of a type's cells. An empty cell doesn't come here but for `string`."""
    kind = present(kind)
    make = _MAKERS.get(type(kind), value_reader)
    return make(kind, checks)


def cell_parts(kind: ObjectType, checks: Checks) -> tuple[Part, ...]:
    """Return the fields of an object whose values are cells."""
    return tuple(_part(name, field, checks) for name, field in kind.fields.items())


def is_empty(value: object) -> bool:
    """Tell whether a cell is empty, or all cells of a nested object are."""
    if isinstance(value, dict):
        return all(map(is_empty, value.values()))
    return value is None or value == ""


def keeps_empty(field: Field) -> bool:
    """Tell whether an empty cell of a field is the empty text, and not a missing value."""
    optional = field.optional or isinstance(field.type, OptionalType)
    return present(field.type).word == "string" and not optional and field.default is None


def _part(name: str, field: Field, checks: Checks) -> Part:
    optional = field.optional or isinstance(field.type, OptionalType)
    empty = None if keeps_empty(field) else is_empty
    read = cell_reader(field.type, checks)
    return Part(name, read, empty, optional, field.default, field.type.word)


def _scalar(kind: Type, checks: Checks, read_text: Callable[[str, str, Faults], object]) -> Read:
    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, str):
            return read_text(value, path, faults)
        faults.append(spread(path, kind.word))
        return None

    return with_schema(kind, read, checks)


def _string(kind: Type, checks: Checks) -> Read:
    return _scalar(kind, checks, text_rules(cast(StringType, kind), checks))


def _unknown(kind: Type, checks: Checks) -> Read:
    return with_schema(kind, plain, checks)


def _boolean(kind: Type, checks: Checks) -> Read:
    def read(text: str, path: str, faults: Faults) -> object:
        if text not in _BOOLEANS:
            faults.append(wrong_type(path, text, "boolean"))
        return _BOOLEANS.get(text)

    return _scalar(kind, checks, read)


def _integer(kind: Type, checks: Checks) -> Read:
    whole = cast(IntegerType, kind)

    def read(text: str, path: str, faults: Faults) -> object:
        if INTEGER.fullmatch(text):
            return _whole(text, path, whole, faults)
        told = spoiled(path, text) if is_spoiled(text) else wrong_type(path, text, "integer")
        faults.append(told)
        return None

    return _scalar(kind, checks, read)


def _number(kind: Type, checks: Checks) -> Read:
    number = cast(NumberType, kind)

    def read(text: str, path: str, faults: Faults) -> object:
        found = NUMBER.fullmatch(text)
        if found is None:
            faults.append(_not_number(path, text))
        elif not (found.group(1) or found.group(2)):
            return _whole(text, path, number, faults)
        elif isinf(float(text)):
            faults.append(not_finite(path))
        else:
            return in_range(float(text), path, number, faults)
        return None

    return _scalar(kind, checks, read)


def _nested(kind: Type, checks: Checks) -> Read:
    """Read JSON text in a cell, or an object's fields from the columns below its name."""
    read_value = value_reader(kind, checks)
    read_columns = with_schema(kind, _columns(kind, checks), checks)

    def read(value: object, path: str, faults: Faults) -> object:
        if not isinstance(value, str):
            return read_columns(value, path, faults)
        try:
            parsed = parse(value)
        except StrictJsonError as error:
            faults.append(_bad_json(path, value, kind, error))
            return None
        return read_value(parsed, path, faults)

    return read


def _columns(kind: Type, checks: Checks) -> Read:
    if not isinstance(kind, ObjectType):
        return value_reader(kind, checks)
    parts = cell_parts(kind, checks)
    is_open = kind.open

    def read(value: object, path: str, faults: Faults) -> object:
        if isinstance(value, dict):
            return read_fields(value, f"{path}.", parts, is_open, faults)
        faults.append(wrong_type(path, value, "object"))
        return None

    return read


def _whole(text: str, path: str, kind: IntegerType | NumberType, faults: Faults) -> object:
    try:
        return in_range(int(text), path, kind, faults)
    except ValueError:  # more digits than Python reads
        faults.append(breaks_rule(path, text, "has too many digits", "Write a smaller number."))
        return None


def _not_number(path: str, text: str) -> RowFault:
    fault = wrong_type(path, text, "number")
    if not _DECIMAL_COMMA.fullmatch(text):
        return fault
    help = f"Write a point for the comma: {text.replace(',', '.')}."
    return RowFault(fault.code, fault.message, help, path)


def _bad_json(path: str, text: str, kind: Type, error: StrictJsonError) -> RowFault:
    if error.code == "MSG510":
        return RowFault(error.code, f"`{path}`: {error.message}", error.help, path)
    fault = wrong_type(path, text, kind.word)
    return RowFault(fault.code, f"{fault.message[:-1]} as JSON. {error.message}", fault.help, path)


_MAKERS: dict[type[Type], Callable[[Type, Checks], Read]] = {
    StringType: _string,
    IntegerType: _integer,
    NumberType: _number,
    BooleanType: _boolean,
    ListType: _nested,
    ObjectType: _nested,
    UnknownType: _unknown,
}
