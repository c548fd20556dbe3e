"""What the API's answers mean for the requests to come: fewer, later, or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from msgc.push.breaker import Breaker
from msgc.push.ledger.model import Outcome
from msgc.push.states import Event
from msgc.push.stops import Brake, FirstAnswers, Stop
from msgc.push.windows import CLOSED, UNKNOWN

TOO_MANY = 429


class Paces(Protocol):
    """What says how many requests may leave; times are those of a clock that can't step."""

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` requests may leave at `now`, and count them."""

    def give_back(self, at: float, count: int) -> None:
        """Take back what was granted at a time and didn't leave."""

    def slow_down(self, now: float, hold: float) -> None:
        """Take notice of an answer 429; nothing leaves for `hold` seconds."""


@dataclass(slots=True)
class Bearing:
    """Takes every outcome in, and says how many requests may leave.

    `patience` is for how many seconds the API may leave all requests unanswered.
    """

    pace: Paces
    brake: Brake
    patience: float
    breaker: Breaker = field(default_factory=Breaker)
    answers: int = 0
    _first: FirstAnswers = field(default_factory=FirstAnswers)
    _silent_since: float | None = None

    def grant(self, now: float, want: int, under_way: int) -> int:
        """Return how many of `want` requests may leave, with others under way."""
        want = min(want, self.breaker.allows(now, under_way))
        return self.pace.grant(now, want) if want > 0 else 0

    def give_back(self, at: float, count: int) -> None:
        """Take back what was granted at a time and didn't leave."""
        if count > 0:
            self.pace.give_back(at, count)

    def take_in(self, now: float, outcome: Outcome) -> None:
        """Learn from what became of a request; what never left for its window's sake was none."""
        if outcome.code in (CLOSED, UNKNOWN) and outcome.status is None:
            return
        if outcome.status == TOO_MANY:
            self.pace.slow_down(now, max(0.0, (outcome.due or 0.0) - outcome.at))
        else:
            self.breaker.add(now, outcome.event in (Event.ACCEPT, Event.REJECT))
        self.brake.pull(self._first.add(outcome.status))
        self._listen(now, outcome.status is not None)

    def _listen(self, now: float, answered: bool) -> None:
        if answered:
            self.answers += 1
            self._silent_since = None
            return
        self._silent_since = now if self._silent_since is None else self._silent_since
        if now - self._silent_since > self.patience:
            self.brake.pull(Stop.PATIENCE)
