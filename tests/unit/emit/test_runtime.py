"""What generated code calls: the same JSON as `json.dumps`, and unusual rows named."""

from __future__ import annotations

import json

import pytest

from msgc.emit.checks import no_longer, no_shorter
from msgc.emit.declined import DeclinedError
from msgc.emit.runtime import (
    Remembered,
    at_most,
    escaped,
    expect,
    gathered,
    numbers,
    text_of,
    truths,
    whole_numbers,
)

EVERY = [chr(code) for code in (*range(0x7F), *range(0x80, 0xD800), *range(0xE000, 0x11000))]


def dumped(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def test_every_character_is_escaped_as_json_does() -> None:
    assert list(escaped(EVERY)) == [dumped(char)[1:-1] for char in EVERY]


@pytest.mark.parametrize(
    "column", [[""], ["", ""], ['","', '"'], ["\\u007f", "\\"], ["a\nb", "\u2028"], ["👩‍👩‍👧"]]
)
def test_a_column_stays_a_column(column: list[str]) -> None:
    assert list(escaped(column)) == [dumped(text)[1:-1] for text in column]
    assert len(escaped(column)) == len(column)


def test_the_separator_in_a_text_names_its_row() -> None:
    with pytest.raises(DeclinedError) as declined:
        escaped(["a", "b\x7fc", "\x7f"])
    assert declined.value.rows == (1, 2)


def test_a_lone_surrogate_isnt_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        escaped(["\ud800"])


def test_numbers_are_jsons() -> None:
    floats = [0.0, -0.0, 1.5, 1e21, 1e-7, 2.0**70, -1e308]
    assert numbers(floats) == [dumped(value) for value in floats]
    assert list(whole_numbers([0, -1, 10**30])) == [b"0", b"-1", dumped(10**30)]
    assert truths([True, False]) == [b"true", b"false"]


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_isnt_a_number_is_declined(value: float) -> None:
    with pytest.raises(DeclinedError) as declined:
        numbers([1.0, value])
    assert declined.value.rows == (1,)


def test_a_boolean_is_no_integer() -> None:
    with pytest.raises(DeclinedError) as declined:
        expect([1, True, 2], frozenset({int}))
    assert declined.value.rows == (1,)


@pytest.mark.parametrize("value", [True, 1.0, None, [], {}])
def test_only_texts_and_integers_are_written(value: object) -> None:
    with pytest.raises(DeclinedError):
        text_of(value)
    assert (text_of("x"), text_of(7)) == ("x", "7")


def test_lengths_are_of_texts_and_lists() -> None:
    at_most(2, ["ab", None, [1, 2], ""])
    with pytest.raises(DeclinedError) as declined:
        at_most(1, ["a", None, "ab", [1, 2]])
    assert declined.value.rows == (2, 3)


def test_entries_go_back_to_their_rows() -> None:
    assert gathered(["a", "b", "c"], [2, 0, 1], "") == ["ab", "", "c"]
    assert gathered([b"a", b"1", b"b", b"2"], [2, 0], b"", 2) == [b"a1b2", b""]
    assert gathered([], [0, 0], b"") == [b"", b""]


@pytest.mark.parametrize("counts", [[2, 0], [2, 2], []])
def test_no_entry_is_lost(counts: list[int]) -> None:
    with pytest.raises(ValueError):
        gathered(["a", "b", "c"], counts, "")


def test_no_place_has_no_text() -> None:
    assert list(escaped([])) == list(whole_numbers([])) == []
    no_longer(0, [])
    no_shorter(0, [])


def test_equal_values_of_two_types_are_remembered_apart() -> None:
    calls: list[object] = []

    def written(value: object) -> str:
        calls.append(value)
        return repr(value)

    remembered = Remembered(written)
    values: list[object] = [1, 1.0, True, 0.0, -0.0, 1, 1.0]
    assert [remembered(value) for value in values] == [repr(value) for value in values]
    assert len(calls) == 5
