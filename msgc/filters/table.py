"""The tables of all filters and tests that an expression may name."""

from __future__ import annotations

from collections.abc import Mapping

from msgc.filters.amounts import AMOUNT_FILTERS
from msgc.filters.guard import make_filter
from msgc.filters.lists import LIST_FILTERS
from msgc.filters.model import Filter, Parameter, Test
from msgc.filters.moments import MOMENT_FILTERS
from msgc.filters.numbers import NUMBER_FILTERS
from msgc.filters.order import ORDER_FILTERS
from msgc.filters.plain import PLAIN_FILTERS
from msgc.filters.printf import FORMAT_FILTERS
from msgc.filters.select import map_filter, selecting_filters
from msgc.filters.shorten import SHORTENING_FILTERS
from msgc.filters.tests import ALL_TESTS
from msgc.filters.text import TEXT_FILTERS
from msgc.filters.web import WEB_FILTERS
from msgc.filters.words import BOOLEAN
from msgc.joins import join
from msgc.texts import EMPTY
from msgc.types import Type, present


def _default(value: object, default_value: object = "", boolean: bool = False) -> object:
    return default_value if value is None or (boolean and not value) else value


def _default_type(value: Type, arguments: Mapping[str, Type], _rest: tuple[Type, ...]) -> Type:
    """Return a type that holds both; a checker that knows whether the value is there knows more."""
    return join(present(value), arguments.get("default_value", EMPTY))


def _default_filter(name: str) -> Filter:
    return make_filter(
        name,
        (),
        _default_type,
        _default,
        Parameter("default_value", default=""),
        Parameter("boolean", BOOLEAN, default=False),
        takes_missing=True,
    )


TESTS: dict[str, Test] = {test.name: test for test in ALL_TESTS}

FILTERS: dict[str, Filter] = {
    row.name: row
    for row in (
        _default_filter("default"),
        _default_filter("d"),
        *TEXT_FILTERS,
        *SHORTENING_FILTERS,
        *WEB_FILTERS,
        *FORMAT_FILTERS,
        *PLAIN_FILTERS,
        *NUMBER_FILTERS,
        *LIST_FILTERS,
        *ORDER_FILTERS,
        *AMOUNT_FILTERS,
        *MOMENT_FILTERS,
        *selecting_filters(TESTS),
    )
}
FILTERS["map"] = map_filter(FILTERS)
