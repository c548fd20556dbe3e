"""Steps for one value make what the language's own operators and filters make, or decline."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from msgc.emit import value_steps as steps
from msgc.emit.declined import DeclinedError
from msgc.emit.limits import MOST_MADE, SMALL
from msgc.evaluate.arithmetic import ORDERINGS, calculate, compare
from msgc.evaluate.compiled import compiled
from msgc.evaluate.values import MISSING, Env, EvalError
from msgc.filters import FILTERS, FilterError
from msgc.source import SourceFile, Span
from msgc.syntax import expr as ex

NOWHERE = Span(SourceFile("m", ""), 0, 0)
VALUES: list[Any] = [
    *(0, 1, -1, 7, -3, 2**63, 2**1023, -(2**1023) + 1, 10**400, True, False, None),
    *(0.0, -0.0, 1.5, -2.5, 1e308, 5e-324, "", "a", "ab", "7", "é" * 3, [], [1], ["a", "b"]),
    *([1, "a", -2], [True], [1.5], [None], [{"k": 1}], [{"k": "x"}, {"k": 2}], [{}], {}, {"k": 3}),
    *({"k": None, "a": [1]}, [10**400], "x" * (MOST_MADE + 1), ["x"] * (MOST_MADE + 1)),
]
OPS = ("+", "-", "*", "/", "//", "%", "**")
FAULTS = (EvalError, FilterError, OverflowError)
DECLINED = (DeclinedError, ZeroDivisionError, OverflowError, TypeError, KeyError)


def agree(step: Callable[[], object], wanted: Callable[[], object]) -> bool:
    """Tell whether a step has an outcome, having looked that it is the right one."""
    try:
        made = step()
    except DECLINED:
        return False
    right = wanted()
    right = None if right is MISSING else right
    assert (repr(made), type(made)) == (repr(right), type(right))
    return True


def calculated(op: str, left: Any, right: Any) -> object:
    left, right = steps.number(left), steps.number(right)
    if op == "**":
        return steps.power(left, right)
    return steps.in_range(eval("left " + op + " right", {"left": left, "right": right}))


@pytest.mark.parametrize("op", OPS)
def test_arithmetic_is_the_languages(op: str) -> None:
    answered = [
        agree(lambda: calculated(op, left, right), lambda: calculate(op, left, right, NOWHERE))  # noqa: B023
        for left, right in product(VALUES, VALUES)
    ]
    assert answered.count(True) > 20


@pytest.mark.parametrize("op", OPS)
def test_what_the_language_refuses_is_declined(op: str) -> None:
    numbers = [each for each in VALUES if type(each) in (int, float)]
    for left, right in product(numbers, numbers):
        try:
            calculate(op, left, right, NOWHERE)
        except FAULTS:
            with pytest.raises(DECLINED):
                calculated(op, left, right)
        else:
            assert agree(
                lambda: calculated(op, left, right),  # noqa: B023
                lambda: calculate(op, left, right, NOWHERE),  # noqa: B023
            )


@pytest.mark.parametrize("op", ORDERINGS)
def test_orders_are_the_languages(op: str) -> None:
    for left, right in product(VALUES, VALUES):
        agree(
            lambda: steps.compared(op, left, right),  # noqa: B023
            lambda: compare(op, left, right, NOWHERE),  # noqa: B023
        )
    assert steps.compared("lt", 1, 2.5) and not steps.compared("lt", "b", "a")


def test_looking_into_a_value_is_the_languages() -> None:
    for item, container in product(VALUES, VALUES):
        agree(
            lambda: steps.contained(item, container),  # noqa: B023
            lambda: compare("in", item, container, NOWHERE),  # noqa: B023
        )
    assert steps.contained("a", ["a"]) and steps.contained("k", {"k": 1})


def evaluated(expr: ex.Expr, **names: object) -> object:
    return compiled(expr)(Env(names, "en"))


def name(word: str) -> ex.Name:
    return ex.Name(NOWHERE, word)


def test_what_is_picked_is_the_languages() -> None:
    item = ex.Item(NOWHERE, name("owner"), name("at"))
    field = ex.Field(NOWHERE, name("owner"), "k", NOWHERE)
    for owner, at in product(VALUES, [0, -1, 5, -9, 10**400, True, "k", "a", None, 1.0]):
        agree(lambda: steps.picked(owner, at), lambda: evaluated(item, owner=owner, at=at))  # noqa: B023
    answered = [
        agree(lambda: steps.looked_up(owner, "k"), lambda: evaluated(field, owner=owner))  # noqa: B023
        for owner in VALUES
    ]
    assert answered.count(True) == 4


def test_parts_are_the_languages() -> None:
    part = ex.Slice(NOWHERE, name("owner"), name("a"), name("b"), name("c"))
    for owner, a, b, c in product(VALUES, (0, -2, 9), (1, -1), (1, -1, 2)):
        agree(
            lambda: steps.sliced(owner, a, b, c),  # noqa: B023
            lambda: evaluated(part, owner=owner, a=a, b=b, c=c),  # noqa: B023
        )
    assert steps.sliced("abcd", 1, 3, None) == "bc"


FILTER_STEPS: dict[str, tuple[Callable[..., Any], str, dict[str, object], tuple[object, ...]]] = {
    "first": (steps.first, "first", {}, ()),
    "last": (steps.last, "last", {}, ()),
    "reverse": (steps.backwards, "reverse", {}, ()),
    "join": (steps.joined, "join", {}, ("",)),
    "join with": (steps.joined, "join", {"d": ", "}, (", ",)),
    "attribute": (steps.attributes, "map", {"attribute": "k", "locale": "en"}, ("k",)),
}


@pytest.mark.parametrize("what", FILTER_STEPS)
def test_filters_as_steps_make_what_the_filters_make(what: str) -> None:
    step, filter, arguments, words = FILTER_STEPS[what]
    answered = [
        agree(lambda: step(value, *words), lambda: FILTERS[filter].apply(value, **arguments))  # noqa: B023
        for value in VALUES
    ]
    assert answered.count(True) >= 3


@pytest.mark.parametrize("value", ["x" * (MOST_MADE + 1), ["x"] * (MOST_MADE + 1)])
def test_what_is_long_is_declined(value: object) -> None:
    for call in (
        lambda: steps.short(value),
        lambda: steps.picked([value], 0),
        lambda: steps.looked_up({"k": value}, "k"),
        lambda: steps.sliced(value, None, None, None),
        lambda: steps.joined(["x" * MOST_MADE, "x"], ""),
    ):
        with pytest.raises(DeclinedError):
            call()


def test_small_integers_pass() -> None:
    steps.small([])
    steps.small([0, SMALL - 1, 1 - SMALL])
    for large in (SMALL, -SMALL):
        with pytest.raises(DeclinedError):
            steps.small([0, large])


def test_entries_are_kept_by_their_tests() -> None:
    assert steps.kept_of([["a", "b"], [], ["c"]], [True, 0, "yes"]) == [["a"], [], ["c"]]
    assert steps.kept_of([], []) == []
    for tests in ([], [True], [True] * 3, [True] * 5):
        with pytest.raises(ValueError):
            steps.kept_of([["a", "b"], ["c", "d"]], tests)
