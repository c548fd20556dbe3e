"""Whom a campaign has reached in earlier runs, so that a second text isn't sent by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import islice

from msgc.push.entries import Entry
from msgc.push.keys import channel_of, person
from msgc.push.ledger.dialects import SUPPRESSED
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.runs import Runs
from msgc.push.states import State
from msgc.push.stops import REFUSED

# Recipients whose window is asked for by a contact's id that the rows don't name: at 50 questions a
# second for a workspace (docs.bird.com/api/channels-api/rate-limit) more would hold a push up.
FEW = 10_000
# States of those who got nothing, and won't by the run that they are in.
UNREACHED = frozenset({State.REJECTED, State.EXPIRED, State.PLANNED})


@dataclass(frozen=True, slots=True)
class Earlier:
    """Recipients' digests by what earlier runs did for them; `run` is one that concerns some.

    `reached` are all who may have got something, `waiting` those who have got nothing yet and
    would by their run's next push or by `resolve`, `failed` those who have got nothing and are in
    the state that was asked for, `dropped` those for whom `resolve` gave up what may have arrived.
    `unfinished` are the runs that could still send to some.
    """

    reached: frozenset[bytes]
    waiting: frozenset[bytes]
    failed: frozenset[bytes]
    dropped: frozenset[bytes]
    unfinished: tuple[str, ...]
    run: str


def earlier_contacts(runs: Runs, account: str, entries: Iterable[Entry]) -> Mapping[bytes, str]:
    """Return the contacts' ids, by recipients' digests, that earlier answers of an account told.

    They are asked for those whose window nothing tells, where these are no more than `FEW`.
    """
    unknown = (person(e.to) for e in entries if not (e.is_template or e.last_inbound or e.contact))
    people = list(islice(unknown, FEW + 1))
    known: dict[bytes, str] = {}
    if not people or len(people) > FEW:
        return known
    for name in runs.names():
        # Without one that can't be read fewer windows are known, and nothing else is lost.
        with suppress(LedgerError), closing(runs.open(name, sender=False)) as ledger:
            if channel_of(ledger.facts().account) == channel_of(account):
                known.update(ledger.contacts(people))
    return known


def earlier_runs(
    runs: Runs, names: Iterable[str], people: frozenset[bytes], failed: State | None
) -> Earlier:
    """Return who of `people` was reached by runs, and who is in state `failed` in one of them.

    Raises LedgerError.
    """
    found = _Found()
    for name in names:
        with closing(runs.open(name, sender=False)) as ledger:
            found.add(name, ledger, ledger.people(list(people)), failed)
    return found.earlier()


@dataclass(slots=True)
class _Found:
    reached: set[bytes] = field(default_factory=set)
    waiting: set[bytes] = field(default_factory=set)
    failed: set[bytes] = field(default_factory=set)
    dropped: set[bytes] = field(default_factory=set)
    unfinished: list[str] = field(default_factory=list)
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
        self.failed |= {person for person, state in states.items() if state is failed}
        self.dropped |= _dropped(ledger)
        if _is_planned(ledger) or any(each is not State.ACCEPTED for each in states.values()):
            self.unfinished.append(run)

    def earlier(self) -> Earlier:
        """Return what all runs together did."""
        waiting = self.waiting - self.reached
        failed = self.failed - self.reached - self.dropped - waiting
        return Earlier(
            frozenset(self.reached),
            frozenset(waiting),
            frozenset(failed),
            frozenset(self.dropped),
            tuple(self.unfinished),
            self.run,
        )


def _waiting(ledger: Ledger, states: Mapping[bytes, State]) -> set[bytes]:
    """Return who has got nothing yet: what is held of them, if anything, was never posted."""
    held = list(ledger.records(State.HELD))
    posted = {record.person for record in held if record.attempts}
    unposted = {record.person for record in held} - posted
    return {
        person
        for person, state in states.items()
        if state is State.RETRY or (state is State.HELD and person in unposted)
    }


def _is_planned(ledger: Ledger) -> bool:
    """Tell whether a run has entries without a record: also whom it left out it may yet send to."""
    return bool(ledger.counts()[State.PLANNED] or ledger.facts().suppressed)


def _dropped(ledger: Ledger) -> set[bytes]:
    """Return of whom something is rejected that no answer has refused: it may have arrived."""
    return {
        record.person
        for record in ledger.records(State.REJECTED)
        if record.attempts and record.status not in REFUSED and record.code != SUPPRESSED
    }
