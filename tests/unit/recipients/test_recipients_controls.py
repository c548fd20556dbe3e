"""Controls and marks of direction in a row's texts."""

from __future__ import annotations

import pytest
from recipients_help import INTEGER, STRING, read

from msgc.types import ListType, ObjectType, StringType, UnknownType

OPEN = ObjectType(open=True)


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("\0", "U+0000 NULL"),
        ("\x1b", "U+001B ESCAPE"),
        ("\x7f", "U+007F DELETE"),
        ("\x9b", "U+009B CONTROL CHARACTER"),
        ("\u202a", "U+202A LEFT-TO-RIGHT EMBEDDING"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
    ],
)
@pytest.mark.parametrize("cells", [True, False])
def test_a_control_is_named(char: str, name: str, cells: bool) -> None:
    row, faults = read({"name": STRING}, {"name": f"Ann{char}Lee"}, cells)
    assert row is None
    assert [(f.code, f.field, f.line) for f in faults] == [("MSG514", "name", 7)]
    assert faults[0].message.startswith(f"`name` holds {name},")


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\nb", "a\tb", "a\u2028b", "é ß 🎉 \u200d \u200e", "\u00a0", "\ufeff"]
)
def test_other_characters_are_taken(text: str) -> None:
    assert read({"name": STRING}, {"name": text}) == ({"name": text}, ())


@pytest.mark.parametrize(
    ("kind", "value", "field"),
    [
        (ListType(STRING), ["a", "b\0"], "v.1"),
        (OPEN, {"x": {"y": ["\u202e"]}}, "v.x.y.0"),
        (UnknownType(), ["a", {"k": "\x01"}], "v.1.k"),
        (UnknownType(), {"k\x01": "a"}, "v"),
        (StringType("uri"), "https://example.com/\x7f", "v"),
    ],
)
def test_a_control_is_found_at_any_depth(kind, value: object, field: str) -> None:
    row, faults = read({"v": kind}, {"v": value})
    assert row is None
    assert [(f.code, f.field) for f in faults] == [("MSG514", field)]


def test_a_locale_and_a_default_are_read_alike():
    assert [f.code for f in read({}, {"locale": "e\0n"})[1]] == ["MSG514"]


def test_what_no_variable_names_is_not_asked():
    assert read({"n": INTEGER}, {"n": 1, "note": "a\0"}) == ({"n": 1}, ())


def test_half_a_pair_is_told_first():
    assert [f.code for f in read({"v": STRING}, {"v": "\0\ud800"})[1]] == ["MSG510"]
