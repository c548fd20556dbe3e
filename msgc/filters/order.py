"""Filters that compare items: `sort`, `unique`, `min`, `max`; and `sum`, which adds them.

As Jinja's, text compares without regard to case unless `case_sensitive` is true.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgc.filters.attributes import attribute_type, column, kinds
from msgc.filters.guard import literal, make_filter
from msgc.filters.lists import ATTRIBUTE, is_filled, item_type, one_of
from msgc.filters.model import Filter, FilterError, Parameter
from msgc.filters.number_ranges import sum_type
from msgc.filters.words import BOOLEAN, LIST, NUMBER, check_number, described
from msgc.types import IntegerType, ListType, Type

_ORDERED = {"string", "number", "boolean"}
_CASE = Parameter("case_sensitive", BOOLEAN, default=False)


def _sort(
    value: list[object],
    reverse: bool = False,
    case_sensitive: bool = False,
    attribute: str | int | None = None,
) -> list[object]:
    """Sort by the items, or by one or more attributes (`'age,name'`); equals keep their order."""
    paths = attribute.split(",") if isinstance(attribute, str) else [attribute]
    columns = [_keys("sort", value, path, case_sensitive) for path in paths]
    keys = list(zip(*columns, strict=True))
    order = sorted(range(len(value)), key=lambda i: keys[i], reverse=reverse)
    return [value[i] for i in order]


def _unique(
    value: list[object], case_sensitive: bool = False, attribute: str | int | None = None
) -> list[object]:
    """Keep the first of equal items, in their order."""
    keys = [_folded(key, case_sensitive) for key in column("unique", value, attribute)]
    unfit = kinds(keys) - _ORDERED
    if unfit:
        raise FilterError(
            f"`unique` can't compare {described((min(unfit),))}.", "Name an `attribute` of it."
        )
    seen: set[object] = set()
    return [item for key, item in zip(keys, value, strict=True) if not _meets(seen, key)]


def _meets(seen: set[object], key: object) -> bool:
    met = key in seen
    seen.add(key)
    return met


def _min(
    value: list[object], case_sensitive: bool = False, attribute: str | int | None = None
) -> object:
    return _extreme("min", min, value, case_sensitive, attribute)


def _max(
    value: list[object], case_sensitive: bool = False, attribute: str | int | None = None
) -> object:
    return _extreme("max", max, value, case_sensitive, attribute)


def _extreme(
    name: str,
    pick: Callable[..., int],
    value: list[object],
    case_sensitive: bool,
    attribute: str | int | None,
) -> object:
    keys = _keys(name, value, attribute, case_sensitive)
    return value[pick(range(len(value)), key=lambda i: keys[i])] if value else None


def _keys(
    name: str, items: list[object], path: str | int | None, case_sensitive: bool
) -> list[object]:
    keys = column(name, items, path)
    found = kinds(keys)
    if len(found) > 1:
        raise FilterError(f"`{name}` can't order {' and '.join(map(_article, sorted(found)))}.")
    if found - _ORDERED:
        raise FilterError(
            f"`{name}` can't order {min(found)}s.", "Name an `attribute` to order them by."
        )
    return [_folded(key, case_sensitive) for key in keys]


def _article(word: str) -> str:
    return described((word,))


def _folded(key: object, case_sensitive: bool) -> object:
    return key.lower() if isinstance(key, str) and not case_sensitive else key


def _sum(
    value: list[object], attribute: str | int | None = None, start: int | float = 0
) -> int | float:
    """Add from left to right, as `a + b + c` would; Python's own `sum` differs by its version."""
    numbers = column("sum", value, attribute)
    unfit = kinds(numbers) - {"number"}
    if unfit:
        raise FilterError(f"`sum` can't add {described((min(unfit),))}.")
    total = start
    for number in numbers:
        check_number("sum", number)
        total = total + number  # type: ignore[operator]
        check_number("sum", total)
    return total


def _sort_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    for path in str(literal(arguments.get("attribute")) or "").split(","):
        if path:
            attribute_type(item_type(value), path)
    return value if isinstance(value, ListType) else ListType()


def _unique_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    _looked_into(value, arguments)
    maximum = value.max_items if isinstance(value, ListType) else None
    return ListType(item_type(value), int(is_filled(value)), maximum)


def _extreme_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    _looked_into(value, arguments)
    return one_of(value)


def _sum_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    start = arguments.get("start", IntegerType(0, 0))
    return sum_type(_looked_into(value, arguments), start, value)


def _looked_into(value: Type, arguments: Mapping[str, Type]) -> Type:
    path = literal(arguments.get("attribute"))
    return item_type(value) if path is None else attribute_type(item_type(value), path)


ORDER_FILTERS: tuple[Filter, ...] = (
    make_filter(
        "sort",
        LIST,
        _sort_type,
        _sort,
        Parameter("reverse", BOOLEAN, default=False),
        _CASE,
        ATTRIBUTE,
    ),
    make_filter("unique", LIST, _unique_type, _unique, _CASE, ATTRIBUTE),
    make_filter("min", LIST, _extreme_type, _min, _CASE, ATTRIBUTE),
    make_filter("max", LIST, _extreme_type, _max, _CASE, ATTRIBUTE),
    make_filter("sum", LIST, _sum_type, _sum, ATTRIBUTE, Parameter("start", NUMBER, default=0)),
)
