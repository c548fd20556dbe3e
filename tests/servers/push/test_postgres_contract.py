"""The suite of every ledger, for PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from postgres_help import empty
from push_ledger_contract import SendingContract
from push_ledger_deciding import DecidingContract
from push_ledger_help import Place
from push_ledger_sharing import SharingContract

from msgc.push.ledger.model import Ledger, RunFacts
from msgc.push.ledger.postgres import create_postgres, open_postgres

# Times that lapse at once: what takes over waits for nobody.
LEASE, GRACE = 30.0, -30.0


@pytest.fixture
def place(postgres_url: str) -> Iterator[Place]:
    empty(postgres_url)
    with ExitStack() as stack:

        def kept(ledger: Ledger) -> Ledger:
            stack.callback(ledger.close)
            return ledger

        def create(facts: RunFacts) -> Ledger:
            return kept(create_postgres(postgres_url, facts, lease=LEASE, grace=GRACE))

        def open_again(facts: RunFacts, sender: bool) -> Ledger:
            again = open_postgres(
                postgres_url, facts.identity, sender=sender, lease=LEASE, grace=GRACE
            )
            return kept(again)

        yield Place(create, open_again)


class TestPostgres(SendingContract, DecidingContract, SharingContract):
    pass
