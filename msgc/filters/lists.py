"""Filters that take a list as it stands: `length`, `first`, `last`, `join`, `reverse`, `list`."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.filters.attributes import column
from msgc.filters.guard import check_size, make_filter
from msgc.filters.model import Filter, Parameter
from msgc.filters.words import LIST, TEXT, text_of
from msgc.types import IntegerType, ListType, StringType, Type, UnknownType, optional

_SEQUENCE = ("list", "string")
_SIZED = ("list", "string", "object")
_LETTER = StringType(min_length=1, max_length=1)

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
    return _LETTER if isinstance(value, StringType) else UnknownType()


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
    return IntegerType(minimum=0)


def _reverse_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    if isinstance(value, StringType):
        return StringType(min_length=value.min_length, max_length=value.max_length)
    return value


def _list_type(value: Type, _arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    if isinstance(value, StringType):
        return ListType(_LETTER, value.min_length, value.max_length)
    return value if isinstance(value, ListType) else ListType()


LIST_FILTERS: tuple[Filter, ...] = (
    make_filter("length", _SIZED, _length_type, _length),
    make_filter("count", _SIZED, _length_type, _length),
    make_filter("first", _SEQUENCE, _one_type, _first),
    make_filter("last", _SEQUENCE, _one_type, _last),
    make_filter("reverse", _SEQUENCE, _reverse_type, _reverse),
    make_filter("list", _SEQUENCE, _list_type, _list),
    make_filter("join", LIST, StringType(), _join, Parameter("d", TEXT, default=""), ATTRIBUTE),
)
