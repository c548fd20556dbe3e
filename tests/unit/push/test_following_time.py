"""A run followed that has messages to send again: it ends in time, and says what waits."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from msgc.push.followed import Follow, Standing
from msgc.push.following import follow
from msgc.push.ledger.model import Ledger
from msgc.push.pace import Pace
from msgc.push.states import State
from msgc.push.stops import Brake
from tests.unit.push.following_help import TellingApi, followed, nobody
from tests.unit.push.pushes import (
    NOW,
    Answer,
    ListedPlan,
    clocks,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    unreachable,
)

ENTRIES = [entry(n) for n in range(3)]


def waiting(folder: Path, api: TellingApi, answer: Answer) -> Ledger:
    """Return a run of which one payload waits to be sent again, and is answered so ever after."""
    ledger = ledger_at(folder, ENTRIES)
    api.answers = {recipient(1): [status(422)]}
    pushed(ledger, ENTRIES, api)
    ledger.retry(State.REJECTED, NOW)
    api.answers = {recipient(1): [answer] * 10_000}
    return ledger


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (unreachable, "refused"),
        (status(429), "http-429"),
        (status(429, retry_after="60"), "http-429"),
    ],
)
def test_it_ends_in_time_and_says_what_waits(tmp_path: Path, answer: Answer, code: str) -> None:
    api = TellingApi(delivered=True)
    ledger = waiting(tmp_path, api, answer)
    outcome = followed(ledger, ENTRIES, api, scale=50, seconds=20.0)
    assert (outcome.stop, ledger.counts()[State.RETRY]) == (None, 1)
    assert outcome.told[0].fault == f"1 waits to be sent again ({code})"
    # A stint is at least five seconds, so that the time is over after four of them.
    assert 2 <= len(outcome.told) <= 6


def test_it_doesnt_run_on_when_its_time_is_over(tmp_path: Path) -> None:
    api = TellingApi(delivered=True)
    ledger = waiting(tmp_path, api, unreachable)
    given = clocks(50)
    told: list[Standing] = []
    job = Follow(
        ledger, ListedPlan(ENTRIES), api, Pace(475.0), nobody, told.append, 3.0, clocks=given
    )
    asyncio.run(follow(job, Brake()))
    assert len(told) == 1 and given.monotonic() < 60


def test_what_waits_is_sent_where_the_api_comes_back(tmp_path: Path) -> None:
    api = TellingApi(delivered=True)
    ledger = waiting(tmp_path, api, unreachable)
    del api.answers[recipient(1)][3:]
    outcome = followed(ledger, ENTRIES, api, scale=50)
    assert (outcome.stop, ledger.counts()[State.ACCEPTED]) == (None, 3)
    assert outcome.told[-1].fault == ""
    assert api.got == {recipient(n): 1 for n in range(3)}
