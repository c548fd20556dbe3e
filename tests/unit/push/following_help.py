"""Runs followed over an API that tells of deliveries."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from msgc.push.answers import Listed
from msgc.push.entries import Entry
from msgc.push.followed import Follow, Standing
from msgc.push.followed_lists import Reading
from msgc.push.following import follow
from msgc.push.keys import person
from msgc.push.ledger.model import KeptList, Ledger
from msgc.push.pace import Pace
from msgc.push.policy import WindowUnknown
from msgc.push.run_lists import Listed as OnLists
from msgc.push.stops import Brake, Stop
from tests.unit.push.pushes import (
    NOW,
    Api,
    ListedPlan,
    clocks,
    ledger_at,
    pushed,
)

CLOSED = Listed("", "sending_failed", "", failure_code="15000", failure_source="131047")


@dataclass
class TellingApi(Api):
    """An API whose free-form messages meet closed windows, and whose templates are delivered.

    `delivered` takes no window to be closed; `faults` are raised by the first lists, in turn.
    """

    delivered: bool = False
    faults: list[Exception] = field(default_factory=list)
    tagged_lists: int = 0

    async def tagged(self, tag: str, start: float, end: float) -> AsyncIterator[list[Listed]]:
        assert start < end
        self.tagged_lists += 1
        if self.faults:
            raise self.faults.pop(0)
        page = [self._listed(f"id-{n}", each) for n, each in enumerate(self.inside, 1)]
        yield page[::-1]

    def _listed(self, id: str, message: dict[str, object]) -> Listed:
        reference = str(message["reference"])
        if self.delivered or "template" in message:
            return Listed(id, "delivered", reference)
        return Listed(id, CLOSED.status, reference, (), frozenset(), "", None, "15000", "131047")

    @property
    def templates(self) -> list[object]:
        return [message["to"] for message in self.inside if "template" in message]


@dataclass
class Followed:
    stop: Stop | None
    told: list[Standing]


def nobody(kept: Sequence[KeptList]) -> OnLists:
    """Return that no list holds anybody."""
    return OnLists(frozenset(), ())


def followed(
    ledger: Ledger,
    entries: Sequence[Entry],
    api: Api,
    suppressed: Sequence[str] = (),
    scale: float = 50,
    seconds: float = 300.0,
    stop_after: int = 1000,
    left_out: Reading | None = None,
    window_unknown: WindowUnknown | None = None,
) -> Followed:
    """Follow a run; it is told to stop after so many rounds."""
    told: list[Standing] = []
    brake = Brake()

    def tell(standing: Standing) -> None:
        told.append(standing)
        if len(told) >= stop_after:
            brake.pull(Stop.SIGNAL)

    job = Follow(
        ledger=ledger,
        plan=ListedPlan(entries),
        api=api,
        pace=Pace(475.0),
        left_out=left_out or (lambda kept: OnLists(frozenset(map(person, suppressed)), ())),
        window_unknown=window_unknown,
        tell=tell,
        seconds=seconds,
        clocks=clocks(scale),
    )
    return Followed(asyncio.run(follow(job, brake)), told)


OPEN = NOW - 60


def sent(folder: Path, entries: list[Entry], api: Api, **more: object) -> Ledger:
    ledger = ledger_at(folder, entries, **more)
    pushed(ledger, entries, api)
    return ledger
