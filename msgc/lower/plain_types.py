"""Plain values as the API's schema types them: what `build` and `literals` make of the same words.

Where they would report a fault, UnsureError is raised.
"""

from __future__ import annotations

from msgc.facts.shapes import TAG, Shape
from msgc.syntax.nodes import NULLS
from msgc.syntax.plain_values import (
    Scalar,
    UnsureError,
    Value,
    as_text,
    is_nothing,
    is_plain,
    text_of,
    untyped,
)
from msgc.syntax.values import typed_value


def typed(value: Value, shape: Shape) -> object:
    """Return the JSON that a value stands for at a place of the payload. Raises UnsureError."""
    if isinstance(value, dict):
        _require(shape, "object")
        tag = value.get(TAG, {})
        is_tag = not isinstance(tag, dict | list)
        return _members(value, shape.tagged(text_of(tag) if is_tag else None))
    if isinstance(value, list):
        _require(shape, "array")
        items = shape.items
        return [typed(each, items) for each in value]
    return _scalar(value, shape)


def _members(value: dict[str, Value], shape: Shape) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, each in value.items():
        below = shape.member(name)
        # Most of what is written is text that fills a field of text: asked here it takes half.
        is_text = type(each) is str and "string" in below.json_types and each not in NULLS
        made[name] = each if is_text else typed(each, below)
    return made


def _require(shape: Shape, kind: str) -> None:
    if shape.json_types and kind not in shape.json_types:
        raise UnsureError


def _scalar(value: Scalar, shape: Shape) -> object:
    types = shape.json_types
    if is_nothing(value):
        if types and "null" not in types:
            raise UnsureError
        return None
    if not types:
        return untyped(value)
    if "string" in types:
        return as_text(value)
    read = typed_value(text_of(value), types) if is_plain(value) else None
    if read is None:
        raise UnsureError
    return read
