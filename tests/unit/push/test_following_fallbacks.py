"""What met a closed window is followed by one fallback, whatever happens in between."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from msgc.push.answers import AnswerError, Window
from msgc.push.entries import Entry
from msgc.push.keys import FOLLOW_UP
from msgc.push.ledger.model import Delivery, Ledger, LedgerError
from msgc.push.ledger.sqlite import open_sqlite
from msgc.push.policy import WindowUnknown
from msgc.push.states import State
from msgc.push.windows import WINDOW
from tests.unit.push.following_help import OPEN, TellingApi, followed, sent
from tests.unit.push.pushes import (
    NOW,
    RUN,
    entry,
    lost,
    recipient,
    status,
    taken,
    vanished,
    with_fallback,
)


def test_a_closed_window_is_answered_with_one_fallback(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN), entry(1)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    followed(ledger, entries, api)
    followed(ledger, entries, api)
    assert api.templates == [recipient(0)]
    assert ledger.deliveries() == {("delivered", ""): 1, ("sending_failed", "131047"): 2}
    [again] = [each for each in ledger.records() if each.step == FOLLOW_UP]
    assert (again.state, again.key.hex()) == (State.ACCEPTED, entries[0].fallback_key)


@pytest.mark.parametrize("answer", [lost, vanished])
def test_a_fallback_whose_answer_is_lost_is_looked_for_and_never_sent_twice(
    tmp_path: Path, answer: object
) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi({recipient(0): [taken, answer]})
    ledger = sent(tmp_path, entries, api)
    followed(ledger, entries, api, scale=3000, seconds=9000.0)
    followed(ledger, entries, api, scale=3000, seconds=9000.0)
    assert api.posts == [recipient(0)] * 2
    state = State.ACCEPTED if api.templates else State.HELD
    assert [each.state for each in ledger.records()] == [State.ACCEPTED, state]


async def unanswered(contact: str, identifier: str) -> Window:
    raise AnswerError("no window")


@pytest.mark.parametrize("unknown", WindowUnknown)
def test_who_follows_decides_about_unknown_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unknown: WindowUnknown
) -> None:
    entries = [with_fallback(0, contact="c")]
    api = TellingApi(otherwise=status(401), delivered=True, windows={"c": Window(OPEN + WINDOW)})
    ledger = sent(tmp_path, entries, api)
    api.otherwise = taken
    monkeypatch.setattr(api, "window", unanswered)
    followed(ledger, entries, api, window_unknown=unknown)
    held = unknown is WindowUnknown.HOLD
    assert ledger.counts()[State.HELD] == int(held)
    assert len(api.inside) == int(not held)
    assert bool(api.templates) is (unknown is WindowUnknown.FALLBACK)


class KilledError(LedgerError):
    """Stands for the end of a process."""


def test_a_kill_between_the_fallback_and_what_is_settled_sends_one(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    with killed_at(ledger, "settle_deliveries"):
        followed(ledger, entries, api)
    assert api.templates == [] and ledger.counts()[State.RETRY] == 1
    follow_again(tmp_path, ledger, entries, api)


def test_a_kill_before_the_fallback_is_kept_sends_one(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    with killed_at(ledger, "follow"):
        followed(ledger, entries, api)
    follow_again(tmp_path, ledger, entries, api)


def test_a_kill_while_the_fallback_is_under_way_sends_none_again(tmp_path: Path) -> None:
    entries = [with_fallback(0, last_inbound=OPEN)]
    api = TellingApi()
    ledger = sent(tmp_path, entries, api)
    [record] = ledger.records()
    ledger.follow([record], [bytes.fromhex(entries[0].fallback_key or "")], NOW)
    ledger.settle_deliveries([Delivery(0, 0, "sending_failed", "131047", True)])
    [claim] = ledger.reclaim(9, NOW).claims
    api.let_in(
        {**json.loads(bytes(entries[0].fallback)), "tags": [RUN], "reference": claim.reference}
    )
    follow_again(tmp_path, ledger, entries, api)


@contextmanager
def killed_at(ledger: Ledger, method: str) -> Iterator[None]:
    """Let the process end where it calls a method of the ledger."""

    def killed(*given: object) -> None:
        raise KilledError("killed")

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KilledError):
        patch.setattr(type(ledger), method, killed)
        yield


def follow_again(folder: Path, ledger: Ledger, entries: Sequence[Entry], api: TellingApi) -> None:
    """Follow as the next process does, twice, and see that one fallback was sent."""
    ledger.close()
    for _ in range(2):
        again = open_sqlite(folder / f"{RUN}.sqlite", sender=True)
        followed(again, entries, api)
        assert api.templates == [recipient(0)]
        assert again.counts()[State.ACCEPTED] == 2
        again.close()


@pytest.mark.parametrize("reason", ["suppressed", "expired", "is a fallback", "has none"])
def test_no_fallback_is_sent_where_none_may_be(tmp_path: Path, reason: str) -> None:
    inbound = NOW - 48 * 3600 if reason == "is a fallback" else OPEN
    made = entry(0) if reason == "has none" else with_fallback(0, last_inbound=inbound)
    api = TellingApi()
    ledger = sent(tmp_path, [made], api, expires=NOW + 60)
    before = len(api.posts)
    scale = 3000 if reason == "expired" else 1
    if reason == "expired":
        ledger.amend(expires=NOW - 1)
    followed(ledger, [made], api, [recipient(0)] if reason == "suppressed" else [], scale=scale)
    assert len(api.posts) == before == 1
    assert ledger.counts()[State.ACCEPTED] == sum(ledger.counts().values()) == 1
