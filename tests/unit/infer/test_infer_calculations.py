"""The range of what is calculated from two ranges."""

from __future__ import annotations

from contextlib import suppress
from itertools import product

import pytest

from msgc.evaluate.arithmetic import OPERATORS
from msgc.infer.intervals import calculated
from msgc.types import (
    IntegerType,
    NumberType,
    Type,
)
from msgc.values import holds

ENDS = (None, -3, -1, 0, 2, 5)
RANGES = [
    (low, high) for low in ENDS for high in ENDS if low is None or high is None or low <= high
]


@pytest.mark.parametrize("op", sorted(OPERATORS))
@pytest.mark.parametrize("number", [IntegerType, NumberType])
def test_calculations_stay_in_their_range(
    op: str, number: type[IntegerType] | type[NumberType]
) -> None:
    steps = range(-7, 8) if number is IntegerType else [each / 2 for each in range(-14, 15)]
    for left, right in product(RANGES, RANGES):
        kinds = number(*left), number(*right)
        made = calculated(op, *kinds)
        for a, b in product(*([each for each in steps if holds(kind, each)] for kind in kinds)):
            with suppress(ZeroDivisionError):
                value = OPERATORS[op](a, b)
                assert isinstance(value, complex) or holds(made, value), (op, left, right, a, b)


@pytest.mark.parametrize(
    ("op", "left", "right", "wanted"),
    [
        ("*", IntegerType(2, 3), IntegerType(-1, 5), IntegerType(-3, 15)),
        ("*", IntegerType(2, None), IntegerType(3, 4), IntegerType(6, None)),
        ("//", IntegerType(10, 99), IntegerType(10, 10), IntegerType(1, 9)),
        ("%", IntegerType(), IntegerType(7, 7), IntegerType(0, 6)),
        ("/", IntegerType(1, 9), IntegerType(2, 4), NumberType(0.25, 4.5)),
        ("-", NumberType(0.5, 1), IntegerType(1, 1), NumberType(-0.5, 0)),
        ("+", NumberType(2**53, None), NumberType(1, 1), NumberType()),
        ("+", IntegerType(10**400, None), NumberType(1.0, 1.0), NumberType()),
    ],
)
def test_calculations_are_tight(op: str, left: Type, right: Type, wanted: Type) -> None:
    assert calculated(op, left, right) == wanted  # type: ignore[arg-type]
