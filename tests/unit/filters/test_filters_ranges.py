"""How tight the filters' result types are, and the facts of Unicode that they rest on."""

from __future__ import annotations

import sys

import pytest

from msgc.chars import ANY_CHARS, WHITE, Chars, Spaces, chars_of
from msgc.filters import FILTERS
from msgc.filters.guard import LOCALE
from msgc.filters.text_ranges import LOWER_GROWTH, UPPER_GROWTH
from msgc.texts import literal_type, words_type
from msgc.types import IntegerType, ListType, NumberType, StringType, Type

EVERY = [chr(code) for code in range(sys.maxunicode + 1)]
LINE = ANY_CHARS & ~(Chars.BREAK | Chars.TAB | Chars.CONTROL)
TEN = StringType(None, None, 1, 10, LINE, Spaces(1, 0))
ASCII_TEN = StringType(None, None, 1, 10, Chars.WORD | Chars.SPACE, Spaces(1, 0))
LOCALES = words_type(("en", "nl", "de"))


def typed(name: str, value: Type, *rest: object, **arguments: object) -> StringType:
    kinds = {key: given(argument) for key, argument in arguments.items()}
    if FILTERS[name].uses_locale:
        kinds.setdefault(LOCALE, LOCALES)
    kind = FILTERS[name].result(value, kinds, tuple(map(given, rest)))
    assert isinstance(kind, StringType)
    return kind


def given(argument: object) -> Type:
    if isinstance(argument, Type):
        return argument
    return literal_type(argument) if isinstance(argument, str) else IntegerType(argument, argument)


@pytest.mark.parametrize(
    ("change", "growth"),
    [(str.upper, UPPER_GROWTH), (str.lower, LOWER_GROWTH), (str.capitalize, UPPER_GROWTH)],
)
def test_case_grows_as_far_as_unicode_says(change, growth) -> None:
    changed = [(char, change(char)) for char in EVERY if change(char) != char]
    assert max(len(after) for _, after in changed) == growth
    grown = [before for before, after in changed if len(after) > 1]
    assert {chars_of(char) for char in grown} == {Chars.BMP}
    from_bmp = {chars_of(after) for before, after in changed if chars_of(before) == Chars.BMP}
    assert all(not each & ~(Chars.BMP | Chars.WORD) for each in from_bmp)
    assert all(after.strip() for before, after in changed if before.strip())
    others = [(b, a) for b, a in changed if chars_of(b) != Chars.BMP]
    assert all(chars_of(before) == chars_of(after) for before, after in others)


def test_white_space_is_in_these_classes() -> None:
    assert {chars_of(char) for char in EVERY if char.isspace()} <= set(WHITE)


@pytest.mark.parametrize(
    ("name", "arguments", "least", "most"),
    [
        ("upper", {}, 1, 30),
        ("lower", {}, 1, 20),
        ("title", {}, 1, 21),
        ("trim", {}, 0, 10),
        ("truncate", {"length": 4}, 1, 4),
        ("truncate", {"length": 4, "leeway": 3}, 1, 7),
        ("truncate", {"length": 40}, 1, 10),
        ("replace", {"old": "a", "new": "bcd"}, 1, 30),
        ("replace", {"old": "ab", "new": "x"}, 1, 10),
        ("replace", {"old": "a", "new": "bcd", "count": 2}, 1, 14),
        ("replace", {"old": "", "new": "-"}, 1, 21),
        ("replace", {"old": "\n", "new": "<br>"}, 1, 10),
        ("escape", {}, 1, 50),
        ("urlencode", {}, 1, 120),
        ("center", {"width": 6}, 6, 10),
        ("plain", {}, 1, 21),
        ("oneline", {}, 0, 10),
        ("striptags", {}, 0, 10),
        ("reverse", {}, 1, 10),
        ("indent", {}, 1, 10),
    ],
)
def test_lengths(name: str, arguments: dict[str, object], least: int, most: int) -> None:
    kind = typed(name, TEN, **arguments)
    assert (kind.min_length, kind.max_length) == (least, most)


@pytest.mark.parametrize("name", ["upper", "lower", "title", "capitalize", "escape", "plain"])
def test_what_changes_nothing_keeps_its_length(name: str) -> None:
    kind = typed(name, ASCII_TEN)
    assert (kind.max_length, kind.chars) == (10, ASCII_TEN.chars)


