"""The tests (`x is even`), as Jinja's; a boolean is no number here, and wrong types are errors."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from msgc.filters.attributes import kinds
from msgc.filters.guard import make_test
from msgc.filters.model import FilterError, Parameter, Test
from msgc.filters.words import INTEGER, TEXT, described, fits_value, word_of

Comparison = Callable[[Any, Any], bool]

_CONTAINER = ("list", "string", "object")
_COMPARABLE = ("string", "number", "boolean")
_OTHER = Parameter("other", required=True)


def _is_even(value: int) -> bool:
    return value % 2 == 0


def _is_odd(value: int) -> bool:
    return value % 2 == 1


def _divides(value: int, num: int) -> bool:
    if num == 0:
        raise FilterError("`divisibleby` can't divide by 0.")
    return value % num == 0


def _is_in(value: object, seq: list[object] | str | dict[str, object]) -> bool:
    if isinstance(seq, str) and not isinstance(value, str):
        raise FilterError(f"`in` can't look for {described((word_of(value),))} in a string.")
    if isinstance(seq, dict):
        return isinstance(value, str) and value in seq
    return value in seq


def _compares(name: str, compare: Comparison) -> Callable[..., bool]:
    def test(value: object, other: object) -> bool:
        if len(kinds([value, other])) > 1:
            left, right = described((word_of(value),)), described((word_of(other),))
            raise FilterError(f"`{name}` can't order {left} and {right}.")
        return compare(value, other)

    return test


def _equals(value: object, other: object) -> bool:
    return value == other


def _differs(value: object, other: object) -> bool:
    return value != other


def _has_word(*words: str) -> Callable[[object], bool]:
    return lambda value: fits_value(words, value)


def _order_test(name: str, compare: Comparison) -> Test:
    other = Parameter("other", _COMPARABLE, required=True)
    return make_test(name, _COMPARABLE, _compares(name, compare), other)


_MISSING_TESTS = (
    make_test("defined", (), lambda value: value is not None, takes_missing=True),
    make_test("undefined", (), lambda value: value is None, takes_missing=True),
    make_test("none", (), lambda value: value is None, takes_missing=True),
)
_TYPE_TESTS = (
    make_test("string", (), _has_word("string")),
    make_test("number", (), _has_word("number")),
    make_test("integer", (), _has_word("integer")),
    make_test("float", (), lambda value: isinstance(value, float)),
    make_test("boolean", (), _has_word("boolean")),
    make_test("true", (), lambda value: value is True),
    make_test("false", (), lambda value: value is False),
    make_test("mapping", (), _has_word("object")),
    make_test("iterable", (), _has_word(*_CONTAINER)),
    make_test("sequence", (), _has_word(*_CONTAINER)),
)
_VALUE_TESTS = (
    make_test("even", INTEGER, _is_even),
    make_test("odd", INTEGER, _is_odd),
    make_test("divisibleby", INTEGER, _divides, Parameter("num", INTEGER, required=True)),
    make_test("lower", TEXT, lambda value: str(value).islower()),
    make_test("upper", TEXT, lambda value: str(value).isupper()),
    make_test("in", (), _is_in, Parameter("seq", _CONTAINER, required=True)),
)
_EQUALITY_TESTS = tuple(
    make_test(name, (), compare, _OTHER)
    for compare, names in ((_equals, ("eq", "equalto", "==")), (_differs, ("ne", "!=")))
    for name in names
)
_ORDER_TESTS = tuple(
    _order_test(name, compare)
    for compare, names in (
        (operator.gt, ("gt", "greaterthan", ">")),
        (operator.ge, ("ge", ">=")),
        (operator.lt, ("lt", "lessthan", "<")),
        (operator.le, ("le", "<=")),
    )
    for name in names
)

ALL_TESTS: tuple[Test, ...] = (
    *_MISSING_TESTS,
    *_TYPE_TESTS,
    *_VALUE_TESTS,
    *_EQUALITY_TESTS,
    *_ORDER_TESTS,
)
