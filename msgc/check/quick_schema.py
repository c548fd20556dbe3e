"""Plain JSON Schemas as quick predicates: a value surely fits, or the slow check is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgc.facts.patterns import ecma

Fits = Callable[[object], bool]
Schema = Mapping[str, Any]

ABOUT = frozenset({"type", "title", "description", "default"})
_NUMBERS = {"integer": frozenset({int}), "number": frozenset({int, float})}


def quick_predicate(schema: Schema) -> Fits | None:
    """Return what tells that a value surely fits a schema, None for one that isn't plain.

    Where it says no, the value may fit all the same.
    """
    kind = schema.get("type")
    make = _MAKERS.get(kind) if isinstance(kind, str) else None
    return make(schema) if make else None


def _only(schema: Schema, *words: str) -> bool:
    return not set(schema) - ABOUT - set(words)


def _string(schema: Schema) -> Fits | None:
    if not _only(schema, "minLength", "maxLength", "pattern", "enum"):
        return None
    least, most = schema.get("minLength", 0), schema.get("maxLength", float("inf"))
    search = ecma(schema["pattern"]).search if "pattern" in schema else None
    words = frozenset(schema["enum"]) if "enum" in schema else None

    def fits(value: object) -> bool:
        if type(value) is not str or not least <= len(value) <= most:
            return False
        return (words is None or value in words) and (search is None or search(value) is not None)

    return fits


def _number(schema: Schema) -> Fits | None:
    if not _only(schema, "minimum", "maximum"):
        return None
    classes = _NUMBERS[schema["type"]]
    least, most = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
    return lambda value: type(value) in classes and least <= value <= most


def _list(schema: Schema) -> Fits | None:
    item = quick_predicate(schema.get("items", {}))
    if item is None or not _only(schema, "items", "minItems", "maxItems"):
        return None
    least, most = schema.get("minItems", 0), schema.get("maxItems", float("inf"))
    return lambda value: (
        type(value) is list and least <= len(value) <= most and all(map(item, value))
    )


def _object(schema: Schema) -> Fits | None:
    parts = {name: quick_predicate(part) for name, part in schema.get("properties", {}).items()}
    if None in parts.values() or not _only(schema, "properties", "required"):
        return None
    needed = frozenset(schema.get("required", ()))
    known = [(name, part) for name, part in parts.items() if part is not None]

    def fits(value: object) -> bool:
        if type(value) is not dict or not needed <= value.keys():
            return False
        return all(part(value[name]) for name, part in known if name in value)

    return fits


_MAKERS: dict[str, Callable[[Schema], Fits | None]] = {
    "string": _string,
    "integer": _number,
    "number": _number,
    "array": _list,
    "object": _object,
}