def test_characters() -> None:
    assert typed("oneline", StringType()).chars == ANY_CHARS & ~(Chars.BREAK | Chars.TAB)
    assert typed("oneline", StringType()).spaces == Spaces(1, 0)
    assert not typed("urlencode", StringType()).chars & ~(
        Chars.WORD | Chars.DASH | Chars.LINE | Chars.PERCENT | Chars.OTHER
    )
    assert not typed("urlencode", ASCII_TEN).chars & Chars.OTHER
    assert typed("replace", ASCII_TEN, old=" ", new="-").chars == Chars.WORD | Chars.DASH
    assert typed("truncate", ASCII_TEN, length=5).chars == ASCII_TEN.chars | Chars.DASH


@pytest.mark.parametrize(
    ("name", "kind", "arguments", "least", "most"),
    [
        ("number", IntegerType(0, 12345), {}, 1, 6),
        ("number", IntegerType(-99, 5), {}, 1, 3),
        ("number", NumberType(0.0, 100), {}, 1, 6),
        ("number", NumberType(0.5, 99.5), {"decimals": 2}, 4, 5),
        # Zero has a sign of its own.
        ("number", NumberType(0.0, 5), {"decimals": 0}, 1, 2),
        ("number", NumberType(0.5, 99.996), {"decimals": 2}, 4, 6),
        ("number", IntegerType(minimum=1000), {}, 5, None),
        ("currency", NumberType(1, 9999), {"code": "EUR"}, 5, 10),
        ("currency", NumberType(1, 9999), {"code": "JPY"}, 2, 9),
        ("plural", IntegerType(0, 9), {"one": "item", "other": "items", "few": "itemses"}, 4, 5),
        ("date", StringType(), {"format": "d MMMM"}, 5, 12),
        ("date", StringType(), {"format": "yyyy-MM-dd"}, 10, 10),
        ("date", StringType(), {"format": "full"}, 14, 30),
        ("time", StringType(), {}, 5, 8),
        ("time", StringType(), {"format": "HH:mm z"}, 0, None),
    ],
)
def test_formatted(
    name: str, kind: Type, arguments: dict[str, object], least: int, most: int | None
) -> None:
    made = typed(name, kind, **arguments)
    assert (made.min_length, made.max_length) == (least, most)


@pytest.mark.parametrize("name", ["number", "date", "time"])
def test_of_unknown_locales_nothing_is_known(name: str) -> None:
    kind = FILTERS[name].result(IntegerType(1, 2) if name == "number" else StringType(), {}, ())
    assert isinstance(kind, StringType)
    assert (kind.max_length, kind.chars) == (None, ANY_CHARS)


def test_known_values_are_tried() -> None:
    assert typed("upper", words_type(("ß", "a"))).enum == ("SS", "A")
    assert FILTERS["length"].result(words_type(("ab", "abcd")), {}, ()) == IntegerType(2, 4)
    assert typed("format", literal_type("%s: %03d"), "x", IntegerType(1, 2)).enum == (
        "x: 001",
        "x: 002",
    )


def test_format_follows_its_pattern() -> None:
    kind = typed("format", literal_type("%s: %.2f%%"), TEN, NumberType(-5, 100))
    assert (kind.min_length, kind.max_length) == (5, 19)
    assert typed("format", StringType(), TEN).max_length is None


def test_numbers() -> None:
    def made(name: str, kind: Type, **arguments: object) -> Type:
        return FILTERS[name].result(kind, {k: given(v) for k, v in arguments.items()}, ())

    assert made("abs", IntegerType(-7, 3)) == IntegerType(0, 7)
    assert made("abs", NumberType(-7, -2.5)) == NumberType(2.5, 7)
    assert made("int", NumberType(-2.5, 2.5)) == IntegerType(-2, 2)
    assert made("round", NumberType(0.4, 2.6)) == NumberType(0, 3)
    assert made("round", IntegerType(15, 25), precision=-1) == IntegerType(20, 20)
    assert made("round", NumberType(0.2, 2.2), method="ceil") == NumberType(1, 3)
    assert made("sum", ListType(IntegerType(-1, 10), 1, 3)) == IntegerType(-3, 30)
    assert made("sum", ListType(NumberType(0, None))) == NumberType(0, None)
    assert made("wordcount", TEN) == IntegerType(0, 5)
