"""A template's parameters in one line, and its name."""

from __future__ import annotations

import pytest

from msgc.chars import ANY_CHARS, Chars, Spaces
from msgc.check.breach import UNKNOWN
from msgc.check.possible import OpenDict, Possible
from msgc.check.rules.template import has_any, one_line
from msgc.texts import CODE_POINTS, words_type
from msgc.types import IntegerType, StringType

NO_BREAK = ANY_CHARS & ~(Chars.BREAK | Chars.TAB)


def line(value: object) -> list[bool | None]:
    return [outcome.holds for outcome in one_line({"spaces": 4})(value, CODE_POINTS)]


def named(value: object) -> list[bool | None]:
    return [outcome.holds for outcome in has_any(["projectId", "name"])(value, CODE_POINTS)]


@pytest.mark.parametrize("text", ["", "Ann Lee", "a    b", "ß ΐ 🎉"])
def test_a_line_holds(text: str) -> None:
    assert line(text) == [True]


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", "a\tb", "a     b", "     ", "a\u2028b", "a\x0bb"]
)
def test_breaks_tabs_and_runs_do_not(text: str) -> None:
    assert line(text) == [False]


def test_an_unknown_text_holds_where_its_type_excludes_them():
    assert line(Possible(StringType(chars=NO_BREAK, spaces=Spaces(4, 4)))) == [True]
    assert line(Possible(StringType(chars=Chars.WORD))) == [True]
    assert line(Possible(StringType(chars=NO_BREAK, spaces=Spaces(5, 0)))) == [None]
    assert line(Possible(StringType(chars=NO_BREAK))) == [None]
    assert line(Possible(StringType())) == [None]
    assert line(Possible(words_type(["a\n", "b\t"]))) == [False]
    assert line(Possible(words_type(["a\n", "b"]))) == [None]
    assert line(Possible(IntegerType())) == [True]
    assert line(UNKNOWN) == [None]
    assert line(3) == line({}) == []


def test_a_template_is_named_by_one_member_that_is_surely_there():
    assert named({"name": "a"}) == named({"projectId": Possible(StringType())}) == [True]
    assert named({}) == named({"name": None}) == named({"locale": "en"}) == [False]
    maybe = OpenDict({"name": Possible(StringType())})
    maybe.maybe = frozenset({"name"})
    assert named(maybe) == named(UNKNOWN) == [None]
    assert named("x") == []
