"""Full disks, locked files, killed processes: what was committed stands, and nothing else does."""

from __future__ import annotations

import resource
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS, NOW, found, intent, outcome

from msgc.push.ledger import files
from msgc.push.ledger.model import LedgerError, Span
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import Event, State

ROOM = 64 * 1024
# Sends entries 0 and 1, each with an outcome, and kills itself where it is about to do the
# statement of its second argument for the so-many-th time (the third).
SENDER = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, "tests")
from push_ledger_help import FACTS, NOW, intent, outcome
from msgc.push.ledger.sqlite import create_sqlite
from msgc.push.states import Event

path, at, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
seen = 0
def traced(text):
    global seen
    seen += text.startswith(at)
    if seen == times:
        os.kill(os.getpid(), signal.SIGKILL)

ledger = create_sqlite(path, FACTS)
ledger.take_over(NOW)
ledger._database.set_trace_callback(traced)
ledger.exchange([], [intent(0)], 1, NOW)
ledger.exchange([outcome(0, Event.ACCEPT)], [intent(1)], 2, NOW)
ledger.exchange([outcome(1, Event.ACCEPT)], [], None, NOW)
print("whole")
"""
# Where it is killed, and what a ledger holds then: its states, in order.
KILLS = {
    ("BEGIN", 1): [],
    ("INSERT", 1): [],
    ("COMMIT", 1): [],
    ("BEGIN", 2): ["claimed"],
    ("UPDATE payloads", 1): ["claimed"],
    ("INSERT", 2): ["claimed"],
    ("UPDATE run", 2): ["claimed"],
    ("COMMIT", 2): ["claimed"],
    ("BEGIN", 3): ["accepted", "claimed"],
    ("COMMIT", 3): ["accepted", "claimed"],
    ("never", 1): ["accepted", "accepted"],
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "run.sqlite"


@pytest.mark.parametrize(("kill", "states"), KILLS.items(), ids=str)
def test_a_killed_sender_leaves_whole_commits(
    path: Path, kill: tuple[str, int], states: list[str]
) -> None:
    words = [sys.executable, "-c", SENDER, str(path), kill[0], str(kill[1])]
    done = subprocess.run(words, capture_output=True, text=True, timeout=30)
    assert done.returncode == (0 if kill[0] == "never" else -signal.SIGKILL), done.stderr
    with closing(open_sqlite(path, sender=False)) as reader:
        assert [each.state for each in reader.records()] == states
    ledger = open_sqlite(path, sender=True)
    assert [each.state for each in ledger.records()] == states
    # The cursor has moved as far as the intents, and no further.
    assert ledger.next_span(NOW) == Span(len(states), 10)
    assert ledger.take_over(NOW) == states.count("claimed")
    ledger.close()


def test_a_full_disk_is_told_and_another_try_succeeds(path: Path) -> None:
    ledger = create_sqlite(path, FACTS)
    ledger.take_over(NOW)
    ledger.exchange([], [intent(0)], 1, NOW)
    database: sqlite3.Connection = ledger._database  # type: ignore[attr-defined]
    [[pages]] = database.execute("PRAGMA page_count").fetchall()
    database.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    many = [outcome(0, Event.REJECT, detail="x" * 100_000)]
    with pytest.raises(LedgerError, match="is full"):
        ledger.exchange(many, [], None, NOW)
    assert found(ledger).state is State.CLAIMED
    database.execute("PRAGMA max_page_count = 1000000").fetchall()
    ledger.exchange(many, [], None, NOW)
    assert found(ledger).state is State.REJECTED
    ledger.close()


def test_a_file_that_cant_grow_is_told_and_another_try_succeeds(path: Path) -> None:
    ledger = create_sqlite(path, FACTS)
    ledger.take_over(NOW)
    ledger.exchange([], [intent(0)], 1, NOW)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    said = [outcome(0, Event.REJECT, detail="x" * 4 * ROOM)]
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, limits[1]))
        with pytest.raises(LedgerError, match="is it full"):
            ledger.exchange(said, [intent(1)], 2, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
    assert (ledger.counts()[State.CLAIMED], ledger.next_span(NOW)) == (1, Span(1, 10))
    ledger.exchange(said, [intent(1)], 2, NOW)
    assert ledger.counts()[State.REJECTED] == 1
    ledger.close()


def test_a_locked_ledger_is_told_and_another_try_succeeds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.01)
    ledger = create_sqlite(path, FACTS)
    ledger.take_over(NOW)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="locked by another program"):
            ledger.exchange([], [intent(0)], 1, NOW)
        assert ledger.next_span(NOW) == Span(0, 10)
    assert len(ledger.exchange([], [intent(0)], 1, NOW)) == 1
    ledger.close()


def test_a_damaged_ledger_is_told(path: Path) -> None:
    create_sqlite(path, FACTS).close()
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="damaged"):
        open_sqlite(path, sender=True)
    # Nothing is locked by a sender that never was.
    with pytest.raises(LedgerError, match="damaged"):
        open_sqlite(path, sender=True)


def test_errors_quote_nothing_that_was_to_be_written(path: Path) -> None:
    ledger = create_sqlite(path, FACTS)
    broken = intent(0, recipient="+31612345678", row=None)
    with pytest.raises(LedgerError) as caught:
        ledger.exchange([], [broken], 1, NOW)
    assert "+31612345678" not in str(caught.value)
    ledger.close()
