"""A run that goes on with --not-reached: whom others have reached since it began is left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.runs import Runs
from msgc.push.states import State
from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
    ALL_ONCE,
    COUNT,
    MENDED,
    Shop,
    open_shop_here,
    phone,
    plan_of,
    runs_of,
    states,
)


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def plans_of_two_texts(here: Shop, call: Call) -> tuple[str, str]:
    first = str(plan_of(here, call))
    here.write(MENDED)
    second = here.folder / "out/second.plan.json"
    plan_of(here, call, "-o", str(second))
    return first, str(second)


def test_a_run_that_goes_on_leaves_out_whom_another_has_reached(here: Shop, call: Call) -> None:
    first, second = plans_of_two_texts(here, call)
    assert here.push(first, "--limit", "10").code == 3
    assert here.push(second, "--allow-revised", "--limit", "1").code == 3
    [run] = [each for each in runs_of(here) if _left(here, each) == COUNT - 10]
    told = f"takes over 20 recipients from the run {run}"
    trial = here.push(second, "--not-reached", "--dry-run", "--format", "json")
    assert (json.loads(trial.out)["total"], told in trial.err) == (20, True)
    asked = here.push(second, "--not-reached", yes=False)
    assert "20 messages" in asked.err and told in asked.err
    outcome = here.push(second, "--not-reached", "--format", "json")
    assert told in outcome.err
    assert (outcome.code, states(outcome)) == (0, {"accepted": 21})
    assert here.push(first).code == 0
    assert here.got == {**ALL_ONCE, phone(0): 2}


def _left(here: Shop, run: str) -> int:
    with closing(Runs.of(here.folder).open(run, sender=False)) as ledger:
        return ledger.counts()[State.PLANNED]


def test_an_earlier_run_goes_on_with_nobody_whom_a_later_one_has_reached(
    here: Shop, call: Call
) -> None:
    first, second = plans_of_two_texts(here, call)
    assert here.push(first, "--limit", "10").code == 3
    assert here.push(second, "--allow-revised").code == 0
    before = here.got
    trial = here.push(first, "--not-reached", "--dry-run", "--format", "json")
    assert json.loads(trial.out)["total"] == 0
    outcome = here.push(first, "--not-reached", "--format", "json")
    assert (outcome.code, states(outcome)) == (0, {"accepted": 10})
    assert here.push(first).code == 0
    assert here.got == before


def test_a_run_goes_on_with_nobody_of_a_run_that_is_sent(here: Shop, call: Call) -> None:
    first, second = plans_of_two_texts(here, call)
    assert here.push(first, "--limit", "10").code == 3
    [run] = runs_of(here)
    assert here.push(second, "--allow-revised", "--limit", "0").code == 3
    with closing(Runs.of(here.folder).open(run, sender=True)):
        kept = here.push(second, "--not-reached")
    assert kept.code == 5 and f"taken over from the run `{run}`" in kept.err
    assert len(here.got) == 10
    assert here.push(second, "--not-reached").code == 0
    assert here.push(first).code == 0
    assert here.got == ALL_ONCE
