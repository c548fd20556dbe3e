"""Steps about texts' lengths and ends: of one piece of JSON, what they say of each text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from msgc.emit import steps
from msgc.emit.declined import DeclinedError
from msgc.emit.many_steps import escaped
from msgc.native import measuring
from msgc.recipients.quick_columns import GapColumn
from msgc.recipients.quick_texts import escaped_texts
from msgc.recipients.written_columns import TextColumn, Written
from tests.kernel_help import by_each, needs_kernel, same

TEXTS = st.text('a n\\r"\n\r\t\x0b\x1c\xa0\u3000é\u0301日🎉', max_size=5) | st.just("x" * 17)
ROWS = st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=7)
LIMITS = st.integers(-1, 12)

Check = Callable[[Sequence[str], Sequence[str]], object]


def in_one_piece(texts: Sequence[str]) -> TextColumn:
    return TextColumn(None, escaped_texts(texts))


def declined_by(check: Check, *columns: Sequence[str]) -> list[int]:
    try:
        check(*columns)
    except DeclinedError as error:
        return list(error.rows)
    return []


def of_one(step: Callable[[Sequence[str]], object]) -> Check:
    return lambda first, _second: step(first)


def wanted(fits: Callable[[str, str], bool], rows: list[tuple[str, str]]) -> list[int]:
    return [place for place, row in enumerate(rows) if not fits(*row)]


@given(ROWS, LIMITS)
def test_rows_are_declined_as_their_texts_are(rows: list[tuple[str, str]], limit: int) -> None:
    checks: list[tuple[Check, Callable[[str, str], bool]]] = [
        (partial(steps.no_longer, limit), lambda one, other: len(one + other) <= limit),
        (partial(steps.no_shorter, limit), lambda one, other: len(one + other) >= limit),
        (of_one(partial(steps.at_most, limit)), lambda one, _: not one or len(one) <= limit),
        (of_one(steps.not_blank), lambda one, _: one.strip() != ""),
        (of_one(steps.no_space_before), lambda one, _: one == one.lstrip()),
        (of_one(steps.no_space_behind), lambda one, _: one == one.rstrip()),
    ]
    plain = list(zip(*rows, strict=True))
    known = list(map(in_one_piece, plain))
    picked = [in_one_piece([*each, " "]).picked(lambda column: column[:-1]) for each in plain]
    for check, fits in checks:
        for columns in (plain, known, picked, [known[0], plain[1]]):
            made = by_each(partial(declined_by, check, *columns))
            assert made == same(wanted(fits, rows))


@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_texts_lose_what_stands_at_their_ends(texts: list[str]) -> None:
    changes: list[tuple[Callable[[Sequence[str]], Sequence[str]], Callable[[str], str]]] = [
        (steps.trimmed, str.strip),
        (steps.without_return, lambda text: text.removesuffix("\r")),
    ]
    for step, change in changes:
        changed = list(map(change, texts))
        made = by_each(lambda step=step: step(in_one_piece(texts)))  # type: ignore[misc]
        for column in made.values():
            assert list(column) == changed
            assert list(escaped(column)) == list(escaped(in_one_piece(changed)))


@needs_kernel
def test_texts_in_one_piece_are_never_made() -> None:
    column = in_one_piece(["Ann", "Zoë\n1", "\\r"])
    gaps = GapColumn(["Ann", None, "Zoë\n1", "\\r"], column)
    for check in (steps.no_space_before, steps.no_space_behind, steps.not_blank):
        check(column)
    steps.no_longer(10, column, column)
    steps.no_shorter(4, column, column)
    steps.at_most(5, column)
    steps.at_most(5, gaps)
    assert steps.trimmed(column) is steps.without_return(column) is column
    assert column._values is None
    trimmed = steps.trimmed(in_one_piece([" a", "b\n"]))
    assert isinstance(trimmed, TextColumn) and trimmed.data == b"a\x7fb"


def test_digits_are_counted_as_json_has_them() -> None:
    for digits in (Written(b"7\x7f-12"), [b"7", b"-12"]):
        check = partial(steps.no_longer, 4, in_one_piece(["aa", "é"]))
        made = by_each(lambda check=check, digits=digits: declined_by(check, digits))  # type: ignore[misc,arg-type]
        assert made == same([])
        with pytest.raises(DeclinedError) as declined:
            steps.no_longer(3, in_one_piece(["aa", "é"]), digits)  # type: ignore[arg-type]
        assert list(declined.value.rows) == [1]


def test_columns_of_other_lengths_are_never_added() -> None:
    for columns in ((["a", "b"], ["a"]), (in_one_piece(["a", "b"]), in_one_piece(["a"]))):
        with pytest.raises(ValueError, match="zip"):
            steps.no_longer(0, *columns)


def test_few_texts_dont_ask_the_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("lengths", "edges", "added_lengths", "trimmed"):
        monkeypatch.delattr(measuring, name)
    steps.no_longer(3, ["a"], ["bc"])
    steps.not_blank(["a"])
    assert steps.trimmed([" a"]) == ["a"]
