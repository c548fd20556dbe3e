"""One thread for all that takes long, so that the server hears its editor meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """Runs one function after the other; what has been cancelled meanwhile isn't begun."""

    def __init__(self) -> None:
        # What is kept of a catalog between two questions needs no locks with one thread.
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="msgc")

    async def run(self, function: Callable[P, T], *words: P.args, **named: P.kwargs) -> T:
        """Return what a function returns, or raise what it raises."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: function(*words, **named))
