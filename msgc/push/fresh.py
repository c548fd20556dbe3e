"""The entries of a plan that no one has claimed yet, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.ledger.model import Intent, Span
from msgc.push.windows import Choice


class Entries(Protocol):
    """A plan's entries, from any of them on."""

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """Yield the entries from `start` until before `stop`."""


class Fresh:
    """Walks through the spans that the ledger gives, and leaves out whom nobody may write to."""

    def __init__(self, plan: Entries, suppressed: frozenset[bytes], limit: int | None) -> None:
        self._plan = plan
        self._suppressed = suppressed
        self._left = limit
        self._entries: Iterator[Entry] = iter(())
        self._span = Span(0, 0)
        self._next = 0

    @property
    def needs_span(self) -> bool:
        """Tell whether the span is at its end."""
        return self._next >= self._span.stop

    @property
    def is_limited(self) -> bool:
        """Tell whether as many were taken as this push may."""
        return self._left == 0

    def open(self, span: Span) -> None:
        """Go on with another span."""
        self._span, self._next = span, span.start
        self._entries = self._plan.entries(span.start, span.stop)

    def take(self, most: int) -> tuple[list[Entry], int]:
        """Return entries, and the first one of the span that is still planned after them."""
        most = most if self._left is None else min(most, self._left)
        taken: list[Entry] = []
        while len(taken) < most and not self.needs_span:
            entry = next(self._entries)
            self._next = entry.seq + 1
            if person(entry.to) not in self._suppressed:
                taken.append(entry)
        if self._left is not None:
            self._left -= len(taken)
        return taken, self._next


def intent_of(entry: Entry, choice: Choice) -> Intent:
    """Return what is written of an entry before anything is done with it."""
    return Intent(
        seq=entry.seq,
        row=entry.row,
        key=bytes.fromhex(entry.key),
        recipient=entry.to,
        person=person(entry.to),
        reference=entry.reference or entry.key,
        side=choice.side,
        event=choice.event,
        code=choice.code,
    )
