"""Filters for a whole column: the texts that Python makes one by one, and their JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit.declined import DeclinedError
from msgc.emit.many_steps import escaped
from msgc.emit.steps import at_most, expect
from msgc.emit.text_steps import filled, lower, replaced, trimmed, upper
from msgc.recipients.quick_columns import GapColumn
from msgc.recipients.quick_texts import escaped_texts
from msgc.recipients.written_columns import TextColumn

ODD = 'anN "\\\n\t\x0b\xa0\u2028ßŉﬁİıΣας日🎉'
TEXTS = st.text(ODD, max_size=5) | st.sampled_from(["", "Ann", "nn", "den Haag", " a "])
COLUMNS = st.lists(TEXTS, min_size=1)
PLAIN = st.sampled_from(["n", "nn", " ", "a", "é", "日", "Haag"])

Step = Callable[[Sequence[str]], Sequence[str]]
STEPS: tuple[tuple[Step, Callable[[str], str]], ...] = (
    (upper, str.upper),
    (lower, str.lower),
    (trimmed, str.strip),
)


def written(texts: Sequence[str]) -> list[bytes]:
    return [json.dumps(text, ensure_ascii=False).encode()[1:-1] for text in texts]


def known_texts(texts: Sequence[str]) -> TextColumn:
    return TextColumn(texts, escaped_texts(texts))


def known(texts: list[str]) -> list[Sequence[str]]:
    """Return texts as a plain column, and as such as know their JSON, one of them picked."""
    further = known_texts([*texts, 'further "n"', " Ä "])
    return [texts, known_texts(texts), further.picked(lambda column: column[: len(texts)])]


def assert_are(made: Sequence[str], texts: Sequence[str]) -> None:
    assert len(made) == len(texts)
    assert list(escaped(made)) == written(texts)
    assert list(made) == list(texts)


@given(COLUMNS)
def test_a_column_is_what_python_makes_of_each_text(texts: list[str]) -> None:
    for step, each in STEPS:
        for column in known(texts):
            assert_are(step(column), [each(text) for text in texts])


@given(COLUMNS, PLAIN, PLAIN | st.just(""))
def test_what_is_replaced_is_what_python_replaces(texts: list[str], old: str, new: str) -> None:
    for column in known(texts):
        assert_are(replaced(column, old, new), [text.replace(old, new) for text in texts])


@given(st.lists(TEXTS | st.none(), min_size=1), st.data(), TEXTS)
def test_gaps_are_filled(texts: list[str | None], data: Any, literal: str) -> None:
    others = [data.draw(TEXTS) for _ in texts]
    there = known_texts([text for text in texts if text is not None])
    gaps = GapColumn(texts, there)
    # Further texts that are there are of rows that aren't picked.
    more = GapColumn([*texts, "x", None], known_texts([*there, "x"]))
    for column in (texts, gaps, more.picked(lambda column: column[: len(texts)])):
        for other in known(others):
            wanted = [o if t is None else t for t, o in zip(texts, others, strict=True)]
            assert_are(filled(column, other), wanted)
        assert_are(filled(column, literal), [literal if t is None else t for t in texts])


def test_texts_of_ascii_are_never_made() -> None:
    column = TextColumn(None, b"ann\x7fbob's\x7f")
    assert upper(column).escaped() == [b"ANN", b"BOB'S", b""]  # type: ignore[attr-defined]
    assert replaced(column, "n", "mm").escaped()[0] == b"ammmm"  # type: ignore[attr-defined]
    assert column._values is None


def test_what_nothing_changes_stays_the_column_that_it_is() -> None:
    column = known_texts(["Ann", 'Bo "b"'])
    assert trimmed(column) is replaced(column, "x", "y") is filled(column, "z") is column


@pytest.mark.parametrize("text", ["a\nn", "\\n", '"', "\x0b"])
def test_the_letters_of_an_escape_are_no_texts(text: str) -> None:
    column = known_texts([text, "n"])
    assert_are(replaced(column, "n", "m"), [text.replace("n", "m"), "m"])
    assert_are(upper(column), [text.upper(), "N"])


def test_a_column_with_gaps_may_have_them_or_is_declined() -> None:
    column = GapColumn(["Ann", None], known_texts(["Ann"]))
    expect(column, frozenset({str, type(None)}))
    at_most(3, column)
    with pytest.raises(DeclinedError) as declined:
        expect(column, frozenset({str}))
    assert list(declined.value.rows) == [1]
    with pytest.raises(DeclinedError) as declined:
        at_most(2, column)
    assert list(declined.value.rows) == [0]
