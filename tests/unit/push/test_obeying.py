"""A list that another sender of a run is given holds for one that is under way."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import pytest

from msgc.push import obeying
from msgc.push.fresh import Fresh
from msgc.push.keys import person
from msgc.push.ledger.model import KeptList, Ledger, Span
from msgc.push.ledger_thread import LedgerThread
from msgc.push.obeying import Obeying
from msgc.push.stops import Brake, Stop
from msgc.push.suppression import SuppressionError
from tests.unit.push.pushes import ListedPlan, entry, ledger_at, recipient

ONE = KeptList("/lists/one.txt", "1")


def read(lists: Sequence[KeptList]) -> frozenset[bytes]:
    return frozenset(each.path.encode() for each in lists)


def refused(lists: Sequence[KeptList]) -> frozenset[bytes]:
    raise SuppressionError(f"`{lists[0].path}` can't be read")


def looked(ledger: Ledger, made: Obeying) -> None:
    """Run it until it has looked at lists that are kept after it began."""

    async def run() -> None:
        await made.look()
        ledger.keep_lists((ONE,))
        with suppress(TimeoutError):
            await asyncio.wait_for(made.run(), 0.5)

    asyncio.run(run())
    made.thread.stop()


def test_a_list_that_is_kept_later_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(obeying, "EVERY", 0.01)
    with closing(ledger_at(tmp_path, [entry(0)])) as ledger:
        people = {b"before"}
        looked(ledger, Obeying(LedgerThread(ledger), people, read, Brake()))
    assert people == {b"before", ONE.path.encode()}


def test_a_list_that_cant_be_read_here_stops_the_push(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(obeying, "EVERY", 0.01)
    brake = Brake()
    with closing(ledger_at(tmp_path, [entry(0)])) as ledger:
        looked(ledger, Obeying(LedgerThread(ledger), set(), refused, brake))
    assert brake.stop is Stop.LISTS and ONE.path in (brake.sentence or "")


def test_what_was_read_ahead_is_left_out_too() -> None:
    people: set[bytes] = set()
    fresh = Fresh(ListedPlan([entry(n) for n in range(6)]), people)
    fresh.open(Span(0, 6))
    assert [each.seq for each in fresh.ahead(4)] == [0, 1, 2, 3]
    people |= {person(recipient(0)), person(recipient(2))}
    assert [each.seq for each in fresh.ahead(4)] == [1, 3, 4, 5]
    taken, cursor = fresh.take(1)
    assert ([each.seq for each in taken], cursor) == ([1], 3)
