"""A ledger and an exchange that do what they should, and may end the process on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from msgc.push.ledger.model import Claim, Intent, Ledger, Outcome, Reclaimed, Span
from msgc.push.states import Event
from msgc.transport.sending import Exchange, Reply
from tests.faults.points import Point, Trigger

LOOKS = frozenset({Event.FIND, Event.MISS, Event.GIVE_UP, Event.SEND_AGAIN})
# Both kinds of ledger write within this, and end with its commit.
WRITING = "_writing"
# What makes ambiguous that which others left claimed, in a transaction of whoever calls it.
ORPHANING = ("_end_lapsed", "_orphan")


class KillingLedger:
    """A ledger of the product's, watched from outside.

    What isn't committed yet can be seen by no caller, so that two of its methods are replaced.
    """

    def __init__(self, ledger: Ledger, trigger: Trigger) -> None:
        self._ledger: Any = ledger
        self._reach = trigger.reach
        self._in_commit: list[Point] = []
        self._writing = getattr(ledger, WRITING)
        setattr(ledger, WRITING, self._watched)
        name = next(each for each in ORPHANING if hasattr(ledger, each))
        self._orphaning = getattr(ledger, name)
        setattr(ledger, name, self._orphaned)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._ledger, name)

    @contextmanager
    def _watched(self) -> Iterator[None]:
        with self._writing():
            yield
            for point in self._in_commit:
                self._reach(point)

    def _orphaned(self, now: float) -> int:
        left: int = self._orphaning(now)
        if left:
            self._reach(Point.IN_TAKE_OVER)
        return left

    def take_over(self, now: float) -> int:
        left: int = self._ledger.take_over(now)
        self._reach(Point.AFTER_TAKE_OVER)
        return left

    def next_span(self, now: float) -> Span | None:
        span: Span | None = self._ledger.next_span(now)
        if span is not None:
            self._reach(Point.BETWEEN_LEASES)
        return span

    def reclaim(self, *given: Any) -> Reclaimed:
        found: Reclaimed = self._ledger.reclaim(*given)
        if found.claims:
            self._reach(Point.AFTER_INTENT)
        return found

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        intents: Sequence[Intent],
        cursor: int | None,
        now: float,
    ) -> list[Claim]:
        if intents:
            self._reach(Point.BEFORE_INTENT)
        ends = list(_ends(outcomes, intents))
        self._in_commit = [inside for inside, _ in ends]
        try:
            claims: list[Claim] = self._ledger.exchange(outcomes, intents, cursor, now)
        finally:
            self._in_commit = []
        for _, after in ends:
            self._reach(after)
        return claims


def _ends(outcomes: Sequence[Outcome], intents: Sequence[Intent]) -> Iterator[tuple[Point, Point]]:
    """Yield, for all that is written, the points before and after its commit."""
    if intents:
        yield Point.IN_INTENT, Point.AFTER_INTENT
    if any(each.event not in LOOKS for each in outcomes):
        yield Point.IN_OUTCOME, Point.AFTER_OUTCOME
    if any(each.event in LOOKS for each in outcomes):
        yield Point.IN_LOOK, Point.AFTER_LOOK


class KillingExchange:
    """An exchange whose messages may be the process's last."""

    def __init__(self, exchange: Exchange, trigger: Trigger) -> None:
        self._exchange = exchange
        self._reach = trigger.reach

    async def request(
        self, method: str, path: str, *, query: Mapping[str, str], content: bytes | None
    ) -> Reply:
        if content is not None:
            self._reach(Point.BEFORE_POST)
        reply = await self._exchange.request(method, path, query=query, content=content)
        if content is not None:
            self._reach(Point.AFTER_ANSWER)
        return reply
