"""Whom a campaign has reached in earlier runs, so that a second text isn't sent by mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

from msgc.push.entries import Entry
from msgc.push.keys import person
from msgc.push.runs import Runs
from msgc.push.states import State

# Recipients whose window is asked for by a contact's id that the rows don't name: at 50 questions a
# second for a workspace (docs.bird.com/api/channels-api/rate-limit) more would hold a push up.
FEW = 10_000
# States of those who got nothing, and won't by the run that they are in.
UNREACHED = frozenset({State.REJECTED, State.EXPIRED, State.PLANNED})


@dataclass(frozen=True, slots=True)
class Earlier:
    """Recipients' digests by what earlier runs did for them; `run` is one that reached some."""

    reached: frozenset[bytes]
    failed: frozenset[bytes]
    run: str


def earlier_contacts(runs: Runs, account: str, entries: Iterable[Entry]) -> Mapping[bytes, str]:
    """Return the contacts' ids, by recipients' digests, that earlier answers of an account told.

    They are asked for those whose window nothing tells, where these are no more than `FEW`.
    Raises LedgerError.
    """
    unknown = (person(e.to) for e in entries if not (e.is_template or e.last_inbound or e.contact))
    people = list(islice(unknown, FEW + 1))
    known: dict[bytes, str] = {}
    if not people or len(people) > FEW:
        return known
    for name in runs.names():
        with closing(runs.open(name, sender=False)) as ledger:
            if ledger.facts().account == account:
                known.update(ledger.contacts(people))
    return known


def earlier_runs(
    runs: Runs, names: Iterable[str], people: frozenset[bytes], failed: State | None
) -> Earlier:
    """Return who of `people` was reached by runs, and who is in state `failed` in one of them.

    Raises LedgerError.
    """
    reached: set[bytes] = set()
    again: set[bytes] = set()
    run = ""
    for name in names:
        with closing(runs.open(name, sender=False)) as ledger:
            states = ledger.people(list(people))
        met = {person for person, state in states.items() if state not in UNREACHED}
        run = name if met else run
        reached |= met
        again |= {person for person, state in states.items() if state is failed}
    return Earlier(frozenset(reached), frozenset(again - reached), run)
