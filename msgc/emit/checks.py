"""Checks of whole columns: a row that fails one is left to the reference, which says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import compress, count

from msgc.emit.declined import DeclinedError
from msgc.texts import CODE_POINTS, length_of


def all_fit(column: Sequence[object], fits: Callable[[object], bool]) -> None:
    """Decline the rows whose value doesn't pass a test."""
    outcomes = list(map(fits, column))
    if not all(outcomes):
        raise DeclinedError(i for i, fit in enumerate(outcomes) if not fit)


def texts_fit(column: Sequence[str], fits: Callable[[object], bool]) -> None:
    """Decline the rows whose text doesn't pass a test, which is asked once for equal texts."""
    bad = {text for text in set(column) if not fits(text)}
    if bad:
        raise DeclinedError(compress(count(), map(bad.__contains__, column)))


def no_longer(most: int, *columns: Sequence[str]) -> None:
    """Decline the rows whose texts together have more than `most` code points."""
    if sum(max(map(len, column)) for column in columns) > most:
        lengths = [sum(map(len, texts)) for texts in zip(*columns, strict=True)]
        _decline(i for i, length in enumerate(lengths) if length > most)


def no_shorter(least: int, *columns: Sequence[str]) -> None:
    """Decline the rows whose texts together have fewer than `least` code points."""
    if sum(min(map(len, column)) for column in columns) < least:
        lengths = [sum(map(len, texts)) for texts in zip(*columns, strict=True)]
        _decline(i for i, length in enumerate(lengths) if length < least)


def within(most: int, unit: str, column: Sequence[str]) -> None:
    """Decline the rows whose text is longer than `most` in a unit that isn't code points."""
    longest = max(map(len, column))
    # No unit counts a code point as more than four.
    if longest * (1 if "".join(column).isascii() or unit == CODE_POINTS else 4) > most:
        _decline(i for i, text in enumerate(column) if length_of(text, unit) > most)


def not_blank(column: Sequence[str]) -> None:
    """Decline the rows whose text is white space alone."""
    if not all(map(str.strip, column)):
        raise DeclinedError(i for i, text in enumerate(column) if not text.strip())


def one_of(words: frozenset[str], column: Sequence[str]) -> None:
    """Decline the rows whose text is none of some words."""
    if not words.issuperset(column):
        raise DeclinedError(i for i, text in enumerate(column) if text not in words)


def _decline(rows: object) -> None:
    found = list(rows)  # type: ignore[call-overload]
    if found:
        raise DeclinedError(found)
