"""A ledger moved or copied: what was committed last is in a file beside it, or it was closed."""

from __future__ import annotations

import gc
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS, NOW, intent

from msgc.push.ledger import files
from msgc.push.ledger.marking import Mark
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import State

SENDER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, "tests")
from push_ledger_help import NOW, intent
from msgc.push.ledger.sqlite import open_sqlite

path, at, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
seen = 0
def traced(text):
    global seen
    seen += text.startswith(at)
    if seen == times:
        os.kill(os.getpid(), signal.SIGKILL)

ledger = open_sqlite(path, sender=True)
ledger._database.set_trace_callback(traced)
ledger.take_over(NOW)
ledger.exchange([], [intent(0)], 1, NOW)
# As it is where the file was whole in between.
ledger._mark.say(True)
ledger.close()
"""
MARK = "PRAGMA user_version = "
# Where it is killed: as it opens, as it goes on, as it closes.
KILLS = [
    ("BEGIN", 1),
    (MARK, 1),
    ("COMMIT", 1),
    ("PRAGMA wal_checkpoint", 1),
    (MARK, 2),
    ("BEGIN", 2),
    ("COMMIT", 2),
    ("BEGIN", 3),
    (MARK, 4),
    ("COMMIT", 3),
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.sqlite"


@pytest.fixture
def away(tmp_path: Path) -> Path:
    folder = tmp_path / "away"
    folder.mkdir()
    return folder / "away.sqlite"


def beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def begun(path: Path) -> Ledger:
    """Return a ledger that was opened and has claimed: on the disk it is as after a kill."""
    ledger = create_sqlite(path, FACTS)
    ledger.take_over(NOW)
    ledger.exchange([], [intent(0)], 1, NOW)
    return ledger


def claimed(path: Path, *, sender: bool) -> int:
    with closing(open_sqlite(path, sender=sender)) as ledger:
        return ledger.counts()[State.CLAIMED]


@pytest.mark.parametrize("sender", [True, False])
def test_a_ledger_without_what_was_written_last_is_refused(
    path: Path, away: Path, sender: bool
) -> None:
    with closing(begun(path)):
        shutil.copy(path, away)
        for _ in range(2):
            with pytest.raises(LedgerError, match=r"isn't whole.*`away\.sqlite-wal`"):
                open_sqlite(away, sender=sender)
        # Nothing that looks like what is missing was made beside it.
        assert not beside(away, "-wal").exists()
        shutil.copy(beside(path, "-wal"), beside(away, "-wal"))
        assert claimed(away, sender=sender) == 1


def test_a_closed_ledger_is_whole(path: Path, away: Path) -> None:
    begun(path).close()
    assert not beside(path, "-wal").exists()
    path.rename(away)
    for sender in (True, False):
        assert claimed(away, sender=sender) == 1


def test_a_ledger_that_was_read_after_it_was_closed_is_whole(path: Path, away: Path) -> None:
    begun(path).close()
    assert claimed(path, sender=False) == 1
    path.rename(away)
    assert claimed(away, sender=True) == 1


def test_a_sender_that_changes_nothing_writes_nothing(path: Path) -> None:
    begun(path).close()
    before = path.read_bytes(), path.stat().st_mtime_ns
    with closing(open_sqlite(path, sender=True)) as ledger:
        ledger.require_idle(NOW)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_another_program_that_copies_the_log_makes_the_file_whole(path: Path, away: Path) -> None:
    ledger = create_sqlite(path, FACTS)
    ledger.exchange([], [intent(0)], 1, NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("SELECT * FROM run").fetchall()
        ledger._let_go()  # type: ignore[attr-defined]
        assert beside(path, "-wal").exists()
    assert not beside(path, "-wal").exists()
    ledger.close()
    path.rename(away)
    assert claimed(away, sender=False) == 1


def test_what_is_written_after_the_log_was_copied_is_missed_too(path: Path, away: Path) -> None:
    with closing(begun(path)) as ledger:
        for number in range(1, 4):
            ledger._database.execute("PRAGMA wal_checkpoint").fetchall()  # type: ignore[attr-defined]
            assert shutil.copy(path, away) and claimed(away, sender=False) == number
            beside(away, "-wal").unlink()
            ledger.exchange([], [intent(number)], number + 1, NOW)
            shutil.copy(path, away)
            with pytest.raises(LedgerError, match="isn't whole"):
                open_sqlite(away, sender=True)


def test_an_empty_file_lets_a_run_go_on_without_what_is_lost(path: Path, away: Path) -> None:
    with closing(begun(path)):
        shutil.copy(path, away)
    beside(away, "-wal").touch()
    assert claimed(away, sender=True) == 0
    assert claimed(away, sender=False) == 0


@pytest.mark.parametrize("kill", KILLS, ids=str)
def test_a_kill_as_it_opens_or_closes_leaves_a_way_on(
    path: Path, away: Path, kill: tuple[str, int]
) -> None:
    create_sqlite(path, FACTS).close()
    words = [sys.executable, "-c", SENDER, str(path), kill[0], str(kill[1])]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30)
    assert done.returncode == -signal.SIGKILL, done.stderr
    has_claimed = kill in KILLS[-3:]
    assert claimed(path, sender=False) == has_claimed
    assert claimed(path, sender=True) == has_claimed
    path.rename(away)
    assert claimed(away, sender=False) == has_claimed


def test_a_reader_of_what_was_puts_the_mark_off(path: Path, away: Path) -> None:
    create_sqlite(path, FACTS).close()
    ledger = open_sqlite(path, sender=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM run").fetchall()
        ledger.take_over(NOW)
    ledger.exchange([], [intent(0)], 1, NOW)
    shutil.copy(path, away)
    with pytest.raises(LedgerError, match="isn't whole"):
        open_sqlite(away, sender=True)
    ledger.close()


def test_a_sender_that_was_taken_over_doesnt_close_it_for_the_next(path: Path, away: Path) -> None:
    late = begun(path)
    beside(path, ".lock").unlink()
    with closing(open_sqlite(path, sender=True)) as ledger:
        ledger.take_over(NOW)
        late.close()
        ledger.exchange([], [intent(1)], 2, NOW)
        shutil.copy(path, away)
        with pytest.raises(LedgerError, match="isn't whole"):
            open_sqlite(away, sender=True)


def test_a_ledger_that_nobody_closed_is_opened_again(path: Path) -> None:
    ledger = begun(path)
    lock = ledger._lock  # type: ignore[attr-defined]
    del ledger
    gc.collect()
    lock.release()
    assert claimed(path, sender=False) == 1
    assert claimed(path, sender=True) == 1


def test_a_ledger_that_couldnt_be_marked_closed_is_opened_again(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = begun(path)
    with monkeypatch.context() as patch:

        def broken(self: Mark, is_opened: bool) -> None:
            raise LedgerError("The disk is full.")

        ledger._mark.say(True)  # type: ignore[attr-defined]
        patch.setattr(Mark, "say", broken)
        ledger.close()
    assert claimed(path, sender=False) == 1
    assert claimed(path, sender=True) == 1
    assert not beside(path, "-wal").exists()


def test_what_fails_to_open_leaves_a_way_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(begun(path)):
        copy = path.with_name("copy.sqlite")
        for ending in ("", "-wal"):
            shutil.copy(beside(path, ending), beside(copy, ending))
    with monkeypatch.context() as patch:
        patch.setattr(files, "_CACHE", "PRAGMA cache_size = (")
        with pytest.raises(LedgerError, match="can't be used"):
            open_sqlite(copy, sender=True)
    assert claimed(copy, sender=True) == 1


def test_what_another_left_that_holds_nothing_is_deleted(path: Path) -> None:
    with closing(begun(path)):
        shutil.copy(beside(path, "-shm"), beside(path, "-shm.kept"))
    path.unlink()
    beside(path, "-shm.kept").rename(beside(path, "-shm"))
    beside(path, "-wal").touch()
    begun(path).close()
    assert claimed(path, sender=False) == 1


def test_a_link_to_a_ledger_is_the_ledger(tmp_path: Path) -> None:
    (tmp_path / "big").mkdir()
    path, link = tmp_path / "big/run.sqlite", tmp_path / "run.sqlite"
    create_sqlite(path, FACTS).close()
    link.symlink_to(path)
    words = [sys.executable, "-c", SENDER, str(link), "COMMIT", "3"]
    assert subprocess.run(words).returncode == -signal.SIGKILL
    assert path.with_name("run.sqlite-wal").stat().st_size
    with closing(open_sqlite(link, sender=False)) as ledger:
        assert ledger.counts()[State.CLAIMED] == 1
    with (
        closing(open_sqlite(link, sender=True)),
        pytest.raises(LedgerError, match="uses this run"),
    ):
        open_sqlite(path, sender=True)
