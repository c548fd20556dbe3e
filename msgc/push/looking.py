"""What is ambiguous, looked for in the API's list: found, absent for now, or absent for good."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgc.push.answers import AnswerError, Listed
from msgc.push.api import ApiError
from msgc.push.clocks import Clocks
from msgc.push.delays import LOOKS
from msgc.push.keys import is_reference
from msgc.push.ledger.model import Outcome, Record
from msgc.push.ledger_thread import LedgerThread
from msgc.push.outbox import Outbox
from msgc.push.payloads import Payloads
from msgc.push.policy import OnAbsent
from msgc.push.states import Event, State
from msgc.push.stops import KEY_REFUSED, Brake, Stop
from msgc.push.tally import Tally
from msgc.transport.sending import MaybeSentError, NeverSentError

# Seconds by which this machine's clock may differ from the API's, or from what it was when it was
# stepped; the tag is the run's own, so that a wide span finds nothing else.
SKEW = 2 * 86_400.0
# Seconds between two questions about what is due, and looks under way at once.
PAUSE, TOGETHER = 0.25, 16
# Seconds until a look that got no answer is tried again; it doesn't count as one.
UNANSWERED = 5.0


class Lists(Protocol):
    """What can list the messages that the API has."""

    async def list_messages(self, tag: str, to: str, start: float, end: float) -> Sequence[Listed]:
        """Return messages by tag, recipient and time. Raises what a request can, AnswerError."""


@dataclass(slots=True)
class Looker:
    """Looks for what is ambiguous as long as a push goes on; a refused key stops that.

    `is_unique` tells whether each payload of the run has a `reference` of its own.
    """

    ledger: LedgerThread
    outbox: Outbox
    payloads: Payloads
    api: Lists
    tag: str
    is_unique: bool
    on_absent: OnAbsent
    tally: Tally
    clocks: Clocks
    brake: Brake
    _taken: set[str] = field(default_factory=set)
    _unanswered: dict[tuple[int, int], float] = field(default_factory=dict)

    async def run(self) -> None:
        """Look until cancelled. Raises LedgerError."""
        while True:
            await self.look()
            await asyncio.sleep(PAUSE)

    async def look(self) -> int:
        """Look once for everything that is due; return for how many. Raises LedgerError."""
        now = self.clocks.now()
        due = await self.ledger.do(lambda ledger: ledger.looks(TOGETHER, now))
        records = [each for each in due if self._may_look(each)]
        outcomes = await asyncio.gather(*map(self._look_for, records))
        for outcome in filter(None, outcomes):
            self.tally.move(State.AMBIGUOUS, outcome.event)
            self.outbox.put(outcome)
        await self.outbox.exchange([], None, self.clocks.now())
        return len(records)

    def _may_look(self, record: Record) -> bool:
        again = self._unanswered.get((record.seq, record.step))
        return again is None or self.clocks.monotonic() >= again

    async def _look_for(self, record: Record) -> Outcome | None:
        to, now = self.payloads.entry(record.seq).to, self.clocks.now()
        start, end = _attempted(record, now) - SKEW, now + SKEW
        try:
            found = await self.api.list_messages(self.tag, to, start, end)
        except (NeverSentError, MaybeSentError, AnswerError) as error:
            if isinstance(error, ApiError) and error.status in KEY_REFUSED:
                self.brake.pull(Stop.KEY)
            later = self.clocks.monotonic() + UNANSWERED
            self._unanswered[record.seq, record.step] = later
            return None
        known = await self.ledger.do(lambda ledger: ledger.message_ids(record.person))
        unnamed = await self.ledger.do(lambda ledger: ledger.unnamed(record.person))
        meant = [each for each in found if self._is_meant(record, to, each, known)]
        return self._outcome(record, meant, self.is_unique or unnamed == 1)

    def _is_meant(self, record: Record, to: str, listed: Listed, known: frozenset[str]) -> bool:
        """Tell whether a listed message may be the one that was posted."""
        if listed.id in known or listed.id in self._taken or self.tag not in listed.tags:
            return False
        is_theirs = not listed.recipients or to in listed.recipients
        return is_theirs and (
            is_reference(record.reference, listed.reference) or not self.is_unique
        )

    def _outcome(self, record: Record, meant: Sequence[Listed], is_alone: bool) -> Outcome:
        """Return what a look came to.

        Unless it `is_alone`, another payload for the recipient may be the one that is listed, or
        the one that isn't: then neither is taken for the other.
        """
        now = self.clocks.now()
        if meant and is_alone:
            self._taken.add(meant[0].id)
            return self._made(record, Event.FIND, now, meant[0])
        if record.looks + 1 < len(LOOKS):
            due = _attempted(record, now) + LOOKS[record.looks + 1]
            return self._made(record, Event.MISS, now, due=max(due, now + LOOKS[0]))
        if self.on_absent is OnAbsent.RESEND and is_alone:
            return self._made(record, Event.SEND_AGAIN, now, due=now)
        return self._made(record, Event.GIVE_UP, now)

    def _made(
        self,
        record: Record,
        event: Event,
        now: float,
        found: Listed | None = None,
        due: float | None = None,
    ) -> Outcome:
        return Outcome(
            record.seq,
            record.step,
            event,
            now,
            due=due,
            message_id=found.id if found else "",
            contact=found.contact if found else "",
        )


def _attempted(record: Record, now: float) -> float:
    """Return when a request left, at the latest now: what is ahead was written by another clock."""
    return min(record.attempted or 0.0, now)
