"""Plain JSON Schemas as quick predicates: a value surely fits, or the slow check is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf
from typing import Any

from msgc.facts.patterns import ecma

Fits = Callable[[object], bool]
Schema = Mapping[str, Any]

ABOUT = frozenset({"type", "title", "description", "default"})
NULL = "null"
_NUMBERS = {"integer": frozenset({int}), "number": frozenset({int, float})}
_COMPARABLE = frozenset({str, int, float})


def quick_predicate(schema: Schema) -> Fits | None:
    """Return what tells that a value surely fits a schema, None for one that isn't plain.

    Where it says no, the value may fit all the same.
    """
    kind = schema.get("type")
    if isinstance(kind, list):
        return _one_of(schema, kind)
    make = _MAKERS.get(kind) if isinstance(kind, str) else None
    return make(schema) if make else None


def _one_of(schema: Schema, kinds: list[str]) -> Fits | None:
    """Return what tells of a value that may be null as well; of several other types none does."""
    others = [kind for kind in kinds if kind != NULL]
    fits = quick_predicate({**schema, "type": others[0]}) if len(others) == 1 else None
    # Words that may stand for null, too, are for the slow check.
    if fits is None or "enum" in schema:
        return None
    may_be_null = NULL in kinds
    return lambda value: fits(value) or (may_be_null and value is None)


def _only(schema: Schema, *words: str) -> bool:
    return not set(schema) - ABOUT - set(words)


def _string(schema: Schema) -> Fits | None:
    if not _only(schema, "minLength", "maxLength", "pattern", "enum"):
        return None
    least, most = schema.get("minLength", 0), schema.get("maxLength", inf)
    search = ecma(schema["pattern"]).search if "pattern" in schema else None
    words = frozenset(schema["enum"]) if "enum" in schema else None

    def fits(value: object) -> bool:
        if type(value) is not str or not least <= len(value) <= most:
            return False
        return (words is None or value in words) and (search is None or search(value) is not None)

    return fits


def _number(schema: Schema) -> Fits | None:
    bounds = "exclusiveMinimum", "exclusiveMaximum"
    if not _only(schema, "minimum", "maximum", "multipleOf", *bounds):
        return None
    classes = _NUMBERS[schema["type"]]
    least, most = schema.get("minimum", -inf), schema.get("maximum", inf)
    above, below = schema.get(bounds[0], -inf), schema.get(bounds[1], inf)
    # Older schemas have true or false there, which is about the other bound.
    if bool in (type(above), type(below)):
        return None
    step = schema.get("multipleOf")

    def fits(value: Any) -> bool:
        if type(value) not in classes or not least <= value <= most:
            return False
        return above < value < below and (step is None or _is_multiple(value, step))

    return fits


def _is_multiple(value: float, step: float) -> bool:
    # Of fractions it depends on how they are rounded.
    return type(value) is type(step) is int and step > 0 and value % step == 0


def _list(schema: Schema) -> Fits | None:
    item = quick_predicate(schema.get("items", {}))
    if item is None or not _only(schema, "items", "minItems", "maxItems", "uniqueItems"):
        return None
    least, most = schema.get("minItems", 0), schema.get("maxItems", inf)
    must_differ = schema.get("uniqueItems", False)

    def fits(value: object) -> bool:
        if type(value) is not list or not least <= len(value) <= most:
            return False
        return all(map(item, value)) and (not must_differ or _differ(value))

    return fits


def _differ(values: list[Any]) -> bool:
    # In Python, true is 1, which it isn't in JSON.
    is_plain = set(map(type, values)) <= _COMPARABLE
    return is_plain and len(set(values)) == len(values)


def _object(schema: Schema) -> Fits | None:
    parts = {name: quick_predicate(part) for name, part in schema.get("properties", {}).items()}
    more = schema.get("additionalProperties", True)
    words = "properties", "required", "additionalProperties"
    if None in parts.values() or type(more) is not bool or not _only(schema, *words):
        return None
    needed = frozenset(schema.get("required", ()))
    known = [(name, part) for name, part in parts.items() if part is not None]

    def fits(value: object) -> bool:
        if type(value) is not dict or not needed <= value.keys():
            return False
        if not more and not value.keys() <= parts.keys():
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
