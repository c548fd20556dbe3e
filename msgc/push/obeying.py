"""Lists that another sender of a run is given while this one sends: they hold for both."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from msgc.push.ledger.model import KeptList
from msgc.push.ledger_thread import LedgerThread
from msgc.push.stops import Brake, Stop
from msgc.push.suppression import SuppressionError

# Seconds between two looks at which lists the run's pushes have kept.
EVERY = 2.0

Relisting = Callable[[Sequence[KeptList]], frozenset[bytes]]


@dataclass(slots=True)
class Obeying:
    """Adds to `people`, by their digests, who is on lists that a run keeps since it was looked at.

    `read` gives who is on lists; where it raises SuppressionError the push stops: it isn't known
    any more who may be written to.
    """

    thread: LedgerThread
    people: set[bytes]
    read: Relisting
    brake: Brake
    _known: Sequence[KeptList] = ()

    async def look(self) -> None:
        """Look once. Raises LedgerError."""
        lists = await self.thread.do(lambda ledger: ledger.lists())
        if lists == self._known:
            return
        try:
            self.people |= await asyncio.to_thread(self.read, lists)
        except SuppressionError as error:
            self.brake.pull(Stop.LISTS, f"another sender of this run was given a list: {error}")
        self._known = lists

    async def run(self) -> None:
        """Look again and again. Raises LedgerError."""
        while True:
            await asyncio.sleep(EVERY)
            await self.look()
