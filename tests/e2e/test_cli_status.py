"""`msgc status`: what it tells of a run, and what it asks the API."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from msgc.push.states import State
from msgc.sandbox.options import Window
from tests.e2e.cli_help import Outcome as Ran
from tests.e2e.conftest import Call
from tests.e2e.status_help import (
    PHONES,
    PLAN,
    SECRET,
    catalog_at,
    hides,
    planned,
    refused,
    run_with,
    shop,
)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STATUS_KEY", SECRET)


def push(call: Call, folder: Path, *words: str) -> Ran:
    planned(call, folder)
    given = ("--yes", "--rate", "475/s", "--settle", "1s", "--window-unknown", "send")
    return call("push", PLAN, *given, *words, cwd=folder)


def test_the_newest_run_is_told_and_a_part_of_its_name_is_enough(
    call: Call, tmp_path: Path
) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {})
    told = call("status", cwd=folder)
    assert (told.code, told.err) == (0, "")
    assert told.out == f"run {run}: 5 payloads\n  accepted   5\n"
    assert call("status", run[-8:], cwd=folder).out == told.out
    assert call("status", run, "--ledger", f".msgc/runs/{run}.sqlite", cwd=folder).out == told.out


def test_failures_lead_to_the_authors_words_and_nobody_is_told(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {1: refused(1), 3: refused(3), 4: refused(4, ".receiver")})
    text, document = call("status", cwd=folder), call("status", "--format", "json", cwd=folder)
    assert (text.code, document.code) == (3, 3)
    assert "rejected   InvalidPayload       2  rows 2, 4 of rows.csv" in text.out
    assert "at templates/noted.msg.yaml:4:7: /body/text/text" in text.out
    hides(text, document)
    told = document.document
    assert told["run"] == run and document.out.count("\n") == 1
    assert set(told["states"]) == set(State) and sum(told["states"].values()) == told["total"] == 5
    failure = {"state": "rejected", "code": "InvalidPayload", "file": "templates/noted.msg.yaml"}
    assert told["failures"] == [
        {**failure, "count": 2, "pointer": "/body/text/text", "line": 4, "column": 7,
         "rows": [2, 4]},
        {**failure, "count": 1, "pointer": "/receiver", "line": 3, "column": 5, "rows": [5]},
    ]  # fmt: skip


def test_a_message_that_changed_since_is_said(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run_with(call, folder, {1: refused(1)})
    path = folder / "templates/noted.msg.yaml"
    path.write_text("# new\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    told = call("status", cwd=folder)
    assert "at /body/text/text" in told.out and "templates/" not in told.out
    assert "have changed since the plan was made" in told.err


def test_a_run_that_isnt_there_is_a_usage_error(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    assert "there are no runs yet" in call("status", cwd=folder).err
    assert call("status", "--all", cwd=folder).out.startswith("There are no runs yet")
    run = run_with(call, folder, {})
    wrong = call("status", "nothing-like-it", cwd=folder)
    assert (wrong.code, run in wrong.err) == (2, True)
    assert f"did you mean `{run}`" in call("status", f"{run}x", cwd=folder).err


def test_a_word_of_a_name_comes_before_letters_within_one(call: Call, tmp_path: Path) -> None:
    runs = catalog_at(tmp_path) / ".msgc/runs"
    runs.mkdir(parents=True)
    for name in ("2026-01-01-c2-11111111", "2026-01-02-other-c2c2c2c2", "2026-01-03-c2c-22222222"):
        (runs / f"{name}.sqlite").write_text("no", encoding="utf-8")
    found = call("status", "c2", cwd=tmp_path)
    assert (found.code, "2026-01-01-c2-11111111" in found.err) == (5, True)
    several = call("status", "2c", cwd=tmp_path)
    assert (several.code, "several runs" in several.err) == (2, True)


def test_a_ledger_that_isnt_one_is_exit_5(call: Call, tmp_path: Path) -> None:
    folder = catalog_at(tmp_path)
    run = run_with(call, folder, {})
    (folder / ".msgc/runs/2026-01-01-broken-00000000.sqlite").write_text("no", encoding="utf-8")
    assert call("status", "broken", cwd=folder).code == 5
    listed = call("status", "--all", cwd=folder)
    assert listed.code == 5 and listed.out == f"{run}  5 payloads: 5 accepted\n"
    assert call("status", "--all", "--format", "json", cwd=folder).document["runs"][0]["total"] == 5


@pytest.mark.parametrize(
    "words",
    [
        ["--all", "--follow"],
        ["--for", "10s"],
        ["--with-recipients"],
        ["--suppress", "o.txt"],
        ["--window-unknown", "hold"],
        ["--forget", "--follow"],
        ["--export", "x.xlsx"],
    ],
)
def test_options_that_dont_go_together_are_refused(
    call: Call, tmp_path: Path, words: list[str]
) -> None:
    assert call("status", *words, cwd=catalog_at(tmp_path)).code == 2


def test_a_closed_window_is_followed_by_one_fallback(call: Call, tmp_path: Path) -> None:
    with shop(tmp_path, Window.CLOSED) as shops:
        assert push(call, shops.folder).code == 0
        assert set(shops.taken().values()) == {1}
        first = call("status", "--follow", "--for", "60s", cwd=shops.folder)
        again = call("status", "--follow", "--for", "60s", "--format", "json", cwd=shops.folder)
        assert shops.taken() == dict.fromkeys(PHONES, 2)
    assert (first.code, again.code) == (0, 0)
    assert "sending_failed 131047       5  the 24-hour window was closed" in first.out
    told = again.document
    assert told["total"] == told["states"]["accepted"] == 10
    assert told["deliveries"] == [
        {"status": "delivered", "code": "", "count": 5},
        {"status": "sending_failed", "code": "131047", "count": 5},
    ]
    hides(first, again)


def test_an_open_window_needs_no_fallback(call: Call, tmp_path: Path) -> None:
    with shop(tmp_path) as shops:
        push(call, shops.folder)
        told = call("status", "--follow", "--for", "60s", cwd=shops.folder)
        assert set(shops.taken().values()) == {1}
    assert told.code == 0 and re.search(r"delivered +5\n", told.out)


def test_following_needs_the_key_and_the_account(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalog_at(tmp_path)
    run_with(call, folder, {})
    monkeypatch.delenv("STATUS_KEY")
    assert "STATUS_KEY" in call("status", "--follow", cwd=folder).err
    catalog_at(tmp_path, "http://127.0.0.1:2")
    other = call("status", "--follow", cwd=folder)
    assert (other.code, "another account" in other.err) == (2, True)


def test_what_a_push_prints_is_what_status_prints(call: Call, tmp_path: Path) -> None:
    with shop(tmp_path) as shops:
        pushed = push(call, shops.folder, "--format", "json")
        told = call("status", "--format", "json", cwd=shops.folder)
    assert pushed.code == told.code == 0
    more = {"deliveries": [{"status": "unknown", "code": "", "count": 5}]}
    assert {**json.loads(pushed.out), **more} == told.document
