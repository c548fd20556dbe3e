"""Failures grouped by state, code and place, with the rows that they came from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from msgc.push import failures
from msgc.push.failures import Failure, failures_of
from msgc.push.ledger.model import Ledger
from msgc.push.payloads import Payloads
from msgc.push.states import State
from tests.unit.push.pushes import (
    RUN,
    Answer,
    Api,
    ListedPlan,
    entry,
    ledger_at,
    pushed,
    recipient,
    status,
    vanished,
    with_fallback,
)

COUNT = 8


def refusal(*places: str) -> Answer:
    details = {each: ["+31600000001 is wrong"] for each in places}
    return status(422, {"code": "InvalidPayload", "message": "m", "details": details})


def ledger_with(folder: Path, answers: dict[int, Answer], **more: object) -> Ledger:
    entries = [entry(n) for n in range(COUNT)]
    api = Api({recipient(n): [answer] for n, answer in answers.items()})
    ledger = ledger_at(folder, entries, **more)
    pushed(ledger, entries, api, scale=20, settle=0.0)
    return ledger


def found_in(ledger: Ledger, with_plan: bool = True) -> list[Failure]:
    payloads = Payloads(ListedPlan([entry(n) for n in range(COUNT)]), COUNT, RUN)
    return failures_of(ledger, ledger.failures(), payloads if with_plan else None)


def told(found: list[Failure]) -> list[tuple[object, ...]]:
    return [
        (each.state, each.code, each.count, each.rows, each.refused and each.refused.path)
        for each in found
    ]


REJECTED, AMBIGUOUS = State.REJECTED, State.AMBIGUOUS


def test_failures_are_grouped_by_code_and_place(tmp_path: Path) -> None:
    answers = {n: refusal(".text") for n in (1, 2, 4)}
    answers |= {5: refusal(".to"), 6: status(400), 7: vanished}
    found = found_in(ledger_with(tmp_path, answers))
    assert told(found) == [
        (REJECTED, "InvalidPayload", 3, (2, 3, 5), ("text",)),
        (AMBIGUOUS, "reset", 1, (8,), None),
        (REJECTED, "InvalidPayload", 1, (6,), ("to",)),
        (REJECTED, "http-400", 1, (7,), None),
    ]


def test_a_payload_with_two_places_counts_at_each(tmp_path: Path) -> None:
    found = found_in(ledger_with(tmp_path, {1: refusal(".text", ".to")}))
    assert [each.count for each in found] == [1, 1]
    assert {each.refused.path for each in found if each.refused} == {("text",), ("to",)}


def test_places_that_the_payload_lacks_are_one(tmp_path: Path) -> None:
    answers = {1: refusal(".text.a"), 2: refusal(".text.b"), 3: refusal("Ann")}
    found = found_in(ledger_with(tmp_path, answers))
    assert told(found) == [
        (REJECTED, "InvalidPayload", 2, (2, 3), ("text",)),
        (REJECTED, "InvalidPayload", 1, (4,), None),
    ]


def test_without_the_plan_or_details_no_place_is_known(tmp_path: Path) -> None:
    (tmp_path / "redacted").mkdir()
    ledger = ledger_with(tmp_path, {1: refusal(".text")})
    assert told(found_in(ledger, with_plan=False))[0][2:] == (1, (2,), None)
    redacted = ledger_with(tmp_path / "redacted", {1: refusal(".text")}, redact=True)
    assert told(found_in(redacted))[0][2:] == (1, (2,), None)


def test_what_isnt_read_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "READ", 2)
    answers = {n: refusal(".text") for n in range(5)}
    found = found_in(ledger_with(tmp_path, answers))
    assert told(found) == [
        (REJECTED, "InvalidPayload", 3, (), None),
        (REJECTED, "InvalidPayload", 2, (1, 2), ("text",)),
    ]


def test_too_many_places_are_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failures, "PLACES", 1)
    answers = {1: refusal(".text"), 2: refusal(".to"), 3: refusal(".x")}
    counts = [each.count for each in found_in(ledger_with(tmp_path, answers))]
    assert sorted(counts) == [1, 2]


def test_the_fallbacks_place_is_in_the_fallback(tmp_path: Path) -> None:
    entries = [with_fallback(0)]
    ledger = ledger_at(tmp_path, entries)
    pushed(ledger, entries, Api({recipient(0): [refusal(".template")]}))
    payloads = Payloads(ListedPlan(entries), 1, RUN)
    [found] = failures_of(ledger, ledger.failures(), payloads)
    assert found.refused is not None and found.refused.is_fallback
    assert found.refused.path == ("template",)
    assert found.refused.payload == json.loads(bytes(entries[0].fallback))
