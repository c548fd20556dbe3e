"""Texts that are made of a pattern."""

from __future__ import annotations

import pytest

from msgc.facts.patterns import ecma
from msgc.prove.patterns import MOST, matching_texts


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("^[A-Z]{2}-[0-9]{4}$", ("AA-0000", "ZZ-9999")),
        (r"^\w+-\d$", ("a-0", "aaaaaaaaa-9")),
        ("^(NL|BE)?[^x]$", ("a", "NLa")),
        ("^[^a]$", ("0",)),
        (r"^\S\D\W$", ("aa-",)),
        (r"^[\s\S]$", ("a",)),
        ("^.{5}$", ("aaaaa",)),
        ("^(?=a)[ab]+$", ("a",)),
        ("^(?=.*x)[a-z]{3,5}$", ()),
        ("(", ()),
    ],
)
def test_the_shortest_and_the_longest(pattern: str, expected: tuple[str, ...]) -> None:
    assert matching_texts(pattern, 0, None) == expected


@pytest.mark.parametrize(
    ("pattern", "least", "most", "length"),
    [
        ("^[a-z]{3,5}$", 4, None, 5),
        ("^[a-z]{3,50}$", 4, 10, 4),
        ("^[a-z]+$", 20, 25, 20),
        ("^a*b$", 30, 30, 30),
    ],
)
def test_a_length_between(pattern: str, least: int, most: int | None, length: int) -> None:
    (text,) = matching_texts(pattern, least, most)
    assert len(text) == length
    assert ecma(pattern).search(text)


def test_what_never_fits_is_not_made() -> None:
    assert matching_texts("^[a-z]{3}$", 4, None) == ()
    assert matching_texts("^((a{0,60000}){0,60000}){0,60000}$", 0, 9) == ()
    assert matching_texts(f"^a{{{MOST + 1}}}$", 0, None) == ()
