"""Tables of earlier formats, as they were dumped: brought up at once, by one of many."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from push_ledger_help import FACTS, NOW

from msgc.push.keys import person
from msgc.push.ledger import postgres_schema
from msgc.push.ledger.model import KeptList, LedgerError
from msgc.push.ledger.opening import open_ledger
from msgc.push.ledger.postgres_connection import connect
from msgc.push.ledger.postgres_schema import VERSION
from tests.unit.push.old_ledgers import FOUND, goes_on
from tests.unit.push.pushes import recipient

EARLIER = tuple(range(1, VERSION))


def bare(url: str) -> Any:
    """Return a connection that makes no tables and migrates none."""
    return import_module("psycopg").connect(url, autocommit=True)


def emptied(url: str) -> None:
    with closing(bare(url)) as database:
        database.execute("DROP SCHEMA public CASCADE")
        database.execute("CREATE SCHEMA public")


@pytest.fixture(params=EARLIER)
def old(request: pytest.FixtureRequest, postgres_url: str) -> Iterator[str]:
    """The URL of a database that an earlier format fills."""
    emptied(postgres_url)
    dump = Path(__file__).with_name(f"v{request.param}.sql").read_text(encoding="utf-8")
    with closing(bare(postgres_url)) as database:
        database.execute(dump)
        assert database.execute("SELECT version FROM msgc_format").fetchall() == [(request.param,)]
    yield postgres_url
    emptied(postgres_url)


def layout(url: str) -> list[tuple[Any, ...]]:
    """Return the columns of all tables without their order, and which format they say they have."""
    columns = "table_name, column_name, data_type, is_nullable, column_default, is_identity"
    with closing(bare(url)) as database:
        found = database.execute(
            f"SELECT {columns} FROM information_schema.columns"
            " WHERE table_schema = current_schema() ORDER BY table_name, column_name"
        ).fetchall()
        return [*found, database.execute("SELECT version FROM msgc_format").fetchone()]


def test_an_earlier_format_is_migrated(old: str) -> None:
    with closing(open_ledger(old, FACTS.run, sender=False)) as ledger:
        assert tuple(each.state for each in ledger.records()) == FOUND
        assert ledger.facts() == FACTS
        assert (ledger.others(), ledger.sources(), ledger.lists()) == (frozenset(), (), ())
    migrated = layout(old)
    emptied(old)
    connect(old).close()
    assert migrated == layout(old)


def test_many_migrate_it_once(old: str) -> None:
    failed: list[Exception] = []

    def use() -> None:
        try:
            connect(old).close()
        except LedgerError as error:
            failed.append(error)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and layout(old)[-1] == (VERSION,)


def test_a_migrated_run_takes_what_its_format_lacked(old: str) -> None:
    whose = person(recipient(9))
    with closing(open_ledger(old, FACTS.run, sender=True)) as ledger:
        ledger.leave({whose}, 1, NOW)
        ledger.keep_lists([KeptList("/a/o.txt", "1" * 64)])
    with closing(open_ledger(old, FACTS.run, sender=False)) as ledger:
        assert ledger.others() == {whose}
        assert [each.path for each in ledger.lists()] == ["/a/o.txt"]


def test_a_push_goes_on_from_an_earlier_format(old: str) -> None:
    with closing(open_ledger(old, FACTS.run, sender=True)) as ledger:
        goes_on(ledger)


def test_a_migration_that_fails_changes_nothing(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = layout(old)
    steps = postgres_schema._MIGRATIONS
    broken = {**steps, VERSION - 1: (*steps[VERSION - 1], "ALTER TABLE nothing ADD x integer")}
    monkeypatch.setattr(postgres_schema, "_MIGRATIONS", broken)
    with pytest.raises(LedgerError):
        connect(old)
    assert layout(old) == before
