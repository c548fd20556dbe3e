"""Whom a campaign has reached in earlier runs, so that a second text isn't sent by mistake."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field

from msgc.push.lapsed import lapsed
from msgc.push.ledger.dialects import DROPPED_UNSENT, SUPPRESSED
from msgc.push.ledger.model import Ledger
from msgc.push.run_folder import RunFolder
from msgc.push.runs import Place
from msgc.push.states import State
from msgc.push.stops import REFUSED
from msgc.push.windows import CLOSED, UNKNOWN

# States of those who got nothing, and won't by the run that they are in.
UNREACHED = frozenset({State.REJECTED, State.EXPIRED, State.PLANNED})
# Codes of what was to be sent, perhaps again since it couldn't have arrived, and then wasn't.
NOT_SENT = frozenset({SUPPRESSED, CLOSED, DROPPED_UNSENT})


@dataclass(frozen=True, slots=True)
class Earlier:
    """Recipients' digests by what earlier runs did for them; `run` is one that concerns some.

    `reached` are all who may have got something, `waiting` those who have got nothing yet and
    would by their run's next push or by `resolve`, `failed` those who have got nothing and are in
    the state that was asked for, `dropped` those for whom `resolve` gave up what may have arrived.
    """

    reached: frozenset[bytes]
    waiting: frozenset[bytes]
    failed: frozenset[bytes]
    dropped: frozenset[bytes]
    run: str


def earlier_runs(
    place: Place,
    names: Iterable[str],
    people: frozenset[bytes],
    failed: State | None,
    home: RunFolder | None = None,
) -> Earlier:
    """Return who of `people` was reached by runs, and who is in state `failed` in one of them.

    `home` has the plans that tell who expired before anything was claimed. One ledger is open
    after another, to be read alone. Raises LedgerError, PlanError.
    """
    found = _Found()
    for name in names:
        with closing(place.open(name, sender=False)) as ledger:
            found.add(name, ledger, ledger.people(list(people)), failed)
            if home is not None and failed is State.EXPIRED:
                found.failed |= lapsed(home, ledger, people, time.time())
    return found.earlier()


def settled_by(ledger: Ledger, people: Iterable[bytes]) -> set[bytes]:
    """Return who of `people` may have got something of a run, or was given up for that.

    Raises LedgerError.
    """
    states = ledger.people(list(people))
    met = {person for person, state in states.items() if state not in UNREACHED}
    return (met - _waiting(ledger, states)) | _dropped(ledger)


@dataclass(slots=True)
class _Found:
    reached: set[bytes] = field(default_factory=set)
    waiting: set[bytes] = field(default_factory=set)
    failed: set[bytes] = field(default_factory=set)
    dropped: set[bytes] = field(default_factory=set)
    run: str = ""

    def add(
        self, run: str, ledger: Ledger, states: Mapping[bytes, State], failed: State | None
    ) -> None:
        """Add what a run did for people, by their states in it."""
        waiting = _waiting(ledger, states)
        met = {person for person, state in states.items() if state not in UNREACHED}
        self.run = run if met else self.run
        self.reached |= met - waiting
        self.waiting |= waiting
        self.failed |= _retriable(ledger, states, failed)
        self.dropped |= _dropped(ledger)

    def earlier(self) -> Earlier:
        """Return what all runs together did."""
        waiting = self.waiting - self.reached
        failed = self.failed - self.reached - self.dropped - waiting
        return Earlier(
            frozenset(self.reached),
            frozenset(waiting),
            frozenset(failed),
            frozenset(self.dropped),
            self.run,
        )


def _retriable(ledger: Ledger, states: Mapping[bytes, State], failed: State | None) -> set[bytes]:
    """Return who is in state `failed`, but for whom the run's own --retry would leave out too.

    Those are on a list, another run's by now, or given up.
    """
    if failed is None:
        return set()
    found = {person for person, state in states.items() if state is failed}
    return found.intersection(ledger.retriable(failed)) if found else found


def _waiting(ledger: Ledger, states: Mapping[bytes, State]) -> set[bytes]:
    """Return who has got nothing yet: what is held of them, if anything, was never posted."""
    held = list(ledger.records(State.HELD))
    posted = {record.person for record in held if record.attempts and record.code != UNKNOWN}
    unposted = {record.person for record in held} - posted
    return {
        person
        for person, state in states.items()
        if state is State.RETRY or (state is State.HELD and person in unposted)
    }


def _dropped(ledger: Ledger) -> set[bytes]:
    """Return of whom something is rejected that no answer has refused: it may have arrived."""
    return {
        record.person
        for record in ledger.records(State.REJECTED)
        if record.attempts and record.status not in REFUSED and record.code not in NOT_SENT
    }
