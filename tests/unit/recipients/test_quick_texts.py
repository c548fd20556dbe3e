"""What is asked of many texts at once is what is asked of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.facts.formats import FORMATS, PATTERNS
from msgc.facts.patterns import ecma
from msgc.recipients.controls import bad_character
from msgc.recipients.held import left_of
from msgc.recipients.leaves import Checks
from msgc.recipients.quick_texts import (
    GROUP,
    all_formatted,
    all_match,
    all_shown,
    all_shown_in,
    escaped_texts,
)
from msgc.recipients.written_columns import TextColumn
from msgc.types import Field, IntegerType, ListType, ObjectType, StringType, Type

PATTERNS_TRIED = (
    *("^[a-c]{2}$", "^[a-c]+x?$", "^[a-c]*[a-c]*$", "a", "^a|b$", "^(a|b)+$", "^[^a]+$", "^$"),
    *(r"^a\nb$", "^.+$", r"^\d+$", "^[a-c]{2}", "^[\\s\\S]*$", "^[a\n]*$"),
)
COLUMNS = st.lists(st.text("abcx1\n\r\u2028", max_size=4), min_size=1, max_size=3)
TAIL = st.integers(0, 2 * GROUP + 1)


@given(st.sampled_from(PATTERNS_TRIED), COLUMNS, st.sampled_from(["ab", "a", "x", ""]), TAIL)
def test_a_pattern_is_found_in_all_or_not(
    pattern: str, odd: list[str], usual: str, count: int
) -> None:
    search = ecma(pattern)
    column = [usual] * count + odd + [usual] * count
    wanted = all(search.search(text) is not None for text in column)
    assert all_match(search)(column) == wanted
    assert all_match(search)(TextColumn(None, escaped_texts(column))) == wanted


@pytest.mark.parametrize(
    ("pattern", "text", "is_told"),
    [
        *(("^[a-c]{2}$", "ab", True), (PATTERNS["phone"], "+31612345678", True)),
        *(("^[ -~]{3}$", 'a"b', False), ("^é+$", "é", False), (r"^a\.b$", "a.b", True)),
        (r"^[ -\u007f]{1,3}$", "ab", False),
    ],
)
def test_plain_texts_in_one_piece_are_told_without_being_made(
    pattern: str, text: str, is_told: bool
) -> None:
    column = TextColumn(None, escaped_texts([text] * 3))
    assert all_match(ecma(pattern))(column)
    assert (column._values is None) == is_told


@given(
    st.sampled_from(["^[ -~]{3}$", r"^[ -\u007f]{1,3}$", "^[a+]{2}b?$"]),
    st.lists(st.text('ab+"\\', max_size=4), min_size=1),
)
def test_patterns_that_take_what_json_escapes(pattern: str, column: list[str]) -> None:
    search, known = ecma(pattern), TextColumn(None, escaped_texts(column))
    assert all_match(search)(known) == all(search.search(text) is not None for text in column)


@given(st.lists(st.text(max_size=5) | st.text("“’€\u202e\u2066\x85\x9f\xa0\x1b\n é")))
def test_texts_with_odd_characters_are_told(column: list[str]) -> None:
    joined = "".join(column)
    assert all_shown(joined) == (bad_character("", joined) is None)


@given(st.lists(st.text("“ê’€½¦\u202a\u202e\u2066\x84\x85\x9f\xa0\x1b\x08\\bu\n"), min_size=1))
def test_escaped_texts_with_odd_characters_are_told(column: list[str]) -> None:
    joined = "".join(column)
    assert all_shown_in(escaped_texts(column)) == (bad_character("", joined) is None)


@given(st.lists(st.from_regex(r"\+?[0-9]{5,17}\n?"), max_size=GROUP + 3))
def test_a_format_is_that_of_each(column: list[str]) -> None:
    is_phone = FORMATS["phone"]
    told = all_formatted(is_phone, ecma(PATTERNS["phone"]))
    assert told(column) == told(column) == all(map(is_phone, column))


TEXT = StringType(min_length=1, max_length=9)
ITEM = ObjectType(fields={"x": Field(TEXT), "n": Field(IntegerType(minimum=0), optional=True)})
CHECKS = Checks(FORMATS)


@pytest.mark.parametrize(
    ("schema", "kind", "left"),
    [
        ({"type": "string", "minLength": 1, "maxLength": 9}, TEXT, None),
        ({"type": "string", "minLength": 0, "maxLength": 10}, TEXT, None),
        ({"enum": ["a", 1]}, StringType(enum=("a",)), None),
        ({"enum": ["a"]}, StringType(enum=("a", "b")), {"enum": ["a"]}),
        ({"minLength": 1}, TEXT, {"minLength": 1}),
        ({"type": "string", "minLength": 2}, TEXT, {"type": "string", "minLength": 2}),
        ({"type": "string", "maxLength": 8}, TEXT, {"type": "string", "maxLength": 8}),
        (
            {"type": "string", "pattern": "^a", "title": "A"},
            TEXT,
            {"type": "string", "pattern": "^a"},
        ),
        ({"type": "string", "format": "uri"}, StringType(format="uri"), None),
        ({"type": "integer", "minimum": 0}, IntegerType(minimum=0), None),
        ({"type": "array", "items": {"type": "string"}, "maxItems": 2}, ListType(TEXT, 0, 2), None),
    ],
)
def test_what_a_type_holds_isnt_asked_again(
    schema: dict[str, object], kind: Type, left: object
) -> None:
    assert left_of(schema, kind, CHECKS) == left


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "required": ["n"]},
        {"type": "object", "properties": {"y": {"type": "string"}}},
        {"type": "object", "additionalProperties": False},
        {"type": "object", "properties": {"x": {"type": "string", "pattern": "^a"}}},
        {"properties": {"x": {"type": "string"}}},
        {"type": "object", "required": 3},
        {"type": "object", "properties": {"x": {"type": "string", "maxLength": "9"}}},
        {"type": "object", "properties": {"x": 1}},
    ],
)
def test_what_isnt_sure_is_asked(schema: dict[str, object]) -> None:
    assert left_of(schema, ITEM, CHECKS) == schema


def test_an_objects_parts_are_held() -> None:
    parts = {"x": {"type": "string", "maxLength": 9}, "n": {"type": "integer", "minimum": 0}}
    schema = {"type": "object", "required": ["x"], "properties": parts}
    assert left_of(schema, ITEM, CHECKS) is None
