"""`msgc push` again: whom lists of earlier pushes leave out gets nothing, and that is told."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from msgc.push.ledger.model import KeptList
from msgc.push.ledger.sharing import Sharing
from msgc.push.runs import Runs
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

JSON = ("--format", "json")
LISTED, LAST = 3, COUNT - 1
WITHOUT = {phone(n): 1 for n in range(COUNT) if n >= LISTED}


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path, call, monkeypatch) as made:
        yield made


def optout(shop: Shop, *numbers: int, name: str = "optout.txt") -> Path:
    path = shop.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("".join(f"{phone(n)}\n" for n in numbers) or "# nobody\n", encoding="utf-8")
    return path


def begun(shop: Shop, call: Call, *words: str) -> tuple[str, Path]:
    """Begin a run with a list of the first few, and send nothing; return its plan and its list."""
    plan, path = str(plan_of(shop, call)), optout(shop, *range(LISTED))
    assert shop.push(plan, "--suppress", str(path), "--limit", "0", *words).code == 3
    return plan, path


def lists_of(shop: Shop, run: str) -> tuple[KeptList, ...]:
    with closing(Runs.of(shop.folder).open(run, sender=False)) as ledger:
        return ledger.lists()


def test_who_is_on_an_earlier_pushs_list_gets_nothing(here: Shop, call: Call) -> None:
    plan, path = begun(here, call)
    told = f"also left out: {LISTED} by the lists of earlier pushes ({path})"
    trial = here.push(plan, "--dry-run", *JSON)
    assert told in trial.err
    found = json.loads(trial.out)
    assert (found["total"], found["alsoLeftOut"]) == (COUNT - LISTED, LISTED)
    outcome = here.push(plan, *JSON)
    assert told in outcome.err
    assert (outcome.code, states(outcome), here.got) == (0, {"accepted": COUNT - LISTED}, WITHOUT)
    [run] = runs_of(here)
    status = call("status", run, cwd=here.folder)
    assert f"{LISTED} left out by the lists of its pushes ({path})" in status.out


def test_what_the_push_names_itself_isnt_told_as_an_earlier_ones(here: Shop, call: Call) -> None:
    plan, path = begun(here, call)
    for words in (("--dry-run",), ()):
        outcome = here.push(plan, "--suppress", str(path), *words)
        assert outcome.code == 0 and "also left out" not in outcome.err
    assert here.got == WITHOUT


@pytest.mark.parametrize("name", ["elsewhere/optout.txt", "unchanged.txt"])
def test_an_earlier_list_that_is_gone_is_asked_for_once(here: Shop, call: Call, name: str) -> None:
    plan, path = begun(here, call)
    moved = here.folder / name
    moved.parent.mkdir(exist_ok=True)
    path.rename(moved)
    other = optout(here, 20, name="other.txt")
    for words in ((), ("--dry-run",), ("--suppress", str(other), "--dry-run")):
        gone = here.push(plan, *words)
        assert (gone.code, here.got) == (2, {})
        assert f"`{path}` can't be read" in gone.err and "give it with --suppress" in gone.err
    assert here.push(plan, "--suppress", str(moved), "--limit", "5").code == 3
    optout(here, *range(LISTED), LAST, name=name)
    # From then on the file that was given stands for the one that is gone, as it is by now.
    assert here.push(plan).code == 0
    assert here.got == {to: 1 for to in WITHOUT if to != phone(LAST)}
    [run] = runs_of(here)
    assert {each.instead for each in lists_of(here, run)} == {str(moved), ""}


def test_an_earlier_list_is_let_go_of_by_one_of_its_name(here: Shop, call: Call) -> None:
    plan, path = begun(here, call)
    path.unlink()
    nobody = optout(here, name="empty/optout.txt")
    assert here.push(plan, "--suppress", str(nobody)).code == 0
    assert here.got == ALL_ONCE


def test_a_pipe_of_an_earlier_push_is_asked_for(here: Shop, call: Call) -> None:
    plan = str(plan_of(here, call))
    reader, writer = os.pipe()
    os.write(writer, f"{phone(0)}\n".encode())
    os.close(writer)
    assert here.push(plan, "--suppress", f"/dev/fd/{reader}", "--limit", "1").code == 3
    os.close(reader)
    gone = here.push(plan)
    assert gone.code == 2 and "was no file" in gone.err and "--suppress" in gone.err
    assert here.push(plan, "--suppress", str(optout(here, 0)), "--limit", "1").code == 3
    assert here.push(plan).code == 0
    assert here.got == {number: 1 for number in ALL_ONCE if number != phone(0)}


def test_a_finished_push_needs_no_list(here: Shop, call: Call) -> None:
    plan, path = begun(here, call)
    assert here.push(plan).code == 0
    path.unlink()
    for words in ((), ("--dry-run",)):
        again = here.push(plan, *words)
        assert again.code in (0, 3) and "the run is finished" in again.err


def test_whom_a_mended_list_has_no_more_is_sent_to(here: Shop, call: Call) -> None:
    plan, path = str(plan_of(here, call)), optout(here, *range(COUNT))
    assert here.push(plan, "--suppress", str(path), "--limit", "0").code == 0
    optout(here, 0)
    trial = here.push(plan, "--dry-run", *JSON)
    assert json.loads(trial.out)["total"] == COUNT - 1
    assert here.push(plan).code == 0
    assert here.got == {number: 1 for number in ALL_ONCE if number != phone(0)}


@pytest.mark.parametrize("mended", [True, False])
def test_a_run_that_goes_on_with_anothers_people_obeys_its_lists(
    here: Shop, call: Call, mended: bool
) -> None:
    _, path = begun(here, call)
    [first] = runs_of(here)
    words: tuple[str, ...] = ("--not-reached",)
    if mended:
        here.write(MENDED)
    else:
        words += ("--new-run", "rest")
    told = f"also left out: {LISTED} by the lists of earlier pushes ({path})"
    trial = here.push_rows(*words, "--dry-run", *JSON)
    assert told in trial.err and json.loads(trial.out)["total"] == COUNT - LISTED
    assert told in here.push_rows(*words, "--limit", "5").err
    path.rename(path.with_name("away.txt"))
    assert here.push_rows(*words).code == 2
    path.with_name("away.txt").rename(path)
    assert here.push_rows(*words).code == 0
    assert here.got == WITHOUT
    [second] = set(runs_of(here)) - {first}
    assert [each.path for each in lists_of(here, second)] == [str(path)]


def test_a_run_for_other_people_needs_no_lists_of_the_campaign(here: Shop, call: Call) -> None:
    _, path = begun(here, call)
    path.unlink()
    (here.folder / "people.csv").write_text("phone,name\n+31622220000,Ann\n", encoding="utf-8")
    assert here.push_rows("--not-reached").code == 0
    assert here.got == {"+31622220000": 1}


def test_a_push_that_is_killed_as_it_begins_has_kept_its_lists(
    here: Shop, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here.push_rows("--limit", "0").code == 3
    here.write(MENDED)
    with monkeypatch.context() as patched:
        patched.setattr(Sharing, "leave", _killed)
        path = optout(here, *range(LISTED))
        assert here.push_rows("--not-reached", "--suppress", str(path)).code == 130
    assert here.push_rows("--not-reached").code == 0
    assert here.got == WITHOUT


def _killed(*given: object) -> None:
    raise KeyboardInterrupt


def exported(shop: Shop, call: Call, run: str) -> list[dict[str, object]]:
    outcome = call("status", run, "--export", "-", "--with-recipients", cwd=shop.folder)
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_status_counts_and_exports_what_is_planned_by_the_same_lists(
    here: Shop, call: Call
) -> None:
    plan, _ = begun(here, call)
    assert here.push(plan, "--limit", "5").code == 3
    [run] = runs_of(here)
    optout(here, *range(LISTED), 20, 21)
    told = call("status", run, *JSON, cwd=here.folder)
    planned = COUNT - LISTED - 5 - 2
    assert states(told) == {"accepted": 5, "planned": planned}
    assert told.document["suppressed"] == LISTED + 2
    [listed] = call("status", "--all", *JSON, cwd=here.folder).document["runs"]
    assert listed["states"] == told.document["states"]
    rows = exported(here, call, run)
    assert [each["state"] for each in rows].count("planned") == planned
    assert not {phone(20), phone(0)} & {each["recipient"] for each in rows}
    # Whom the run has passed over it doesn't come back to, whatever its lists say.
    optout(here)
    told = call("status", run, *JSON, cwd=here.folder)
    assert (states(told), told.document["unreached"]) == (
        {"accepted": 5, "planned": planned + 2},
        LISTED,
    )
    rows = exported(here, call, run)
    assert [each["state"] for each in rows].count("planned") == planned + 2


def test_status_says_which_lists_it_cant_read(here: Shop, call: Call) -> None:
    _, path = begun(here, call)
    [run] = runs_of(here)
    path.unlink()
    told = call("status", run, "--export", "-", cwd=here.folder)
    assert f"`{path}` can't be read" in told.err and "as if nobody were on it" in told.err
    status = call("status", run, *JSON, cwd=here.folder)
    assert (states(status), status.document["suppressed"]) == ({"planned": COUNT - LISTED}, LISTED)
