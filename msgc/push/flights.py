"""The requests that are under way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from msgc.push.bearing import Bearing
from msgc.push.clocks import Clocks
from msgc.push.ledger.model import Claim, Outcome
from msgc.push.outbox import Outbox
from msgc.push.posting import Posting, handed_back
from msgc.push.quota import Quota
from msgc.push.states import Event, State
from msgc.push.stops import Brake, Stop
from msgc.push.tally import Tally


@dataclass(slots=True)
class Flights:
    """Posts claims side by side; `is_held` tells whether they are still this sender's to post."""

    posting: Posting
    outbox: Outbox
    bearing: Bearing
    brake: Brake
    tally: Tally
    quota: Quota
    clocks: Clocks
    is_held: Callable[[float], bool]
    posted: int = 0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _few: int = 0
    _are_few: asyncio.Event = field(default_factory=asyncio.Event)

    def __len__(self) -> int:
        return len(self._tasks)

    def launch(self, claims: Iterable[Claim]) -> None:
        """Begin to post claims."""
        for claim in claims:
            task = asyncio.create_task(self._fly(claim))
            self._tasks.add(task)
            task.add_done_callback(self._landed)

    async def wait(self, seconds: float, few: int) -> None:
        """Wait for so many seconds, or until no more than `few` are left of what are more."""
        if len(self) <= few:
            await asyncio.sleep(seconds)
            return
        self._few = few
        self._are_few.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._are_few.wait()

    async def land(self) -> None:
        """Wait until all are done."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def abandon(self) -> None:
        """Break all off; what was posted of them is ambiguous."""
        for task in self._tasks:
            task.cancel()

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if len(self) <= self._few:
            self._are_few.set()

    async def _fly(self, claim: Claim) -> None:
        if not self.is_held(self.clocks.monotonic()):
            # The one who has taken over calls it ambiguous; no word of this sender counts.
            self.brake.pull(Stop.LEASE)
        elif self.brake.stop is not None:
            self._land(handed_back(claim, self.clocks.now()))
        else:
            await self._post(claim)

    async def _post(self, claim: Claim) -> None:
        try:
            outcome = await self.posting.post(claim)
        except asyncio.CancelledError:
            lost = Outcome(claim.seq, claim.step, Event.LOSE, self.clocks.now())
            self._land(lost)
            raise
        self.posted += 1
        self.bearing.take_in(self.clocks.monotonic(), outcome)
        self._land(outcome)

    def _land(self, outcome: Outcome) -> None:
        self.tally.move(State.CLAIMED, outcome.event)
        self.quota.note(outcome)
        if outcome.event is not Event.POSTPONE:
            self.posting.payloads.let_go(outcome.seq)
        self.outbox.put(self.posting.again.kept(outcome))
