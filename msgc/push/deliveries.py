"""Delivery states asked for, and the fallback of what met a closed window added, once ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from msgc.push.answers import Listed
from msgc.push.clocks import Clocks
from msgc.push.delivery_matching import Said, Segment
from msgc.push.entries import Entry
from msgc.push.followed_lists import LeftOut
from msgc.push.keys import MAIN, Step
from msgc.push.ledger.model import Ledger, Record, RunFacts, Side
from msgc.push.ledger_thread import LedgerThread
from msgc.push.looking import SKEW
from msgc.push.payloads import Payloads
from msgc.push.states import State
from msgc.push.stops import Brake

# Payloads that are held in memory at once, and asked for by one walk through the API's list. What
# clocks may differ by is asked for twice at most: 500 a second are 120,000 in those four minutes.
SEGMENT = 100_000


class TaggedLists(Protocol):
    """What can list all messages with a tag, a page at a time."""

    def tagged(self, tag: str, start: float, end: float) -> AsyncIterator[Sequence[Listed]]:
        """Yield messages by tag and time. Raises what a request can, AnswerError."""


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Asks for the delivery states of one run; nobody who is left out gets a fallback.

    Where that isn't known, the fallback waits for those who will know it when it is sent.
    """

    ledger: LedgerThread
    api: TaggedLists
    facts: RunFacts
    payloads: Payloads
    left_out: LeftOut
    clocks: Clocks
    brake: Brake

    async def ask(self) -> bool:
        """Ask once for all that isn't final; tell whether there was any news.

        Raises LedgerError, and what a request can.
        """
        is_news = False
        after: tuple[int, Step] = (-1, MAIN)
        while self.brake.stop is None and (records := await self._unsettled(after)):
            segment = Segment.of(records, self.facts.reference_is_unique)
            is_news = await self._ask(segment) or is_news
            after = records[-1].seq, records[-1].step
        return is_news

    async def are_open(self) -> bool:
        """Tell whether the last word on any accepted payload is still to come.

        One that can't be told from others in the API's list, having no id, isn't waited for.
        """

        def read(ledger: Ledger) -> bool:
            found = ledger.records(State.ACCEPTED, undelivered=True)
            return any(each.message_id or self.facts.reference_is_unique for each in found)

        return await self.ledger.do(read)

    async def _unsettled(self, after: tuple[int, Step]) -> list[Record]:
        def read(ledger: Ledger) -> list[Record]:
            found = ledger.records(State.ACCEPTED, undelivered=True, after=after)
            return list(islice(found, SEGMENT))

        return await self.ledger.do(read)

    async def _ask(self, segment: Segment) -> bool:
        is_news = False
        start, end = segment.start - SKEW, segment.end + SKEW
        async for page in self.api.tagged(self.facts.run, start, end):
            said = [each for each in segment.found(page) if each.is_news]
            if said:
                is_news = True
                await self._write(said)
            if self.brake.stop is not None:
                break
        return is_news

    async def _write(self, said: Sequence[Said]) -> None:
        """Keep what is said. The fallbacks come first: what is settled isn't asked for again."""
        closed = [each.record for each in said if self._wants_fallback(each)]
        keys = [self._fallback_key(each) for each in closed]
        now = self.clocks.now()
        deliveries = [each.delivery() for each in said]
        if closed:
            await self.ledger.do(lambda ledger: ledger.follow(closed, keys, now))
        await self.ledger.do(lambda ledger: ledger.settle_deliveries(deliveries))

    def _wants_fallback(self, said: Said) -> bool:
        record = said.record
        is_first = record.step == MAIN and record.side is Side.MAIN
        if not (is_first and said.met_closed_window) or self.clocks.now() >= self.facts.expires:
            return False
        return record.person not in self.left_out.people and bool(self._entry(record).fallback_key)

    def _fallback_key(self, record: Record) -> bytes:
        return bytes.fromhex(self._entry(record).fallback_key or "")

    def _entry(self, record: Record) -> Entry:
        return self.payloads.entry(record.seq)
