"""Filters that take a list as it stands: `length`, `first`, `last`, `join`, `reverse`, `list`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from msgc.filters.attributes import attribute_type, column
from msgc.filters.guard import check_size, literal, make_filter
from msgc.filters.model import Filter, Parameter
from msgc.filters.ranges import text_in, text_of_type
from msgc.filters.words import LIST, TEXT, text_of
from msgc.texts import joined, letters_type
from msgc.types import (
    IntegerType,
    ListType,
    ObjectType,
    StringType,
    Type,
    UnknownType,
    may_be_missing,
    optional,
)

_SEQUENCE = ("list", "string")
_SIZED = ("list", "string", "object")

ATTRIBUTE = Parameter("attribute", TEXT)
"""The parameter of filters that look into the items: a dotted path."""


def _length(value: list[object] | str) -> int:
    return len(value)


def _first(value: list[object] | str) -> object:
    return value[0] if value else None


def _last(value: list[object] | str) -> object:
    return value[-1] if value else None


def _reverse(value: list[object] | str) -> object:
    return value[::-1]


def _list(value: list[object] | str) -> list[object]:
    return list(value)


def _join(value: list[object] | str, d: object = "", attribute: str | None = None) -> str:
    parts = [text_of("join", item) for item in column("join", list(value), attribute)]
    between = text_of("join", d)
    check_size("join", sum(map(len, parts)) + len(between) * max(len(parts) - 1, 0))
    return between.join(parts)


def item_type(value: Type) -> Type:
    """Return the type of the items of a list (of the letters of a string)."""
    if isinstance(value, ListType):
        return value.item
    return letter_type(value) if isinstance(value, StringType) else UnknownType()


def letter_type(value: StringType) -> StringType:
    """Return the type of one letter of a string."""
    return letters_type(value.chars)


def is_filled(value: Type) -> bool:
    """Tell whether a list or string surely isn't empty."""
    if isinstance(value, ListType):
        return value.min_items > 0
    return isinstance(value, StringType) and value.min_length > 0


def one_of(value: Type) -> Type:
    """Return the type of one item, which is missing where the list may be empty."""
    item = item_type(value)
    return item if is_filled(value) else optional(item)


def _one_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    return one_of(value)


def _length_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    if isinstance(value, ListType):
        return IntegerType(minimum=value.min_items, maximum=value.max_items)
    if isinstance(value, StringType):
        return IntegerType(minimum=value.min_length, maximum=value.max_length)
    return _fields(value) if isinstance(value, ObjectType) else IntegerType(minimum=0)


def _fields(value: ObjectType) -> IntegerType:
    sure = [f for f in value.fields.values() if not (f.optional or may_be_missing(f.type))]
    return IntegerType(len(sure), None if value.open else len(value.fields))


def _reverse_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    if isinstance(value, StringType):
        return replace(text_of_type(value), enum=None)
    return value if isinstance(value, ListType) else UnknownType()


def _list_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    if isinstance(value, StringType):
        return ListType(letter_type(value), value.min_length, value.max_length)
    return value if isinstance(value, ListType) else ListType()


def _join_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    between = text_in(arguments, "d", "")
    path = literal(arguments["attribute"]) if "attribute" in arguments else None
    item = item_type(value)
    if path is not None:
        item = attribute_type(item, path)
    if not isinstance(value, ListType):
        return StringType()
    text = StringType() if "attribute" in arguments and path is None else text_of_type(item)
    return joined(text, between, value.min_items, value.max_items)


LIST_FILTERS: tuple[Filter, ...] = (
    make_filter("length", _SIZED, _length_type, _length),
    make_filter("count", _SIZED, _length_type, _length),
    make_filter("first", _SEQUENCE, _one_type, _first),
    make_filter("last", _SEQUENCE, _one_type, _last),
    make_filter("reverse", _SEQUENCE, _reverse_type, _reverse),
    make_filter("list", _SEQUENCE, _list_type, _list),
    make_filter("join", LIST, _join_type, _join, Parameter("d", TEXT, default=""), ATTRIBUTE),
)
