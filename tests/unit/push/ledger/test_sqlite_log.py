"""The log beside a ledger that is sent: nobody takes it away, and no other ledger gets it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS, NOW, intent

from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import State

LOOK = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('SELECT 1 FROM run')"


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_ledger_isnt_made_beside_what_another_left(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "run.sqlite"
    stray = path.with_name(path.name + ending)
    stray.write_bytes(b"what was committed")
    for _ in range(2):
        with pytest.raises(LedgerError, match=f"no ledger at .*run.sqlite{ending} belongs to one"):
            create_sqlite(path, FACTS)
    assert stray.read_bytes() == b"what was committed"
    assert not path.exists()
    stray.unlink()
    create_sqlite(path, FACTS).close()


def test_a_look_from_outside_leaves_the_log_of_who_sends(tmp_path: Path) -> None:
    path = tmp_path / "run.sqlite"
    with closing(create_sqlite(path, FACTS)) as ledger:
        ledger.take_over(NOW)
        # The sender's own program looks into the file as well, and closes it.
        open_sqlite(path, sender=False).close()
        looked = f"{LOOK}.fetchall(); d.close()"
        subprocess.run([sys.executable, "-c", looked, str(path)], check=True)
        ledger.exchange([], [intent(0)], 1, NOW)
        assert path.with_name("run.sqlite-wal").stat().st_size
        with closing(open_sqlite(path, sender=False)) as other:
            assert other.counts()[State.CLAIMED] == 1


def test_a_file_that_cant_be_told_undoes_no_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(create_sqlite(tmp_path / "run.sqlite", FACTS)) as ledger:
        marked = ledger._mark  # type: ignore[attr-defined]
        database = marked._database

        class Full:
            def execute(self, text: str) -> object:
                if "checkpoint" in text:
                    raise sqlite3.OperationalError("database or disk is full")
                return database.execute(text)

        monkeypatch.setattr(marked, "_database", Full())
        ledger.take_over(NOW)
        assert len(ledger.exchange([], [intent(0)], 1, NOW)) == 1
