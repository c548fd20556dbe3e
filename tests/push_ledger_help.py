"""Runs, intents and outcomes for the tests of ledgers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgc.push.ledger.model import (
    Intent,
    Ledger,
    Outcome,
    Record,
    RunFacts,
    Span,
)
from msgc.push.states import Event, State

NOW = 1_800_000_000.0
PERSONAL = ("+31612345678", "order-7", "contact-9", "said-detail")
FACTS = RunFacts(
    run="2026-11-22-shipped-3f2a09c1",
    identity="ab" * 16,
    profile="prod",
    account="prod/ws/ch",
    campaign="shop/shipped",
    plan="out/shipped.plan.json",
    plan_digest="cd" * 32,
    created=NOW,
    expires=NOW + 7_200,
    entries=10,
)


@dataclass(frozen=True)
class Place:
    """Where a kind of ledger keeps runs: `create` makes one, `open` opens it again."""

    create: Callable[[RunFacts], Ledger]
    open: Callable[[RunFacts, bool], Ledger]


def intent(seq: int, **other: object) -> Intent:
    values = {
        "seq": seq,
        "row": seq + 1,
        "key": seq.to_bytes(16),
        "recipient": f"+316{seq:08}",
        "person": b"p" + seq.to_bytes(15),
        "reference": seq.to_bytes(16).hex(),
    }
    return Intent(**{**values, **other})  # type: ignore[arg-type]


def outcome(seq: int, event: Event, at: float = NOW + 1, **other: object) -> Outcome:
    return Outcome(seq, 0, event, at, **other)  # type: ignore[arg-type]


def started(place: Place, facts: RunFacts = FACTS) -> Ledger:
    ledger = place.create(facts)
    assert ledger.take_over(NOW) == 0
    assert ledger.next_span(NOW) == Span(0, facts.entries)
    return ledger


def claimed(place: Place, seqs: Sequence[int] = (0, 1, 2), facts: RunFacts = FACTS) -> Ledger:
    ledger = started(place, facts)
    ledger.exchange([], [intent(seq) for seq in seqs], max(seqs) + 1, NOW)
    return ledger


def found(ledger: Ledger, seq: int = 0, step: int = 0) -> Record:
    [record] = [each for each in ledger.records() if (each.seq, each.step) == (seq, step)]
    return record


def lead(ledger: Ledger, state: State) -> None:
    """Bring entry 0, claimed, to a state."""
    events: dict[State, list[Event]] = {
        State.CLAIMED: [],
        State.RETRY: [Event.POSTPONE],
        State.ACCEPTED: [Event.ACCEPT],
        State.REJECTED: [Event.REJECT],
        State.AMBIGUOUS: [Event.LOSE],
        State.HELD: [Event.LOSE, Event.GIVE_UP],
        State.EXPIRED: [Event.POSTPONE, Event.EXPIRE],
    }
    for event in events[state]:
        ledger.exchange([outcome(0, event)], [], None, NOW)
