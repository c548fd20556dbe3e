"""`msgc resolve`: what is held, decided in each way."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.runs import Runs
from tests.e2e.conftest import Call
from tests.e2e.status_help import (
    NAMES,
    PHONES,
    PLAN,
    SECRET,
    catalog_at,
    held,
    planned,
    run_with,
    shop,
)


def states(call: Call, folder: Path) -> dict[str, int]:
    told = call("status", "--format", "json", cwd=folder).document["states"]
    return {state: count for state, count in told.items() if count}


@pytest.mark.parametrize(
    ("word", "state", "says"),
    [
        ("--sent", "accepted", "are accepted now"),
        ("--resend", "retry", "are sent by the next `msgc push`"),
        ("--drop", "rejected", "are rejected now"),
    ],
)
def test_all_that_is_held_is_decided(
    call: Call, tmp_path: Path, word: str, state: str, says: str
) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1), 3: held(3)})
    assert states(call, folder) == {"accepted": 3, "held": 2}
    outcome = call("resolve", run, word, "--all", cwd=folder)
    assert (outcome.code, f"run {run}: 2 payloads {says}" in outcome.out) == (0, True)
    assert states(call, folder)[state] == (5 if state == "accepted" else 2)
    assert not any(each in outcome.out + outcome.err for each in (*PHONES, *NAMES))
    again = call("resolve", run, word, "--all", cwd=folder)
    assert (again.code, "nothing of the run" in again.err) == (2, True)


@pytest.mark.parametrize(("word", "says"), [("--sent", "is accepted"), ("--resend", "is sent by")])
def test_one_payload_is_told_as_one(call: Call, tmp_path: Path, word: str, says: str) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1)})
    outcome = call("resolve", run, word, "--all", cwd=folder)
    assert f"run {run}: 1 payload {says}" in outcome.out


def test_what_no_push_will_send_any_more_is_told_so(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1)})
    with closing(Runs.of(folder).open(run, sender=True)) as ledger:
        ledger.amend(expires=1.0)
    outcome = call("resolve", run, "--resend", "--all", cwd=folder)
    assert outcome.code == 0 and "the plan's time is over" in outcome.out
    assert "by the next `msgc push`" not in outcome.out


def test_a_decision_as_a_document(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1), 3: held(3)})
    outcome = call("resolve", run, "--drop", "--all", "--format", "json", cwd=folder)
    assert outcome.document == {"version": 1, "run": run, "decided": "drop", "count": 2}


def test_what_was_never_posted_cant_come_twice(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUS_KEY", SECRET)
    with shop(tmp_path) as shops:
        planned(call, shops.folder)
        assert call("push", PLAN, "--yes", "--window-unknown", "hold", cwd=shops.folder).code == 3
        [run] = Runs.of(shops.folder).names()
        outcome = call("resolve", run, "--resend", "--all", cwd=shops.folder)
    assert "5 payloads are sent by the next" in outcome.out and "twice" not in outcome.err


def test_rows_are_decided_one_by_one_or_none_is(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1), 3: held(3)})
    wrong = call("resolve", run, "--sent", "--row", "2", "--row", "5", cwd=folder)
    assert (wrong.code, "nothing is held of row 5" in wrong.err) == (2, True)
    assert states(call, folder)["held"] == 2
    assert call("resolve", run, "--sent", "--row", "2", cwd=folder).code == 0
    assert states(call, folder) == {"accepted": 4, "held": 1}


def test_what_is_to_be_resent_is_sent_by_the_next_push(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STATUS_KEY", SECRET)
    with shop(tmp_path) as shops:
        run = run_with(call, shops.folder, {2: held(2)})
        assert "twice" in call("resolve", run, "--resend", "--all", cwd=shops.folder).err
        assert call("push", PLAN, "--yes", cwd=shops.folder).code == 0
        assert shops.taken() == {PHONES[2]: 1}


@pytest.mark.parametrize(
    "words", [["--all"], ["--sent"], ["--sent", "--all", "--row", "2"], ["--sent", "--row", "0"]]
)
def test_a_decision_is_one_word_about_named_payloads(
    call: Call, tmp_path: Path, words: list[str]
) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1)})
    assert call("resolve", run, *words, cwd=folder).code == 2
    assert states(call, folder)["held"] == 1


def test_it_waits_for_no_sender(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: held(1)})
    with closing(Runs.of(folder).open(run, sender=True)):
        outcome = call("resolve", run, "--sent", "--all", cwd=folder)
    assert (outcome.code, "uses this run's ledger" in outcome.err) == (5, True)
