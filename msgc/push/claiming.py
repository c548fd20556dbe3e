"""What is claimed next: first what is due again, then what is still planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from msgc.push.entries import Entry
from msgc.push.fresh import Fresh, intent_of
from msgc.push.ledger.model import Claim
from msgc.push.ledger_thread import LedgerThread
from msgc.push.outbox import Outbox
from msgc.push.payloads import Payloads
from msgc.push.policy import WindowUnknown
from msgc.push.states import Event, State
from msgc.push.tally import Tally
from msgc.push.windows import choose


class Windows(Protocol):
    """What can say whether a recipient's window is open."""

    async def of(self, entries: Sequence[Entry], now: float) -> list[bool | None]:
        """Return for each entry whether its window is open; None where that isn't known."""


@dataclass(slots=True)
class Claimer:
    """Claims for one push of one run, until its time is over.

    `expires` is in seconds since 1970.
    """

    ledger: LedgerThread
    outbox: Outbox
    fresh: Fresh
    payloads: Payloads
    windows: Windows
    unknown: WindowUnknown | None
    tally: Tally
    expires: float
    _is_over: bool = False
    _has_span: bool = True

    @property
    def is_planned(self) -> bool:
        """Tell whether there may be entries left that this push may claim."""
        return self._has_span and not self._is_over and not self.fresh.is_limited

    async def claim(self, want: int, now: float) -> list[Claim]:
        """Return at most `want` claims that may be posted; their intents are on disk."""
        if now >= self.expires:
            await self._expire(now)
            return []
        due = await self.ledger.do(lambda ledger: ledger.reclaim(want, now))
        for _ in due:
            self.tally.move(State.RETRY, Event.CLAIM)
        return [*due, *await self._claim_fresh(want - len(due), now)]

    async def _expire(self, now: float) -> None:
        self._is_over = True
        for _ in range(await self.ledger.do(lambda ledger: ledger.expire(now))):
            self.tally.move(State.RETRY, Event.EXPIRE)

    async def _claim_fresh(self, want: int, now: float) -> list[Claim]:
        if want <= 0 or not await self._open_span(now):
            return []
        entries, cursor = self.fresh.take(want)
        known = await self.windows.of(entries, now)
        chosen = [choose(e, each, self.unknown) for e, each in zip(entries, known, strict=True)]
        self.payloads.hold(entries)
        intents = [intent_of(entry, choice) for entry, choice in zip(entries, chosen, strict=True)]
        claims = await self.outbox.exchange(intents, cursor, now)
        for intent in intents:
            self.tally.move(State.PLANNED, intent.event)
        return claims

    async def _open_span(self, now: float) -> bool:
        """Tell whether there are planned entries that may be claimed.

        The ledger is asked each time: another sender may leave some of its own.
        """
        if self.fresh.needs_span and not self._is_over:
            span = await self.ledger.do(lambda ledger: ledger.next_span(now))
            self._has_span = span is not None
            if span is not None:
                self.fresh.open(span)
        return self.is_planned
