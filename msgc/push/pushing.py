"""A run pushed: what it takes is put together, and let go at its end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf

from msgc.push.api import Api
from msgc.push.asked_windows import AskedWindows
from msgc.push.bearing import Bearing, Paces
from msgc.push.beside import Work, going_on
from msgc.push.claiming import Claimer
from msgc.push.clocks import Clocks
from msgc.push.collecting import seldom_collected
from msgc.push.flights import Flights
from msgc.push.fresh import Entries, Fresh
from msgc.push.ledger.model import Ledger, RunFacts
from msgc.push.ledger_thread import LedgerThread
from msgc.push.looking import Looker
from msgc.push.obeying import Obeying, Relisting
from msgc.push.outbox import Outbox
from msgc.push.payloads import Payloads
from msgc.push.policy import Policy
from msgc.push.posting import Posting
from msgc.push.progress import Progress
from msgc.push.quota import Quota
from msgc.push.sender import Sender
from msgc.push.settling import Settling
from msgc.push.stops import Brake, Stop
from msgc.push.tally import Tally
from msgc.push.windows_again import WindowsAgain

# Seconds between two words about how far a push has come.
TOLD = 1.0
# Seconds between two counts of a run that other senders work on too; of a large one they are at
# least so many times as long as a count, for which claims wait.
COUNTED, SPARING = 5.0, 50


@dataclass(frozen=True, slots=True)
class Push:
    """What is pushed, by whose leave; `suppressed` are digests of those who are left out.

    `contacts` are contacts' ids by recipients' digests, where earlier answers told them. Where
    several senders share a run, `relisted` gives who is on the lists that all of them were given.

    `tell` gets a line about the progress every second; `beside` is work that goes on beside the
    push, and ends with it. At `until`, by the clock that can't step, the push ends.
    """

    ledger: Ledger
    plan: Entries
    api: Api
    pace: Paces
    policy: Policy
    suppressed: frozenset[bytes]
    tell: Callable[[str], None]
    contacts: Mapping[bytes, str] = field(default_factory=dict)
    clocks: Clocks = field(default_factory=Clocks)
    beside: tuple[Work, ...] = ()
    relisted: Relisting | None = None
    until: float = inf


@dataclass(frozen=True, slots=True)
class _Parts:
    """What all that works on a run shares."""

    thread: LedgerThread
    facts: RunFacts
    tally: Tally
    outbox: Outbox
    payloads: Payloads
    brake: Brake
    quota: Quota
    windows: AskedWindows
    again: WindowsAgain
    left_out: set[bytes]


async def push(job: Push, brake: Brake) -> Stop | None:
    """Push a run until nothing is left or something stops it; return what did.

    The ledger is left open. Raises LedgerError where the run can't even be begun.
    """
    thread = LedgerThread(job.ledger)
    try:
        parts = await _taken_over(job, thread, brake)
        works = _works(job, parts)
        if job.relisted is not None and job.ledger.is_shared:
            obeying = Obeying(thread, parts.left_out, job.relisted, brake)
            await obeying.look()
            works.append(obeying.run)
        async with going_on(works, brake):
            try:
                sender = _sender(job, parts)
                brake.break_off = sender.flights.abandon
                with seldom_collected():
                    return await sender.run()
            finally:
                parts.windows.stop()
    finally:
        thread.stop()


def _works(job: Push, parts: _Parts) -> list[Work]:
    """Return what goes on beside the sender."""
    progress = Progress(parts.tally)
    works: list[Work] = [_looker(job, parts).run, lambda: _tell(progress, job), *job.beside]
    return [*works, lambda: _counted(parts)] if job.ledger.is_shared else works


async def _taken_over(job: Push, thread: LedgerThread, brake: Brake) -> _Parts:
    now = job.clocks.now()
    await thread.do(lambda ledger: ledger.take_over(now))
    await thread.do(lambda ledger: ledger.leave_out(job.suppressed, now))
    facts = await thread.do(lambda ledger: ledger.facts())
    tally = Tally.of(await thread.do(lambda ledger: ledger.counts()))
    payloads = Payloads(job.plan, facts.entries, facts.run)
    windows = AskedWindows(job.api, job.clocks, job.contacts)
    unknown, out = job.policy.window_unknown, set(job.suppressed)
    again = WindowsAgain(thread, payloads, windows, unknown, out)
    quota = Quota(job.policy.limit)
    return _Parts(thread, facts, tally, Outbox(thread), payloads, brake, quota, windows, again, out)


def _looker(job: Push, parts: _Parts) -> Looker:
    return Looker(
        ledger=parts.thread,
        outbox=parts.outbox,
        payloads=parts.payloads,
        api=job.api,
        tag=parts.facts.run,
        is_unique=parts.facts.reference_is_unique,
        on_absent=job.policy.on_absent,
        tally=parts.tally,
        clocks=job.clocks,
        brake=parts.brake,
    )


def _sender(job: Push, parts: _Parts) -> Sender:
    bearing = Bearing(job.pace, parts.brake, job.policy.patience)
    return Sender(
        ledger=parts.thread,
        claimer=_claimer(job, parts),
        flights=_flights(job, parts, bearing),
        outbox=parts.outbox,
        bearing=bearing,
        brake=parts.brake,
        policy=job.policy,
        clocks=job.clocks,
        settling=Settling(job.policy.settle, job.clocks),
        until=job.until,
    )


def _claimer(job: Push, parts: _Parts) -> Claimer:
    return Claimer(
        ledger=parts.thread,
        outbox=parts.outbox,
        fresh=Fresh(job.plan, parts.left_out),
        payloads=parts.payloads,
        windows=parts.windows,
        again=parts.again,
        policy=job.policy,
        suppressed=parts.left_out,
        quota=parts.quota,
        tally=parts.tally,
        expires=parts.facts.expires,
    )


def _flights(job: Push, parts: _Parts, bearing: Bearing) -> Flights:
    return Flights(
        posting=Posting(parts.payloads, job.api, job.clocks, parts.again),
        outbox=parts.outbox,
        bearing=bearing,
        brake=parts.brake,
        tally=parts.tally,
        quota=parts.quota,
        clocks=job.clocks,
        is_held=job.ledger.is_held,
    )


async def _counted(parts: _Parts) -> None:
    """Count a run anew now and then, with what other senders do. Raises LedgerError."""
    took = 0.0
    while True:
        await asyncio.sleep(max(COUNTED, SPARING * took))
        began = time.monotonic()
        parts.tally.count(await parts.thread.do(lambda ledger: ledger.counts()))
        took = time.monotonic() - began


async def _tell(progress: Progress, job: Push) -> None:
    while True:
        await asyncio.sleep(TOLD)
        job.tell(progress.line(job.clocks.monotonic()))
