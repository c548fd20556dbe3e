"""What each answer and each failure means for a payload."""

from __future__ import annotations

import json

import pytest

from msgc.push.delays import LOOKS
from msgc.push.keys import MAIN
from msgc.push.ledger.model import Claim, Outcome, Side
from msgc.push.outcomes import ROWS, outcome_of_failure, outcome_of_reply
from msgc.push.states import Event, State, after
from msgc.transport.sending import MaybeSentError, NeverSentError, Reply

NOW = 1_700_000_000.0
CLAIM = Claim(7, MAIN, 1, Side.MAIN, b"k" * 16, "r")
MESSAGE = b'{"id": "m-1", "status": "accepted", "receiver": {"contacts": [{"id": "c-1"}]}}'
LOST = (100, 200, 201, 204, 206, 299, 300, 301, 302, 307, 308, 402, 405, 406, 409, 410, 413)
LOST += (418, 423, 451, 500, 501, 502, 503, 504, 520, 529, 599, 999)


def outcome(status: int, body: bytes = b"", headers=None, complete=True, claim=CLAIM) -> Outcome:
    return outcome_of_reply(claim, Reply(status, headers or {}, body, complete), NOW)


def test_a_message_that_was_taken():
    made = outcome(202, MESSAGE)
    assert made == Outcome(7, MAIN, Event.ACCEPT, NOW, status=202, message_id="m-1", contact="c-1")


@pytest.mark.parametrize("body", [b"", b"{", b"<html>", b"[]", b"{}", b"\xff", b'{"id": 3}'])
def test_202_is_accepted_whatever_its_body_says(body):
    made = outcome(202, body, complete=False)
    assert (made.event, made.message_id, made.contact, made.due) == (Event.ACCEPT, "", "", None)


@pytest.mark.parametrize("status", [400, 404, 422])
def test_a_refusal_is_kept_with_what_the_api_says(status):
    body = {"code": "InvalidPayload", "message": "no", "details": {".body.type": ["a", "b"]}}
    made = outcome(status, json.dumps(body).encode())
    assert (made.event, made.status, made.code, made.due) == (
        *(Event.REJECT, status, "InvalidPayload"),
        None,
    )
    assert json.loads(made.detail) == {".body.type": ["a", "b"]}


@pytest.mark.parametrize("body", [b"", b"<html>", b"[" * 100_000, b"{}", b'"text"'])
def test_a_refusal_that_cant_be_read_is_known_by_its_status(body):
    made = outcome(400, body)
    assert (made.event, made.code, made.detail) == (Event.REJECT, "http-400", "")


def test_words_without_places_stand_at_none():
    made = outcome(404, b'{"code": "NotFound", "message": "no such channel"}')
    assert json.loads(made.detail) == {"": ["no such channel"]}


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_leaves_the_payload_as_it_was(status):
    made = outcome(status)
    assert (made.event, made.due, made.status) == (Event.POSTPONE, NOW, status)


@pytest.mark.parametrize("status", [408, 425, 429])
def test_what_wasnt_processed_is_tried_again(status):
    first = outcome(status)
    assert first.event is Event.POSTPONE
    assert NOW < first.due <= NOW + 1
    asked = outcome(status, headers={"retry-after": "7"})
    assert asked.due == NOW + 7


@pytest.mark.parametrize("header", ["0", "-1", "nan", "soon", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_retry_after_that_asks_for_nothing_doesnt_make_a_tight_loop(header):
    assert outcome(429, headers={"retry-after": header}).due > NOW + 0.2


@pytest.mark.parametrize("status", LOST)
def test_any_other_status_is_found_out(status):
    made = outcome(status)
    assert (made.event, made.due, made.status) == (Event.LOSE, NOW + LOOKS[0], status)


def test_the_table_and_its_rest_name_every_status_once():
    stated = [row.status for row in ROWS]
    assert len(set(stated)) == len(stated)
    assert not set(stated) & set(LOST)


@pytest.mark.parametrize("status", [202, 400, 401, 429, 500])
def test_every_outcome_is_one_that_a_claim_can_have(status):
    assert after(State.CLAIMED, outcome(status).event)


def test_what_was_never_sent_waits_longer_each_time():
    error = NeverSentError("it can't be reached", "connect-failed")
    waits = []
    for attempt in range(1, 12):
        claim = Claim(7, MAIN, attempt, Side.MAIN, b"k" * 16, "r")
        made = outcome_of_failure(claim, error, NOW)
        assert (made.event, made.code, made.status) == (Event.POSTPONE, "connect-failed", None)
        waits.append(made.due - NOW)
    assert waits[0] <= 0.5
    assert all(15 <= wait <= 30 for wait in waits[6:])


def test_what_may_have_been_sent_is_looked_for():
    made = outcome_of_failure(CLAIM, MaybeSentError("it broke", "connection-lost"), NOW)
    assert made == Outcome(7, MAIN, Event.LOSE, NOW, due=NOW + 2, code="connection-lost")
