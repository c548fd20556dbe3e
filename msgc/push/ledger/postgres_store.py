"""A run's rows in PostgreSQL, and the transactions in which a sender's lease is renewed."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from msgc.push.ledger.core import Row, Values
from msgc.push.ledger.deciding import Deciding
from msgc.push.ledger.dialects import rendered
from msgc.push.ledger.model import LedgerError, LostLeaseError
from msgc.push.ledger.postgres_connection import told
from msgc.push.ledger.postgres_schema import DIALECT, NOW

LEASE = 30.0
"""Seconds for which a sender's claims are its own; each exchange renews them."""
GRACE = 15.0
"""Seconds after a lease until another takes over: more than a request may take (10)."""

_RENEW = f"UPDATE msgc_senders SET leased_until = {NOW} + %(lease)s WHERE id = %(holder)s"


class PostgresStore(Deciding):
    """Statements and transactions of one run; `holder` is this sender once it has taken over."""

    def __init__(self, database: Any, run: int, *, sender: bool, lease: float, grace: float):
        """Use a connection of psycopg. `lease` and `grace` are in seconds."""
        self._database = database
        self._run = run
        self._is_sender = sender
        self._lease = lease
        self._grace = grace
        self._holder: int | None = None
        # By `time.monotonic`, taken before the commit that renewed the lease.
        self._held_until = 0.0

    def _refuse_untaken(self) -> None:
        if self._holder is None:
            raise LedgerError("This ledger wasn't taken over, so nothing of it can be claimed.")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self._is_sender:
            raise LedgerError("This ledger was opened to read only, or is closed.")
        began = time.monotonic()
        with told(), self._database.transaction():
            if self._holder is not None and not self._change(_RENEW, lease=self._lease):
                self._held_until = 0.0
                raise LostLeaseError("Another sender has taken over this one's work: it stops.")
            yield
        self._held_until = began + self._lease

    def _rows(self, text: str, **values: object) -> list[Row]:
        with told():
            found: list[Row] = self._executed(text, values).fetchall()
            return found

    def _change(self, text: str, **values: object) -> int:
        with told():
            return int(self._executed(text, values).rowcount)

    def _executed(self, text: str, values: Values) -> Any:
        return self._database.execute(rendered(DIALECT, text), {**values, **self._scope})

    def _each(self, text: str, values: Sequence[Values]) -> list[int]:
        """Return how many rows were changed with each of these values, sent in one go."""
        if not values:
            return []
        scope = self._scope
        with told(), self._database.cursor() as cursor:
            every = [{**each, **scope} for each in values]
            cursor.executemany(rendered(DIALECT, text), every, returning=True)
            counts = [int(cursor.rowcount)]
            while cursor.nextset():
                counts.append(int(cursor.rowcount))
        return counts

    @property
    def _scope(self) -> dict[str, object]:
        return {"run": self._run, "holder": self._holder}

    def _scrub(self) -> None:
        with told():
            self._database.execute("VACUUM msgc_payloads")
