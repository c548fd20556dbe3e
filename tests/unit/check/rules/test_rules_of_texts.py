"""Texts, known and unknown: length, words, white space at the edges, line breaks."""

from __future__ import annotations

import pytest

from msgc.chars import Chars, Spaces
from msgc.check.breach import UNKNOWN
from msgc.check.possible import Possible
from msgc.check.rules.edges import breaks_in, max_breaks, trimmed
from msgc.check.rules.model import Test
from msgc.check.rules.texts import matches, max_length, none_of, not_blank, one_of
from msgc.texts import BYTES, CODE_POINTS, UTF16, words_type
from msgc.types import IntegerType, OptionalType, StringType, Type


def holds(test: Test, value: object, unit: str = CODE_POINTS) -> list[bool | None]:
    return [outcome.holds for outcome in test(value, unit)]


def of(kind: Type) -> Possible:
    return Possible(kind)


def test_a_known_length_is_counted_in_its_unit():
    assert holds(max_length(2), "ab") == holds(max_length(2), "é€") == [True]
    assert holds(max_length(2), "abc") == [False]
    assert holds(max_length(2), "👍👍", CODE_POINTS) == [True]
    assert holds(max_length(2), "👍👍", UTF16) == [False]
    assert holds(max_length(2), "€", BYTES) == [False]


def test_an_unknown_length_is_judged_by_its_range():
    assert holds(max_length(3), of(StringType(max_length=3))) == [True]
    assert holds(max_length(3), of(StringType(max_length=4))) == [None]
    assert holds(max_length(3), of(StringType(min_length=3))) == [None]
    assert holds(max_length(3), of(StringType(min_length=4))) == [False]
    assert holds(max_length(3), of(OptionalType(StringType(max_length=3), omit=True))) == [True]
    assert holds(max_length(3), UNKNOWN) == [None]
    assert holds(max_length(3), of(IntegerType())) == [None]


def test_what_is_no_text_has_no_length():
    assert holds(max_length(3), 12345) == holds(max_length(3), ["a"] * 9) == []


def test_a_length_that_depends_on_the_row_is_told_as_its_least():
    (known,) = max_length(3)("abcd", CODE_POINTS)
    (unknown,) = max_length(3)(of(StringType(min_length=4)), CODE_POINTS)
    assert known.told == "is 4 characters long, and may have 3"
    assert unknown.told == "is at least 4 characters long, and may have 3"


def test_the_reach_of_a_length():
    (outcome,) = max_length(3)(of(StringType(min_length=1, max_length=9)), CODE_POINTS)
    assert outcome.reach is not None
    assert (outcome.reach.least, outcome.reach.most, outcome.reach.limit) == (1, 9, 3)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", True),
        (" a ", True),
        ("", False),
        (" \u2003\n", False),
        (Possible(StringType(solid=True)), True),
        (Possible(StringType(min_length=1, chars=Chars.WORD)), True),
        (Possible(StringType(min_length=1)), None),
        (Possible(StringType(chars=Chars.WORD)), None),
        (Possible(StringType(max_length=0)), False),
        (Possible(words_type(["a", "b"])), True),
        (Possible(words_type(["", " "])), False),
        (Possible(words_type(["", "a"])), None),
        (UNKNOWN, None),
    ],
)
def test_a_text_has_words(value: object, expected: bool | None) -> None:
    assert holds(not_blank(True), value) == [expected]


def test_what_is_no_text_is_not_blank():
    assert holds(not_blank(True), 0) == holds(not_blank(True), {}) == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a b", True),
        ("", True),
        (" a", False),
        ("a\n", False),
        ("a\u2003", False),
        (Possible(StringType(chars=Chars.WORD | Chars.OTHER)), True),
        (Possible(StringType(chars=Chars.WORD | Chars.SPACE)), None),
        (Possible(StringType(chars=Chars.WORD | Chars.SPACE, spaces=Spaces(1, 0))), True),
        (Possible(StringType(chars=Chars.WORD | Chars.SPACE, spaces=Spaces(1, 1))), None),
        (Possible(StringType(chars=Chars.WORD | Chars.BMP, spaces=Spaces(0, 0))), None),
        (Possible(StringType(), begins=" track:"), False),
        (Possible(StringType(), begins="track: "), None),
        (Possible(words_type(["a", "b"])), True),
        (Possible(words_type(["a ", " b"])), False),
        (Possible(words_type(["a", " b"])), None),
        (UNKNOWN, None),
    ],
)
def test_the_edges_of_a_text(value: object, expected: bool | None) -> None:
    assert holds(trimmed(True), value) == [expected]


def test_line_breaks_are_counted_as_they_are_seen():
    assert breaks_in("a\r\nb\nc\rd\u2028e") == 4
    assert breaks_in("a b\tc") == 0


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a\nb\nc", True),
        ("a\nb\nc\n", False),
        (Possible(StringType()), None),
        (Possible(StringType(chars=Chars.WORD)), True),
        (Possible(words_type(["\n\n\n", "\n\n\n\n"])), False),
        (Possible(words_type(["\n\n\n", "a"])), None),
        (UNKNOWN, None),
    ],
)
def test_line_breaks(value: object, expected: bool | None) -> None:
    assert holds(max_breaks(2), value) == [expected]
    assert holds(max_breaks(2), 5) == []


def test_words_and_patterns():
    assert holds(none_of(["html"]), "html") == holds(one_of(["a"]), "html") == [False]
    assert holds(none_of(["html"]), "text") == holds(one_of(["a"]), "a") == [True]
    assert holds(none_of(["html"]), of(words_type(["html", "text"]))) == [None]
    assert holds(none_of(["html"]), of(StringType())) == holds(none_of(["html"]), UNKNOWN) == [None]
    assert holds(matches("[A-Z]{3}"), "EUR") == [True]
    assert holds(matches("[A-Z]{3}"), "EURO") == holds(matches("[A-Z]{3}"), "eur") == [False]
    assert holds(matches("[A-Z]{3}"), of(words_type(["EUR", "GBP"]))) == [True]


def test_a_near_word_is_named():
    (outcome,) = one_of(["reply", "postback"])("repyl", CODE_POINTS)
    assert outcome.help == "Did you mean `reply`?"
