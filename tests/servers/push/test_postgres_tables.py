"""A database of ledgers: its tables, its runs, its password."""

from __future__ import annotations

import threading
from contextlib import closing

import pytest
from postgres_help import empty
from push_ledger_help import FACTS

from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.opening import create_ledger, open_ledger
from msgc.push.ledger.postgres import postgres_runs
from msgc.push.ledger.postgres_connection import connect
from msgc.push.ledger.postgres_schema import VERSION


def test_tables_are_made_once_by_many(postgres_url: str) -> None:
    with closing(connect(postgres_url)) as database:
        rows = database.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'msgc%'")
        database.execute(f"DROP TABLE {', '.join(row[0] for row in rows)} CASCADE")
    failed: list[Exception] = []

    def use() -> None:
        try:
            connect(postgres_url).close()
        except LedgerError as error:
            failed.append(error)

    threads = [threading.Thread(target=use) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [] and postgres_runs(postgres_url) == []


def test_a_newer_format_is_refused(postgres_url: str) -> None:
    with closing(connect(postgres_url)) as database:
        database.execute("UPDATE msgc_format SET version = 99")
        try:
            with pytest.raises(LedgerError, match="format 99"):
                connect(postgres_url)
        finally:
            database.execute("UPDATE msgc_format SET version = %s", (VERSION,))


def test_a_run_is_found_by_its_identity_and_its_name(postgres_url: str) -> None:
    empty(postgres_url)
    create_ledger(postgres_url, FACTS).close()
    create_ledger(postgres_url, FACTS).close()
    for name in (FACTS.identity, FACTS.run):
        with closing(open_ledger(postgres_url, name, sender=False)) as ledger:
            assert ledger.facts() == FACTS
    with pytest.raises(LedgerError, match="no run by the name `other`"):
        open_ledger(postgres_url, "other", sender=True)
    assert postgres_runs(postgres_url) == [FACTS.run]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://postgres:pa55word@127.0.0.1:1/x",
        "postgresql://postgres:pa55word@127.0.0.1:pa55word/x",
        "postgresql://postgres:x@pa55word@/@/x",
        "postgresql://postgres@127.0.0.1/x?password=pa55word&pa55word=1",
        "postgresql://pa55word:%zz@127.0.0.1/x",
    ],
)
def test_no_password_is_told(url: str) -> None:
    with pytest.raises(LedgerError) as caught:
        connect(url)
    assert "pa55word" not in str(caught.value)


def test_a_wrong_password_is_told_without_it(postgres_url: str) -> None:
    wrong = postgres_url.replace("s3cret", "pa55word")
    with pytest.raises(LedgerError, match="refuses this user or password") as caught:
        connect(wrong)
    assert "pa55word" not in str(caught.value)
