"""The entries of a plan that no one has claimed yet, in their order."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Protocol

from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.ledger.model import Intent, Span
from msgc.push.plans import PlanError
from msgc.push.windows import Choice


class Entries(Protocol):
    """A plan's entries, from any of them on."""

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """Yield the entries from `start` until before `stop`."""


class Fresh:
    """Walks through the spans that the ledger gives, and leaves out whom nobody may write to.

    These may become more on the way.
    """

    def __init__(self, plan: Entries, suppressed: AbstractSet[bytes]) -> None:
        self._plan = plan
        self._suppressed = suppressed
        self._left_out = len(suppressed)
        self._entries: Iterator[Entry] = iter(())
        self._stop = 0
        self._next = 0
        self._ahead: list[Entry] = []
        self._fault: PlanError | None = None

    @property
    def left(self) -> int:
        """How many entries the span still has, with those who are left out."""
        return len(self._ahead) + self._stop - self._next

    @property
    def needs_span(self) -> bool:
        """Tell whether the span is at its end."""
        return self.left == 0

    def open(self, span: Span) -> None:
        """Go on with another span."""
        self._next, self._stop = span.start, span.stop
        self._entries = self._plan.entries(span.start, span.stop)

    def ahead(self, most: int) -> list[Entry]:
        """Return the entries that come next in the span, and leave them there.

        Raises PlanError where the next one can't be read: not before it is the next one.
        """
        if len(self._suppressed) != self._left_out:
            self._left_out = len(self._suppressed)
            self._ahead = [entry for entry in self._ahead if self._is_wanted(entry)]
        while self._fault is None and len(self._ahead) < most and self._next < self._stop:
            self._read()
        if self._fault is not None and not self._ahead:
            raise self._fault
        return self._ahead[:most]

    def _read(self) -> None:
        try:
            entry = next(self._entries)
        except PlanError as error:
            self._fault = error
            return
        self._next = entry.seq + 1
        if self._is_wanted(entry):
            self._ahead.append(entry)

    def _is_wanted(self, entry: Entry) -> bool:
        return not self._suppressed or person(entry.to) not in self._suppressed

    def take(self, count: int) -> tuple[list[Entry], int]:
        """Return so many entries of those `ahead`, and the first one that is planned after them."""
        taken, self._ahead = self._ahead[:count], self._ahead[count:]
        return taken, self._ahead[0].seq if self._ahead else self._next


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
