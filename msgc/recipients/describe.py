"""What a row must hold: a CSV header, a typical row, and a JSON Schema."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgc.recipients.row_schema import json_schema
from msgc.recipients.typical import sample_row
from msgc.types import ObjectType, present

__all__ = ["csv_cells", "csv_header", "json_schema", "sample_row"]


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
