"""Questions that several senders ask by one budget: each is taken from it, and none waits on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

import pytest

from msgc.push.api import Api
from msgc.push.ledger.model import LedgerError
from msgc.push.pace import SHORTEST_HOLD
from msgc.push.shared_pace import SharedPace
from msgc.push.shared_reads import SharedReads
from msgc.transport.sending import Reply

PAGE = b'{"results": []}'


@dataclass
class Counted:
    """A budget that gives all that is asked for, and counts it; or that fails."""

    ceiling: float = 47.5
    taken: int = 0
    holds: list[float] = field(default_factory=list)
    fails: bool = False

    def take(self, n: int) -> float:
        if self.fails:
            raise LedgerError("the database is gone")
        self.taken += n
        return 0.0

    def slow_down(self, factor: float, hold: float) -> None:
        self.holds.append(hold)


@dataclass
class Exchange:
    """Answers every question with a status."""

    status: int = 200
    asked: int = 0

    async def request(self, method: str, path: str, **more: object) -> Reply:
        self.asked += 1
        return Reply(self.status, {}, PAGE, True)


def sender(budget: Counted, exchange: Exchange) -> tuple[Api, SharedReads]:
    reads = SharedReads(SharedPace(budget))
    return Api(exchange, "w", "c", reads), reads


def test_what_all_senders_ask_is_taken_of_one_budget() -> None:
    budget, exchange = Counted(), Exchange()

    async def ask() -> None:
        senders = [sender(budget, exchange) for _ in range(2)]
        going = [asyncio.create_task(reads.run()) for _, reads in senders]
        await asyncio.gather(*(api.preflight() for api, _ in senders for _ in range(5)))
        for each in going:
            each.cancel()

    asyncio.run(ask())
    assert exchange.asked == 10 <= budget.taken


def test_a_refusal_holds_all_of_them() -> None:
    budget = Counted()

    async def ask() -> None:
        api, reads = sender(budget, Exchange(429))
        going = asyncio.create_task(reads.run())
        with pytest.raises(Exception, match="too many requests"):
            await api.preflight()
        while not budget.holds:
            await asyncio.sleep(0.001)
        going.cancel()

    asyncio.run(ask())
    assert budget.holds == [SHORTEST_HOLD]


def test_who_waits_when_the_budget_is_gone_waits_no_more() -> None:
    async def ask() -> int:
        exchange = Exchange()
        api, reads = sender(Counted(fails=True), exchange)
        with pytest.raises(LedgerError):
            await asyncio.gather(reads.run(), api.preflight())
        await api.preflight()
        return exchange.asked

    assert asyncio.run(ask()) >= 1
