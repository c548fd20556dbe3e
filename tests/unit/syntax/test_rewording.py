"""Words are replaced in the quotes that they stand in, and only where they are what is replaced."""

from __future__ import annotations

import pytest

from msgc.source import SourceFile
from msgc.syntax.rewording import renamed, replaced


def mended(written: str, old: object, new: str | int | bool) -> str | None:
    span = SourceFile("a.msg.yaml", f"a: {written} # b").span(3, 3 + len(written))
    fix = replaced(span, old, new)
    if fix is None:
        return None
    assert not fix.more
    text = span.source.text
    after = text[: fix.span.start] + fix.text + text[fix.span.end :]
    assert after.startswith("a: ") and after.endswith(" # b")
    return after[3:-4]


@pytest.mark.parametrize(
    ("written", "old", "new", "expected"),
    [
        ("nmae", "nmae", "name", "name"),
        ('"nmae"', "nmae", "name", '"name"'),
        ("'nmae'", "nmae", "name", "'name'"),
        ("www.a.nl/b?c=[d]", "www.a.nl/b?c=[d]", "https://www.a.nl/b?c=[d]", None),
        ("yes", "yes", True, "true"),
        ('"3600"', "3600", 3600, "3600"),
        ("'3600'", "3600", 3600, "3600"),
        ("5", 5, "5", '"5"'),
        ("=", "=", "==", "=="),
        ("\"a == 'b'\"", "a == 'b'", "b == 'a'", "\"b == 'a'\""),
    ],
)
def test_what_replaces(written, old, new, expected):
    assert mended(written, old, new) == (expected or new)


@pytest.mark.parametrize(
    ("written", "old", "new"),
    [
        ('"n\\u006dae"', "nmae", "name"),
        ("to", "identifierValue", "identifierKey"),
        ("nmae", "nmae", "two words: here"),
        ("nul", "nul", "null"),
        ('"a"', "a", 'say "a"'),
        ("'a'", "a", "it's a"),
        ('"a"', "a", "\\a"),
        ("1.10", 1.1, "1.1"),
    ],
)
def test_what_has_no_safe_replacement(written, old, new):
    assert mended(written, old, new) is None


def test_a_name_is_renamed_only_where_it_is_sure():
    span = SourceFile("a.msg.yaml", "nmae").span(0, 4)
    assert renamed(span, "nmae", ["name", "text"]) == replaced(span, "nmae", "name")
    assert renamed(span, "nmae", ["name", "nae"]) is None
