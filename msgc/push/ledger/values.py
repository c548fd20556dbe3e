"""What stands in a row: of a new intent, of a follow-up, after an outcome."""

from __future__ import annotations

from collections.abc import Iterable

from msgc.push.keys import HIDDEN, MAIN, hidden
from msgc.push.ledger.core import target, target_of
from msgc.push.ledger.model import Intent, Outcome, Record, Side
from msgc.push.ledger.reading import reference_of
from msgc.push.states import Event, State

_BETWEEN = "\n"
_EVENTS_OF_LOOKS = (Event.MISS, Event.GIVE_UP)
_TARGETS = {event: target_of(event) for event in Event}


def intent_values(intent: Intent, redact: bool, now: float) -> dict[str, object]:
    """Return the values of the row of an entry that had none."""
    is_claim = intent.event is Event.CLAIM
    return {
        "seq": intent.seq,
        "step": MAIN,
        "row": intent.row,
        "state": target(State.PLANNED, intent.event).value,
        "key": intent.key,
        "person": intent.person,
        "recipient": None if redact else intent.recipient,
        "reference": author_reference(intent.reference, intent.key, redact),
        "side": intent.side.value,
        "attempts": int(is_claim),
        "attempted": now if is_claim else None,
        "due": None,
        "code": intent.code,
    }


def author_reference(reference: str, key: bytes, redact: bool) -> str | None:
    """Return a `reference` where it is the author's, hidden if asked; None where it is the key."""
    if reference_of(None, key) == reference:
        return None
    return hidden(reference) if redact and not reference.startswith(HIDDEN) else reference


def follow_values(record: Record, key: bytes, redact: bool, now: float) -> dict[str, object]:
    """Return the values of the row of a record's follow-up, `key` being the follow-up's own."""
    return {
        "seq": record.seq,
        "row": record.row,
        "state": State.RETRY.value,
        "key": key,
        "person": record.person,
        "recipient": None if redact else record.recipient,
        "reference": author_reference(record.reference, record.key, redact),
        "side": Side.FALLBACK.value,
        "attempts": 0,
        "attempted": None,
        "due": now,
        "code": "",
    }


def outcome_values(outcome: Outcome, redact: bool) -> dict[str, object]:
    """Return the values that an outcome gives its row; None leaves what is there."""
    state = _TARGETS[outcome.event]
    # What was accepted isn't known by an earlier failure; of the rest the last word stays.
    empty = "" if state is State.ACCEPTED else None
    waits = state in (State.RETRY, State.AMBIGUOUS)
    return {
        "seq": outcome.seq,
        "step": outcome.step,
        "state": state.value,
        "due": (outcome.at if outcome.due is None else outcome.due) if waits else None,
        "status": outcome.status,
        "code": outcome.code or empty,
        "detail": None if redact else outcome.detail or empty,
        "message_id": outcome.message_id or None,
        "contact": None if redact else outcome.contact or None,
        "side": None if outcome.side is None else outcome.side.value,
        "looks": int(outcome.event in _EVENTS_OF_LOOKS),
    }


def joined(runs: Iterable[str]) -> str:
    """Return the names of runs as one text."""
    return _BETWEEN.join(runs)


def parted(text: str) -> tuple[str, ...]:
    """Return the names of runs that are one text."""
    return tuple(filter(None, text.split(_BETWEEN)))
