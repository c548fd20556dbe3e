"""Whom a later run takes over from an earlier one: told, kept to, and never forgotten."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from msgc.push.fresh import intent_of
from msgc.push.ledger.model import Outcome
from msgc.push.ledger.sqlite import SqliteLedger
from msgc.push.runs import Runs
from msgc.push.states import Event
from msgc.push.windows import Choice
from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
    ALL_ONCE,
    COUNT,
    MENDED,
    MESSAGE,
    Shop,
    open_shop_here,
    phone,
    plan_of,
    runs_of,
    states,
)

JSON = ("--format", "json")
REACH = "`msgc push PLAN --not-reached --new-run NAME`"


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def write_rows(shop: Shop, numbers: range) -> None:
    rows = "".join(f"{phone(n)},Name {n}\n" for n in numbers)
    (shop.folder / "people.csv").write_text(f"phone,name\n{rows}", encoding="utf-8")


def test_who_is_taken_over_is_told_before_and_after(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "10").code == 3
    [first] = runs_of(here)
    here.write(MENDED)
    told = f"takes over 20 recipients from the run {first}"
    trial = here.push_rows("--not-reached", "--dry-run", *JSON)
    assert told in trial.err and json.loads(trial.out)["takesOver"] == {first: 20}
    asked = here.push_rows("--not-reached", yes=False)
    assert asked.code == 2 and told in asked.err
    assert told in here.push_rows("--not-reached", "--limit", "5").err
    status = call("status", first, *JSON, cwd=here.folder)
    assert (states(status), status.document["unreached"]) == ({"accepted": 10}, 15)


def test_who_was_taken_over_and_never_reached_is_told(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "10").code == 3
    [first] = runs_of(here)
    here.write(MENDED)
    assert here.push_rows("--not-reached", "--limit", "5").code == 3
    here.write(MESSAGE)
    again = here.push_rows()
    assert again.code == 3 and "  unreached  15  left out, and not reached" in again.out
    assert REACH in again.out
    document = json.loads(here.push_rows(*JSON).out)
    assert (document["unreached"], document["reachWith"]) == (15, REACH.strip("`"))
    told = call("status", first, cwd=here.folder)
    assert told.code == 3 and REACH in told.out
    assert here.push_rows("--not-reached", "--new-run", "rest").code == 0
    assert here.got == ALL_ONCE
    assert here.push_rows().code == 0
    assert call("status", first, *JSON, cwd=here.folder).document["unreached"] == 0


def test_whom_a_wrong_list_left_out_is_told(here: Shop, call: Call) -> None:
    plan = str(plan_of(here, call))
    path = here.folder / "wrong.txt"
    path.write_text(f"{phone(0)}\n", encoding="utf-8")
    assert here.push(plan, "--suppress", str(path), "--limit", "1").code == 3
    path.write_text("# nobody\n", encoding="utf-8")
    outcome = here.push(plan, *JSON)
    assert (outcome.code, states(outcome)) == (3, {"accepted": COUNT - 1})
    assert json.loads(outcome.out)["unreached"] == 1
    again = here.push(plan)
    assert again.code == 3 and "planned" not in again.out and REACH in again.out
    again = here.folder / "again.txt"
    again.write_text(f"{phone(0)}\n", encoding="utf-8")
    assert here.push(plan, "--suppress", str(again)).code == 0
    again.write_text("# nobody\n", encoding="utf-8")
    assert here.push(plan, "--not-reached", "--new-run", "rest").code == 0
    assert here.got == ALL_ONCE


def test_a_run_broken_off_while_it_takes_over_goes_on(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.push_rows("--limit", "10").code == 3
    here.write(MENDED)
    with monkeypatch.context() as patched:
        patched.setattr("msgc.push.ledger.sharing.Sharing.leave", _killed)
        assert here.push_rows("--not-reached").code == 130
    assert len(runs_of(here)) == 2
    here.write(MESSAGE)
    assert here.push_rows("--limit", "5").code == 3
    here.write(MENDED)
    outcome = here.push_rows("--not-reached", *JSON)
    assert (outcome.code, states(outcome)) == (0, {"accepted": 15})
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def _killed(*given: object) -> None:
    raise KeyboardInterrupt


def test_other_recipients_dont_wait_for_a_run_that_is_sent(here: Shop) -> None:
    write_rows(here, range(20))
    assert here.push_rows("--limit", "10").code == 3
    [first] = runs_of(here)
    with closing(Runs.of(here.folder).open(first, sender=True)):
        write_rows(here, range(20, 30))
        assert here.push_rows().code == 0
        write_rows(here, range(15, 30))
        kept = here.push_rows("--not-reached")
    assert kept.code == 5 and f"taken over from the run `{first}`" in kept.err
    assert len(runs_of(here)) == 2


def test_a_follow_of_a_finished_run_keeps_nobody(here: Shop) -> None:
    write_rows(here, range(20))
    assert here.push_rows().code == 0
    [first] = runs_of(here)
    write_rows(here, range(15, 30))
    with closing(Runs.of(here.folder).open(first, sender=True)):
        assert here.push_rows("--not-reached").code == 0
    assert here.got == ALL_ONCE


def test_earlier_runs_are_open_one_after_another(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    for first in range(0, 24, 4):
        write_rows(here, range(first, first + 4))
        assert here.push_rows("--limit", "3").code == 3
    opened: set[SqliteLedger] = set()
    most = 0
    make, close = SqliteLedger.__init__, SqliteLedger.close

    def counted(self: SqliteLedger, *given: Any) -> None:
        nonlocal most
        make(self, *given)
        opened.add(self)
        most = max(most, len(opened))

    def discounted(self: SqliteLedger) -> None:
        close(self)
        opened.discard(self)

    monkeypatch.setattr(SqliteLedger, "__init__", counted)
    monkeypatch.setattr(SqliteLedger, "close", discounted)
    write_rows(here, range(30))
    assert here.push_rows("--not-reached").code == 0
    # The sender's own, a reader of it, and one of the earlier runs.
    assert (most, opened, here.got) == (3, set(), ALL_ONCE)


def test_a_dry_run_of_a_retry_counts_nobody_who_is_left_out(here: Shop, call: Call) -> None:
    plan = str(plan_of(here, call))
    assert here.push(plan, "--limit", "0").code == 3
    [run] = runs_of(here)
    _retry(here, run, range(3))
    (here.folder / "gone.txt").write_text(f"{phone(0)}\n", encoding="utf-8")
    assert here.push(plan, "--suppress", str(here.folder / "gone.txt"), "--limit", "0").code == 3
    trial = here.push(plan, "--retry", "rejected", "--dry-run", *JSON)
    assert json.loads(trial.out)["total"] == COUNT - 1


def _retry(shop: Shop, run: str, numbers: range) -> None:
    """Have the first entries of a run wait to be tried again."""
    runs = Runs.of(shop.folder)
    now = time.time()
    with closing(runs.open(run, sender=True)) as ledger:
        ledger.take_over(now)
        entries = list(runs.plan(ledger.facts()).reader().entries(0, len(numbers)))
        ledger.exchange([], [intent_of(each, Choice()) for each in entries], len(numbers), now)
        put_off = [Outcome(n, 0, Event.POSTPONE, now, due=now) for n in numbers]
        ledger.exchange(put_off, [], None, now)


def test_what_is_held_of_people_taken_over_isnt_promised(here: Shop, call: Call) -> None:
    assert here.push_rows("--window-unknown", "hold").code == 3
    [first] = runs_of(here)
    here.write(MENDED)
    write_rows(here, range(10))
    assert here.push_rows("--not-reached").code == 0
    resolved = call("resolve", first, "--resend", "--all", cwd=here.folder)
    assert "20 payloads are sent by the next" in resolved.out
    told = call("status", first, *JSON, cwd=here.folder)
    assert (states(told), told.document["suppressed"]) == ({"retry": 20}, 10)


def test_what_waits_of_people_taken_over_isnt_promised(here: Shop, call: Call) -> None:
    assert here.push_rows("--limit", "0").code == 3
    [first] = runs_of(here)
    _retry(here, first, range(3))
    here.write(MENDED)
    assert here.push_rows("--not-reached").code == 0
    told = call("status", first, *JSON, cwd=here.folder)
    assert (told.code, states(told), told.document["suppressed"]) == (0, {}, COUNT)
    assert here.got == ALL_ONCE
