"""The one thread in which a ledger is used, so that the event loop never waits for a disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from msgc.push.ledger.model import Ledger

T = TypeVar("T")


class LedgerThread:
    """A ledger seen from an event loop; calls are done one after another, in their order."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def do(self, work: Callable[[Ledger], T]) -> T:
        """Return what `work` gives, done in the ledger's thread. Raises what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, work, self.ledger)

    def stop(self) -> None:
        """Let the thread go, when all calls are done; the ledger stays open."""
        self._thread.shutdown()
