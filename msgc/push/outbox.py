"""Outcomes on their way to the ledger, written in groups."""

from __future__ import annotations

from collections.abc import Sequence

from msgc.push.ledger.model import Claim, Intent, Ledger, LedgerError, Outcome
from msgc.push.ledger_thread import LedgerThread


class Outbox:
    """Takes outcomes at once, and writes them with the next intents or by themselves.

    What couldn't be written is kept, in its order, for another try.
    """

    def __init__(self, ledger: LedgerThread) -> None:
        self._ledger = ledger
        self._waiting: list[Outcome] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def put(self, outcome: Outcome) -> None:
        """Add what became of a claim."""
        self._waiting.append(outcome)

    async def exchange(
        self, intents: Sequence[Intent], cursor: int | None, now: float
    ) -> list[Claim]:
        """Write all that waits, then intents; return what may be posted. Raises LedgerError."""
        outcomes, self._waiting = self._waiting, []

        def write(ledger: Ledger) -> list[Claim]:
            return ledger.exchange(outcomes, intents, cursor, now)

        try:
            return await self._ledger.do(write)
        except LedgerError:
            self._waiting = outcomes + self._waiting
            raise
