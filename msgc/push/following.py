"""A run followed: what is ambiguous is looked for, deliveries are asked for, fallbacks are sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from msgc.push.answers import AnswerError
from msgc.push.api import ApiError
from msgc.push.beside import going_on
from msgc.push.deliveries import Deliveries
from msgc.push.followed import Follow, Standing
from msgc.push.followed_lists import LeftOut
from msgc.push.ledger.model import RunFacts
from msgc.push.ledger_thread import LedgerThread
from msgc.push.looking import Looker
from msgc.push.outbox import Outbox
from msgc.push.payloads import Payloads
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.states import State
from msgc.push.stops import KEY_REFUSED, NOT_FOUND, Brake, Stop
from msgc.push.tally import Tally
from msgc.transport.sending import MaybeSentError, NeverSentError

# Seconds between two rounds: more where nothing is new, up to the longest.
SHORTEST, LONGEST, GROWTH = 1.0, 30.0, 1.5
# Seconds between two looks at whether it is to stop.
NAP = 0.2
# Seconds for which what is due is sent before the run's standing is told again, at the least.
STINT = 5.0


async def follow(job: Follow, brake: Brake) -> Stop | None:
    """Follow a run until all is final, its time is over, or something stops it; return what did.

    The ledger is left open. Raises LedgerError.
    """
    thread = LedgerThread(job.ledger)
    try:
        follower = await _follower(job, thread, brake)
        async with going_on(job.beside, brake):
            await follower.run()
        return brake.stop
    finally:
        thread.stop()


async def _follower(job: Follow, thread: LedgerThread, brake: Brake) -> Follower:
    now = job.clocks.now()
    await thread.do(lambda ledger: ledger.take_over(now))
    facts = await thread.do(lambda ledger: ledger.facts())
    tally = Tally.of(await thread.do(lambda ledger: ledger.counts()))
    payloads = Payloads(job.plan, facts.entries, facts.run)
    looker = _looker(job, thread, facts, payloads, tally, brake)
    left_out = LeftOut(thread, job.left_out)
    deliveries = Deliveries(thread, job.api, facts, payloads, left_out, job.clocks, brake)
    until = job.clocks.monotonic() + job.seconds
    return Follower(job, thread, looker, deliveries, left_out, brake, until)


def _looker(
    job: Follow,
    thread: LedgerThread,
    facts: RunFacts,
    payloads: Payloads,
    tally: Tally,
    brake: Brake,
) -> Looker:
    return Looker(
        ledger=thread,
        outbox=Outbox(thread),
        payloads=payloads,
        api=job.api,
        tag=facts.run,
        is_unique=facts.reference_is_unique,
        on_absent=job.on_absent,
        tally=tally,
        clocks=job.clocks,
        brake=brake,
    )


@dataclass(slots=True)
class Follower:
    """Goes round by round; `until` is a time of the clock that can't step."""

    job: Follow
    ledger: LedgerThread
    looker: Looker
    deliveries: Deliveries
    left_out: LeftOut
    brake: Brake
    until: float
    _pause: float = SHORTEST

    async def run(self) -> None:
        """Go round until nothing is open, the time is over, or the brake is pulled."""
        while self.brake.stop is None:
            is_news, fault = await self._round()
            self._pause = SHORTEST if is_news else min(LONGEST, self._pause * GROWTH)
            next_look = await self._next_due(State.AMBIGUOUS)
            told = await self.ledger.do(lambda ledger: ledger.deliveries())
            self.job.tell(Standing(told, next_look, fault))
            if not await self._is_open():
                break
            await self._wait(next_look)
        if self.left_out.fault and await self._waiting():
            self.brake.pull(Stop.LISTS, f"nothing was sent: {self.left_out.fault}")

    async def _round(self) -> tuple[bool, str]:
        """Look, ask and send once; return whether there was news, and why there was no answer."""
        await self.left_out.look()
        looked, is_news, fault = 0, False, ""
        while self.brake.stop is None and (count := await self.looker.look()):
            looked += count
        try:
            is_news = await self.deliveries.ask()
        except (NeverSentError, MaybeSentError, AnswerError) as error:
            fault = str(error)
            self._refused(error)
        sent, waiting = await self._send_due()
        return is_news or looked > 0 or sent, "; ".join(filter(None, (fault, waiting)))

    async def _send_due(self) -> tuple[bool, str]:
        """Send what is due, for a while; return whether any of it was, and what is left."""
        waiting = await self._waiting()
        if self.brake.stop is not None or not waiting:
            return False, ""
        if self.left_out.fault:
            return False, f"{await self._told(waiting)}, but nothing is: {self.left_out.fault}"
        await push(self._only_due(), self.brake)
        left = await self._waiting()
        return left != waiting, await self._told(left) if left else ""

    async def _waiting(self) -> int:
        """Return how many payloads wait to be tried again."""
        if await self._next_due(State.RETRY) is None:
            return 0
        return (await self.ledger.do(lambda ledger: ledger.counts()))[State.RETRY]

    async def _told(self, waiting: int) -> str:
        """Return what is said of payloads that wait, with the codes of what they met."""
        failures = await self.ledger.do(lambda ledger: ledger.failures())
        codes = ", ".join(code for state, code in failures if state is State.RETRY)
        why = f" ({codes})" if codes else ""
        return f"{waiting:,} {'waits' if waiting == 1 else 'wait'} to be sent again{why}"

    def _refused(self, error: Exception) -> None:
        status = error.status if isinstance(error, ApiError) else None
        if status in KEY_REFUSED:
            self.brake.pull(Stop.KEY)
        elif status == NOT_FOUND:
            self.brake.pull(Stop.CHANNEL)

    def _only_due(self) -> Push:
        """Return a push that claims nothing new, and leaves what is ambiguous to follow."""
        job = self.job
        return Push(
            ledger=job.ledger,
            plan=job.plan,
            api=job.api,
            pace=job.pace,
            policy=Policy(job.window_unknown, settle=0.0, only_due=True),
            suppressed=self.left_out.people,
            contacts=job.contacts,
            tell=lambda line: None,
            clocks=job.clocks,
            until=min(self.until, job.clocks.monotonic() + max(STINT, self._pause)),
        )

    async def _is_open(self) -> bool:
        """Tell whether there is time, and anything to wait for."""
        if self.brake.stop is not None or self.job.clocks.monotonic() >= self.until:
            return False
        # What can't be sent, since a list is gone, isn't waited for.
        states = (State.AMBIGUOUS,) if self.left_out.fault else (State.RETRY, State.AMBIGUOUS)
        due = [await self._next_due(state) for state in states]
        return any(each is not None for each in due) or await self.deliveries.are_open()

    async def _wait(self, next_look: float | None) -> None:
        clocks = self.job.clocks
        end = min(clocks.monotonic() + self._pause, self.until)
        if next_look is not None:
            end = min(end, clocks.monotonic() + max(NAP, next_look - clocks.now()))
        while self.brake.stop is None and clocks.monotonic() < end:
            await asyncio.sleep(min(NAP, end - clocks.monotonic()))

    async def _next_due(self, state: State) -> float | None:
        return await self.ledger.do(lambda ledger: ledger.next_due(state))
