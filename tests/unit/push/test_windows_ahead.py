"""Windows are asked for while others are sent to: nobody waits for another one's answer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from msgc.push.answers import AnswerError, Window
from msgc.push.asked_windows import AskedWindows
from msgc.push.claiming import AHEAD
from msgc.push.clocks import Clocks
from msgc.push.entries import Entry
from msgc.push.fresh import Fresh
from msgc.push.keys import person
from msgc.push.ledger.model import Span
from msgc.push.plans import PlanError
from msgc.push.states import State
from tests.unit.push.pushes import (
    NOW,
    Api,
    ListedPlan,
    entry,
    ledger_at,
    pushed,
    recipient,
    with_fallback,
)


@dataclass
class SlowApi(Api):
    """Answers for windows when several are asked for at once, or after a while."""

    together: int = 10
    asked: list[str] = field(default_factory=list)
    most: int = 0
    under_way: int = 0
    fails: bool = False

    async def window(self, contact: str, identifier: str) -> Window:
        self.asked.append(contact)
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await asyncio.sleep(0.02)
        self.under_way -= 1
        if self.fails:
            raise AnswerError("no answer")
        return Window(NOW + 3600)


def asked(count: int) -> list[Entry]:
    return [with_fallback(n, contact=f"c{n}") for n in range(count)]


def test_windows_are_asked_for_side_by_side_however_slow_the_pace(tmp_path: Path) -> None:
    entries, api = asked(60), SlowApi()
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, rate=60.0, scale=5)
    assert outcome.states == {State.ACCEPTED: 60}
    assert 10 < api.most <= AHEAD and len(api.asked) == len(set(api.asked)) == 60
    assert all("text" in message for message in api.inside)


def test_no_more_windows_are_asked_for_than_may_be_sent(tmp_path: Path) -> None:
    entries, api = asked(30), SlowApi()
    pushed(ledger_at(tmp_path, entries), entries, api, limit=3)
    assert sorted(api.asked) == ["c0", "c1", "c2"]


def test_without_an_answer_the_window_is_unknown(tmp_path: Path) -> None:
    entries, api = asked(3), SlowApi(fails=True)
    pushed(ledger_at(tmp_path, entries), entries, api)
    assert len(api.inside) == 3 and all("template" in message for message in api.inside)


def test_nobody_who_is_suppressed_is_asked_for(tmp_path: Path) -> None:
    entries, api = asked(4), SlowApi()
    ledger = ledger_at(tmp_path, entries, suppressed=2)
    outcome = pushed(ledger, entries, api, suppressed=[recipient(1), recipient(3)])
    assert (outcome.states, sorted(api.asked)) == ({State.ACCEPTED: 2}, ["c0", "c2"])


@pytest.mark.parametrize("expires", [NOW + 3600, NOW - 1, None])
def test_two_entries_of_one_contact_are_known_together(expires: float | None) -> None:
    api = Api(windows={"c": Window(expires)})
    entries = [with_fallback(0, contact="c"), with_fallback(1), with_fallback(2, contact="c")]
    windows = AskedWindows(api, Clocks(lambda: NOW), {person(recipient(1)): "c"})

    async def found() -> list[bool | None]:
        windows.ask(entries)
        assert await windows.known(entries) == 3
        return windows.of(entries)

    assert asyncio.run(found()) == [expires == NOW + 3600] * 3


def opened(entries: Sequence[Entry], suppressed: Sequence[int] = ()) -> Fresh:
    fresh = Fresh(ListedPlan(entries), frozenset(person(recipient(n)) for n in suppressed))
    fresh.open(Span(0, len(entries)))
    return fresh


def test_what_is_ahead_stays_until_it_is_taken() -> None:
    fresh = opened([entry(n) for n in range(6)], [0, 2, 5])
    assert [each.seq for each in fresh.ahead(2)] == [1, 3]
    assert fresh.take(1)[1] == 3 and not fresh.needs_span
    assert [each.seq for each in fresh.ahead(9)] == [3, 4]
    taken, cursor = fresh.take(9)
    assert ([each.seq for each in taken], cursor, fresh.needs_span) == ([3, 4], 6, True)


def test_a_fault_ahead_is_told_when_it_is_reached() -> None:
    class Torn(list[Entry]):
        def __getitem__(self, asked: object) -> object:
            yield entry(0)
            raise PlanError("the plan can't be read")

    fresh = opened(Torn([entry(0), entry(1)]))
    assert len(fresh.ahead(5)) == 1
    assert fresh.take(1)[1] == 1
    with pytest.raises(PlanError):
        fresh.ahead(1)
