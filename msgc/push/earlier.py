"""Whom a campaign has reached in earlier runs, so that a second text isn't sent by mistake."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass

from msgc.push.runs import Runs
from msgc.push.states import State

# States of those who got nothing, and won't by the run that they are in.
UNREACHED = frozenset({State.REJECTED, State.EXPIRED, State.PLANNED})


@dataclass(frozen=True, slots=True)
class Earlier:
    """Recipients' digests by what earlier runs did for them; `run` is one that reached some."""

    reached: frozenset[bytes]
    failed: frozenset[bytes]
    run: str


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
