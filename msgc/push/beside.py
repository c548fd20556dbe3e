"""Work that goes on beside a push, and ends with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager, suppress
from typing import Any

from msgc.push.ledger.model import LedgerError
from msgc.push.stops import Brake

Work = Callable[[], Coroutine[Any, Any, None]]


@asynccontextmanager
async def going_on(works: Iterable[Work], brake: Brake) -> AsyncIterator[None]:
    """Let work go on beside the block, and end with it; what fails of it pulls the brake."""
    others = [asyncio.create_task(_watched(work, brake)) for work in works]
    try:
        yield
    finally:
        await _ended(others)


async def _watched(work: Work, brake: Brake) -> None:
    """Do what goes on beside the push, and stop the push where it can't."""
    try:
        await work()
    except LedgerError as error:
        brake.fail(error)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task
