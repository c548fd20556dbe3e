"""Checks of how long texts and lists are, for whole columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized

from msgc.emit.declined import DeclinedError
from msgc.emit.measures import longest, shortest, together
from msgc.recipients.quick_columns import GapColumn, ListColumn
from msgc.recipients.written_columns import TextColumn

Column = Sequence[object]


def at_most(limit: int, column: Sequence[Sized | None]) -> None:
    """Decline rows with a longer text or list: only the reference counts work exactly."""
    if _is_short(column, limit):
        return
    if _longest(column) > limit:
        raise DeclinedError(i for i, value in enumerate(column) if value and len(value) > limit)


def at_most_inside(limit: int, column: Sequence[Sized | None]) -> None:
    """Decline the rows in whose lists there is a longer text or list."""
    if _is_short(column, limit):
        return
    if _longest(column) > limit:
        raise DeclinedError


def _is_short(column: Column, limit: int) -> bool:
    """Tell whether no text of a column is longer, where its JSON is known: mostly it is short."""
    texts = column.there if isinstance(column, GapColumn) else column
    if not isinstance(texts, TextColumn):
        return False
    return len(texts.data) <= limit or longest(texts) <= limit


def _longest(column: Sequence[Sized | None]) -> int:
    if isinstance(column, ListColumn):
        return max(column.counts, default=0)
    try:
        # Looking for what isn't there takes as long again, and most columns have no gap.
        return max(map(len, column), default=0)  # type: ignore[arg-type]
    except TypeError:
        return max(map(len, filter(None, column)), default=0)


def no_longer(most: int, *columns: Sequence[str]) -> None:
    """Decline the rows whose texts together have more than `most` code points."""
    if sum(map(longest, columns)) > most:
        decline(i for i, length in enumerate(together(columns)) if length > most)


def no_shorter(least: int, *columns: Sequence[str]) -> None:
    """Decline the rows whose texts together have fewer than `least` code points."""
    if sum(map(shortest, columns)) < least:
        decline(i for i, length in enumerate(together(columns)) if length < least)


def decline(rows: Iterable[int]) -> None:
    """Decline rows, if there are any."""
    found = list(rows)
    if found:
        raise DeclinedError(found)
