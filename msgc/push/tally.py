"""How many payloads are in each state, kept while a push goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgc.push.states import Event, State, after


@dataclass(slots=True)
class Tally:
    """Counts by state; begun with the ledger's own, and moved as it is."""

    states: dict[State, int] = field(default_factory=lambda: dict.fromkeys(State, 0))

    @classmethod
    def of(cls, counts: Mapping[State, int]) -> Tally:
        """Begin with a ledger's counts."""
        return cls({state: counts.get(state, 0) for state in State})

    def move(self, state: State, event: Event) -> None:
        """Move one payload as the table says. Raises TransitionError."""
        self.states[state] -= 1
        self.states[after(state, event)] += 1

    @property
    def total(self) -> int:
        """How many payloads there are."""
        return sum(self.states.values())

    @property
    def done(self) -> int:
        """How many a push has nothing more to do for."""
        final = (State.ACCEPTED, State.REJECTED, State.HELD, State.EXPIRED)
        return sum(self.states[state] for state in final)
