"""Texts in pieces: each is found where it is written, however many there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from msgc.preview.markup import Words
from msgc.preview.model import Stretch
from msgc.preview.words import Written
from msgc.preview.words import words as text_words
from tests.unit.preview.pictures import frame_of, place, steps

TEXT = ("body", "text", "text")


def stretches(*starts: int) -> tuple[Stretch, ...]:
    return tuple(Stretch(at, place(n + 1), n % 2 == 1) for n, at in enumerate(starts))


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(0, 20), st.text("ab", max_size=20))
def test_no_letter_of_a_text_is_lost(starts: list[int], start: int, text: str) -> None:
    written = Written(stretches(*sorted(starts)))
    assert "".join(piece for piece, _ in written.pieces(Words(text, start))) == text


def test_words_are_cut_where_data_begins_and_ends() -> None:
    written = Written(stretches(0, 3, 3, 6, 9))
    pieces = list(written.pieces(Words("cdefghijk", 2)))
    assert pieces == [("c", False), ("def", False), ("ghi", True), ("jk", False)]
    assert [written.at(n).place.line for n in (0, 2, 3, 8)] == [1, 1, 3, 4]  # type: ignore[union-attr]
    assert Written(()).at(3) is None


def test_the_work_grows_with_the_pieces_and_no_faster() -> None:
    def draw(count: int) -> None:
        pieces = stretches(*range(0, 4 * count, 2))
        text_words(frame_of({}, stretches={TEXT: pieces}), TEXT, "ab *c\n" * count)

    few, many = (steps(lambda n=n: draw(n)) for n in (50, 200))  # type: ignore[misc]
    assert many < 6 * few
