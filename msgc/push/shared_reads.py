"""A pace of questions that several senders share."""

from __future__ import annotations

from msgc.push.pace import SHORTEST_HOLD
from msgc.push.shared_pace import SharedPace

# Seconds between two looks at whether leave was given.
LOOK = 0.005


class SharedReads:
    """Lets questions leave by a shared pace, while `run` goes on; after that nothing waits."""

    def __init__(self, pace: SharedPace) -> None:
        self._pace = pace
        self._is_over = False

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` questions may leave, and count them as left."""
        # Whoever waited for the last one would wait for ever, and keep a push from its end.
        return want if self._is_over else self._pace.grant(now, want)

    def wait(self, now: float) -> float:
        """Return the seconds after which to ask for leave again."""
        return LOOK

    def slow_down(self, now: float, hold: float) -> None:
        """Take notice of an answer 429; it slows all senders down."""
        self._pace.slow_down(now, max(hold, SHORTEST_HOLD))

    async def run(self) -> None:
        """Take questions of what all may ask until cancelled. Raises LedgerError."""
        try:
            await self._pace.run()
        finally:
            self._is_over = True
