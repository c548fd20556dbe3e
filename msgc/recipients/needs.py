"""What a row must hold, as a table for people."""

from __future__ import annotations

import json
from collections.abc import Iterator

from msgc.types import Field, ListType, ObjectType, OptionalType, StringType, Type

HEADER = ("name", "type", "needed")


def needs_table(message: str, variables: ObjectType) -> str:
    """Return the variables of a message as lines: name, type, whether a row must have it."""
    rows = [HEADER, *_rows(variables, "")]
    if len(rows) == 1:
        return f"{message} needs no variables.\n"
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEADER))]
    lines = ("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _rows(kind: ObjectType, prefix: str) -> Iterator[tuple[str, str, str]]:
    for name, field in kind.fields.items():
        yield prefix + name, _word(field.type), _needed(field)
        inner = field.type
        if isinstance(inner, ListType):
            inner, name = inner.item, f"{name}[]"
        if isinstance(inner, ObjectType):
            yield from _rows(inner, f"{prefix}{name}.")


def _needed(field: Field) -> str:
    if field.default is not None:
        return f"no, else {json.dumps(field.default, ensure_ascii=False)}"
    return "no" if field.optional else "yes"


def _word(kind: Type) -> str:
    if isinstance(kind, OptionalType):
        return _word(kind.item)
    if isinstance(kind, ListType):
        return f"list of {_word(kind.item)}"
    if isinstance(kind, StringType) and kind.enum:
        return " | ".join(kind.enum)
    if isinstance(kind, StringType) and kind.max_length is not None:
        return f"{kind.word}, at most {kind.max_length}"
    return kind.word
