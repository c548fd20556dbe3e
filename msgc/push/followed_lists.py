"""Whom a followed run leaves out: its lists are read again before anything of it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgc.push.ledger.model import KeptList, Ledger
from msgc.push.ledger_thread import LedgerThread
from msgc.push.run_lists import Listed
from msgc.push.suppression import SuppressionError

Reading = Callable[[Sequence[KeptList]], Listed]


@dataclass(slots=True)
class LeftOut:
    """Whom a run leaves out, as far as that is known; `fault` says why it isn't known now.

    `read` gives who is on lists: those that the run's pushes have kept, and those of now, which
    are kept as a push keeps them.
    """

    ledger: LedgerThread
    read: Reading
    people: frozenset[bytes] = frozenset()
    fault: str = ""
    _are_kept: bool = False

    async def look(self) -> None:
        """Read the lists again, with those of other senders. Raises LedgerError."""
        lists, others = await self.ledger.do(_known)
        try:
            listed = await asyncio.to_thread(self.read, lists)
        except SuppressionError as error:
            self.fault = str(error)
            return
        self.people, self.fault = listed.people | others, ""
        if not self._are_kept:
            await self.ledger.do(lambda ledger: ledger.keep_lists(listed.kept))
            self._are_kept = True


def _known(ledger: Ledger) -> tuple[Sequence[KeptList], frozenset[bytes]]:
    return ledger.lists(), ledger.others()
