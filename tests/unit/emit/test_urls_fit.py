"""URLs that are filled by columns: none passes that its test refuses, none is refused in vain."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit.declined import DeclinedError
from msgc.emit.steps import urls_fit
from msgc.facts.formats import is_uri
from msgc.recipients.quick_texts import escaped_texts
from msgc.recipients.tables import picker
from msgc.recipients.written_columns import TextColumn

FILLS = st.text('aZ0-._~/ %?#é\n"\\٣:@', max_size=3)


def declined(column: Sequence[str], before: str, after: str) -> list[int]:
    def urls(texts: list[str]) -> list[str]:
        return [f"{before}{text}{after}" for text in texts]

    try:
        urls_fit((column,), (column,), urls, lambda url: is_uri(str(url)))
    except DeclinedError as error:
        return list(error.rows)
    return []


@given(st.lists(FILLS, min_size=1))
def test_the_rows_that_are_declined_are_those_that_fail(column: list[str]) -> None:
    before, after = "https://cdn.example.com/", ".jpg"
    failing = [i for i, text in enumerate(column) if not is_uri(f"{before}{text}{after}")]
    assert declined(column, before, after) == failing
    known = TextColumn(column, escaped_texts(column))
    assert declined(known, before, after) == failing


def test_unreserved_texts_arent_asked_one_by_one() -> None:
    filled = ["a-1", "", "~_."], ["0", "1", "2"]
    urls_fit(filled, filled, lambda *columns: pytest.fail("asked"), bool)


def test_urls_are_made_of_rows_with_odd_texts_alone() -> None:
    column, made = ["a", "b c", "d", "é", "f"], []

    def urls(texts: list[str]) -> list[str]:
        made.extend(texts)
        return texts

    for known in (column, TextColumn(column, escaped_texts(column))):
        urls_fit((known,), (known,), urls, bool)
    assert made == ["b c", "é"] * 2


def test_of_a_picked_column_only_its_own_texts_are_odd() -> None:
    column = ["a b", "c", "d e", "f"]
    known = TextColumn(column, escaped_texts(column))
    before = "https://cdn.example.com/"
    for places in ([1, 3], [1, 2], [2], []):
        texts = [column[place] for place in places]
        picked = known.picked(picker(places))
        odd = [row for row, text in enumerate(texts) if " " in text]
        assert declined(texts, before, "") == declined(picked, before, "") == odd


def test_a_lone_surrogate_passes_nothing() -> None:
    assert declined(["a", "\ud800"], "https://cdn.example.com/", "") == [1]
