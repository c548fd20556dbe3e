"""Members of an object, known and unknown: needed ones, stray ones, unknown ones."""

from __future__ import annotations

from msgc.check.breach import UNKNOWN
from msgc.check.possible import OpenDict
from msgc.check.rules.members import has, knows, lacks
from msgc.check.rules.model import Test
from msgc.texts import CODE_POINTS

OPEN = OpenDict({"a": 1, "b": UNKNOWN})
OPEN.maybe = frozenset({"a"})


def holds(test: Test, value: object) -> list[bool | None]:
    return [outcome.holds for outcome in test(value, CODE_POINTS)]


def test_needed_members():
    assert holds(has(["a", "b"]), {"a": 1, "b": 0}) == [True, True]
    assert holds(has(["a"]), {"b": 1}) == holds(has(["a"]), {"a": None}) == [False]
    assert holds(has(["a", "b", "c"]), OPEN) == [None, True, False]
    assert holds(has(["a"]), UNKNOWN) == [None]
    assert holds(has(["a"]), "a") == []


def test_what_is_missing_stands_at_the_object_and_a_null_at_itself():
    (missing,) = has(["a"])({}, CODE_POINTS)
    (null,) = has(["a"])({"a": None}, CODE_POINTS)
    assert (missing.at, missing.member) == ((), "a")
    assert (null.at, null.member) == (("a",), "a")


def test_members_that_must_not_be_there():
    assert holds(lacks(["a"]), {"b": 1}) == holds(lacks(["a"]), {"a": None}) == [True]
    assert holds(lacks(["a", "b"]), OPEN) == [None, False]
    (stray,) = lacks(["a"])({"a": 1}, CODE_POINTS)
    assert (stray.holds, stray.at, stray.at_key) == (False, ("a",), True)


def test_members_that_are_known():
    assert holds(knows(["a", "b"]), {"a": 1, "c": 1}) == [True, False]
    assert holds(knows(["a"]), UNKNOWN) == [None]
