"""Whom a followed run leaves out: its lists are read again before anything of it is sent."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from msgc.push.suppression import SuppressionError


@dataclass(slots=True)
class LeftOut:
    """Whom a run leaves out, as far as that is known; `fault` says why it isn't known now."""

    read: Callable[[], frozenset[bytes]]
    people: frozenset[bytes] = frozenset()
    fault: str = ""

    async def look(self) -> None:
        """Read the lists again."""
        try:
            self.people = await asyncio.to_thread(self.read)
            self.fault = ""
        except SuppressionError as error:
            self.fault = str(error)
