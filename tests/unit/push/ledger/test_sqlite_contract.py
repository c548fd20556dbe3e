"""The suite of every ledger, for SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from push_ledger_contract import SendingContract
from push_ledger_deciding import DecidingContract
from push_ledger_help import Place
from push_ledger_sharing import SharingContract

from msgc.push.ledger.model import Ledger
from msgc.push.ledger.sqlite import create_sqlite, open_sqlite


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    path = tmp_path / "runs" / "run.sqlite"
    with ExitStack() as stack:

        def kept(ledger: Ledger) -> Ledger:
            stack.callback(ledger.close)
            return ledger

        yield Place(
            lambda facts: kept(create_sqlite(path, facts)),
            lambda _, sender: kept(open_sqlite(path, sender=sender)),
        )


class TestSqlite(SendingContract, DecidingContract, SharingContract):
    pass
