"""Filters that go through a list with a filter, a test or an attribute: `map`, `select`, ...

They look names up in the tables that they are made with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from msgc.filters.attributes import attribute_type, column, lookup, missing
from msgc.filters.binding import bind, check_types, known
from msgc.filters.guard import LOCALE, literal, make_filter
from msgc.filters.limits import MAX_TEXT
from msgc.filters.lists import item_type
from msgc.filters.model import Filter, FilterError, Parameter, ResultType, Test
from msgc.filters.words import LIST, STRING, TEXT
from msgc.joins import join
from msgc.types import ListType, Type, UnknownType, present

_FILTER_NAME = Parameter("name", STRING)
_TEST_NAME = Parameter("test", STRING)
_NAMED_ATTRIBUTE = Parameter("attribute", TEXT, named_only=True)
_REQUIRED_ATTRIBUTE = Parameter("attribute", TEXT, required=True)


def map_filter(filters: Mapping[str, Filter]) -> Filter:
    """Return `map`: `map(attribute='name', default='?')`, or a filter's name and its arguments."""
    default = Parameter("default", named_only=True)
    return make_filter(
        "map",
        LIST,
        _map_type(filters),
        _mapper(filters),
        _FILTER_NAME,
        _NAMED_ATTRIBUTE,
        default,
        uses_locale=True,
        variadic=True,
    )


def _mapper(filters: Mapping[str, Filter]) -> Callable[..., list[object]]:
    def apply(
        value: list[object],
        *rest: object,
        name: str | None = None,
        attribute: str | int | None = None,
        default: object = None,
        locale: str = "en",
    ) -> list[object]:
        _check_map(name is not None, attribute is not None, default is not None)
        if attribute is not None:
            return _attributes(value, attribute, default)
        return _mapped(value, known("filter", str(name), filters), rest, locale)

    return apply


def _mapped(
    items: list[object], inner: Filter, positional: Sequence[object], locale: str
) -> list[object]:
    bound = bind(inner, positional, {})
    own: dict[str, object] = {LOCALE: locale} if inner.uses_locale else {}
    found: list[object] = []
    size = 0
    for item in items:
        found.append(inner.apply(item, *bound.rest, **bound.arguments, **own))
        made = found[-1]
        size += len(made) if isinstance(made, str | list) else 1
        if size > MAX_TEXT:
            raise FilterError("`map` makes too large a list.")
    return _none_missing(inner.name, found)


def _check_map(has_name: bool, has_attribute: bool, has_default: bool) -> None:
    if has_name == has_attribute:
        raise FilterError(
            "`map` wants either a filter's name or an `attribute`.",
            "Write `map(attribute='name')` or `map('upper')`.",
        )
    if has_default and has_name:
        raise FilterError("`map` takes `default` only beside `attribute`.")


def _attributes(items: list[object], attribute: str | int, default: object) -> list[object]:
    if default is None:
        return column("map", items, attribute)
    found = [lookup(item, attribute) for item in items]
    return [default if value is None else value for value in found]


def _none_missing(name: str, found: list[object]) -> list[object]:
    if None in found:
        place = found.index(None) + 1
        raise FilterError(f"`map('{name}')` gives no value for entry {place} of the list.")
    return found


def _map_type(filters: Mapping[str, Filter]) -> ResultType:
    def result(value: Type, arguments: Mapping[str, Type], rest: tuple[Type, ...]) -> Type:
        _check_map("name" in arguments, "attribute" in arguments, "default" in arguments)
        item = _mapped_type(filters, item_type(value), arguments, rest)
        if isinstance(value, ListType):
            return ListType(item, value.min_items, value.max_items)
        return ListType(item)

    return result


def _mapped_type(
    filters: Mapping[str, Filter], item: Type, arguments: Mapping[str, Type], rest: Sequence[Type]
) -> Type:
    path, name = literal(arguments.get("attribute")), literal(arguments.get("name"))
    if path is not None:
        found = attribute_type(item, path)
        return join(present(found), arguments["default"]) if "default" in arguments else found
    if name is None:
        return UnknownType()
    inner = known("filter", str(name), filters)
    bound = bind(inner, rest, {})
    check_types(inner, item, bound)
    own = {LOCALE: arguments[LOCALE]} if inner.uses_locale and LOCALE in arguments else {}
    return present(inner.result(item, {**bound.arguments, **own}, bound.rest))


def selecting_filters(tests: Mapping[str, Test]) -> tuple[Filter, ...]:
    """Return `select`, `reject`, `selectattr` and `rejectattr` over a table of tests."""
    return tuple(
        _selecting(name, tests, keep=keep, by_attribute=by_attribute)
        for name, keep, by_attribute in (
            ("select", True, False),
            ("reject", False, False),
            ("selectattr", True, True),
            ("rejectattr", False, True),
        )
    )


def _selecting(
    filter_name: str, tests: Mapping[str, Test], *, keep: bool, by_attribute: bool
) -> Filter:
    def apply(
        value: list[object],
        *rest: object,
        attribute: str | int | None = None,
        test: str | None = None,
    ) -> list[object]:
        passes = _predicate(filter_name, tests, attribute, test, rest)
        return [item for i, item in enumerate(value) if passes(i, item) is keep]

    parameters = (_REQUIRED_ATTRIBUTE, _TEST_NAME) if by_attribute else (_TEST_NAME,)
    result = _selected_type(tests)
    return make_filter(filter_name, LIST, result, apply, *parameters, variadic=True)


def _predicate(
    filter_name: str,
    tests: Mapping[str, Test],
    attribute: str | int | None,
    test_name: str | None,
    rest: Sequence[object],
) -> Callable[[int, object], bool]:
    test = None if test_name is None else known("test", test_name, tests)
    arguments = {} if test is None else bind(test, rest, {}).arguments

    def passes(index: int, item: object) -> bool:
        found = item if attribute is None else lookup(item, attribute)
        if test is None:
            return bool(found)
        if found is None and not test.takes_missing:
            raise missing(filter_name, index, str(attribute))
        return test.apply(found, **arguments)

    return passes


def _selected_type(tests: Mapping[str, Test]) -> ResultType:
    def result(value: Type, arguments: Mapping[str, Type], rest: tuple[Type, ...]) -> Type:
        path, name = literal(arguments.get("attribute")), literal(arguments.get("test"))
        item = item_type(value)
        judged = item if path is None else attribute_type(item, path)
        if name is not None:
            test = known("test", str(name), tests)
            unsure = "attribute" in arguments and path is None
            check_types(test, UnknownType() if unsure else judged, bind(test, rest, {}))
        maximum = value.max_items if isinstance(value, ListType) else None
        return ListType(item, 0, maximum)

    return result
