"""Lists, known and unknown: how many entries, how many of a kind, and which stands alone."""

from __future__ import annotations

import pytest

from msgc.check.breach import UNKNOWN, Path
from msgc.check.possible import OpenDict, OpenEntries, Possible
from msgc.check.rules.counts import max_items, max_total, min_items
from msgc.check.rules.kinds_of_entries import alone, max_of_kind
from msgc.check.rules.model import Test
from msgc.check.rules.numbers import between
from msgc.texts import CODE_POINTS, words_type
from msgc.types import IntegerType, ListType, NumberType, StringType, UnknownType

ALONE = alone({"at": "type", "is": "ask"})
ONE_ASK = max_of_kind({"at": "type", "is": "ask", "most": 1})
ASK, SAY = {"type": "ask"}, {"type": "say"}
EITHER = {"type": Possible(words_type(["ask", "say"]))}
NEITHER = {"type": Possible(words_type(["say", "tell"]))}
MAYBE_ASK = OpenDict(ASK)
MAYBE_ASK.maybe = frozenset({"type"})


def holds(test: Test, value: object) -> list[bool | None]:
    return [outcome.holds for outcome in test(value, CODE_POINTS)]


def at(test: Test, value: object) -> list[Path]:
    return [each.at for each in test(value, CODE_POINTS) if each.holds is False]


def open_list(*entries: tuple[object, int, int | None]) -> OpenEntries:
    return OpenEntries([each[0] for each in entries], [(each[1], each[2]) for each in entries])


def test_how_many_entries():
    assert holds(max_items(2), [1, 2]) == holds(min_items(2), [1, 2]) == [True]
    assert holds(max_items(1), [1, 2]) == holds(min_items(3), [1, 2]) == [False]
    assert holds(max_items(1), "abc") == holds(min_items(1), {}) == []
    looped = open_list((1, 1, 1), (2, 0, 3))
    assert [holds(max_items(most), looped)[0] for most in (0, 1, 3, 4)] == [False, None, None, True]
    assert [holds(min_items(least), looped)[0] for least in (1, 2, 4, 5)] == [
        True,
        None,
        None,
        False,
    ]
    assert holds(max_items(9), open_list((1, 0, None))) == holds(max_items(9), UNKNOWN) == [None]
    assert holds(max_items(9), Possible(ListType(max_items=9))) == [True]


def test_a_count_that_depends_on_the_row_is_told_as_its_least():
    (known,) = max_items(1)([1, 2], CODE_POINTS)
    (unknown,) = max_items(1)(open_list((1, 2, None)), CODE_POINTS)
    assert known.told == "has 2 entries, and may have 1"
    assert unknown.told == "has at least 2 entries, and may have 1"


def test_how_many_entries_in_all():
    test = max_total({"below": "rows", "most": 3, "of": "rows"})
    assert holds(test, [{"rows": [1, 2]}, {"rows": [3]}, {}]) == [True]
    assert holds(test, [{"rows": [1, 2]}, {"rows": [3, 4]}]) == [False]
    assert holds(test, open_list(({"rows": [1, 2]}, 2, None))) == [False]
    assert holds(test, open_list(({"rows": [1, 2]}, 0, 2))) == [None]
    assert holds(test, open_list(({"rows": [1]}, 0, 3))) == [True]
    assert holds(test, [{"rows": Possible(UnknownType())}]) == [None]
    assert holds(test, Possible(ListType())) == [None]


@pytest.mark.parametrize(
    ("entries", "expected", "place"),
    [
        ([], True, []),
        ([SAY, SAY], True, []),
        ([ASK], True, []),
        ([ASK, SAY], False, [(1,)]),
        ([SAY, SAY, ASK], False, [(2,)]),
        ([ASK, ASK], False, [()]),
        ([ASK, NEITHER], False, [(1,)]),
        ([EITHER, SAY], None, []),
        ([EITHER], True, []),
        ([NEITHER, SAY], True, []),
        ([MAYBE_ASK, SAY], None, []),
        (open_list((ASK, 1, 1), (SAY, 0, 1)), None, []),
        (open_list((ASK, 0, 1), (SAY, 0, 1)), None, []),
        (open_list((ASK, 2, 2)), False, [()]),
        (open_list((ASK, 0, None)), None, []),
        (open_list((SAY, 0, None)), True, []),
        (open_list((SAY, 1, None), (ASK, 1, 1)), False, [(1,)]),
        (UNKNOWN, None, []),
        ([UNKNOWN, ASK], None, []),
        ([3, SAY], True, []),
    ],
)
def test_one_that_stands_alone(entries: object, expected: bool | None, place: list[Path]) -> None:
    assert holds(ALONE, entries) == [expected]
    assert at(ALONE, entries) == place


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([ASK, SAY, SAY], True),
        ([ASK, ASK], False),
        ([ASK, EITHER], None),
        ([ASK, NEITHER], True),
        ([ASK, UNKNOWN], None),
        (open_list((ASK, 0, 1), (ASK, 1, 1)), None),
        (open_list((ASK, 0, None)), None),
        (open_list((ASK, 2, None)), False),
        (UNKNOWN, None),
    ],
)
def test_one_of_a_kind(entries: object, expected: bool | None) -> None:
    assert holds(ONE_ASK, entries) == [expected]
    assert holds(ONE_ASK, "ask") == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (-90, True),
        (90.0, True),
        (90.1, False),
        (-91, False),
        (Possible(NumberType(-90, 90)), True),
        (Possible(IntegerType(0, 91)), None),
        (Possible(IntegerType(91)), False),
        (Possible(NumberType(maximum=-90.5)), False),
        (Possible(NumberType()), None),
        (UNKNOWN, None),
        (Possible(UnknownType()), None),
    ],
)
def test_a_number_between_two_others(value: object, expected: bool | None) -> None:
    assert holds(between([-90, 90]), value) == [expected]


@pytest.mark.parametrize("value", ["91", True, None, [91]])
def test_what_is_no_number_lies_nowhere(value: object) -> None:
    assert holds(between([-90, 90]), value) == []


def test_a_text_may_still_become_a_number():
    assert holds(between([-90, 90]), Possible(StringType())) == [None]
