"""Whether a column of texts is full, told from its JSON in one piece or in many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.recipients.tables import picker
from msgc.recipients.written_columns import TextColumn, has_empty


@given(st.lists(st.text("ab\\", max_size=2), min_size=1))
def test_an_empty_text_is_found_wherever_it_stands(texts: list[str]) -> None:
    data = "\x7f".join(texts).encode()
    assert has_empty(data) == ("" in texts)
    assert TextColumn(None, data).is_full() == all(texts)


@pytest.mark.parametrize(("places", "is_full"), [([0], True), ([1], False), ([0, 1], False)])
def test_of_some_texts_others_dont_count(places: list[int], is_full: bool) -> None:
    column = TextColumn(None, b"a\x7f\x7fb", is_full=False)
    assert column.picked(picker(places)).is_full() == is_full


def test_what_is_known_isnt_asked_again() -> None:
    for is_full in (True, False):
        assert TextColumn(None, b"a\x7f", is_full=is_full).is_full() == is_full


def test_pieces_tell_what_they_are() -> None:
    assert TextColumn(None, b"a\x7fb", [b"a", b"b"]).is_full()
    assert not TextColumn(None, b"a\x7f", [b"a", b""]).is_full()
