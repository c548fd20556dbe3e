"""Runs that have lost something: their time, their plan, or what was written to them last."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.ledger.sqlite import open_sqlite
from msgc.push.runs import Runs
from tests.e2e.conftest import Call
from tests.e2e.push_shop import ALL_ONCE, MENDED, MESSAGE, Shop, open_shop_here, phone, runs_of


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def begun(shop: Shop, *words: str) -> str:
    """Return a run that has sent ten of its thirty payloads."""
    assert shop.push_rows("--limit", "10", *words).code == 3
    [run] = runs_of(shop)
    return run


def end_time(shop: Shop, run: str) -> None:
    with closing(Runs.of(shop.folder).open(run, sender=True)) as ledger:
        ledger.amend(expires=1.0)


def lose_plan(shop: Shop) -> None:
    for each in (shop.folder / ".msgc/runs").glob("*.plan.*"):
        each.unlink()


def test_a_retry_reaches_what_expired_before_it_was_claimed(here: Shop) -> None:
    end_time(here, begun(here))
    here.write(MENDED)
    assert here.push_rows("--retry", "expired").code == 0
    assert here.got == ALL_ONCE


def test_a_retry_reaches_nobody_before_the_time_is_over(here: Shop) -> None:
    begun(here)
    here.write(MENDED)
    refused = here.push_rows("--retry", "expired")
    assert refused.code == 2 and "no recipient of this plan is expired" in refused.err


def test_who_is_on_a_list_isnt_called_expired(here: Shop) -> None:
    (here.folder / "outs.txt").write_text(
        "".join(f"{phone(n)}\n" for n in range(10, 30)), encoding="utf-8"
    )
    run = begun(here)
    here.push_rows("--suppress", "outs.txt", "--limit", "0")
    end_time(here, run)
    here.write(MENDED)
    refused = here.push_rows("--retry", "expired")
    assert refused.code == 2 and "no recipient of this plan is expired" in refused.err


def test_who_expired_of_a_plan_that_is_lost_isnt_known(here: Shop) -> None:
    end_time(here, begun(here))
    lose_plan(here)
    here.write(MENDED)
    refused = here.push_rows("--retry", "expired")
    assert refused.code == 2 and "no recipient of this plan is expired" in refused.err


def test_whom_others_took_over_without_the_plan_isnt_promised(here: Shop, call: Call) -> None:
    run = begun(here)
    lose_plan(here)
    status = call("status", run, cwd=here.folder)
    assert "20  sent by the same push again\n" in status.out
    here.write(MENDED)
    assert here.push_rows("--not-reached").code == 0
    status = call("status", run, cwd=here.folder)
    assert "20  sent by the same push again, unless another run has them" in status.out
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert "planned" not in call("status", run, cwd=here.folder).out
    assert here.got == ALL_ONCE


def test_a_killed_run_isnt_sent_without_what_it_wrote_last(here: Shop, call: Call) -> None:
    run = begun(here)
    file = here.folder / f".msgc/runs/{run}.sqlite"
    away = here.folder / "away.sqlite"
    with closing(open_sqlite(file, sender=True)) as ledger:
        ledger.take_over(time.time())
        shutil.copy(file, away)
        log = Path(f"{file}-wal").read_bytes()
    file.unlink()
    for words in (("--ledger", "away.sqlite"), ("--ledger", "away.sqlite", "--dry-run")):
        refused = here.push_rows(*words)
        assert refused.code == 5 and "as `away.sqlite-wal`" in refused.err
    told = call("status", "--ledger", "away.sqlite", cwd=here.folder)
    assert told.code == 5 and "isn't whole" in told.err
    Path(f"{file}-wal").write_bytes(log)
    for words in ((), ("--dry-run",)):
        refused = here.push_rows(*words)
        assert refused.code == 5 and f"{run}.sqlite-wal belongs to one" in refused.err
    Path(f"{file}-wal").rename(f"{away}-wal")
    assert here.push_rows("--ledger", "away.sqlite").code == 0
    assert here.got == ALL_ONCE
