"""A sender that comes to a run whose entries another one has: it waits for them, or says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing

import pytest
from postgres_help import empty

from msgc.push import pushing
from msgc.push.fresh import intent_of
from msgc.push.keys import MAIN
from msgc.push.ledger.model import Ledger, Outcome
from msgc.push.ledger.postgres import create_postgres
from msgc.push.pace import Pace
from msgc.push.policy import Policy
from msgc.push.pushing import Push, push
from msgc.push.states import Event, State
from msgc.push.stops import Brake
from msgc.push.windows import Choice
from tests.unit.push.pushes import NOW, Api, ListedPlan, clocks, entry, facts, pushed

ENTRIES = [entry(n) for n in range(12)]
Join = Callable[..., Ledger]


@pytest.fixture
def join(postgres_url: str) -> Iterator[Join]:
    """Give what adds a sender to a run whose entries are all one sender's."""
    empty(postgres_url)
    with ExitStack() as stack:

        def another(**times: float) -> Ledger:
            given = {"lease": 1.0, "grace": 0.5, **times}
            made = create_postgres(postgres_url, facts(ENTRIES), **given)  # type: ignore[arg-type]
            return stack.enter_context(closing(made))

        yield another


def begun(ledger: Ledger) -> None:
    """Let a sender take all entries, and claim the first."""
    ledger.take_over(NOW)
    ledger.next_span(NOW)
    ledger.exchange([], [intent_of(ENTRIES[0], Choice())], 1, NOW)


def test_what_a_dead_sender_had_is_waited_for_and_sent(join: Join) -> None:
    begun(join())
    api, second = Api(), join()
    outcome = pushed(second, ENTRIES, api, settle=0.0)
    assert (outcome.stop, outcome.states) == (None, {State.ACCEPTED: 11, State.AMBIGUOUS: 1})
    assert set(api.got.values()) == {1} and len(api.posts) == 11


def told_of(ledger: Ledger, api: Api, tell: Callable[[str], None]) -> Brake:
    """Push a run, which tells how far it has come; return what it says at its end."""
    job = Push(
        ledger=ledger,
        plan=ListedPlan(ENTRIES),
        api=api,
        pace=Pace(475.0),
        policy=Policy(settle=0.0),
        suppressed=frozenset(),
        tell=tell,
        clocks=clocks(100),
    )
    brake = Brake()
    assert asyncio.run(push(job, brake)) is None
    return brake


def test_what_a_living_sender_has_is_told(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "TOLD", 0.05)
    begun(join(lease=60.0))
    second, api, told = join(), Api(), list[str]()
    brake = told_of(second, api, told.append)
    assert any("waiting for 11 that another sender has" in line for line in told)
    assert brake.sentence is not None and brake.sentence.startswith("left to do: 11 that another")
    assert api.posts == [] and second.counts()[State.PLANNED] == 11


def test_what_other_senders_do_is_counted(join: Join, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pushing, "TOLD", 0.01)
    monkeypatch.setattr(pushing, "COUNTED", 0.02)
    first, told = join(lease=60.0), list[str]()
    begun(first)

    def tell(line: str) -> None:
        if not told:
            first.exchange([Outcome(0, MAIN, Event.ACCEPT, NOW)], [], None, NOW)
        told.append(line)

    told_of(join(), Api(), tell)
    assert told[0].startswith("0 of 12 accepted") and told[-1].startswith("1 of 12 accepted")


def test_a_limited_push_waits_for_nobody(join: Join) -> None:
    begun(join())
    outcome = pushed(join(), ENTRIES, Api(), settle=0.0, limit=0)
    assert outcome.states == {State.PLANNED: 11, State.CLAIMED: 1}
