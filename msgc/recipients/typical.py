"""A typical row: a likely value of every field's type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgc.recipients.limits import MAX_CELL, MAX_SAMPLE_ITEMS
from msgc.records import dataclass
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

Matching = Callable[[str, int, int | None], Sequence[str]]
"""Gives texts that match an ECMA-262 pattern, of at least one length and at most another."""

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


def _nothing(pattern: str, least: int, most: int | None) -> Sequence[str]:
    return ()


def sample_row(vars: ObjectType, matching: Matching = _nothing) -> dict[str, object]:
    """Return a typical row: every field, also those that may be missing, with a likely value.

    Of texts with a pattern that `matching` has none for, and of what a JSON Schema says beyond
    sizes, the values may not be: whether the row fits is for its reader to tell.
    """
    return _Maker(matching).row(vars, 0)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes values; the `nth` of a list's entries, from 0, differs from the others if it can."""

    matching: Matching

    def row(self, vars: ObjectType, nth: int) -> dict[str, object]:
        return {name: self._of_field(name, field, nth) for name, field in vars.fields.items()}

    def _of_field(self, name: str, field: Field, nth: int) -> object:
        has_default = field.default is not None
        return field.default if has_default else self._of_type(name, present(field.type), nth)

    def _of_type(self, name: str, kind: Type, nth: int) -> object:
        told = _from_schema(kind, nth)
        if told is not None:
            return told
        if isinstance(kind, ObjectType):
            return self.row(kind, nth)
        if isinstance(kind, ListType):
            return self._items(name, kind, nth)
        if isinstance(kind, IntegerType | NumberType):
            return _number(kind, nth)
        return nth % 2 == 0 if isinstance(kind, BooleanType) else self._text(name, kind, nth)

    def _items(self, name: str, kind: ListType, nth: int) -> list[object]:
        count = min(max(1, kind.min_items), MAX_SAMPLE_ITEMS)
        if kind.max_items is not None:
            count = min(count, kind.max_items)
        must_differ = (kind.schema or {}).get("uniqueItems") is True
        places = [nth + place if must_differ else nth for place in range(count)]
        return [self._of_type(name, present(kind.item), place) for place in places]

    def _text(self, name: str, kind: Type, nth: int) -> str:
        name = f"{name} {nth + 1}" if nth else name
        if not isinstance(kind, StringType):
            return name
        least = min(kind.min_length, MAX_CELL)
        known = kind.enum or self._of_pattern(kind, least)
        if known:
            return known[nth % len(known)]
        if kind.format:
            return _TEXTS[kind.format]
        # A variable's own name is the text that says most; it is repeated to the least length.
        text = name if len(name) >= least else (f"{name} " * least)[:least]
        return text[: kind.max_length]

    def _of_pattern(self, kind: StringType, least: int) -> Sequence[str]:
        if kind.pattern is None or kind.format:
            return ()
        return self.matching(kind.pattern, least, kind.max_length)


def _from_schema(kind: Type, nth: int) -> object:
    schema = kind.schema or {}
    for key in ("examples", "enum"):
        values = schema.get(key)
        if isinstance(values, list) and values:
            return values[nth % len(values)]
    return schema.get("const", schema.get("default"))


def _number(kind: IntegerType | NumberType, nth: int) -> float:
    first = _clamped(_INTEGER if isinstance(kind, IntegerType) else _NUMBER, kind)
    return _clamped(first + nth, kind)


def _clamped(value: float, kind: IntegerType | NumberType) -> float:
    if kind.minimum is not None and value < kind.minimum:
        return kind.minimum
    if kind.maximum is not None and value > kind.maximum:
        return kind.maximum
    return value
