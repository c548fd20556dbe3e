"""What formats, patterns and schemas of integers, numbers and texts tell of a type."""

from __future__ import annotations

import pytest

from msgc.chars import Chars
from msgc.facts.formats import FORMATS
from msgc.facts.patterns import ecma
from msgc.infer.formats import FORMAT_TYPES
from msgc.infer.patterns import pattern_type
from msgc.infer.schema_ranges import integer_type, number_type, string_type
from msgc.texts import words_type
from msgc.types import (
    IntegerType,
    NumberType,
    StringType,
)
from msgc.values import holds

SAMPLES = {
    "date": ["2026-03-31"],
    "datetime": ["2026-03-31T09:30:00Z", "2026-03-31T09:30:00.123456789123+01:00"],
    "uri": ["http://a", "https://u:p@[::1]:80/%20~_*?q#f"],
    "uuid": ["6f4a2c9e-0d0b-4f57-9d0c-5d8a1f7b3e21"],
    "email": ["a@b", f"{'a' * 64}@{'.'.join(['b' * 63] * 3)}.{'c' * 63}", "!#$%&'*+/=?^_`{|}~-@b"],
    "phone": ["+1234567", "+123456789012345"],
}


@pytest.mark.parametrize("name", sorted(FORMAT_TYPES))
def test_formats_hold_their_texts(name: str) -> None:
    is_format = FORMATS["date-time" if name == "datetime" else name]
    for sample in SAMPLES[name]:
        assert is_format(sample) and holds(FORMAT_TYPES[name], sample)
    kind = FORMAT_TYPES[name]
    assert min(map(len, SAMPLES[name])) == kind.min_length
    assert kind.max_length in (None, max(map(len, SAMPLES[name])))


@pytest.mark.parametrize(
    ("pattern", "least", "most", "chars"),
    [
        ("^[A-Z]{2}-[0-9]{3,5}$", 6, 8, Chars.WORD | Chars.DASH),
        ("^(S|M|XL)$", 1, 2, Chars.WORD),
        (r"^\d+$", 1, None, Chars.WORD),
        (r"^\+[1-9]\d{6,14}$", 8, 16, Chars.WORD | Chars.OTHER),
        ("^a?$", 0, 1, Chars.WORD),
        ("^ab$|^c$", 1, 2, Chars.WORD),
        ("^(?:a|b c)*$", 0, None, Chars.WORD | Chars.SPACE),
        ("^(?=.{3}$)[a-z_]*$", 0, None, Chars.WORD | Chars.LINE),
    ],
)
def test_a_pattern_tells_of_length_and_characters(
    pattern: str, least: int, most: int | None, chars: Chars
) -> None:
    kind = pattern_type(pattern)
    assert (kind.min_length, kind.max_length, kind.chars) == (least, most, chars)


@pytest.mark.parametrize(
    ("pattern", "least"),
    [("abc", 3), ("^abc", 3), ("abc$", 3), ("^a|b$", 1), ("", 0), (r"(a)\1", 0)],
)
def test_a_pattern_that_isnt_held_bounds_nothing(pattern: str, least: int) -> None:
    kind = pattern_type(pattern)
    assert (kind.min_length, kind.max_length) == (least, None)
    assert kind.chars == StringType().chars


TEXTS = [
    "",
    "a",
    "ab",
    "AB-123",
    "é",
    "😀",
    "a b",
    "  ",
    "12",
    "_",
    "\n",
    "\u2028",
    "S",
    "XL",
    "+1234567",
]


@pytest.mark.parametrize(
    "pattern",
    [
        r"^\w+$",
        r"^\W$",
        r"^[^a-z]+$",
        r"^\S*$",
        r"^.$",
        r"^[\s\d]*$",
        "^[ -~]*$",
        "^[^\\n]{2,}$",
        "a",
        "^$",
    ],
)
def test_what_a_pattern_matches_fits_its_type(pattern: str) -> None:
    matching = [text for text in TEXTS if ecma(pattern).search(text)]
    assert matching and all(holds(pattern_type(pattern), text) for text in matching)


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"minimum": 2.5, "maximum": -0.5 + 8}, IntegerType(3, 7)),
        ({"exclusiveMinimum": 2, "exclusiveMaximum": 5.5}, IntegerType(3, 5)),
        ({"minimum": 1, "maximum": 99, "multipleOf": 10}, IntegerType(10, 90)),
        ({"enum": [4, 2, 9], "minimum": 3}, IntegerType(3, 9)),
        ({"const": 7}, IntegerType(7, 7)),
        ({"minimum": 5, "maximum": 1}, IntegerType()),
    ],
)
def test_schemas_of_integers(schema: dict[str, object], wanted: IntegerType) -> None:
    assert integer_type(schema) == wanted


def test_schemas_of_numbers_and_texts() -> None:
    assert number_type({"exclusiveMinimum": 0, "maximum": 2.5}) == NumberType(0, 2.5)
    assert string_type({"enum": ["a", 1, "bcd"], "maxLength": 2}) == words_type(("a",))
    assert string_type({"const": "ab"}) == words_type(("ab",))
    kind = string_type({"pattern": "^[a-z]{2,9}$", "maxLength": 5, "minLength": 1})
    assert (kind.min_length, kind.max_length, kind.chars) == (2, 5, Chars.WORD)
    assert string_type({"format": "date-time"}).chars == FORMAT_TYPES["datetime"].chars
    assert not holds(string_type({}), "\x00")
