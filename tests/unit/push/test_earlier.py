"""Whom an earlier run has reached: a request that can't have been taken reaches nobody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from msgc.push.earlier import Earlier, earlier_runs, settled_by
from msgc.push.fresh import intent_of
from msgc.push.keys import person
from msgc.push.ledger.model import Ledger, Outcome
from msgc.push.ledger.sqlite import open_sqlite
from msgc.push.states import Event, State
from msgc.push.windows import UNKNOWN, WINDOW, Choice
from tests.unit.push.pushes import (
    NOW,
    RUN,
    Api,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    vanished,
)

PERSON = person(recipient(0))


@dataclass
class OneRun:
    """The runs of a folder that has one."""

    folder: Path

    def open(self, run: str, *, sender: bool) -> Ledger:
        return open_sqlite(self.folder / f"{run}.sqlite", sender=sender)


def earlier(folder: Path) -> Earlier:
    return earlier_runs(OneRun(folder), [RUN], frozenset({PERSON}), State.REJECTED)


def test_who_was_put_off_until_the_window_closed_wasnt_reached(tmp_path: Path) -> None:
    entries = [entry(0, last_inbound=NOW - WINDOW + 0.5)]
    ledger = ledger_at(tmp_path, entries)
    outcome = pushed(ledger, entries, Api(otherwise=status(429, retry_after="1")), scale=20)
    assert outcome.states == {State.REJECTED: 1}
    assert ledger.failures() == {(State.REJECTED, "window-closed"): 1}
    told = earlier(tmp_path)
    assert (told.reached, told.dropped, told.failed) == (set(), set(), {PERSON})


def test_who_was_given_up_may_have_been_reached(tmp_path: Path) -> None:
    entries = [entry(0)]
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries, Api(otherwise=vanished), scale=900, settle=4000.0)
    assert ledger.resolve(None, Event.DROP, NOW) == 1
    told = earlier(tmp_path)
    assert (told.reached, told.dropped, told.failed) == (set(), {PERSON}, set())


def test_who_was_put_off_then_held_then_given_up_wasnt_reached(tmp_path: Path) -> None:
    entries = [entry(0)]
    ledger = ledger_at(tmp_path, entries)
    ledger.take_over(NOW)
    ledger.exchange([], [intent_of(entries[0], Choice())], 1, NOW)
    late = Outcome(0, 0, Event.WITHHOLD, NOW, code=UNKNOWN)
    ledger.exchange([Outcome(0, 0, Event.POSTPONE, NOW, due=NOW), late], [], None, NOW)
    assert earlier(tmp_path).waiting == {PERSON}
    assert ledger.resolve(None, Event.DROP, NOW) == 1
    told = earlier(tmp_path)
    assert (told.reached, told.dropped, told.waiting) == (set(), set(), set())
    assert settled_by(ledger, [PERSON]) == set()


def test_who_was_left_out_hasnt_failed(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(4)]
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries, Api(otherwise=status(401)), limit=4)
    everybody = [person(recipient(n)) for n in range(4)]
    assert ledger.leave_out({everybody[0]}, NOW) == 1
    ledger.leave({everybody[1]}, None, NOW)
    refused = Api(otherwise=status(422, {"code": "x", "message": "no"}))
    pushed(ledger, entries, refused, scale=100)
    told = earlier_runs(OneRun(tmp_path), [RUN], frozenset(everybody), State.REJECTED)
    assert told.failed == set(everybody[2:])
    ledger.leave({everybody[2]}, None, NOW)
    told = earlier_runs(OneRun(tmp_path), [RUN], frozenset(everybody), State.REJECTED)
    assert (told.failed, told.reached) == ({everybody[3]}, set())
