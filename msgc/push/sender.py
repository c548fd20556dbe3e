"""The sender: claims what may leave, posts it, writes what came of it, until nothing is left."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from math import inf

from msgc.push.bearing import Bearing
from msgc.push.claiming import Claimer
from msgc.push.clocks import Clocks
from msgc.push.flights import Flights
from msgc.push.ledger.model import Claim, LedgerError
from msgc.push.ledger_thread import LedgerThread
from msgc.push.outbox import Outbox
from msgc.push.plans import PlanError
from msgc.push.policy import Policy
from msgc.push.settling import Settling
from msgc.push.states import State
from msgc.push.stops import Brake, Stop

# Seconds from one claim to the next, within which outcomes are gathered for one commit. A claim
# costs as much of the processor as several messages, so there are few; yet it is less than the
# burst of the pace by what a claim may come late, so that no leave to send lapses.
TICK = 0.035
# Seconds between two looks for work, where nothing is under way and nothing could be claimed.
IDLE = 0.2
# The share of the requests under way that has to land before the next claim comes sooner.
LANDED = 0.25
# Tries to write what is known to a ledger that can't be written, and seconds between them.
LAST_TRIES, LAST_PAUSE = 5, 1.0


@dataclass(slots=True)
class Sender:
    """One push of one run; at `until`, by the clock that can't step, it claims no more."""

    ledger: LedgerThread
    claimer: Claimer
    flights: Flights
    outbox: Outbox
    bearing: Bearing
    brake: Brake
    policy: Policy
    clocks: Clocks
    settling: Settling
    until: float = inf

    async def run(self) -> Stop | None:
        """Send until nothing is left or something stops it; return what did.

        What is known at its end is in the ledger, unless that can't be written: then the stop is
        `ledger`, or `lease` where another sender has taken over.
        """
        try:
            while self.brake.stop is None and await self._turn() and self._is_in_time():
                pass
            self.brake.say(self.settling.sentence)
        except LedgerError as error:
            self.brake.fail(error)
        except PlanError as error:
            self.brake.pull(Stop.PLAN, str(error))
        await self._drain()
        return self.brake.stop

    def _is_in_time(self) -> bool:
        return self.clocks.monotonic() < self.until

    async def _turn(self) -> bool:
        """Claim and post what may leave; tell whether there is anything left to wait for."""
        began = self.clocks.monotonic()
        now, free = self.clocks.now(), self.policy.concurrency - len(self.flights)
        ready = await self.claimer.ready(free, now)
        granted, claims = await self._claimed(ready, now) if ready else (0, [])
        if not claims:
            # Before all is written: what lands meanwhile is to be written too.
            is_over = not (ready or self.flights)
            await self._write()
            if is_over and not await self._is_waiting():
                return False
        self.flights.launch(claims)
        is_idle = not self.flights and (granted or not ready)
        few = int(self.policy.concurrency * (1 - LANDED))
        await self.flights.wait(IDLE if is_idle else self._rest(began), few)
        return True

    def _rest(self, began: float) -> float:
        """Return the seconds that are left of a turn: a slow disk takes up its own."""
        return max(0.0, began + TICK - self.clocks.monotonic())

    async def _claimed(self, ready: int, now: float) -> tuple[int, list[Claim]]:
        """Return how many of what is ready the pace allows, and the claims of these.

        Other senders may share the pace: it is asked for no more than there is to send.
        """
        at = self.clocks.monotonic()
        granted = self.bearing.grant(at, ready, len(self.flights))
        claims = await self.claimer.claim(granted, now) if granted else []
        self.bearing.give_back(at, granted - len(claims))
        return granted, claims

    async def _is_waiting(self) -> bool:
        """Tell whether there will be work: a retry, a look or a lapsed lease in time to settle."""
        if self.claimer.is_planned or await self.claimer.will_be_due():
            self.settling.begin_anew()
            waits = True
        else:
            look = await self.ledger.do(lambda ledger: ledger.next_due(State.AMBIGUOUS))
            is_open, leased = self.claimer.is_open, None
            if is_open:
                leased = await self.ledger.do(lambda ledger: ledger.leased())
            waits = self.settling.waits(look is not None, leased)
        self.claimer.tally.note = self.settling.note
        return waits

    async def _write(self) -> None:
        if self.outbox:
            await self.outbox.exchange([], None, self.clocks.now())

    async def _drain(self) -> None:
        """Wait for what is under way, and write all that is known."""
        await self.flights.land()
        for _ in range(LAST_TRIES):
            if not self.outbox or self.brake.stop is Stop.LEASE:
                return
            try:
                await self._write()
            except LedgerError as error:
                self.brake.fail(error)
                await asyncio.sleep(LAST_PAUSE)
