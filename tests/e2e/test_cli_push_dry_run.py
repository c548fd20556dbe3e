"""`msgc push --dry-run` and the question: they say what would happen."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.e2e.conftest import Call
from tests.e2e.push_shop import MENDED, MESSAGE, Shop, open_shop_here, phone, plan_of, runs_of


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def test_a_dry_run_says_what_is_so(here: Shop, call: Call) -> None:
    def dry(*words: str) -> object:
        outcome = here.push_rows("--dry-run", "--format", "json", *words)
        return json.loads(outcome.out)["total"] if outcome.code == 0 else outcome.code

    (here.folder / "one.txt").write_text(f"{phone(0)}\n", encoding="utf-8")
    assert [dry(), dry("--limit", "4"), dry("--suppress", "one.txt")] == [30, 4, 29]
    assert dry("--suppress", "one.txt", "--limit", "1") == 1
    assert dry("--retry", "rejected") == 2
    assert not (here.folder / ".msgc").exists()
    assert here.push_rows("--limit", "10").code == 3
    assert [dry(), dry("--limit", "4")] == [20, 4]
    here.write(MENDED)
    assert [dry(), dry("--not-reached"), dry("--allow-revised")] == [2, 20, 30]
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert [dry(), dry("--retry", "rejected")] == [0, 0]
    assert len(runs_of(here)) == 1


def test_a_dry_run_refuses_what_is_too_late(
    here: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(here, call)
    late = SimpleNamespace(time=lambda: time.time() + 2 * 86_400)
    monkeypatch.setattr("msgc.cli.push_leave.time", late)
    outcome = here.push(str(plan), "--dry-run")
    assert (outcome.code, outcome.out) == (2, "") and "that is over" in outcome.err


def test_a_late_run_asks_for_a_new_plan(
    here: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "5").code == 3
    late = SimpleNamespace(time=lambda: time.time() + 2 * 86_400)
    for room in ("pushing", "push_finished", "push_counting"):
        monkeypatch.setattr(f"msgc.cli.{room}.time", late)
    for words in ((), ("--retry", "expired")):
        outcome = here.push(str(plan), *words)
        assert outcome.code == 3 and "plan the same rows again" in outcome.err
    dry = here.push(str(plan), "--dry-run", "--format", "json")
    assert json.loads(dry.out)["total"] == 0
    assert len(here.got) == 5
