"""The states of a payload, and the one table of what leads from which to which.

The ledger takes every change from this table, and so does the page about sending.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """What is known of one payload; the words stand in `push` and `status --format json`."""

    PLANNED = "planned"
    RETRY = "retry"
    CLAIMED = "claimed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    AMBIGUOUS = "ambiguous"
    HELD = "held"
    EXPIRED = "expired"


class Event(StrEnum):
    """What can happen to a payload."""

    CLAIM = "claim"
    WITHHOLD = "withhold"
    DECLINE = "decline"
    EXPIRE = "expire"
    ACCEPT = "accept"
    REJECT = "reject"
    POSTPONE = "postpone"
    LOSE = "lose"
    FIND = "find"
    MISS = "miss"
    GIVE_UP = "give up"
    SEND_AGAIN = "send again"
    DROP = "drop"
    RETRY = "retry"
    LEAVE_OUT = "leave out"


class Transition(NamedTuple):
    """From `state`, `event` leads to `to`, when `reason`."""

    state: State
    event: Event
    to: State
    reason: str


TRANSITIONS = (
    Transition(State.PLANNED, Event.CLAIM, State.CLAIMED, "its intent is on disk"),
    Transition(
        State.PLANNED, Event.WITHHOLD, State.HELD, "the window is unknown, and that is to be held"
    ),
    Transition(State.PLANNED, Event.DECLINE, State.REJECTED, "the window is closed, no fallback"),
    Transition(State.PLANNED, Event.EXPIRE, State.EXPIRED, "the plan's time is over"),
    Transition(State.RETRY, Event.CLAIM, State.CLAIMED, "it is due, its intent is on disk"),
    Transition(
        State.RETRY, Event.WITHHOLD, State.HELD, "the window is unknown, and that is to be held"
    ),
    Transition(State.RETRY, Event.DECLINE, State.REJECTED, "the window is closed, no fallback"),
    Transition(State.RETRY, Event.EXPIRE, State.EXPIRED, "the plan's time is over"),
    Transition(State.RETRY, Event.LEAVE_OUT, State.REJECTED, "the recipient is on a list by now"),
    Transition(State.CLAIMED, Event.ACCEPT, State.ACCEPTED, "the API answered 202"),
    Transition(State.CLAIMED, Event.REJECT, State.REJECTED, "the API answered 400, 404, 422"),
    Transition(State.CLAIMED, Event.POSTPONE, State.RETRY, "the API can't have taken it"),
    Transition(
        State.CLAIMED, Event.WITHHOLD, State.HELD, "its window, asked for again, is unknown"
    ),
    Transition(State.CLAIMED, Event.LOSE, State.AMBIGUOUS, "bytes may have left, no answer"),
    Transition(State.AMBIGUOUS, Event.FIND, State.ACCEPTED, "the API lists it"),
    Transition(State.AMBIGUOUS, Event.MISS, State.AMBIGUOUS, "not listed yet, a look is due"),
    Transition(State.AMBIGUOUS, Event.GIVE_UP, State.HELD, "not listed at the last look"),
    Transition(State.AMBIGUOUS, Event.SEND_AGAIN, State.RETRY, "not listed, --on-absent resend"),
    Transition(State.HELD, Event.FIND, State.ACCEPTED, "listed after all, or resolved so"),
    Transition(State.HELD, Event.SEND_AGAIN, State.RETRY, "resolved so"),
    Transition(State.HELD, Event.DROP, State.REJECTED, "resolved so"),
    Transition(State.HELD, Event.LEAVE_OUT, State.REJECTED, "never sent, and another run's by now"),
    Transition(State.REJECTED, Event.RETRY, State.RETRY, "push --retry rejected"),
    Transition(State.EXPIRED, Event.RETRY, State.RETRY, "push --retry expired"),
)

_NEXT = {(each.state, each.event): each.to for each in TRANSITIONS}

FINAL = frozenset({State.ACCEPTED, State.REJECTED, State.EXPIRED, State.HELD})
"""States that a push leaves alone; all others are work."""


class TransitionError(Exception):
    """An event that can't happen in a state: the ledger is wrong, or its reader is."""


def after(state: State, event: Event) -> State:
    """Return the state that an event leads to. Raises TransitionError."""
    try:
        return _NEXT[state, event]
    except KeyError:
        raise TransitionError(f"`{event}` can't happen to what is {state}") from None


def leading_from(event: Event) -> tuple[State, ...]:
    """Return the states in which an event can happen."""
    return tuple(each.state for each in TRANSITIONS if each.event is event)
