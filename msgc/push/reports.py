"""What a run came to, told: the document for programs, the lines for people.

No recipient stands in either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from msgc.push.ledger.model import Ledger, RunFacts
from msgc.push.states import State
from msgc.push.stops import Stop

VERSION = 1
REACH_WITH = "msgc push PLAN --not-reached --new-run NAME"
"""What sends to all whom no run of a campaign has reached."""


@dataclass(frozen=True, slots=True)
class Report:
    """A run's counts at a moment; all eight states are there.

    `unreached` counts the people whom it has left out, and no run of its campaign has reached;
    `missing` is where lists are that may hold some of these, and can't be read.
    """

    facts: RunFacts
    states: Mapping[State, int]
    failures: Mapping[tuple[State, str], int]
    next_look: float | None = None
    stop: Stop | None = None
    unreached: int = 0
    missing: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many payloads the run has."""
        return sum(self.states.values())

    @property
    def is_done(self) -> bool:
        """Tell whether every payload is accepted."""
        return self.states[State.ACCEPTED] == self.total

    @property
    def has_work(self) -> bool:
        """Tell whether another push would have anything to do."""
        open_states = (State.PLANNED, State.RETRY, State.CLAIMED, State.AMBIGUOUS)
        return any(self.states[state] for state in open_states)

    def document(self) -> dict[str, object]:
        """Return the report as JSON's values."""
        failures = [
            {"state": str(state), "code": code, "count": count}
            for (state, code), count in self.failures.items()
        ]
        return {
            "version": VERSION,
            "run": self.facts.run,
            "total": self.total,
            "states": {str(state): self.states[state] for state in State},
            "campaign": self.facts.campaign,
            "suppressed": self.facts.suppressed,
            "unreached": self.unreached,
            "failures": failures,
            "stopped": str(self.stop) if self.stop else None,
            "finished": not self.has_work,
            **self._way(),
        }

    def _way(self) -> dict[str, object]:
        """Return how whom nobody has reached is; who may be on a list isn't written to."""
        if self.missing:
            return {"missingLists": list(self.missing)}
        return {"reachWith": REACH_WITH} if self.unreached else {}


def report_of(ledger: Ledger, now: float, stop: Stop | None = None) -> Report:
    """Return the report of a ledger's run. Raises LedgerError.

    When the plan's time is over, what is still planned counts as expired.
    """
    facts = ledger.facts()
    counts = ledger.counts()
    states = {state: counts.get(state, 0) for state in State}
    if now >= facts.expires:
        states[State.EXPIRED] += states[State.PLANNED]
        states[State.PLANNED] = 0
    facts = replace(facts, suppressed=facts.suppressed + ledger.left_out())
    return Report(facts, states, ledger.failures(), ledger.next_due(State.AMBIGUOUS), stop)
