"""Which of an author's schemas say no more than what the reader of their type checks anyway."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

from msgc.recipients.leaves import Checks, format_check
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
    present,
)

Schema = Mapping[str, Any]

_ABOUT = frozenset({"type", "title", "description", "default"})
_FORMATS = {"datetime": "date-time"}


def left_of(schema: Schema, kind: Type, checks: Checks) -> Schema | None:
    """Return what of a schema must be asked of values that were read as `kind`, None for nothing.

    What isn't sure is left.
    """
    try:
        if _is_held(schema, kind, checks):
            return None
        bare = {word: value for word, value in schema.items() if word != "pattern"}
        if isinstance(kind, StringType) and "pattern" in schema and _is_held(bare, kind, checks):
            return {"type": "string", "pattern": schema["pattern"]}
    except (TypeError, AttributeError):
        # A schema whose words have values of other types is told of where it is checked.
        pass
    return schema


def _is_held(schema: Schema, kind: Type, checks: Checks) -> bool:
    kind = present(kind)
    word, holds = _HELD.get(type(kind), ("", _never))
    # An enum tells the type, where all of its words are texts.
    is_named = isinstance(kind, StringType) and kind.enum is not None and "enum" in schema
    said = schema.get("type", word if is_named else None)
    return said == word and holds(schema, kind, checks)


Held = Callable[[Any], bool]


def _says(schema: Schema, **held: Held) -> bool:
    """Tell whether a schema has no other words than these, and each says what is held."""
    words = {word: value for word, value in schema.items() if word not in _ABOUT}
    return all(word in held and held[word](value) for word, value in words.items())


def _least(least: float | None) -> Held:
    return lambda value: least is not None and value <= least


def _most(most: float | None) -> Held:
    return lambda value: most is not None and value >= most


def _never(schema: Schema, kind: Type, checks: Checks) -> bool:
    return False


def _string(schema: Schema, kind: Type, checks: Checks) -> bool:
    text = cast(StringType, kind)
    name = _FORMATS.get(text.format or "", text.format)
    return _says(
        schema,
        minLength=_least(text.min_length),
        maxLength=_most(text.max_length),
        enum=lambda words: text.enum is not None and set(text.enum) <= set(map(_word, words)),
        format=lambda word: word == name and format_check(text, checks) is not None,
    )


def _word(value: object) -> object:
    return value if isinstance(value, str) else None


def _number(schema: Schema, kind: Type, checks: Checks) -> bool:
    number = cast(IntegerType | NumberType, kind)
    return _says(schema, minimum=_least(number.minimum), maximum=_most(number.maximum))


def _boolean(schema: Schema, kind: Type, checks: Checks) -> bool:
    return _says(schema)


def _list(schema: Schema, kind: Type, checks: Checks) -> bool:
    many = cast(ListType, kind)
    return "items" in schema and _says(
        schema,
        items=lambda part: (
            not isinstance(many.item, OptionalType) and _is_held(part, many.item, checks)
        ),
        minItems=_least(many.min_items),
        maxItems=_most(many.max_items),
    )


def _object(schema: Schema, kind: Type, checks: Checks) -> bool:
    fields = cast(ObjectType, kind).fields

    def are_held(parts: Schema) -> bool:
        declared = [(part, fields.get(name)) for name, part in parts.items()]
        return all(field and _is_held(part, field.type, checks) for part, field in declared)

    def are_needed(names: Sequence[str]) -> bool:
        return all(name in fields and _is_needed(fields[name]) for name in names)

    return _says(schema, properties=are_held, required=are_needed)


def _is_needed(field: Field) -> bool:
    return not (field.optional or field.default is not None or isinstance(field.type, OptionalType))


_HELD: dict[type[Type], tuple[str, Callable[[Schema, Type, Checks], bool]]] = {
    StringType: ("string", _string),
    IntegerType: ("integer", _number),
    NumberType: ("number", _number),
    BooleanType: ("boolean", _boolean),
    ListType: ("array", _list),
    ObjectType: ("object", _object),
}
