"""What an answer means for a payload, by one table of statuses; and what a failure means."""

from __future__ import annotations

from typing import NamedTuple

from msgc.push.answers import AnswerError, error_of, message_of
from msgc.push.delays import look_due, wait_before
from msgc.push.ledger.model import Claim, Outcome
from msgc.push.retry_after import retry_after
from msgc.push.states import Event
from msgc.push.stops import KEY_REFUSED
from msgc.transport.sending import MaybeSentError, NeverSentError, Reply


class Row(NamedTuple):
    """What follows from a status, and `why`."""

    status: int
    event: Event
    why: str


ROWS = (
    Row(202, Event.ACCEPT, "taken, whatever its body says"),
    Row(400, Event.REJECT, "the request is wrong"),
    Row(404, Event.REJECT, "there is no such channel, or nothing that the payload names"),
    Row(422, Event.REJECT, "the payload is wrong"),
    Row(401, Event.POSTPONE, "the key is refused before anything is read: push stops"),
    Row(403, Event.POSTPONE, "the key has no right to send: push stops"),
    Row(408, Event.POSTPONE, "the request didn't come whole"),
    Row(425, Event.POSTPONE, "it came too early, and wasn't processed"),
    Row(429, Event.POSTPONE, "too many requests; this one wasn't processed"),
)
OTHERWISE = Event.LOSE
"""Of all other statuses (1xx, other 2xx, 3xx, 409, 5xx): none tells that it wasn't taken."""

EVENTS = {row.status: row.event for row in ROWS}


def outcome_of_reply(claim: Claim, reply: Reply, now: float) -> Outcome:
    """Return what an answer that came at `now` (seconds since 1970) means for a claim."""
    event = EVENTS.get(reply.status, OTHERWISE)
    if event is Event.ACCEPT:
        return _accepted(claim, reply, now)
    code, detail = _said(reply)
    return Outcome(
        claim.seq,
        claim.step,
        event,
        now,
        due=_due(claim, event, reply, now),
        status=reply.status,
        code=code,
        detail=detail,
    )


def outcome_of_failure(claim: Claim, error: NeverSentError | MaybeSentError, now: float) -> Outcome:
    """Return what a request without an answer means for a claim, at `now`."""
    if isinstance(error, NeverSentError):
        due: float | None = now + wait_before(claim.attempt, claim.key)
        event = Event.POSTPONE
    else:
        due, event = look_due(now, 0), Event.LOSE
    return Outcome(claim.seq, claim.step, event, now, due=due, code=error.code)


def _accepted(claim: Claim, reply: Reply, now: float) -> Outcome:
    try:
        taken = message_of(reply.body)
    except AnswerError:
        return Outcome(claim.seq, claim.step, Event.ACCEPT, now, status=reply.status)
    return Outcome(
        claim.seq,
        claim.step,
        Event.ACCEPT,
        now,
        status=reply.status,
        message_id=taken.id,
        contact=taken.contact,
    )


def _said(reply: Reply) -> tuple[str, str]:
    """Return the API's error code, or one made of the status, and what it said as JSON."""
    try:
        said = error_of(reply.body)
    except AnswerError:
        return f"http-{reply.status}", ""
    return said.code or f"http-{reply.status}", said.detail()


def _due(claim: Claim, event: Event, reply: Reply, now: float) -> float | None:
    """Return when a claim is to be tried again, or looked for."""
    if event is Event.LOSE:
        return look_due(now, 0)
    if event is not Event.POSTPONE:
        return None
    if reply.status in KEY_REFUSED:
        return now
    asked = retry_after(reply.headers.get("retry-after"), now)
    return now + (asked or wait_before(claim.attempt, claim.key))
