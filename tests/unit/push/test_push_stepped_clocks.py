"""What is looked for by a clock that isn't the one by which it was sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pushes import NOW, Api, Pushed, entry, ledger_at, pushed

from msgc.push import looking
from msgc.push.answers import Listed
from msgc.push.fresh import intent_of
from msgc.push.policy import OnAbsent
from msgc.push.states import State
from msgc.push.windows import Choice

HOUR, DAY = 3_600.0, 86_400.0
ENTRIES = [entry(0), entry(1)]


@dataclass
class TimedApi(Api):
    """Lists what it took between two times; `took` is when that was, by its own clock."""

    took: float = NOW
    late: int = 0
    asked: list[float] = field(default_factory=list)

    async def list_messages(self, tag: str, to: str, start: float, end: float) -> list[Listed]:
        self.asked.append(end)
        found = await super().list_messages(tag, to, start, end)
        is_listed = start <= self.took <= end and len(self.asked) > self.late
        return found if is_listed else []


def resumed(folder: Path, api: Api, attempted: float) -> Pushed:
    """Push on what a sender had taken up at a time by its clock, when it was killed."""
    ledger = ledger_at(folder, ENTRIES)
    ledger.take_over(attempted)
    intents = [intent_of(each, Choice()) for each in ENTRIES]
    ledger.exchange([], intents, len(ENTRIES), attempted)
    for each in intents:
        api.let_in(
            {"to": each.recipient, "reference": each.reference, "tags": [ledger.facts().run]}
        )
    return pushed(ledger, ENTRIES, api, scale=2_000, settle=DAY, on_absent=OnAbsent.RESEND)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "PAUSE", 0.01)


@pytest.mark.parametrize("ahead", [HOUR, -HOUR, -DAY], ids=["hour ahead", "hour back", "day back"])
def test_what_was_sent_by_a_wrong_clock_is_found(tmp_path: Path, ahead: float) -> None:
    api = TimedApi()
    assert resumed(tmp_path, api, NOW + ahead).states == {State.ACCEPTED: 2}
    assert api.posts == []


@pytest.mark.parametrize("ahead", [HOUR, DAY], ids=["hour", "day"])
def test_what_was_sent_is_found_by_a_clock_that_is_behind(tmp_path: Path, ahead: float) -> None:
    api = TimedApi(took=NOW + ahead)
    assert resumed(tmp_path, api, NOW).states == {State.ACCEPTED: 2}
    assert api.posts == []


def test_looks_keep_their_distance_after_a_clock_was_ahead(tmp_path: Path) -> None:
    # The last look of each is the one that finds it.
    api = TimedApi(late=2 * (len(looking.LOOKS) - 1))
    assert resumed(tmp_path, api, NOW + HOUR).states == {State.ACCEPTED: 2}
    assert api.asked[-1] - api.asked[0] >= looking.LOOKS[-1]
