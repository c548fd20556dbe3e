"""Checks of whole columns: a row that fails one is left to the reference, which says why."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.emit.steps import all_fit as all_fit
from msgc.emit.steps import decline as decline
from msgc.emit.steps import no_longer as no_longer
from msgc.emit.steps import no_shorter as no_shorter
from msgc.emit.steps import no_space_before as no_space_before
from msgc.emit.steps import no_space_behind as no_space_behind
from msgc.emit.steps import not_blank as not_blank
from msgc.emit.steps import one_of as one_of
from msgc.emit.steps import texts_fit as texts_fit
from msgc.emit.steps import urls_fit as urls_fit
from msgc.texts import CODE_POINTS, length_of


def within(most: int, unit: str, column: Sequence[str]) -> None:
    """Decline the rows whose text is longer than `most` in a unit that isn't code points."""
    longest = max(map(len, column), default=0)
    # No unit counts a code point as more than four.
    if longest * (1 if "".join(column).isascii() or unit == CODE_POINTS else 4) > most:
        decline(i for i, text in enumerate(column) if length_of(text, unit) > most)
