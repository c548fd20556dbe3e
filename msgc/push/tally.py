"""How many payloads are in each state, kept while a push goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgc.push.states import Event, State, after


@dataclass(slots=True)
class Tally:
    """Counts by state; begun with the ledger's own, and moved as it is.

    Another sender's work isn't in it until it is counted anew: no count is below zero for that.
    `note` says what a push waits for.
    """

    states: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))
    note: str = ""

    @classmethod
    def of(cls, counts: Mapping[State, int]) -> Tally:
        """Begin with a ledger's counts."""
        tally = cls()
        tally.count(counts)
        return tally

    def count(self, counts: Mapping[State, int]) -> None:
        """Take a ledger's counts."""
        self.states = {state: counts.get(state, 0) for state in State}

    def move(self, state: State, event: Event) -> None:
        """Move one payload as the table says. Raises TransitionError."""
        self.states[state] = max(0, self.states[state] - 1)
        self.states[after(state, event)] += 1

    def leave_out(self, state: State, count: int) -> None:
        """Take out payloads that are left out."""
        self.states[state] = max(0, self.states[state] - count)

    @property
    def total(self) -> int:
        """How many payloads there are."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """How many a push has nothing more to do for."""
        final = (State.ACCEPTED, State.REJECTED, State.HELD, State.EXPIRED)
        return sum(self.states[state] for state in final)
