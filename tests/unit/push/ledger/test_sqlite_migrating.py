"""Ledgers of earlier formats, as they were committed: migrated at once or not at all."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from push_ledger_help import FACTS, NOW, intent, outcome

from msgc.push.keys import person
from msgc.push.ledger.model import KeptList, LedgerError, Span
from msgc.push.ledger.schema import MIGRATIONS, VERSION
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite
from msgc.push.states import Event
from tests.unit.push.old_ledgers import FOUND, goes_on
from tests.unit.push.pushes import recipient

EARLIER = tuple(range(1, VERSION))


@pytest.fixture(params=EARLIER)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the ledger of an earlier format."""
    return Path(shutil.copy(Path(__file__).with_name(f"v{request.param}.sqlite"), tmp_path))


def layout(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the columns of all tables by name, without their order."""
    with closing(sqlite3.connect(path)) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            table: sorted(each[1:] for each in database.execute(f"PRAGMA table_info({table})"))
            for (table,) in tables
        }


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_each_file_has_the_format_of_its_name(old: Path) -> None:
    assert old.name == f"v{version(old)}.sqlite"


@pytest.mark.parametrize("sender", [True, False])
def test_an_earlier_format_is_migrated(old: Path, tmp_path: Path, sender: bool) -> None:
    with closing(open_sqlite(old, sender=sender)) as ledger:
        assert tuple(each.state for each in ledger.records()) == FOUND
        assert ledger.facts() == FACTS
        assert (ledger.others(), ledger.sources(), ledger.lists()) == (frozenset(), (), ())
    new = tmp_path / "new" / "run.sqlite"
    create_sqlite(new, FACTS).close()
    assert (layout(old), version(old)) == (layout(new), VERSION)


def test_a_migrated_ledger_takes_what_its_format_lacked(old: Path) -> None:
    with closing(open_sqlite(old, sender=True)) as ledger:
        assert (ledger.take_over(NOW), ledger.next_span(NOW)) == (1, Span(4, 10))
        said = outcome(2, Event.FIND, message_id="m2", contact="c2")
        ledger.exchange([said], [intent(4)], 5, NOW)
        ledger.leave({person(recipient(9))}, 1, NOW)
        ledger.keep_lists([KeptList("/a/o.txt", "1" * 64)])
    with closing(open_sqlite(old, sender=False)) as ledger:
        assert [each.contact for each in ledger.records() if each.seq == 2] == ["c2"]
        assert ledger.others() == {person(recipient(9))}
        assert [each.path for each in ledger.lists()] == ["/a/o.txt"]


def test_a_push_goes_on_from_an_earlier_format(old: Path) -> None:
    with closing(open_sqlite(old, sender=True)) as ledger:
        goes_on(ledger)


def test_a_migration_that_fails_changes_nothing(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout(old), version(old)
    broken = {**MIGRATIONS, VERSION - 1: (*MIGRATIONS[VERSION - 1], "ALTER TABLE nothing ADD x")}
    monkeypatch.setattr("msgc.push.ledger.files.MIGRATIONS", broken)
    with pytest.raises(LedgerError):
        open_sqlite(old, sender=True)
    assert (layout(old), version(old)) == before
