"""A pause where most requests fail: no message is made ambiguous that can wait."""

from __future__ import annotations

from collections import deque
from enum import Enum, auto

# The last outcomes that count, the fewest that tell anything, and the share that must be good.
WINDOW, FEWEST, SHARE = 40, 20, 0.5
# Seconds of a pause: the first, and the longest; each one after another is twice as long.
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
# Requests that leave after a pause, to see whether it is over.
BURST = 4
# More requests than there ever are: nothing is held back.
NO_LIMIT = 1 << 30


class _Phase(Enum):
    CLOSED = auto()
    OPEN = auto()
    TRYING = auto()


class Breaker:
    """Lets all requests leave, none, or a few; time is a clock's that can't step."""

    def __init__(self) -> None:
        self._phase = _Phase.CLOSED
        self._last: deque[bool] = deque(maxlen=WINDOW)
        self._pause = FIRST_PAUSE
        self._until = 0.0

    @property
    def is_closed(self) -> bool:
        """Tell whether requests leave as they like."""
        return self._phase is _Phase.CLOSED

    def allows(self, now: float, under_way: int) -> int:
        """Return how many more requests may leave, while so many are under way."""
        if self._phase is _Phase.OPEN and now >= self._until:
            self._phase = _Phase.TRYING
            self._last.clear()
        if self._phase is _Phase.CLOSED:
            return NO_LIMIT
        return max(0, BURST - under_way) if self._phase is _Phase.TRYING else 0

    def wait(self, now: float) -> float:
        """Return the seconds until a request may leave."""
        return max(0.0, self._until - now) if self._phase is _Phase.OPEN else 0.0

    def add(self, now: float, is_good: bool) -> None:
        """Take in what became of a request; what ends during a pause was begun before it."""
        if self._phase is _Phase.OPEN:
            return
        self._last.append(is_good)
        enough = BURST if self._phase is _Phase.TRYING else FEWEST
        if len(self._last) < enough:
            return
        if sum(self._last) < SHARE * len(self._last):
            self._open(now)
        elif self._phase is _Phase.TRYING:
            self._phase = _Phase.CLOSED
            self._last.clear()
        elif len(self._last) == WINDOW:
            self._pause = FIRST_PAUSE

    def _open(self, now: float) -> None:
        self._phase = _Phase.OPEN
        self._until = now + self._pause
        self._pause = min(LONGEST_PAUSE, self._pause * 2)
