"""How a text is written in YAML."""

import pytest

from msgc.lift.marks import OMIT, Expression, OneLine, escaped
from msgc.lift.scalars import block_lines, inline
from msgc.lift.writer import MAX_SIMPLE_KEY, write

PLAIN = [
    "Hi",
    "Track it!",
    "a:b",
    "a#b",
    "https://example.com/a?b=c#d",
    "it's",
    'say "hi"',
    "a, b [c]",
    "é 🎉",
    "12 apples",
    "ce6a2fd6-b2fa-4f5a-a2cd-f3bd15883318",
    "(a)",
    "C:\\a",
    "a}",
]


@pytest.mark.parametrize("words", PLAIN)
def test_plain_text_stays_plain(words: str) -> None:
    assert inline(words) == words


QUOTED = [
    ("", '""'),
    (" a", '" a"'),
    ("a ", '"a "'),
    ("yes", '"yes"'),
    ("Null", '"Null"'),
    ("~", '"~"'),
    ("3", '"3"'),
    ("0x1F", '"0x1F"'),
    ("1_000", '"1_000"'),
    ("+31612345678", '"+31612345678"'),
    ("12:30:45", '"12:30:45"'),
    ("2026-01-01", '"2026-01-01"'),
    (".5", '".5"'),
    ("1e5", '"1e5"'),
    ("a: b", '"a: b"'),
    ("a:", '"a:"'),
    ("a #b", '"a #b"'),
    ("- a", '"- a"'),
    ("*a*", '"*a*"'),
    ("@a", '"@a"'),
    ("`", '"`"'),
    ("<<", '"<<"'),
    ("=", '"="'),
    ("{a}", '"{a}"'),
    ('"a"', "'\"a\"'"),
    ("'a\"", '"\'a\\""'),
    ("- \\", "'- \\'"),
    ("\r", '"\\r"'),
    ("\x00\x85\u2028\u2029", '"\\0\\N\\L\\P"'),
    ("\x7f\ufeff\uffff", '"\\x7F\\uFEFF\\uFFFF"'),
    ("a\tb", '"a\\tb"'),
    ("\xa0a", '"\xa0a"'),
    ("{{ a }}", "\"{{ '{{' }} a }}\""),
]


@pytest.mark.parametrize(("words", "written"), QUOTED)
def test_what_a_reader_could_mistake_is_quoted(words: str, written: str) -> None:
    assert inline(words) == written


def test_other_values() -> None:
    values = (None, True, False, 3, -2.5, 1e16, [], {}, OneLine((1, 2.5)), OMIT)
    written = ["null", "true", "false", "3", "-2.5", "1e+16", "[]", "{}", "[1,", "2.5]"]
    assert [inline(value) for value in values] == [*written[:-2], "[1, 2.5]", '"{{ omit }}"']


def test_opening_marks_are_escaped_one_by_one() -> None:
    assert escaped("{{a}} {%b%} {#c#} {d}") == ("{{ '{{' }}a}} {{ '{%' }}b%} {{ '{#' }}c#} {d}")
    assert escaped("{{{%") == "{{ '{{' }}{{ '{%' }}"


NO_BLOCKS = ["a", "a\n", "\na", " a\nb", "a \nb", "a\n ", "a\r\nb", "a\tb\n\tc", "a\x85\nb"]


def test_texts_of_several_lines() -> None:
    assert block_lines("a\n\n  b") == ["a", "", "  b"]
    assert block_lines("{{\na") == ["{{ '{{' }}", "a"]
    assert block_lines(Expression("a\nb")) is None


@pytest.mark.parametrize("words", [*NO_BLOCKS, "a\nb\n", "\ta\nb"])
def test_what_a_block_would_change_is_quoted(words: str) -> None:
    assert block_lines(words) is None


def test_nesting() -> None:
    document = {"a": {"b": ["c", ["d", {"e": "f\ng"}], {"h": [], "i": {}}, {}]}, "x: y": None}
    assert write((document, {}, {"z": "a\nb"})) == (
        "a:\n  b:\n    - c\n    - - d\n      - e: |\n          f\n          g\n"
        '    - h: []\n      i: {}\n    - {}\n"x: y": null\n\nz: |\n  a\n  b\n'
    )


def test_a_long_key_stands_after_a_question_mark() -> None:
    name = "k" * (MAX_SIMPLE_KEY + 1)
    assert write(({name: 1, "a": {name: [2]}},)) == (
        f"? {name}\n: 1\na:\n  ? {name}\n  :\n    - 2\n"
    )
