"""A push ends when nothing is left, and not before all that came back is in the ledger."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from msgc.push.ledger.model import Claim, Ledger
from msgc.push.states import State
from msgc.transport.sending import Reply
from tests.unit.push.pushes import Api, entry, ledger_at, lost, pushed, recipient

LATE = recipient(1)
# Seconds after which a test fails rather than hangs.
PATIENCE = 20.0


@dataclass
class Slow:
    """A ledger that writes the first outcome while another is on its way."""

    ledger: Ledger
    writing: threading.Event = field(default_factory=threading.Event)
    landed: threading.Event = field(default_factory=threading.Event)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ledger, name)

    def exchange(self, outcomes: Any, *more: Any) -> list[Claim]:
        if outcomes and not self.writing.is_set():
            self.writing.set()
            assert self.landed.wait(PATIENCE)
        return self.ledger.exchange(outcomes, *more)


@dataclass
class Late(Api):
    """An API whose answer to one message is lost while the ledger writes."""

    ledger: Slow | None = None

    async def post(self, payload: bytes) -> Reply:
        if self.ledger is not None and LATE.encode() in payload:
            assert await asyncio.to_thread(self.ledger.writing.wait, PATIENCE)
            self.ledger.landed.set()
        return await super().post(payload)


def test_what_is_lost_while_the_ledger_writes_is_looked_for(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(2)]
    ledger = Slow(ledger_at(tmp_path, entries))
    api = Late({LATE: [lost]}, ledger=ledger)
    outcome = pushed(cast(Ledger, ledger), entries, api, scale=20)
    assert outcome.states == {State.ACCEPTED: 2}
    assert set(api.got.values()) == {1}
