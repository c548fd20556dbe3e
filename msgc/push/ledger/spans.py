"""Which entries of a plan no sender has claimed yet, and who may."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Entries that no one has claimed and this sender may: from `start`, before `stop`."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Entries that no sender has claimed yet: those of `spans`, in order.

    `passed` is how many entries stand before them and were never claimed, since they were left
    out when it was their turn: the run doesn't come back to them.
    """

    spans: tuple[Span, ...]
    passed: int

    def is_ahead(self) -> Callable[[int], bool]:
        """Return what tells by its number whether an entry is still to be claimed."""
        starts = [span.start for span in self.spans]

        def tell(seq: int) -> bool:
            place = bisect_right(starts, seq) - 1
            return place >= 0 and seq < self.spans[place].stop

        return tell


@dataclass(frozen=True, slots=True)
class Leased:
    """How many entries other senders have, and in how many seconds they are free at the earliest.

    That is when who has them lets no more be heard.
    """

    entries: int
    free_in: float
