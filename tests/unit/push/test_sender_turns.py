"""The sender's turns: how long one rests, and what is asked on each."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from msgc.push.answers import Window
from msgc.push.asked_windows import AskedWindows
from msgc.push.claiming import Claimer
from msgc.push.clocks import Clocks
from msgc.push.entries import Entry
from msgc.push.fresh import Fresh
from msgc.push.ledger.model import Claim, Intent, Span
from msgc.push.ledger_thread import LedgerThread
from msgc.push.outbox import Outbox
from msgc.push.pace import BURST
from msgc.push.payloads import Payloads
from msgc.push.policy import Policy
from msgc.push.quota import Quota
from msgc.push.sender import TICK, Sender
from msgc.push.states import State
from msgc.push.stops import Brake, Stop
from msgc.push.tally import Tally
from tests.unit.push.pushes import NOW, Api, ListedPlan, entry, ledger_at, pushed, with_fallback


@dataclass
class Flights:
    """One request under way, which a signal comes to meet; `rests` are the waits for it."""

    brake: Brake
    rests: list[float] = field(default_factory=list)

    def __len__(self) -> int:
        return 1

    def launch(self, claims: object) -> None:
        """Post nothing."""

    async def wait(self, seconds: float, few: int) -> None:
        self.rests.append(seconds)
        self.brake.pull(Stop.SIGNAL)

    async def land(self) -> None:
        """Nothing is left behind."""


def rested(claiming: float) -> float:
    """Return for how long a sender rests after a claim that took so many seconds."""
    at, brake = [100.0], Brake()
    flights = Flights(brake)

    async def ready(most: int, now: float) -> int:
        at[0] += claiming
        return 0

    parts: Any = {
        "claimer": SimpleNamespace(ready=ready),
        "settling": SimpleNamespace(sentence=None),
        **dict.fromkeys(("ledger", "bearing"), SimpleNamespace()),
        "flights": flights,
        "outbox": [],
        "brake": brake,
        "policy": Policy(),
    }
    sender = Sender(**parts, clocks=Clocks(lambda: NOW, lambda: at[0]))
    asyncio.run(sender.run())
    return flights.rests[0]


@pytest.mark.parametrize(("claiming", "rest"), [(0.0, TICK), (0.02, TICK - 0.02), (9.0, 0.0)])
def test_a_claim_is_part_of_its_turn(claiming: float, rest: float) -> None:
    assert rested(claiming) == pytest.approx(rest)


def test_a_turn_that_is_late_loses_no_leave_to_send() -> None:
    assert BURST - TICK >= 0.01


def test_what_has_no_window_to_be_asked_for_is_looked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: Counter[int] = Counter()
    has_to_ask = AskedWindows.has_to_ask

    def counted(windows: AskedWindows, each: Entry) -> bool:
        seen[each.seq] += 1
        return has_to_ask(windows, each)

    def nothing(windows: AskedWindows, entries: Iterable[Entry]) -> None:
        assert not (listed := list(entries)), listed

    monkeypatch.setattr(AskedWindows, "has_to_ask", counted)
    monkeypatch.setattr(AskedWindows, "ask", nothing)
    entries = [entry(n) for n in range(150)]
    outcome = pushed(ledger_at(tmp_path, entries), entries, Api())
    assert outcome.states == {State.ACCEPTED: 150}
    assert seen == dict.fromkeys(range(150), 1)


@dataclass
class Closed(Api):
    """Says of every window that it is closed."""

    asked: list[str] = field(default_factory=list)

    async def window(self, contact: str, identifier: str) -> Window:
        self.asked.append(contact)
        return Window(None)


def test_a_window_that_was_closed_is_asked_for_anew(tmp_path: Path) -> None:
    entries, api = [with_fallback(n, contact="c") for n in range(3)], Closed()
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, rate=10.0, scale=5)
    assert outcome.states == {State.ACCEPTED: 3}
    assert api.asked == ["c"] * 3


@dataclass
class Chunks:
    """A ledger of several senders, as far as a claim takes it."""

    spans: list[Span]

    def next_due(self, state: State) -> None:
        """Nothing is."""

    def next_span(self, now: float) -> Span | None:
        return self.spans.pop(0) if self.spans else None

    def exchange(self, outcomes: object, intents: list[Intent], *more: object) -> list[Claim]:
        return [Claim(e.seq, 0, 1, e.side, e.key, e.reference) for e in intents]


def test_a_span_that_lies_before_the_last_one_is_asked_about_too() -> None:
    entries, api = [with_fallback(n, contact=f"c{n}") for n in range(4)], Closed()
    ledger: Any = LedgerThread(Chunks([Span(2, 4), Span(0, 2)]))
    asks: Any = api

    async def claimed() -> list[int]:
        windows, plan = AskedWindows(asks, Clocks(lambda: NOW), {}), ListedPlan(entries)
        claimer = Claimer(
            ledger=ledger,
            outbox=Outbox(ledger),
            fresh=Fresh(plan, frozenset()),
            payloads=Payloads(plan, 4, "tag"),
            windows=windows,
            again=SimpleNamespace(),
            policy=Policy(),
            suppressed=frozenset(),
            quota=Quota(None),
            tally=Tally(),
            expires=NOW + 1,
        )
        return [each.seq for _ in range(4) for each in await claimer.claim(9, NOW)]

    assert asyncio.run(claimed()) == [2, 3, 0, 1]
    assert api.asked == ["c2", "c3", "c0", "c1"]
    ledger.stop()
