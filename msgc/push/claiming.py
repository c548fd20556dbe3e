"""What is claimed next: first what is due again, then what is still planned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import inf
from typing import Protocol

from msgc.push.entries import Entry
from msgc.push.fresh import Fresh, intent_of
from msgc.push.ledger.model import Claim
from msgc.push.ledger.sending import FURTHEST_DUE
from msgc.push.ledger_thread import LedgerThread
from msgc.push.outbox import Outbox
from msgc.push.payloads import Payloads
from msgc.push.policy import Policy
from msgc.push.quota import Quota
from msgc.push.states import Event, State
from msgc.push.tally import Tally
from msgc.push.windows import choose
from msgc.push.windows_again import WindowsAgain

# Entries whose windows are asked for before it is their turn: at 47 questions a second an answer
# may take two seconds, and sending doesn't wait for it.
AHEAD = 100
# Seconds between two questions about what is due again; each costs as much as a claim.
DUE_ASKED = 0.1


class Windows(Protocol):
    """What can say whether a recipient's window is open."""

    def has_to_ask(self, entry: Entry) -> bool:
        """Tell whether an entry's window is to be asked for, which doesn't change."""

    def ask(self, entries: Iterable[Entry]) -> None:
        """Begin to find out."""

    async def known(self, entries: Sequence[Entry]) -> int:
        """Return of how many entries, from the first on, all is known; wait a moment for it."""

    def of(self, entries: Sequence[Entry]) -> list[bool | None]:
        """Return for each known entry whether its window is open; None where nobody can say."""


@dataclass(slots=True)
class Claimer:
    """Claims for one push of one run, until its time is over; nothing for `suppressed` people.

    `expires` is in seconds since 1970.
    """

    ledger: LedgerThread
    outbox: Outbox
    fresh: Fresh
    payloads: Payloads
    windows: Windows
    again: WindowsAgain
    policy: Policy
    suppressed: AbstractSet[bytes]
    quota: Quota
    tally: Tally
    expires: float
    _is_over: bool = False
    _has_span: bool = True
    _due: float | None = None
    _due_asked: float = -inf
    _to_ask: list[Entry] = field(default_factory=list)
    _seen: int = 0

    @property
    def is_open(self) -> bool:
        """Tell whether this push may claim more of what is planned, if there is more."""
        return not (self._is_over or self.policy.only_due or self.quota.is_used_up)

    @property
    def is_planned(self) -> bool:
        """Tell whether there may be entries left that this push may claim."""
        return self._has_span and self.is_open

    async def will_be_due(self) -> bool:
        """Tell whether something waits that this push may try again."""
        due = await self.ledger.do(lambda ledger: ledger.next_due(State.RETRY))
        return due is not None and (self.quota.has_put_off or not self.quota.is_used_up)

    async def ready(self, most: int, now: float) -> int:
        """Return how many there are to be claimed, up to `most`; what can't be yet counts too.

        What has expired is written so before.
        """
        if now >= self.expires:
            await self._expire(now)
            return 0
        due = await self._count_due(most, now)
        is_planned = due < most and await self._open_span(now)
        fresh = self.quota.allowed(self.fresh.left) if is_planned else 0
        return min(most, due + fresh)

    async def _count_due(self, most: int, now: float) -> int:
        if not await self._is_due(now):
            return 0
        if self.quota.is_used_up:
            return len(self.quota.due(most, now))
        most = self.quota.allowed(most)
        return len(await self.ledger.do(lambda ledger: ledger.waiting(most, now)))

    async def _is_due(self, now: float) -> bool:
        """Tell whether anything is due to be tried again."""
        if self.quota.is_used_up:
            return bool(self.quota.due(1, now))
        if not 0 <= now - self._due_asked < DUE_ASKED:
            self._due = await self.ledger.do(lambda ledger: ledger.next_due(State.RETRY))
            self._due_asked = now
        return self._due is not None and not now < self._due <= now + FURTHEST_DUE

    async def claim(self, want: int, now: float) -> list[Claim]:
        """Return at most `want` claims that may be posted; their intents are on disk."""
        due = await self._claim_due(want, now) if await self._is_due(now) else []
        return [*due, *await self._claim_fresh(self.quota.allowed(want - len(due)), now)]

    async def _expire(self, now: float) -> None:
        self._is_over = True
        for _ in range(await self.ledger.do(lambda ledger: ledger.expire(now))):
            self.tally.move(State.RETRY, Event.EXPIRE)

    async def _claim_due(self, want: int, now: float) -> list[Claim]:
        """Claim what is due; where all is used up, what this push has put off itself."""
        among = self.quota.due(want, now) if self.quota.is_used_up else None
        if among:
            # What has just been put off isn't in the ledger yet.
            await self.outbox.exchange([], None, now)
        most, out = want if among else self.quota.allowed(want), self.suppressed
        if not most:
            return []
        ready = await self.again.ready(most, now, among)
        found = await self.ledger.do(lambda ledger: ledger.reclaim(most, now, out, ready))
        self.quota.take_again(found.claims)
        self.quota.drop(ready or ())
        for _ in found.claims:
            self.tally.move(State.RETRY, Event.CLAIM)
        self.tally.leave_out(State.RETRY, found.left_out)
        return found.claims

    async def _claim_fresh(self, want: int, now: float) -> list[Claim]:
        if want <= 0 or not await self._open_span(now):
            return []
        ahead = self.fresh.ahead(self.quota.allowed(max(AHEAD, want)))
        self._ask(ahead)
        count = await self.windows.known(ahead[:want])
        if ahead and not count:
            return []
        entries, cursor = self.fresh.take(count)
        self.quota.take(count)
        return await self._exchange(entries, cursor, now)

    def _ask(self, ahead: Sequence[Entry]) -> None:
        """Ask for the windows of what comes next, each time: an answer may be out of date by then.

        Most entries have none to be asked for, and are looked at once.
        """
        if not ahead:
            return
        new = [entry for entry in ahead if entry.seq >= self._seen]
        kept = [entry for entry in self._to_ask if entry.seq >= ahead[0].seq]
        self._to_ask = kept + [entry for entry in new if self.windows.has_to_ask(entry)]
        self._seen = max(self._seen, ahead[-1].seq + 1)
        self.windows.ask(self._to_ask)

    async def _exchange(self, entries: Sequence[Entry], cursor: int, now: float) -> list[Claim]:
        """Write what is meant to be done with entries; return what is to be posted."""
        unknown, known = self.policy.window_unknown, self.windows.of(entries)
        chosen = [choose(e, each, unknown) for e, each in zip(entries, known, strict=True)]
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
        if self.fresh.needs_span and self.is_open:
            span = await self.ledger.do(lambda ledger: ledger.next_span(now))
            self._has_span = span is not None
            if span is not None:
                self.fresh.open(span)
                self._to_ask, self._seen = [], span.start
        return self.is_planned
