"""Whole pushes: what is accepted, found, held, and that nobody gets anything twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.push.answers import Listed, Window
from msgc.push.api import ApiError
from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.plans import PlanError
from msgc.push.policy import OnAbsent, WindowUnknown
from msgc.push.states import State
from msgc.push.stops import Stop
from tests.unit.push.pushes import (
    NOW,
    Api,
    entry,
    ledger_at,
    lost,
    pushed,
    recipient,
    status,
    unreachable,
    vanished,
    with_fallback,
)

A = State.ACCEPTED


def test_everything_is_accepted_once(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(120)]
    api = Api()
    outcome = pushed(ledger_at(tmp_path, entries), entries, api)
    assert (outcome.stop, outcome.states) == (None, {A: 120})
    assert set(api.got.values()) == {1} and len(api.got) == 120


def test_the_tag_and_the_key_are_added(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = Api()
    pushed(ledger_at(tmp_path, entries), entries, api)
    [message] = api.inside
    assert message["tags"] == ["2026-11-22-shipped-3f2a09c1"]
    assert message["reference"] == entries[0].key


def test_what_is_not_processed_is_sent_again(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(3)]
    answers = {
        recipient(0): [status(429, retry_after="1"), status(429)],
        recipient(1): [unreachable, unreachable],
        recipient(2): [status(408)],
    }
    api = Api(answers)
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, scale=20)
    assert outcome.states == {A: 3}
    assert set(api.got.values()) == {1}


@pytest.mark.parametrize("answer", [lost, status(500), status(409), status(302), status(200)])
def test_what_may_have_been_sent_is_looked_for_and_never_guessed(
    tmp_path: Path, answer: object
) -> None:
    entries = [entry(n) for n in range(3)]
    api = Api({recipient(1): [answer]})
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, scale=3000, settle=60_000.0)
    is_inside = recipient(1) in api.got
    assert outcome.states == ({A: 3} if is_inside else {A: 2, State.HELD: 1})
    assert api.posts.count(recipient(1)) == 1
    assert api.lists >= 1


def test_what_is_absent_is_sent_again_only_where_asked(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = Api({recipient(0): [vanished]})
    ledger = ledger_at(tmp_path, entries)
    outcome = pushed(ledger, entries, api, scale=3000, settle=60_000.0, on_absent=OnAbsent.RESEND)
    assert outcome.states == {A: 1}
    assert api.posts == [recipient(0)] * 2 and api.got == {recipient(0): 1}


def test_what_is_still_ambiguous_waits_for_the_next_push(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = Api({recipient(0): [vanished]})
    ledger = ledger_at(tmp_path, entries)
    assert pushed(ledger, entries, api, scale=50, settle=5.0).states == {State.AMBIGUOUS: 1}
    assert pushed(ledger, entries, api, scale=3000, settle=60_000.0).states == {State.HELD: 1}
    assert len(api.posts) == 1


class KeylessApi(Api):
    """Refuses the key to who asks what it has."""

    async def list_messages(self, tag: str, to: str, start: float, end: float) -> list[Listed]:
        raise ApiError("the API refuses the access key", 401)


def test_a_key_that_is_refused_to_a_look_stops_the_push(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = KeylessApi({recipient(0): [lost]})
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, scale=3000, settle=60_000.0)
    assert (outcome.stop, outcome.states) == (Stop.KEY, {State.AMBIGUOUS: 1})


def test_refusals_are_rejected_with_the_apis_words(tmp_path: Path) -> None:
    entries = [entry(0), entry(1)]
    said = {"code": "InvalidPayload", "message": "m", "details": {".body": ["is wrong"]}}
    api = Api({recipient(0): [status(422, said)]})
    ledger = ledger_at(tmp_path, entries)
    assert pushed(ledger, entries, api).states == {A: 1, State.REJECTED: 1}
    assert dict(ledger.failures()) == {(State.REJECTED, "InvalidPayload"): 1}
    [record] = ledger.records(State.REJECTED)
    assert (record.row, record.status) == (1, 422) and "is wrong" in record.detail


@pytest.mark.parametrize("code", [401, 403])
def test_a_refused_key_stops_everything_and_hands_all_back(tmp_path: Path, code: int) -> None:
    entries = [entry(n) for n in range(200)]
    api = Api(otherwise=status(code))
    outcome = pushed(ledger_at(tmp_path, entries), entries, api)
    assert outcome.stop is Stop.KEY
    assert set(outcome.states) == {State.RETRY, State.PLANNED}
    assert len(api.posts) <= 30


def test_a_wrong_message_stops_after_the_first_fifty(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(400)]
    api = Api(otherwise=status(422, {"code": "InvalidPayload", "message": "m"}))
    outcome = pushed(ledger_at(tmp_path, entries), entries, api)
    assert outcome.stop is Stop.MESSAGE
    assert 50 <= len(api.posts) <= 150


def test_a_wrong_channel_stops_at_once(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(200)]
    outcome = pushed(ledger_at(tmp_path, entries), entries, Api(otherwise=status(404)))
    assert outcome.stop is Stop.CHANNEL


def test_the_suppressed_get_nothing(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(10)]
    ledger = ledger_at(tmp_path, entries, suppressed=2)
    api = Api()
    outcome = pushed(ledger, entries, api, suppressed=[recipient(0), recipient(9)])
    assert outcome.states == {A: 8}
    assert recipient(0) not in api.got and recipient(9) not in api.got


def test_a_limit_ends_a_push_and_the_next_goes_on(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(10)]
    ledger = ledger_at(tmp_path, entries)
    api = Api()
    assert pushed(ledger, entries, api, limit=4).states == {A: 4, State.PLANNED: 6}
    assert pushed(ledger, entries, api).states == {A: 10}
    assert set(api.got.values()) == {1}


def test_a_finished_run_sends_nothing(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(5)]
    ledger = ledger_at(tmp_path, entries)
    api = Api()
    pushed(ledger, entries, api)
    assert pushed(ledger, entries, api).states == {A: 5}
    assert len(api.posts) == 5


def test_a_plan_whose_time_is_over_sends_nothing(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = Api()
    outcome = pushed(ledger_at(tmp_path, entries, expires=NOW - 1), entries, api)
    assert outcome.states == {State.PLANNED: 1} and api.posts == []


@pytest.mark.parametrize(
    ("made", "unknown", "got"),
    [
        (with_fallback(0, last_inbound=NOW - 3600), None, "text"),
        (with_fallback(0, last_inbound=NOW - 25 * 3600), None, "template"),
        (with_fallback(0), None, "template"),
        (with_fallback(0), WindowUnknown.SEND, "text"),
        (entry(0), None, "text"),
        (entry(0, is_template=True, last_inbound=NOW - 25 * 3600), None, "text"),
        (with_fallback(0, contact="open"), None, "text"),
        (with_fallback(0, contact="closed"), None, "template"),
    ],
)
def test_the_window_decides_which_payload_is_sent(
    tmp_path: Path, made: object, unknown: WindowUnknown | None, got: str
) -> None:
    windows = {"open": Window(NOW + 3600), "closed": Window(NOW - 1)}
    api = Api(windows=windows)
    pushed(ledger_at(tmp_path, [made]), [made], api, window_unknown=unknown)
    [message] = api.inside
    assert got in message


@pytest.mark.parametrize(("contact", "got"), [("open", "text"), ("closed", "template")])
def test_an_earlier_answer_tells_whose_window_to_ask_for(
    tmp_path: Path, contact: str, got: str
) -> None:
    made = with_fallback(0)
    api = Api(windows={"open": Window(NOW + 3600), "closed": Window(NOW - 1)})
    pushed(ledger_at(tmp_path, [made]), [made], api, contacts={person(made.to): contact})
    [message] = api.inside
    assert got in message


def test_a_closed_window_without_a_fallback_is_no_message(tmp_path: Path) -> None:
    made = entry(0, last_inbound=NOW - 25 * 3600)
    api = Api()
    outcome = pushed(ledger_at(tmp_path, [made]), [made], api)
    assert outcome.states == {State.REJECTED: 1} and api.posts == []


def test_an_unknown_window_can_be_held(tmp_path: Path) -> None:
    api = Api()
    ledger = ledger_at(tmp_path, [entry(0)])
    outcome = pushed(ledger, [entry(0)], api, window_unknown=WindowUnknown.HOLD)
    assert outcome.states == {State.HELD: 1} and api.posts == []


def test_a_plan_that_cant_be_read_on_stops_with_all_else_written(tmp_path: Path) -> None:
    class Torn(list[Entry]):
        def __getitem__(self, asked: object) -> object:
            yield from list.__getitem__(self, slice(0, 3))
            raise PlanError("the plan can't be read")

    entries = Torn(entry(n) for n in range(9))
    api = Api()
    outcome = pushed(ledger_at(tmp_path, entries), entries, api, rate=1.0, scale=20)
    assert outcome.stop is Stop.PLAN
    assert outcome.states == {A: 3, State.PLANNED: 6} and len(api.posts) == 3
