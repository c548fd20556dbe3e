"""Several payloads for one recipient that nothing tells apart in the API's list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msgc.push.entries import Entry
from msgc.push.keys import MAIN, message_key
from msgc.push.policy import OnAbsent
from msgc.push.states import State
from tests.unit.push.pushes import Api, ledger_at, lost, pushed, recipient, vanished

TO = recipient(0)


def alike(seq: int, reference: str = "of-both") -> Entry:
    payload = json.dumps({"to": TO, "text": f"Text {seq}", "reference": reference}).encode()
    key = message_key("shipped", TO, MAIN, payload)
    return Entry(seq=seq, row=seq + 1, to=TO, key=key, payload=payload, reference=reference)


@pytest.mark.parametrize("answers", [[vanished, lost], [lost, vanished]])
@pytest.mark.parametrize("absent", OnAbsent)
def test_what_cant_be_told_apart_is_held_and_never_sent_twice(
    tmp_path: Path, answers: list[object], absent: OnAbsent
) -> None:
    entries = [alike(0), alike(1)]
    api = Api({TO: list(answers)})
    ledger = ledger_at(tmp_path, entries, reference_is_unique=False)
    outcome = pushed(ledger, entries, api, scale=3000, settle=60_000.0, on_absent=absent)
    assert outcome.states == {State.HELD: 2}
    assert len(api.posts) == 2


def test_the_only_one_that_is_left_open_is_the_one_that_is_listed(tmp_path: Path) -> None:
    entries = [alike(0), alike(1)]
    api = Api({TO: [lost]})
    ledger = ledger_at(tmp_path, entries, reference_is_unique=False)
    outcome = pushed(ledger, entries, api, scale=3000, settle=60_000.0)
    assert outcome.states == {State.ACCEPTED: 2}
