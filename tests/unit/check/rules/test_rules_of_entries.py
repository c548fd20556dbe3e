"""Entries that must differ, known and unknown; and the two keywords of conditions."""

from __future__ import annotations

import pytest

from msgc.check.breach import UNKNOWN
from msgc.check.possible import OpenDict, OpenEntries, Possible
from msgc.check.rules.conditions import equals, there
from msgc.check.rules.distinct import distinct
from msgc.check.rules.model import Test
from msgc.check.rules.places import places
from msgc.texts import CODE_POINTS, words_type
from msgc.types import BooleanType, IntegerType, ListType, ObjectType, StringType, UnknownType

KEYS = distinct({"by": "key"})
TAGS = distinct({"by": "", "ignoreCase": True})
ANY_TEXT = Possible(StringType())


def holds(test: Test, value: object) -> list[bool | None]:
    return [outcome.holds for outcome in test(value, CODE_POINTS)]


def open_list(*entries: tuple[object, int, int | None]) -> OpenEntries:
    return OpenEntries([each[0] for each in entries], [(each[1], each[2]) for each in entries])


def test_known_entries():
    assert holds(TAGS, ["a", "b"]) == holds(TAGS, []) == [True]
    assert holds(TAGS, ["a", "B", "A"]) == [False]
    assert holds(KEYS, [{"key": "a"}, {"key": "A"}, {}, {"key": None}, 3]) == [True]
    assert holds(KEYS, [{"key": "a"}, {"key": "a"}]) == [False]
    assert holds(TAGS, "aa") == []


def test_unknown_entries():
    assert holds(TAGS, open_list(("a", 1, 1), (ANY_TEXT, 1, 1))) == [None]
    assert holds(TAGS, open_list((ANY_TEXT, 1, 1))) == [True]
    assert holds(TAGS, UNKNOWN) == [None]
    words = Possible(words_type(["b", "c"]))
    assert holds(TAGS, open_list(("a", 1, 1), (words, 1, 1))) == [True]
    assert holds(TAGS, open_list(("A", 1, 1), (Possible(words_type(["a", "b"])), 1, 1))) == [None]


def test_entries_that_go_round():
    assert holds(TAGS, open_list(("a", 0, 1), ("b", 1, 1))) == [True]
    assert holds(TAGS, open_list(("a", 0, 1), ("a", 1, 1))) == [None]
    assert holds(TAGS, open_list(("a", 0, 2))) == holds(TAGS, open_list(("a", 0, None))) == [None]
    assert holds(TAGS, open_list(("a", 2, None))) == [False]
    assert holds(TAGS, open_list((ANY_TEXT, 2, 2))) == [None]


def test_a_key_that_may_be_absent_is_not_sure_to_stand_twice():
    maybe = OpenDict({"key": "a"})
    maybe.maybe = frozenset({"key"})
    assert holds(KEYS, open_list((maybe, 1, 1), ({"key": "a"}, 1, 1))) == [None]


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_true_is_no_other_value(value: object) -> None:
    assert holds(equals(True), value) == [False]


def test_an_unknown_value_may_be_the_one_asked_for_where_its_type_allows():
    assert holds(equals(True), True) == [True]
    assert holds(equals(True), Possible(BooleanType())) == [None]
    assert holds(equals(True), ANY_TEXT) == [False]
    assert holds(equals("a"), ANY_TEXT) == holds(equals("a"), UNKNOWN) == [None]
    assert holds(equals("a"), Possible(words_type(["b", "c"]))) == [False]
    assert holds(equals("a"), Possible(IntegerType())) == [False]


def test_what_is_there_holds():
    assert holds(there(True), {}) == holds(there(True), ANY_TEXT) == [True]
    assert holds(there(True), UNKNOWN) == [None]


def found(value: object, path: str) -> list[tuple[tuple[str | int, ...], bool]]:
    return [(at, sure) for at, _, sure in places(value, tuple(path.split(".")))]


def test_places_go_through_lists_and_objects():
    value = {"a": [{"b": 1}, {"b": None}, {}], "c": {"x": 1, "y": None}}
    assert found(value, "a.*.b") == [(("a", 0, "b"), True)]
    assert found(value, "c.*") == [(("c", "x"), True)]
    assert found(value, "a.b") == found(value, "c.x.z") == []


@pytest.mark.parametrize("kind", [UnknownType(), ObjectType(), ListType()])
def test_an_unknown_whole_stands_for_what_may_be_in_it(kind) -> None:
    assert list(places({"a": Possible(kind)}, ("a", "b"))) == [(("a",), UNKNOWN, False)]


def test_a_text_holds_nothing_further():
    assert found({"a": ANY_TEXT}, "a.b") == []
