"""How far a push has come, on one line."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgc.push.states import State
from msgc.push.tally import Tally

# Seconds between two lines where there is no terminal.
TOLD_EVERY = 5.0
# Seconds over which the rate is told.
SPAN = 10.0
SHOWN = (State.RETRY, State.REJECTED, State.AMBIGUOUS, State.HELD, State.EXPIRED)


@dataclass(slots=True)
class Progress:
    """Tells the rate from what was done lately; times are of a clock that can't step."""

    tally: Tally
    _done: list[tuple[float, int]] = field(default_factory=list)

    def line(self, now: float) -> str:
        """Return where the push stands, such as `120 of 200 accepted, 3 held; 76/s, 2 s left`."""
        states = self.tally.states
        others = [f"{states[state]:,} {state}" for state in SHOWN if states[state]]
        accepted = f"{states[State.ACCEPTED]:,} of {self.tally.total:,} accepted"
        rate = self._rate(now)
        pace = f"; {rate:,.0f}/s, {spoken(self._left(rate))} left" if rate >= 1 else ""
        waits = f"; {self.tally.note}" if self.tally.note else ""
        return ", ".join((accepted, *others)) + pace + waits

    def _rate(self, now: float) -> float:
        self._done.append((now, self.tally.done))
        self._done = [each for each in self._done if each[0] >= now - SPAN]
        (began, first), (ended, last) = self._done[0], self._done[-1]
        return (last - first) / (ended - began) if ended > began else 0.0

    def _left(self, rate: float) -> float:
        return (self.tally.total - self.tally.done) / rate


def spoken(seconds: float) -> str:
    """Return a time as people say it: `40 s`, `3 min`, `2 h 5 min`."""
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
