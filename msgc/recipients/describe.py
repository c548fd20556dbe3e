"""What a row must hold: a CSV header, a typical row, and a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgc.recipients.limits import MAX_CELL, MAX_SAMPLE_ITEMS
from msgc.recipients.row_schema import json_schema
from msgc.types import (
    BooleanType,
    Field,
    IntegerType,
    ListType,
    NumberType,
    ObjectType,
    StringType,
    Type,
    present,
)

__all__ = ["csv_cells", "csv_header", "json_schema", "sample_row"]

_TEXTS = {
    "date": "2026-01-31",
    "datetime": "2026-01-31T09:00:00Z",
    "uri": "https://example.com/",
    "uuid": "6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21",
    "email": "name@example.com",
    "phone": "+31612345678",
}
_INTEGER = 1
_NUMBER = 9.5


def sample_row(vars: ObjectType) -> dict[str, object]:
    """Return a typical row: every field, also those that may be missing, with a likely value."""
    return {name: _of_field(name, field) for name, field in vars.fields.items()}


def csv_header(vars: ObjectType) -> list[str]:
    """Return the columns' names; `order.id` is the field `id` of the object `order`."""
    return [".".join(path) for path in _paths(vars)]


def csv_cells(vars: ObjectType, row: dict[str, object]) -> list[str]:
    """Return a typed row as the cells below `csv_header`; lists and open objects are JSON."""
    return [_cell(_at(row, path)) for path in _paths(vars)]


def _paths(vars: ObjectType) -> Iterator[tuple[str, ...]]:
    for name, field in vars.fields.items():
        kind = present(field.type)
        if isinstance(kind, ObjectType) and kind.fields and not kind.open:
            yield from ((name, *path) for path in _paths(kind))
        else:
            yield (name,)


def _at(row: object, path: tuple[str, ...]) -> object:
    for name in path:
        row = row.get(name) if isinstance(row, dict) else None
    return row


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _of_field(name: str, field: Field) -> object:
    return _of_type(name, present(field.type)) if field.default is None else field.default


def _of_type(name: str, kind: Type) -> object:
    told = _from_schema(kind)
    if told is not None:
        return told
    if isinstance(kind, ObjectType):
        return sample_row(kind)
    if isinstance(kind, ListType):
        return _items(name, kind)
    if isinstance(kind, IntegerType):
        return _clamped(_INTEGER, kind)
    if isinstance(kind, NumberType):
        return _clamped(_NUMBER, kind)
    return True if isinstance(kind, BooleanType) else _text(name, kind)


def _from_schema(kind: Type) -> object:
    schema = kind.schema or {}
    for key in ("examples", "enum"):
        values = schema.get(key)
        if isinstance(values, list) and values:
            return values[0]
    return schema.get("const", schema.get("default"))


def _items(name: str, kind: ListType) -> list[object]:
    count = min(max(1, kind.min_items), MAX_SAMPLE_ITEMS)
    if kind.max_items is not None:
        count = min(count, kind.max_items)
    return [_of_type(name, present(kind.item)) for _ in range(count)]


def _clamped(value: float, kind: IntegerType | NumberType) -> float:
    if kind.minimum is not None and value < kind.minimum:
        return kind.minimum
    if kind.maximum is not None and value > kind.maximum:
        return kind.maximum
    return value


def _text(name: str, kind: Type) -> str:
    if not isinstance(kind, StringType):
        return name
    if kind.enum:
        return kind.enum[0]
    if kind.format:
        return _TEXTS[kind.format]
    # A variable's own name is the text that says most; it is repeated to the least length.
    least = min(kind.min_length, MAX_CELL)
    text = name if len(name) >= least else (f"{name} " * least)[:least]
    return text[: kind.max_length]
