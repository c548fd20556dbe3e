"""Helps the tests of ledgers in PostgreSQL."""

from __future__ import annotations

from contextlib import closing

from msgc.push.ledger.postgres_connection import connect


def empty(url: str) -> None:
    """Take everything out of msgc's tables."""
    with closing(connect(url)) as database:
        database.execute("TRUNCATE msgc_runs, msgc_budgets CASCADE")
