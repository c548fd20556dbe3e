"""A pace that several senders share: each takes a little of it at a time."""

from __future__ import annotations

import asyncio
from typing import Protocol

from msgc.push.pace import CUT

# Seconds of the rate that are taken at once, and between two looks at whether they are used.
TAKEN, LOOK = 0.1, 0.005


class Budget(Protocol):
    """The requests that an account may make, whoever makes them."""

    ceiling: float

    def take(self, n: int) -> float:
        """Take `n` requests; return after how many seconds they may leave."""

    def slow_down(self, factor: float, hold: float) -> None:
        """Cut the rate for all, and let nothing leave for `hold` seconds."""


class SharedPace:
    """Grants what was taken of a budget; `run` takes more as long as it goes on."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._tokens = 0
        self._cuts: list[float] = []

    def grant(self, now: float, want: int) -> int:
        """Return how many of `want` requests may leave, and count them as left."""
        granted = min(want, self._tokens)
        self._tokens -= granted
        return granted

    def slow_down(self, now: float, hold: float) -> None:
        """Take notice of an answer 429; it slows all senders down."""
        self._tokens = 0
        self._cuts.append(hold)

    async def run(self) -> None:
        """Take requests until cancelled. Raises LedgerError."""
        share = max(1, int(self._budget.ceiling * TAKEN))
        while True:
            for hold in self._cuts:
                await asyncio.to_thread(self._budget.slow_down, CUT, hold)
            self._cuts.clear()
            await asyncio.sleep(await asyncio.to_thread(self._budget.take, share))
            self._tokens += share
            while self._tokens and not self._cuts:
                await asyncio.sleep(LOOK)
