"""`--limit`: how many payloads a push takes up, whatever they were before."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.push.ledger.model import Claim, Ledger, Outcome, Side
from msgc.push.quota import Quota
from msgc.push.states import Event, State
from tests.unit.push.pushes import NOW, Api, entry, ledger_at, pushed, recipient, status

ENTRIES = [entry(n) for n in range(8)]
A = State.ACCEPTED


def with_retries(folder: Path, api: Api) -> Ledger:
    """Return a ledger with four payloads to be tried again, and four planned."""
    refused = status(422, {"code": "InvalidPayload", "message": "m"})
    api.answers = {recipient(n): [refused] for n in range(4)}
    ledger = ledger_at(folder, ENTRIES)
    pushed(ledger, ENTRIES, api, limit=4)
    assert ledger.retry(State.REJECTED, NOW) == 4
    api.posts.clear()
    return ledger


@pytest.mark.parametrize("limit", [0, 1, 4, 6])
def test_what_is_tried_again_counts(tmp_path: Path, limit: int) -> None:
    api = Api()
    ledger = with_retries(tmp_path, api)
    pushed(ledger, ENTRIES, api, limit=limit)
    assert len(api.posts) == ledger.counts()[A] == limit
    pushed(ledger, ENTRIES, api)
    assert api.got == {recipient(n): 1 for n in range(8)}


def test_what_is_put_off_counts_once_and_is_tried_again(tmp_path: Path) -> None:
    api = Api()
    ledger = with_retries(tmp_path, api)
    api.otherwise = _sometimes_too_many(api)
    outcome = pushed(ledger, ENTRIES, api, limit=5, scale=20)
    assert outcome.states == {A: 5, State.PLANNED: 3}
    assert len(api.posts) > 5 and set(api.got.values()) == {1}


def _sometimes_too_many(api: Api) -> object:
    otherwise, too_many = api.otherwise, status(429, retry_after="1")

    def answer(api: Api, message: dict[str, object]) -> object:
        is_first = api.posts.count(str(message["to"])) == 1
        return too_many(api, message) if is_first else otherwise(api, message)

    return answer


def test_it_ends_where_its_own_are_taken_by_others() -> None:
    quota = Quota(1)
    quota.take(1)
    quota.note(Outcome(3, 0, Event.POSTPONE, NOW, due=NOW + 5))
    assert (quota.due(9, NOW), quota.due(9, NOW + 5)) == ([], [(3, 0)])
    quota.drop([(3, 0)])
    assert quota.is_used_up and not quota.has_put_off


def test_what_a_stepped_clock_put_off_is_due() -> None:
    quota = Quota(1)
    quota.note(Outcome(3, 0, Event.POSTPONE, NOW + 90_000, due=NOW + 90_005))
    assert quota.due(9, NOW) == [(3, 0)]


def test_without_a_limit_nothing_is_kept() -> None:
    quota = Quota(None)
    quota.note(Outcome(3, 0, Event.POSTPONE, NOW))
    quota.take_again([Claim(3, 0, 2, Side.MAIN, b"", "")])
    assert (quota.has_put_off, quota.is_used_up, quota.allowed(7)) == (False, False, 7)
