"""A ledger's file: its rights, its format, its lock, its fence."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS, NOW, PERSONAL, intent, outcome

from msgc.push.ledger import files
from msgc.push.ledger.model import Ledger, LedgerError, LostLeaseError
from msgc.push.ledger.schema import TABLES, VERSION
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import Event, State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "run.sqlite"


def made(path: Path) -> Ledger:
    ledger = create_sqlite(path, FACTS)
    ledger.take_over(NOW)
    return ledger


def set_version(path: Path, version: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {version}")
        database.execute("PRAGMA journal_mode = DELETE")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_can_read_it(path: Path) -> None:
    ledger = made(path)
    ledger.exchange([], [intent(0)], 1, NOW)
    assert mode(path.parent) == 0o700
    names = {each.name: mode(each) for each in path.parent.iterdir()}
    assert set(names) == {f"run.sqlite{end}" for end in ("", "-wal", "-shm", ".lock")}
    assert set(names.values()) == {0o600}
    ledger.close()


def test_one_that_is_closed_is_read_in_a_folder_that_is_read_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def beside() -> set[str]:
        return {each.name for each in path.parent.iterdir()} - {"run.sqlite.lock"}

    ledger = made(path)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with closing(open_sqlite(path, sender=False)) as look:
        # What another may still write to is read as always.
        ledger.exchange([], [intent(0)], 1, NOW)
        assert look.counts()[State.CLAIMED] == 1
    ledger.close()
    with closing(open_sqlite(path, sender=False)) as look:
        assert look.counts()[State.CLAIMED] == 1
        assert beside() == {"run.sqlite"}


def test_a_ledger_isnt_made_over_another(path: Path) -> None:
    made(path).close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="already"):
        create_sqlite(path, FACTS)
    assert path.read_bytes() == before


def test_what_isnt_there_isnt_made(path: Path) -> None:
    for sender in (True, False):
        with pytest.raises(LedgerError, match="There is no ledger"):
            open_sqlite(path, sender=sender)
    assert not path.parent.exists()


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0" + bytes(200), b"x" * 4096])
def test_what_is_no_ledger_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.sqlite"
    path.write_bytes(content)
    for sender in (True, False):
        with pytest.raises(LedgerError, match="is no ledger"):
            open_sqlite(path, sender=sender)
    assert path.read_bytes() == content


@pytest.mark.parametrize("sender", [True, False])
def test_a_newer_format_is_refused_unharmed(path: Path, sender: bool) -> None:
    made(path).close()
    set_version(path, VERSION + 1)
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=f"format {VERSION + 1}"):
        open_sqlite(path, sender=sender)
    assert path.read_bytes() == before
    # Nothing of it was locked for good, nor opened beside.
    assert {each.name for each in path.parent.iterdir()} == {"run.sqlite", "run.sqlite.lock"}


def test_a_second_sender_is_refused_and_a_reader_isnt(path: Path) -> None:
    ledger = made(path)
    for attempt in (
        lambda: open_sqlite(path, sender=True),
        lambda: create_sqlite(path, FACTS),
    ):
        with pytest.raises(LedgerError, match=r"Process \d+ uses"):
            attempt()
    open_sqlite(path, sender=False).close()
    ledger.close()
    open_sqlite(path, sender=True).close()


def test_a_late_writer_is_refused(path: Path) -> None:
    late = made(path)
    late.exchange([], [intent(0)], 1, NOW)
    # What keeps two senders apart fails: somebody cleans up the lock.
    path.with_name("run.sqlite.lock").unlink()
    next_one = open_sqlite(path, sender=True)
    assert next_one.take_over(NOW) == 1
    with pytest.raises(LostLeaseError):
        late.exchange([outcome(0, Event.ACCEPT)], [intent(1)], 2, NOW)
    assert not late.is_held(0.0)
    assert next_one.is_held(0.0)
    assert next_one.counts()[State.AMBIGUOUS] == 1
    late.close()
    next_one.close()


def test_queries_for_work_use_the_partial_index(path: Path) -> None:
    ledger = made(path)
    asked: list[str] = []
    ledger._database.set_trace_callback(asked.append)  # type: ignore[attr-defined]
    ledger.reclaim(5, NOW)
    ledger.looks(5, NOW)
    ledger.next_due(State.RETRY)
    ledger.expire(NOW)
    ledger.take_over(NOW)
    ledger.close()
    work = [text for text in asked if "payloads" in text]
    assert len(work) >= 7
    with closing(sqlite3.connect(path)) as database:
        plans = [str(database.execute("EXPLAIN QUERY PLAN " + text).fetchall()) for text in work]
    without = [text for text, plan in zip(work, plans, strict=True) if "open_payloads" not in plan]
    assert without == []
    # The due are read in their order; nothing is sorted.
    assert not any("TEMP B-TREE" in plan for plan in plans)


def test_the_partial_index_needs_its_condition_said_again() -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in TABLES:
            database.execute(statement)
        text = "EXPLAIN QUERY PLAN SELECT 1 FROM payloads WHERE state = ? AND due <= 1"
        assert "open_payloads" not in str(database.execute(text, ["retry"]).fetchall())


def test_what_is_forgotten_is_nowhere_on_the_disk(path: Path) -> None:
    ledger = made(path)
    phone, reference, contact, detail = PERSONAL
    ledger.exchange([], [intent(0, recipient=phone, reference=reference)], 10, NOW)
    said = outcome(0, Event.REJECT, detail=detail, contact=contact, code="x")
    ledger.exchange([said], [], None, NOW)
    ledger.amend(expires=0.0)
    assert any(phone.encode() in each.read_bytes() for each in path.parent.iterdir())
    ledger.forget()
    data = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert [word for word in PERSONAL if word.encode() in data] == []
    ledger.close()


def test_a_reader_keeps_deleted_data_on_the_disk_which_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.01)
    ledger = made(path)
    ledger.exchange([], [intent(0, event=Event.WITHHOLD)], 10, NOW)
    ledger.amend(expires=0.0)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM payloads").fetchall()
        with pytest.raises(LedgerError, match=r"Another program|locked"):
            ledger.forget()
    assert ledger.forget() == 0
    ledger.close()
