"""A campaign whose ledgers are at several places, and pushes that were killed between two steps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Call
from tests.e2e.push_shop import (
    ALL_ONCE,
    MENDED,
    MESSAGE,
    Shop,
    open_shop_here,
    runs_of,
    shop_in,
)


@pytest.fixture
def here(tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    """A shop whose commands run in this process."""
    with open_shop_here(tmp_path / "one", call, monkeypatch) as made:
        yield made


def killed(*given: object) -> None:
    raise KeyboardInterrupt


def broken_off(here: Shop, monkeypatch: pytest.MonkeyPatch) -> tuple[str, ...]:
    """Begin a run with its ledger at another place that has yet to take people over."""
    own = ("--ledger", str(here.folder / "own.sqlite"))
    assert here.push_rows("--limit", "2").code == 3
    here.write(MENDED)
    with monkeypatch.context() as patched:
        patched.setattr("msgc.push.ledger.sharing.Sharing.leave", killed)
        assert here.push_rows("--not-reached", *own).code == 130
    return own


def test_people_are_taken_over_where_the_run_is_known_that_has_them(
    here: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = broken_off(here, monkeypatch)
    [first] = runs_of(here)
    other = shop_in(tmp_path / "two", here.sandbox)
    other.write(MENDED)
    for words in (("--not-reached",), (), ("--not-reached", "--new-run", "next")):
        refused = other.push_rows(*own, *words)
        assert refused.code == 5 and f"from the run `{first}`, which isn't known" in refused.err
    assert len(here.got) == 2
    assert here.push_rows(*own).code == 0
    assert other.push_rows(*own).code == 3
    here.write(MESSAGE)
    assert here.push_rows().code == 0
    assert here.got == ALL_ONCE


def test_a_run_that_was_moved_away_has_nobody(here: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    own = broken_off(here, monkeypatch)
    [first] = runs_of(here)
    (here.folder / f".msgc/runs/{first}.sqlite").unlink()
    assert here.push_rows(*own).code == 3
    assert here.got == ALL_ONCE


@pytest.mark.parametrize("step", ["create_sqlite", "make_file", "SqliteLedger"])
def test_a_push_killed_as_it_begins_has_one_ledger(
    here: Shop, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    own = ("--ledger", str(here.folder / "own.sqlite"))
    where = "msgc.push.ledger.opening" if step == "create_sqlite" else "msgc.push.ledger.sqlite"
    with monkeypatch.context() as patched:
        patched.setattr(f"{where}.{step}", killed)
        assert here.push_rows(*own).code == 130
    if step == "SqliteLedger":
        refused = here.push_rows()
        assert refused.code == 2 and f"push with `--ledger {own[1]}`" in refused.err
        assert here.got == {}
    else:
        here.write(MENDED)
        assert here.push_rows("--limit", "0").code == 3
        here.write(MESSAGE)
    assert here.push_rows(*own).code == 0
    assert here.got == ALL_ONCE


def test_a_push_killed_as_it_begins_elsewhere_can_begin_here(
    here: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ("--ledger", str(here.folder / "own.sqlite"))
    with monkeypatch.context() as patched:
        patched.setattr("msgc.push.ledger.opening.create_sqlite", killed)
        assert here.push_rows(*own).code == 130
    assert here.push_rows().code == 0
    refused = here.push_rows(*own)
    assert refused.code == 2 and "push without --ledger" in refused.err
    assert here.got == ALL_ONCE


def test_a_run_with_two_ledgers_goes_on_by_none(here: Shop) -> None:
    own = here.folder / "own.sqlite"
    assert here.push_rows("--limit", "1").code == 3
    [run] = runs_of(here)
    here_too = here.folder / f".msgc/runs/{run}.sqlite"
    kept = here_too.read_bytes()
    here_too.rename(own)
    assert here.push_rows("--ledger", str(own), "--limit", "1").code == 3
    here_too.write_bytes(kept)
    for words in ((), ("--ledger", str(own)), ("--dry-run",)):
        refused = here.push_rows(*words)
        assert refused.code == 2 and f"the run `{run}` has another ledger" in refused.err
    here_too.unlink()
    moved = own.rename(here.folder / "moved.sqlite")
    assert here.push_rows("--ledger", str(moved)).code == 0
    assert here.got == ALL_ONCE
