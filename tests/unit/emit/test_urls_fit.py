"""URLs that are filled by columns: none passes that its test refuses, none is refused in vain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit.declined import DeclinedError
from msgc.emit.steps import urls_fit
from msgc.facts.formats import is_uri
from msgc.recipients.quick_columns import TextColumn
from msgc.recipients.quick_texts import escaped_texts

FILLS = st.text('aZ0-._~/ %?#é\n"\\٣:@', max_size=3)


def declined(column: list[str], before: str, after: str) -> list[int]:
    def urls() -> list[str]:
        return [f"{before}{text}{after}" for text in column]

    try:
        urls_fit((column,), urls, lambda url: is_uri(str(url)))
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
    urls_fit((["a-1", "", "~_."], ["0", "1", "2"]), lambda: pytest.fail("asked"), bool)


def test_a_lone_surrogate_passes_nothing() -> None:
    assert declined(["a", "\ud800"], "https://cdn.example.com/", "") == [1]
