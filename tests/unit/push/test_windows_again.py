"""A window that was asked for is asked for again where its message is tried again."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from msgc.push import asking
from msgc.push.answers import AnswerError, Window
from msgc.push.api import ApiError
from msgc.push.entries import Entry
from msgc.push.ledger.model import Ledger, Side
from msgc.push.policy import WindowUnknown
from msgc.push.states import Event, State
from msgc.transport.sending import MaybeSentError, NeverSentError
from tests.unit.push.pushes import (
    NOW,
    Api,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    taken,
    with_fallback,
)

OPEN = Window(NOW + 3600)
SHUT = Window(NOW - 1)
TOO_MANY = ApiError("too many", 429)


@dataclass
class AskedApi(Api):
    """Answers for windows from a list, whose last answer stays; counts the questions."""

    said: list[Window | Exception] = field(default_factory=list)
    asked: int = 0

    async def window(self, contact: str, identifier: str) -> Window:
        self.asked += 1
        answer = self.said.pop(0) if len(self.said) > 1 else self.said[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "wait_before", lambda attempt, key: 0.001)


def put_off(folder: Path, made: Entry, said: list[Window | Exception]) -> tuple[Ledger, AskedApi]:
    """Push a message until it is put off, its window having been open."""
    api = AskedApi(otherwise=status(401), said=[OPEN])
    ledger = ledger_at(folder, [made])
    assert pushed(ledger, [made], api).states == {State.RETRY: 1}
    assert api.asked == 1
    api.otherwise, api.said = taken, said
    return ledger, api


@pytest.mark.parametrize("made", [entry(0, contact="c"), with_fallback(0, contact="c")])
@pytest.mark.parametrize("window", [OPEN, SHUT])
def test_the_next_push_asks_again(tmp_path: Path, made: Entry, window: Window) -> None:
    ledger, api = put_off(tmp_path, made, [window])
    outcome = pushed(ledger, [made], api, scale=100)
    assert api.asked == 2
    if window is SHUT and not made.fallback:
        assert (outcome.states, api.inside) == ({State.REJECTED: 1}, [])
        assert ledger.failures() == {(State.REJECTED, "window-closed"): 1}
        return
    assert outcome.states == {State.ACCEPTED: 1}
    [message] = api.inside
    assert ("template" in message) is (window is SHUT)
    [record] = ledger.records()
    assert record.side is (Side.FALLBACK if window is SHUT else Side.MAIN)


@pytest.mark.parametrize("unknown", [None, *WindowUnknown])
def test_an_unknown_window_is_decided_about(tmp_path: Path, unknown: WindowUnknown | None) -> None:
    made = with_fallback(0, contact="c")
    ledger, api = put_off(tmp_path, made, [AnswerError("no window")])
    outcome = pushed(ledger, [made], api, scale=100, window_unknown=unknown)
    if unknown is WindowUnknown.HOLD:
        assert (outcome.states, api.inside) == ({State.HELD: 1}, [])
        assert ledger.failures() == {(State.HELD, "window-unknown"): 1}
        return
    assert outcome.states == {State.ACCEPTED: 1}
    assert ("template" in api.inside[0]) is (unknown is not WindowUnknown.SEND)


def test_a_window_that_lapses_while_its_message_waits_is_asked_for_again(tmp_path: Path) -> None:
    made = with_fallback(0, contact="c")
    api = AskedApi({recipient(0): [status(429, retry_after="30")]}, said=[Window(NOW + 20), SHUT])
    outcome = pushed(ledger_at(tmp_path, [made]), [made], api, scale=100)
    assert (outcome.states, api.asked) == ({State.ACCEPTED: 1}, 2)
    assert "template" in api.inside[0]


def test_what_was_held_and_resolved_goes_though_nobody_knows_its_window(tmp_path: Path) -> None:
    made = entry(0, contact="c")
    api = AskedApi(said=[AnswerError("no window")])
    ledger = ledger_at(tmp_path, [made])
    hold = {"window_unknown": WindowUnknown.HOLD}
    assert pushed(ledger, [made], api, **hold).states == {State.HELD: 1}
    assert ledger.resolve(None, Event.SEND_AGAIN, NOW) == 1
    assert pushed(ledger, [made], api, **hold).states == {State.ACCEPTED: 1}


@pytest.mark.parametrize("first", [status(429, retry_after="1"), status(401)])
def test_what_was_resolved_and_put_off_isnt_held_again(tmp_path: Path, first: object) -> None:
    made = entry(0, contact="c")
    api = AskedApi({recipient(0): [first]}, said=[AnswerError("no window")])
    ledger = ledger_at(tmp_path, [made])
    hold = {"window_unknown": WindowUnknown.HOLD, "scale": 20}
    assert pushed(ledger, [made], api, **hold).states == {State.HELD: 1}
    assert ledger.resolve(None, Event.SEND_AGAIN, NOW) == 1
    if pushed(ledger, [made], api, **hold).states == {State.RETRY: 1}:
        pushed(ledger, [made], api, **hold)
    assert ledger.counts()[State.ACCEPTED] == 1


def test_many_that_wait_are_asked_about_once_each(tmp_path: Path) -> None:
    entries = [with_fallback(n, contact=f"c{n}") for n in range(250)]
    api = AskedApi(said=[OPEN], otherwise=status(422, {"code": "x", "message": "no"}))
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries[:40], api, limit=40)
    assert ledger.retry(State.REJECTED, NOW) == 40
    api.otherwise, before = taken, api.asked
    assert pushed(ledger, entries, api).states == {State.ACCEPTED: 250}
    assert api.asked == before + 250


def test_a_closed_window_is_asked_for_once_though_its_message_waits(tmp_path: Path) -> None:
    entries = [with_fallback(n, contact=f"c{n}") for n in range(60)]
    api = AskedApi(said=[OPEN], otherwise=status(422, {"code": "x", "message": "no"}))
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries[:40], api, limit=40)
    assert ledger.retry(State.REJECTED, NOW) == 40
    api.otherwise, api.said, before = taken, [SHUT], api.asked
    assert pushed(ledger, entries, api, rate=100.0).states == {State.ACCEPTED: 60}
    assert api.asked == before + 60


@pytest.mark.parametrize(
    "fault",
    [
        TOO_MANY,
        ApiError("a fault", 503),
        MaybeSentError("a time-out", "timeout"),
        NeverSentError("refused", "refused"),
    ],
)
def test_a_question_without_an_answer_is_asked_again(tmp_path: Path, fault: Exception) -> None:
    made = with_fallback(0, contact="c")
    api = AskedApi(said=[fault, fault, OPEN])
    pushed(ledger_at(tmp_path, [made]), [made], api)
    assert api.asked == 3 and "text" in api.inside[0]


@pytest.mark.parametrize(
    ("fault", "asked"), [(TOO_MANY, asking.TRIES), (ApiError("not found", 404), 1)]
)
def test_questions_come_to_an_end(tmp_path: Path, fault: Exception, asked: int) -> None:
    made = with_fallback(0, contact="c")
    api = AskedApi(said=[fault])
    pushed(ledger_at(tmp_path, [made]), [made], api)
    assert api.asked == asked and "template" in api.inside[0]


def test_no_question_is_asked_again_when_its_time_is_over(tmp_path: Path) -> None:
    made = with_fallback(0, contact="c")
    api = AskedApi(said=[TOO_MANY])
    pushed(ledger_at(tmp_path, [made]), [made], api, scale=1e6)
    assert api.asked < asking.TRIES and "template" in api.inside[0]
