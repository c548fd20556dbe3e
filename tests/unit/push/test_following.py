"""Runs followed: what the API says of them, until nothing is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from msgc.push.api import ApiError
from msgc.push.states import State
from msgc.push.stops import Stop
from msgc.transport.sending import MaybeSentError, Reply
from tests.unit.push.following_help import TellingApi, followed, sent
from tests.unit.push.pushes import (
    Api,
    entry,
    ledger_at,
    lost,
    pushed,
    recipient,
    vanished,
)


def test_deliveries_are_asked_for_until_all_are_final(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(4)]
    api = TellingApi(delivered=True)
    ledger = sent(tmp_path, entries, api)
    assert ledger.deliveries() == {("", ""): 4}
    outcome = followed(ledger, entries, api)
    assert (outcome.stop, ledger.deliveries()) == (None, {("delivered", ""): 4})
    assert outcome.told[-1].deliveries == {("delivered", ""): 4}
    assert api.tagged_lists == 1
    followed(ledger, entries, api)
    assert api.tagged_lists == 1


def test_what_is_planned_stays_planned(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(6)]
    api = TellingApi(delivered=True)
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries, api, limit=2)
    followed(ledger, entries, api)
    assert (ledger.counts()[State.PLANNED], len(api.posts)) == (4, 2)


def test_what_is_ambiguous_is_looked_for_until_it_is_known(tmp_path: Path) -> None:
    entries = [entry(0), entry(1)]
    api = TellingApi({recipient(0): [lost], recipient(1): [vanished]}, delivered=True)
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries, api, settle=0.0)
    outcome = followed(ledger, entries, api, scale=3000, seconds=9000.0)
    counts = ledger.counts()
    assert (counts[State.ACCEPTED], counts[State.HELD]) == (1, 1)
    assert any(each.next_look for each in outcome.told)
    assert len(api.posts) == 2


def test_faults_of_the_api_are_told_and_asked_again(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = TellingApi(delivered=True, faults=[MaybeSentError("the connection broke", "reset")])
    ledger = sent(tmp_path, entries, api)
    outcome = followed(ledger, entries, api)
    assert [each.fault for each in outcome.told] == ["the connection broke", ""]
    assert ledger.deliveries() == {("delivered", ""): 1}


@pytest.mark.parametrize(
    ("status", "stop"), [(401, Stop.KEY), (403, Stop.KEY), (404, Stop.CHANNEL)]
)
def test_a_refused_key_or_channel_ends_it(tmp_path: Path, status: int, stop: Stop) -> None:
    entries = [entry(0)]
    api = TellingApi(faults=[ApiError("refused", status)])
    assert followed(sent(tmp_path, entries, api), entries, api).stop is stop


def test_it_ends_when_its_time_is_over(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = TellingApi(otherwise=lambda api, message: Reply(202, {}, b'{"id": "other"}', True))
    ledger = sent(tmp_path, entries, api)
    outcome = followed(ledger, entries, api, seconds=10.0)
    assert (outcome.stop, ledger.deliveries()) == (None, {("", ""): 1})
    assert len(outcome.told) > 1


def test_an_answer_without_an_id_is_matched_by_its_reference(tmp_path: Path) -> None:
    def broken(api: Api, message: dict[str, object]) -> Reply:
        api.let_in(message)
        return Reply(202, {}, b"<html>", True)

    entries = [entry(0)]
    api = TellingApi(otherwise=broken, delivered=True)
    ledger = sent(tmp_path, entries, api)
    followed(ledger, entries, api)
    assert ledger.deliveries() == {("delivered", ""): 1}


def test_an_answer_without_an_id_isnt_waited_for_where_references_are_alike(
    tmp_path: Path,
) -> None:
    def broken(api: Api, message: dict[str, object]) -> Reply:
        api.let_in(message)
        return Reply(202, {}, b"<html>", True)

    entries = [entry(0), entry(1)]
    api = TellingApi({recipient(0): [broken]}, delivered=True)
    ledger = ledger_at(tmp_path, entries, reference_is_unique=False)
    pushed(ledger, entries, api)
    followed(ledger, entries, api, seconds=9000.0)
    assert ledger.deliveries() == {("", ""): 1, ("delivered", ""): 1}
    assert api.tagged_lists == 1


def test_it_ends_where_it_is_told_to(tmp_path: Path) -> None:
    entries = [entry(0)]
    api = TellingApi(otherwise=lambda api, message: Reply(202, {}, b'{"id": "other"}', True))
    ledger = sent(tmp_path, entries, api)
    outcome = followed(ledger, entries, api, stop_after=2)
    assert (outcome.stop, len(outcome.told)) == (Stop.SIGNAL, 2)
