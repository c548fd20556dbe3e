"""Merges the parts of an `allOf` into one schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from schemas.derive.amend import Schema

# Words for people and tools: the first part that says one is heard.
_NOTES = ("title", "description")


class MergeError(ValueError):
    """Parts that can't be said in one schema."""


def merged(schema: Schema) -> Schema:
    """Return the schema with its `allOf` merged into it; without one, the schema itself.

    Null is allowed where the schema and every part allow it, as OpenAPI 3.0 has it. Raises
    MergeError where two parts say different things with the same keyword.
    """
    if "allOf" not in schema:
        return schema
    rest = {key: value for key, value in schema.items() if key != "allOf"}
    parts = [merged(part) for part in schema["allOf"]]
    spoken = [part for part in [rest, *parts] if set(part) - {*_NOTES, "x-rules"}]
    out: Schema = {}
    for part in [rest, *parts]:
        _add(out, part)
    if not all(part.get("nullable") for part in spoken):
        out.pop("nullable", None)
    return out


def _add(out: Schema, part: Schema) -> None:
    if "$ref" in part:
        raise MergeError(f"a part of allOf is a reference: {part['$ref']}")
    for keyword, value in part.items():
        if keyword not in out:
            out[keyword] = value
        elif keyword not in _NOTES:
            out[keyword] = _JOINS.get(keyword, _same)(out[keyword], value)


def _same(left: Any, right: Any) -> Any:
    if left != right:
        raise MergeError(f"parts of allOf differ: {left!r} and {right!r}")
    return left


def _properties(left: Schema, right: Schema) -> Schema:
    for name in left.keys() & right.keys():
        _same(left[name], right[name])
    return {**left, **right}


def _both(left: list[Any], right: list[Any]) -> list[Any]:
    return [*left, *(value for value in right if value not in left)]


_JOINS: dict[str, Callable[[Any, Any], Any]] = {
    "properties": _properties,
    "required": _both,
    "x-rules": _both,
    "x-warn": _both,
    "nullable": lambda left, right: left and right,
}
