"""What a run keeps for itself: its plan, its ledger; lost, altered, forgotten, unwritable."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.runs import Runs
from msgc.push.states import Event
from tests.e2e.conftest import Call
from tests.e2e.push_help import mode
from tests.e2e.push_shop import (
    ALL_ONCE,
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


def kept_of(shop: Shop) -> Path:
    [run] = runs_of(shop)
    return shop.folder / f".msgc/runs/{run}.plan.ndjson"


def altered(path: Path) -> None:
    """Change a byte where the file stands, as an editor does."""
    with path.open("r+b") as stream:
        at = stream.read().index(b"Name 3")
        stream.seek(at)
        stream.write(b"Game 3")


def test_what_is_edited_in_out_is_anothers_file(here: Shop, call: Call) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "5").code == 3
    kept = kept_of(here)
    whole = kept.read_bytes()
    altered(plan.with_suffix(".ndjson"))
    assert here.push(str(plan)).code == 2
    assert (kept.read_bytes(), mode(kept)) == (whole, "0o600")
    plan_of(here, call)
    assert here.push(str(plan)).code == 0
    assert here.got == ALL_ONCE


@pytest.mark.parametrize("loss", [altered, Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_runs_own_plan_is_brought_back_by_an_equal_one(
    here: Shop, call: Call, loss: object
) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "5").code == 3
    loss(kept_of(here))
    assert call("status", "--follow", "--for", "0s", cwd=here.folder).code in (2, 5)
    plan_of(here, call, "--expires", "2h")
    assert here.push(str(plan)).code == 0
    assert here.got == ALL_ONCE


def test_another_plan_isnt_taken_for_a_lost_one(here: Shop, call: Call) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "5").code == 3
    altered(kept_of(here))
    rows = here.folder / "people.csv"
    header, *others = rows.read_text(encoding="utf-8").splitlines(keepends=True)
    rows.write_text("".join([header, *reversed(others)]), encoding="utf-8")
    plan_of(here, call)
    outcome = here.push(str(plan), "--format", "json")
    assert (outcome.code, states(outcome)) == (5, {"accepted": 5, "planned": 25})
    assert "plan the same rows again as they were then" in outcome.err
    assert len(here.got) == 5


def test_what_was_forgotten_isnt_brought_back(here: Shop, call: Call) -> None:
    plan = plan_of(here, call)
    [run] = _rejected_run(here, plan)
    assert call("status", run, "--forget", "--yes", cwd=here.folder).code == 0
    outcome = here.push(str(plan), "--retry", "rejected")
    assert outcome.code == 2 and "people's data was deleted from the run" in outcome.err
    assert not (here.folder / f".msgc/runs/{run}.plan.ndjson").exists()
    exported = call("status", "--export", "-", "--with-recipients", cwd=here.folder).out
    assert phone(1) not in exported
    assert "nothing was sent" in here.push(str(plan)).err


def _rejected_run(shop: Shop, plan: Path) -> list[str]:
    """Make a run of the plan in which all is held, and drop that."""
    assert shop.push(str(plan), "--window-unknown", "hold").code == 3
    runs = Runs.of(shop.folder)
    for run in runs.names():
        with closing(runs.open(run, sender=True)) as ledger:
            ledger.resolve(None, Event.DROP, 0.0)
    return runs.names()


def test_a_fresh_plan_gives_an_expired_run_more_time(here: Shop, call: Call) -> None:
    plan = plan_of(here, call, "--expires", "1h")
    assert here.push(str(plan), "--limit", "5").code == 3
    [run] = runs_of(here)
    with closing(Runs.of(here.folder).open(run, sender=True)) as ledger:
        ledger.amend(expires=1.0)
    fresh = here.push(str(plan_of(here, call)), "--dry-run", "--format", "json")
    assert json.loads(fresh.out)["total"] == 25
    outcome = here.push(str(plan), "--format", "json")
    assert (outcome.code, states(outcome)) == (0, {"accepted": 30})
    assert here.got == ALL_ONCE


def test_what_cant_be_written_is_exit_5(here: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: object, **more: object) -> None:
        raise OSError(30, "Read-only file system", str(here.folder / ".msgc/runs"))

    monkeypatch.setattr("msgc.push.run_folder.RunFolder._make", refuse)
    outcome = here.push_rows()
    assert outcome.code == 5 and "runs can't be written: Read-only file system" in outcome.err
    assert here.got == {}


def test_a_damaged_ledger_stops_its_own_campaign_alone(here: Shop) -> None:
    runs = here.folder / ".msgc/runs"
    runs.mkdir(parents=True)
    damaged = runs / "2026-01-01-other-00000000.sqlite"
    damaged.write_bytes(b"no ledger")
    assert here.push_rows().code == 0
    damaged.rename(runs / "2026-01-01-hello-00000000.sqlite")
    here.write(MENDED)
    stopped = here.push_rows()
    assert stopped.code == 5 and "move that file away with all beside it" in stopped.err
    assert here.got == ALL_ONCE


def test_rejected_rows_are_told_by_the_exit_code(here: Shop) -> None:
    rows = here.folder / "people.csv"
    rows.write_text(f"phone,name\n{phone(0)},Ann\n0612345678,Bob\nabc,Cas\n", encoding="utf-8")
    outcome = here.push_rows("--format", "json")
    assert (outcome.code, states(outcome)) == (1, {"accepted": 1})
    assert json.loads(outcome.out)["rejectedRows"] == 2
    rows.write_text("phone,name\n0612345678,Bob\n", encoding="utf-8")
    before = runs_of(here)
    none = here.push_rows()
    assert (none.code, none.out, runs_of(here)) == (1, "", before)
    assert "holds nothing to send" in none.err


@pytest.mark.parametrize("number", ["0612345678", "abc", ""])
def test_a_test_message_goes_to_a_number(here: Shop, number: str) -> None:
    words = ("hello", "--profile", "local", "--to", number)
    outcome = here.push(*words)
    assert outcome.code == 2 and "isn't a phone number" in outcome.err
    assert here.push(*words[:-1], phone(0), "-r", "people.csv").code == 2
    assert here.got == {} and runs_of(here) == []


def test_a_run_that_sends_anew_is_found_by_its_name(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "1").code == 3
    assert here.push_rows("--new-run", "Anew", "--limit", "0").code == 3
    told = call("status", "anew", "--format", "json", cwd=here.folder)
    assert told.document["states"]["planned"] == 30
