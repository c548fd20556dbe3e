"""What JSON has for a column in one piece: as many pieces as there are values."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from msgc.recipients.quick_integers import known_integers
from msgc.recipients.quick_taken import QuickTable
from msgc.recipients.quick_typed import known_texts
from msgc.recipients.written_columns import TextColumn, WholeColumn, Written, pieces_of
from tests.kernel_help import by_each, needs_kernel, same

TEXTS = [[""], ["", ""], ["a", "", "é"], ['"', "\\"]]


def in_json(text: str) -> bytes:
    return text.replace("\\", "\\\\").replace('"', '\\"').encode()


@pytest.mark.parametrize("texts", TEXTS)
def test_one_piece_is_parted_when_pieces_are_asked_for(texts: list[str]) -> None:
    written = Written(b"\x7f".join(map(in_json, texts)))
    assert len(written) == len(texts)
    assert list(written) == pieces_of(written) == list(map(in_json, texts))
    assert [written[place] for place in range(len(texts))] == list(map(in_json, texts))
    assert pieces_of([b"a"]) == [b"a"]


@pytest.mark.parametrize("texts", TEXTS)
@pytest.mark.parametrize("is_read", [False, True])
def test_texts_are_written_in_one_piece_as_long_as_they_arent_parted(
    texts: list[str], is_read: bool
) -> None:
    column = TextColumn(None, b"\x7f".join(map(in_json, texts)))
    if is_read:
        assert list(column) == texts
    assert len(column) == len(texts)
    assert isinstance(column.written, Written)
    assert list(column.written) == list(column.escaped())
    assert column.written is column.escaped()


@pytest.mark.parametrize("texts", [[], ()])
def test_no_texts_are_no_pieces(texts: Sequence[str]) -> None:
    column = TextColumn(texts, b"")
    assert (len(column), len(column.written), len(column.escaped())) == (0, 0, 0)
    assert (len(known_texts(texts)), len(known_integers([]))) == (0, 0)


@pytest.mark.parametrize("places", [[], [1], [2, 0, 2]])
def test_what_is_picked_has_as_many_pieces(places: list[int]) -> None:
    def pick(values: Sequence[object]) -> list[object]:
        return [values[place] for place in places]

    texts, wholes = ["a", "", 'c"'], [1, -2, 3]
    picked = TextColumn(None, b'a\x7f\x7fc\\"').picked(pick)
    assert (list(picked), len(picked)) == (pick(texts), len(places))
    assert list(picked.written) == [in_json(texts[place]) for place in places]
    for values in (None, wholes):
        numbers = WholeColumn(values, Written(b"1\x7f-2\x7f3")).picked(pick)
        assert (list(numbers), len(numbers)) == (pick(wholes), len(places))
        assert list(numbers.written) == [b"%d" % wholes[place] for place in places]


@pytest.mark.parametrize("places", [[0], [1], [0, 2]])
def test_what_is_left_without_some_is_as_if_the_others_were_picked(places: list[int]) -> None:
    kept = [place for place in range(3) if place not in places]
    fields = {
        "texts": TextColumn(None, b'a\x7f\x7fc\\"'),
        "parted": TextColumn(["a", "", 'c"'], b'a\x7f\x7fc\\"', [b"a", b"", b'c\\"']),
        "wholes": WholeColumn(None, Written(b"1\x7f-2\x7f3")),
        "plain": [True, False, None],
    }
    made = by_each(lambda: told(QuickTable(3, fields).without(places)))
    assert made == same(told(QuickTable(3, fields).take(kept)))


def told(table: QuickTable) -> list[object]:
    """Return a table's rows, and the JSON that its columns know."""
    columns = [table.column((name,), False) for name in ("texts", "parted", "wholes")]
    written = [list(each.written) for each in columns]  # type: ignore[attr-defined]
    return [len(table), table.rows(), written, [len(each) for each in columns]]


def test_integers_are_made_when_they_are_asked_for() -> None:
    column = WholeColumn(None, Written(b"1\x7f-2"))
    assert len(column) == 2
    assert column.values == [1, -2] and column.values is column.values
    assert column.classes == {int}


@pytest.mark.parametrize("texts", TEXTS)
def test_some_texts_are_those_at_their_places(texts: list[str]) -> None:
    for places in ([0], range(len(texts)), [len(texts) - 1]):
        wanted = [texts[place] for place in places]
        data = b"\x7f".join(map(in_json, texts))
        made = by_each(lambda places=places, data=data: list(TextColumn(None, data).at(places)))
        assert made == same(wanted)


@needs_kernel
def test_some_texts_are_had_without_the_others() -> None:
    column = TextColumn(None, b"\x7f".join([b"a", b"\\\\", b"b", b"c"]))
    assert column.at([1, 3]) == ["\\", "c"]
    assert column._values is None
