"""A sender that finds all with another one takes nothing of the rate that they share."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, closing

import pytest
from postgres_help import empty

from msgc.push.fresh import intent_of
from msgc.push.ledger.budget import PostgresBudget
from msgc.push.ledger.model import Ledger
from msgc.push.ledger.postgres import create_postgres
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.shared_pace import SharedPace
from msgc.push.stops import Brake
from msgc.push.windows import Choice
from tests.unit.push.pushes import NOW, Api, ListedPlan, clocks, entry, facts

ENTRIES = [entry(n) for n in range(12)]


class Counted:
    """A budget in the database, and what is taken of it."""

    def __init__(self, budget: PostgresBudget) -> None:
        self._budget = budget
        self.ceiling = budget.ceiling
        self.taken: list[int] = []

    def take(self, n: int) -> float:
        self.taken.append(n)
        return self._budget.take(n)

    def slow_down(self, factor: float, hold: float) -> None:
        self._budget.slow_down(factor, hold)


@pytest.fixture
def senders(postgres_url: str) -> Iterator[tuple[Ledger, Ledger, Counted]]:
    """Give the ledgers of two senders, of whom the first has all entries, and the budget."""
    empty(postgres_url)
    with ExitStack() as stack:
        first, second = (
            stack.enter_context(closing(create_postgres(postgres_url, facts(ENTRIES), lease=60.0)))
            for _ in range(2)
        )
        first.take_over(NOW)
        first.next_span(NOW)
        first.exchange([], [intent_of(ENTRIES[0], Choice())], 1, NOW)
        budget = PostgresBudget(postgres_url, "ws", "POST", 475.0)
        yield first, second, Counted(stack.enter_context(closing(budget)))


def sent(ledger: Ledger, budget: Counted) -> Api:
    """Push the run as a sender of its own."""
    api, pace = Api(), SharedPace(budget)
    job = Push(
        ledger=ledger,
        plan=ListedPlan(ENTRIES),
        api=api,
        pace=pace,
        policy=Policy(settle=0.0),
        suppressed=frozenset(),
        tell=lambda line: None,
        clocks=clocks(100),
        beside=(pace.run,),
    )
    assert asyncio.run(push(job, Brake())) is None
    return api


def test_what_another_has_costs_nothing(senders: tuple[Ledger, Ledger, Counted]) -> None:
    _, second, budget = senders
    assert (sent(second, budget).posts, budget.taken) == ([], [])


def test_what_another_gives_up_costs_no_more_than_is_sent(
    senders: tuple[Ledger, Ledger, Counted],
) -> None:
    first, second, budget = senders
    first.close()
    assert len(sent(second, budget).posts) == sum(budget.taken) == 11
