"""Where the ledgers of a campaign are: each run has one, and the catalog knows its place."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.keys import person
from msgc.push.ledger.model import LedgerError
from msgc.push.runs import Runs
from msgc.push.states import State
from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
    ALL_ONCE,
    COUNT,
    MENDED,
    MESSAGE,
    Shop,
    open_shop_here,
    phone,
    runs_of,
)


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def test_a_ledger_at_another_place_counts_too(here: Shop) -> None:
    own = ("--ledger", str(here.folder / "own.sqlite"))
    assert here.push_rows("--limit", "2").code == 3
    here.write(MENDED)
    outcome = here.push_rows("--not-reached", *own)
    assert outcome.code == 0 and "takes over 28 recipients" in outcome.err
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def test_the_same_push_has_one_ledger(here: Shop) -> None:
    own = ("--ledger", str(here.folder / "own.sqlite"))
    assert here.push_rows(*own).code == 0
    refused = here.push_rows()
    assert refused.code == 2 and f"push with `--ledger {own[1]}`" in refused.err
    assert here.push_rows(*own).code == 0
    here.write(MENDED)
    refused = here.push_rows()
    assert refused.code == 2 and "30 recipients of this plan got a message" in refused.err
    assert here.push_rows("--new-run", "anew").code == 0
    refused = here.push_rows("--new-run", "anew", *own)
    assert refused.code == 2 and "push without --ledger" in refused.err
    assert set(here.got.values()) == {2}


def test_a_ledger_that_is_noted_and_gone_stops_the_campaign(here: Shop) -> None:
    own = here.folder / "own.sqlite"
    assert here.push_rows("--ledger", str(own)).code == 0
    own.unlink()
    here.write(MENDED)
    stopped = here.push_rows()
    assert stopped.code == 5 and "delete `.msgc/runs/" in stopped.err
    assert sum(here.got.values()) == COUNT


def test_a_ledger_takes_nobody_who_was_left_to_another(here: Shop) -> None:
    assert here.push_rows("--limit", "0").code == 3
    [run] = runs_of(here)
    whose = person(phone(3))
    with closing(Runs.of(here.folder).open(run, sender=True)) as ledger:
        assert ledger.leave({whose}, 1, time.time()) == set()
        assert ledger.others() == {whose}
        assert ledger.counts()[State.PLANNED] == COUNT - 1
    with (
        closing(Runs.of(here.folder).open(run, sender=False)) as ledger,
        pytest.raises(LedgerError, match="read only"),
    ):
        ledger.leave({whose}, 1, time.time())


def test_what_a_killed_push_had_begun_to_write_goes(here: Shop, call: Call) -> None:
    assert here.push_rows().code == 0
    [run] = runs_of(here)
    folder = here.folder / ".msgc/runs"
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    gone, busy = (folder / f".{run}.plan.ndjson.{pid}.tmp" for pid in (ended.pid, os.getppid()))

    def leave() -> None:
        for path in (gone, busy):
            path.write_text("+31612345678", encoding="utf-8")

    leave()
    (here.folder / "people.csv").write_text(f"phone,name\n{phone(0)},Name\n", encoding="utf-8")
    assert here.push_rows("--new-run", "next").code == 0
    assert (gone.exists(), busy.exists()) == (False, True)
    leave()
    assert call("status", run, "--forget", "--yes", cwd=here.folder).code == 0
    assert (gone.exists(), busy.exists()) == (False, True)


@pytest.mark.parametrize("is_done", [True, False])
def test_a_ledger_that_was_moved_is_known_where_it_is(here: Shop, is_done: bool) -> None:
    assert here.push_rows(*(() if is_done else ("--limit", "10"))).code == (0 if is_done else 3)
    [run] = runs_of(here)
    away = here.folder / "away"
    away.mkdir()
    for file in (here.folder / ".msgc/runs").glob(f"{run}.sqlite*"):
        file.rename(away / file.name)
    own = ("--ledger", str(away / f"{run}.sqlite"))
    assert here.push_rows(*own).code == 0
    assert here.got == ALL_ONCE
    refused = here.push_rows()
    assert refused.code == 2 and f"push with `--ledger {own[1]}`" in refused.err
    here.write(MENDED)
    assert "still to be reached" in here.push_rows("--not-reached").err
    assert here.got == ALL_ONCE
