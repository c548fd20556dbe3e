"""A pace that several senders share: each takes a little of it when it has something to send."""

from __future__ import annotations

import asyncio
from math import inf
from typing import Protocol

from msgc.push.pace import CUT

# Seconds of the rate that are taken at once, at the most.
TAKEN = 0.1
# Seconds for which what wasn't used at once may be used: after that others have had that rate.
KEPT = 1.0


class Budget(Protocol):
    """The requests that an account may make, whoever makes them."""

    ceiling: float

    def take(self, n: int) -> float:
        """Take `n` requests; return after how many seconds they may leave."""

    def slow_down(self, factor: float, hold: float) -> None:
        """Cut the rate for all, and let nothing leave for `hold` seconds."""


class SharedPace:
    """Grants what was taken of a budget; `run` takes more when there is nothing left to grant.

    So a sender that has nothing to send takes nothing, and one that has takes no more than that.
    """

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._tokens = 0
        # When the tokens were first asked for since they came: until then they don't lapse.
        self._offered = inf
        self._wanted = 0
        self._slowed_at = -inf
        self._cuts: list[float] = []
        self._asked = asyncio.Event()

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` requests may leave, and count them as left."""
        self._offered = min(self._offered, now)
        if now >= self._offered + KEPT:
            self._tokens = 0
        granted = min(want, self._tokens)
        self._tokens -= granted
        if not granted:
            self._wanted = want
            self._asked.set()
        return granted

    def give_back(self, at: float, count: int) -> None:
        """Take back what was granted at a time and didn't leave; a 429 since then voids it."""
        if at > self._slowed_at:
            self._tokens += count

    def slow_down(self, now: float, hold: float) -> None:
        """Take notice of an answer 429; it slows all senders down."""
        self._tokens, self._slowed_at = 0, now
        self._cuts.append(hold)
        self._asked.set()

    async def run(self) -> None:
        """Take requests as they are wanted, until cancelled. Raises LedgerError."""
        share = max(1, int(self._budget.ceiling * TAKEN))
        while True:
            await self._asked.wait()
            self._asked.clear()
            while self._cuts:
                await asyncio.to_thread(self._budget.slow_down, CUT, self._cuts.pop())
            if self._wanted:
                await self._take(min(share, self._wanted))

    async def _take(self, count: int) -> None:
        await asyncio.sleep(await asyncio.to_thread(self._budget.take, count))
        # After a refusal in between, what was taken before it may not leave.
        if not self._cuts:
            self._tokens, self._offered, self._wanted = count, inf, 0
