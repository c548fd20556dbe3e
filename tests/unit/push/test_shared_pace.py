"""A pace that senders share: nobody takes of it what isn't sent, and nobody keeps it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

import pytest

from msgc.push import shared_pace
from msgc.push.entries import Entry
from msgc.push.ledger.model import Ledger
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.shared_pace import KEPT, TAKEN, SharedPace
from msgc.push.states import State
from msgc.push.stops import Brake
from msgc.push.windows import WINDOW
from tests.unit.push.pushes import (
    NOW,
    Api,
    ListedPlan,
    clocks,
    entry,
    ledger_at,
    recipient,
    status,
    unreachable,
)

CEILING = 100.0
SHARE = int(CEILING * TAKEN)


@dataclass
class Counted:
    """A budget that has as much as is asked for, and counts it."""

    ceiling: float = CEILING
    taken: list[int] = field(default_factory=list)
    cuts: list[float] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def take(self, n: int) -> float:
        self.taken.append(n)
        self.meanwhile()
        return 0.0

    def slow_down(self, factor: float, hold: float) -> None:
        self.cuts.append(hold)


def sent(ledger: Ledger, entries: Sequence[Entry], api: Api, budget: Counted) -> None:
    """Push a run at a shared pace, twenty times as fast as time passes."""
    pace = SharedPace(budget)
    job = Push(
        ledger=ledger,
        plan=ListedPlan(entries),
        api=api,
        pace=pace,
        policy=Policy(settle=0.0),
        suppressed=frozenset(),
        tell=lambda line: None,
        clocks=clocks(20),
        beside=(pace.run,),
    )
    assert asyncio.run(push(job, Brake())) is None


def test_what_is_taken_is_what_is_sent(tmp_path: Path) -> None:
    entries, api, budget = [entry(n) for n in range(25)], Api(), Counted()
    sent(ledger_at(tmp_path, entries), entries, api, budget)
    assert budget.taken == [SHARE, SHARE, 5] and len(api.posts) == 25


def test_a_sender_that_waits_takes_nothing(tmp_path: Path) -> None:
    entries, budget = [entry(n) for n in range(3)], Counted()
    api = Api({recipient(0): [status(408), unreachable], recipient(1): [unreachable]})
    ledger = ledger_at(tmp_path, entries)
    sent(ledger, entries, api, budget)
    assert ledger.counts()[State.ACCEPTED] == 3
    assert sum(budget.taken) == len(api.posts) == 6


def test_what_isnt_claimed_is_used_for_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared_pace, "KEPT", inf)
    # The window of every other one is closed, and nothing is sent for it.
    times = [NOW - 2 * WINDOW if n % 2 else NOW for n in range(SHARE + 2)]
    entries = [entry(n, last_inbound=time) for n, time in enumerate(times)]
    api, budget = Api(), Counted()
    sent(ledger_at(tmp_path, entries), entries, api, budget)
    assert budget.taken == [SHARE] and len(api.posts) == SHARE // 2 + 1


def test_a_sender_with_nothing_to_send_takes_nothing(tmp_path: Path) -> None:
    budget = Counted()
    sent(ledger_at(tmp_path, []), [], Api(), budget)
    assert budget.taken == []


Steps = Callable[[SharedPace], object]


async def beside(pace: SharedPace, *steps: Steps) -> list[object]:
    """Do steps one after another; between them the pace takes what it wants."""
    # One thread for all: what waits for its turn there comes after what the pace asks of it.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    run, done = asyncio.create_task(pace.run()), []
    for step in steps:
        done.append(step(pace))
        await _quiet()
    run.cancel()
    with suppress(asyncio.CancelledError):
        await run
    return done


async def _quiet() -> None:
    """Wait until the pace has nothing more to do: two questions are the most that it asks."""
    for _ in range(4):
        await asyncio.sleep(0)
        await asyncio.to_thread(int)


def granted(at: float, want: int) -> Steps:
    return lambda pace: pace.grant(at, want)


def given_back(at: float, count: int) -> Steps:
    return lambda pace: pace.give_back(at, count)


def cut(at: float) -> Steps:
    return lambda pace: pace.slow_down(at, 7.0)


@pytest.mark.parametrize(
    ("steps", "found", "taken"),
    [
        pytest.param([granted(0, 4), granted(0, 4)], [0, 4], [4], id="no-more-than-wanted"),
        pytest.param([granted(0, 99), granted(0, 99)], [0, SHARE], [SHARE], id="a-share-at-most"),
        pytest.param(
            [granted(0, 4), granted(0, 4), given_back(0, 3), granted(0.5, 3)],
            [0, 4, None, 3],
            [4],
            id="given-back",
        ),
        pytest.param(
            [granted(0, 9), granted(5, 1), granted(5 + KEPT, 9), granted(9, 9)],
            [0, 1, 0, 9],
            [9, 9],
            id="lapsed",
        ),
        pytest.param(
            [granted(0, 4), granted(0, 4), cut(0.1), given_back(0, 4), granted(0.2, 1)],
            [0, 4, None, None, 0],
            [4, 1],
            id="not-after-a-refusal",
        ),
    ],
)
def test_tokens(steps: list[Steps], found: list[object], taken: list[int]) -> None:
    budget = Counted()
    pace = SharedPace(budget)
    assert asyncio.run(beside(pace, *steps)) == found
    assert budget.taken == taken


def test_what_was_taken_before_a_refusal_never_leaves() -> None:
    budget = Counted()
    pace = SharedPace(budget)

    def refused() -> None:
        budget.meanwhile = lambda: None
        pace.slow_down(0.1, 7.0)

    budget.meanwhile = refused
    steps = [granted(0, 4), granted(0.2, 4), granted(0.2, 4)]
    assert asyncio.run(beside(pace, *steps)) == [0, 4, 0]
    # The first four are lost: the refusal came while they were asked for.
    assert (budget.taken, budget.cuts) == ([4, 4, 4], [7.0])
