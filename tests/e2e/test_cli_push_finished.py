"""When a run counts as finished: by whom it hasn't come to, and who is on lists that hold now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.cli import push_running, pushing
from msgc.cli.push_running import Ended, Sending
from msgc.push.ledger.model import KeptList
from msgc.push.ledger.sqlite import SqliteLedger
from msgc.push.runs import Runs
from msgc.push.states import State
from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
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
REACH = "--not-reached --new-run"


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def list_of(shop: Shop, *numbers: int, name: str = "optout.txt") -> Path:
    path = shop.folder / name
    path.write_text("".join(f"{phone(n)}\n" for n in numbers) or "# nobody\n", encoding="utf-8")
    return path


def planned_of(shop: Shop, run: str) -> int:
    """Return what a run's ledger itself counts as planned."""
    with closing(Runs.of(shop.folder).open(run, sender=False)) as ledger:
        return ledger.counts()[State.PLANNED]


def falsified(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Let another sender's list be what a ledger counts by, once this push has sent."""
    real = push_running.send

    def send(sending: Sending) -> Ended:
        ended = real(sending)
        sending.ledger.amend(suppressed=count)
        return ended

    monkeypatch.setattr(pushing, "send", send)


def test_anothers_list_makes_no_push_finished(
    here: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = str(plan_of(here, call))
    with monkeypatch.context() as patched:
        falsified(patched, 20)
        outcome = here.push(plan, "--limit", "10", *JSON)
    assert (outcome.code, states(outcome)) == (3, {"accepted": 10, "planned": 20})
    assert outcome.document["finished"] is False
    [run] = runs_of(here)
    assert call("status", run, cwd=here.folder).code == 3
    forgotten = call("status", run, "--forget", "--yes", cwd=here.folder)
    assert forgotten.code == 2 and "isn't finished" in forgotten.err
    assert here.push(plan).code == 0
    assert len(here.got) == COUNT


def test_a_new_runs_list_isnt_counted_against_the_earlier_run(here: Shop, call: Call) -> None:
    own = list_of(here, COUNT - 1, name="own.txt")
    plan = plan_of(here, call)
    assert here.push(str(plan), "--suppress", str(own), "--limit", "2").code == 3
    [first] = runs_of(here)
    rows = "".join(f"{phone(n)},Name {n}\n" for n in range(5))
    (here.folder / "people.csv").write_text(f"phone,name\n{rows}", encoding="utf-8")
    here.write(MENDED)
    theirs = list_of(here, *range(5, COUNT - 1), name="theirs.txt")
    assert here.push_rows("--not-reached", "--suppress", str(theirs)).code == 0
    assert planned_of(here, first) == COUNT - 5 - 1


def test_whom_another_runs_list_leaves_out_isnt_told_as_unreached(here: Shop, call: Call) -> None:
    plan = plan_of(here, call)
    assert here.push(str(plan), "--limit", "3").code == 3
    [first] = runs_of(here)
    here.write(MENDED)
    listed = list_of(here, COUNT - 1)
    assert here.push_rows("--not-reached", "--suppress", str(listed)).code == 0
    told = call("status", first, *JSON, cwd=here.folder)
    assert (told.code, told.document["unreached"]) == (0, 0)
    here.write(MESSAGE)
    again = here.push_rows()
    assert again.code == 0 and "unreached" not in again.out
    listed.unlink()
    for outcome in (here.push_rows(), call("status", first, cwd=here.folder)):
        assert outcome.code == 3 and "  unreached  1  " in outcome.out
        assert REACH not in outcome.out and str(listed) in outcome.out


def test_nobody_is_told_to_write_to_whom_a_list_that_is_gone_may_hold(
    here: Shop, call: Call
) -> None:
    plan, listed = str(plan_of(here, call)), list_of(here, COUNT - 1)
    assert here.push(plan, "--suppress", str(listed)).code == 0
    [run] = runs_of(here)
    listed.unlink()
    for outcome in (here.push(plan), call("status", run, cwd=here.folder)):
        assert "unreached   1  " in outcome.out and REACH not in outcome.out
        assert f"can't be read: {listed}" in outcome.out
    told = call("status", run, *JSON, cwd=here.folder).document
    assert (told["unreached"], told["missingLists"]) == (1, [str(listed)])
    assert "reachWith" not in told
    # Once it is there again, and has them no more, they may be written to.
    list_of(here)
    told = call("status", run, *JSON, cwd=here.folder).document
    assert told["unreached"] == 1 and "missingLists" not in told and "reachWith" in told


@pytest.mark.parametrize("command", ["plan", "push"])
def test_a_plans_list_is_a_file(here: Shop, call: Call, command: str) -> None:
    reader, writer = os.pipe()
    os.write(writer, f"{phone(0)}\n".encode())
    os.close(writer)
    pipe = f"/dev/fd/{reader}"
    words = ("hello", "-r", "people.csv", "--profile", "local", "--suppress", pipe)
    said = ("--yes",) if command == "push" else ()
    outcome = call(command, *words, *said, cwd=here.folder)
    os.close(reader)
    assert outcome.code == 2 and f"`{pipe}` isn't a file" in outcome.err
    assert "write what it holds to a file" in outcome.err
    assert not (here.folder / "out").exists()


def test_a_list_that_another_sender_was_given_holds_for_all(
    here: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, listed = str(plan_of(here, call)), list_of(here, 0, COUNT - 1)
    real = push_running.send

    def send(sending: Sending) -> Ended:
        sending.ledger.keep_lists((KeptList(str(listed), "0"),))
        return real(sending)

    monkeypatch.setattr(SqliteLedger, "is_shared", True)
    monkeypatch.setattr(pushing, "send", send)
    outcome = here.push(plan, *JSON)
    assert (outcome.code, states(outcome)) == (0, {"accepted": COUNT - 2})
    assert phone(0) not in here.got and phone(COUNT - 1) not in here.got


def test_what_a_push_would_send_isnt_told_by_anothers_list(here: Shop, call: Call) -> None:
    plan = str(plan_of(here, call))
    assert here.push(plan, "--limit", "22").code == 3
    [run] = runs_of(here)
    with closing(Runs.of(here.folder).open(run, sender=True)) as ledger:
        ledger.amend(suppressed=20)
    assert here.push(plan, "--dry-run", *JSON).document["total"] == COUNT - 22
