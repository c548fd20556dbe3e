"""Checks of what stands at the ends of texts, for whole columns, and what takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.emit.declined import DeclinedError
from msgc.emit.measures import edges_of
from msgc.emit.size_steps import decline
from msgc.recipients.written_columns import TextColumn


def not_blank(column: Sequence[str]) -> None:
    """Decline the rows whose text is white space alone."""
    edges = edges_of(column)
    if edges is not None and not edges.blank:
        return
    if not all(map(str.strip, column)):
        raise DeclinedError(i for i, text in enumerate(column) if not text.strip())


def no_space_before(column: Sequence[str]) -> None:
    """Decline the rows whose text begins with white space."""
    edges = edges_of(column)
    if edges is None or edges.begins:
        decline(i for i, text in enumerate(column) if text[:1].isspace())


def no_space_behind(column: Sequence[str]) -> None:
    """Decline the rows whose text ends with white space."""
    edges = edges_of(column)
    if edges is None or edges.ends:
        decline(i for i, text in enumerate(column) if text[-1:].isspace())


def without_return(column: Sequence[str]) -> Sequence[str]:
    """Return texts without one final carriage return, of which few have any."""
    return [text.removesuffix("\r") for text in column] if _may_return(column) else column


def _may_return(column: Sequence[str]) -> bool:
    if not isinstance(column, TextColumn):
        return "\r" in "".join(column)
    if b"\\" not in column.data:
        return False
    edges = edges_of(column)
    return b"\\r" in column.data if edges is None else edges.returns
