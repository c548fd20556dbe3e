"""Runs' ledgers in PostgreSQL: several senders share a run, by leases on the database's clock."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import Any

from msgc.push.keys import Step
from msgc.push.ledger.data import NOBODY_SHARED, Shares
from msgc.push.ledger.model import (
    Claim,
    Intent,
    Ledger,
    LedgerError,
    Outcome,
    Reclaimed,
    Record,
    RunFacts,
)
from msgc.push.ledger.postgres_adding import add_run
from msgc.push.ledger.postgres_connection import connect, end_when_idle, told
from msgc.push.ledger.postgres_leases import PostgresLeases
from msgc.push.ledger.postgres_statements import FREE_CHUNKS, LAPSES
from msgc.push.ledger.postgres_store import GRACE, LEASE
from msgc.push.states import Event, State

CHUNK = 5_000
"""Entries that a sender takes at once."""

_LOOKS = frozenset({Event.FIND, Event.MISS, Event.GIVE_UP, Event.SEND_AGAIN})


def create_postgres(
    url: str,
    facts: RunFacts,
    shares: Shares = NOBODY_SHARED,
    *,
    lease: float = LEASE,
    grace: float = GRACE,
    chunk: int = CHUNK,
) -> Ledger:
    """Add a run to a database and return its ledger; a run that is there already is joined.

    `lease` and `grace` are in seconds, the same for all senders. Raises LedgerError.
    """
    database = connect(url)
    try:
        with told(), database.transaction():
            add_run(database, facts, shares, chunk)
    except BaseException:
        database.close()
        raise
    return _opened(database, facts.identity, True, lease, grace)


def open_postgres(
    url: str, run: str, *, sender: bool, lease: float = LEASE, grace: float = GRACE
) -> Ledger:
    """Return the ledger of a run, by its identity or its name. Raises LedgerError."""
    return _opened(connect(url), run, sender, lease, grace)


def postgres_runs(url: str) -> list[str]:
    """Return the names of a database's runs, the oldest first. Raises LedgerError."""
    with told(), connect(url) as database:
        return [each[0] for each in database.execute("SELECT run FROM msgc_runs ORDER BY created")]


def _opened(database: Any, run: str, sender: bool, lease: float, grace: float) -> Ledger:
    try:
        with told():
            found = database.execute(
                "SELECT id FROM msgc_runs WHERE identity = %(run)s OR run = %(run)s", {"run": run}
            ).fetchall()
        if len(found) != 1:
            number = "several runs" if found else "no run"
            raise LedgerError(f"The database holds {number} by the name `{run}`.")
        end_when_idle(database, lease)
    except BaseException:
        database.close()
        raise
    return PostgresLedger(database, found[0][0], sender=sender, lease=lease, grace=grace)


class PostgresLedger(PostgresLeases):
    """`Ledger` in PostgreSQL."""

    is_shared = True

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        intents: Sequence[Intent],
        cursor: int | None,
        now: float,
    ) -> list[Claim]:
        """Write outcomes, then intents, and move the chunk's cursor, in one commit."""
        self._refuse_untaken()
        return super().exchange(outcomes, intents, cursor, now)

    def _refuse(self, outcome: Outcome) -> None:
        """Let a look be that another sender has taken up since; refuse all else."""
        theirs = self._rows(
            "SELECT 1 FROM {rows} WHERE {mine} AND seq = %(seq)s AND step = %(step)s"
            " AND holder <> %(holder)s",
            seq=outcome.seq,
            step=outcome.step,
        )
        if not theirs or outcome.event not in _LOOKS:
            super()._refuse(outcome)

    def reclaim(
        self,
        limit: int,
        now: float,
        suppressed: AbstractSet[bytes] = frozenset(),
        among: Sequence[tuple[int, Step]] | None = None,
    ) -> Reclaimed:
        """Claim what is due to be tried again and no other sender is about to claim."""
        self._refuse_untaken()
        # Most of the time there is nothing, which takes no transaction to see.
        if self.next_due(State.RETRY) is None:
            return Reclaimed([], 0)
        return super().reclaim(limit, now, suppressed, among)

    def looks(self, limit: int, now: float) -> list[Record]:
        """Return what is ambiguous and due; no other sender gets it for the time of a lease."""
        self._refuse_untaken()
        with self._writing():
            self._end_lapsed(now)
            found = super().looks(limit, now)
            self._each(
                "UPDATE {rows} SET due = %(due)s, holder = %(holder)s"
                " WHERE {mine} AND seq = %(seq)s AND step = %(step)s",
                [{"seq": e.seq, "step": e.step, "due": now + self._lease} for e in found],
            )
        return found

    def next_due(self, state: State) -> float | None:
        """Return when the next payload is due; what another has claimed, when its lease ends."""
        due = [super().next_due(state)]
        if state is State.AMBIGUOUS:
            [[lapse]] = self._rows(LAPSES)
            due.append(None if lapse is None else lapse + self._grace)
        return min((each for each in due if each is not None), default=None)

    def close(self) -> None:
        """Let chunk and connection go; what is still claimed waits for the lease to end."""
        with suppress(LedgerError):
            if self._holder is not None:
                self._leave()
        self._is_sender = False
        self._held_until = 0.0
        self._database.close()

    def _leave(self) -> None:
        with self._writing():
            self._change(FREE_CHUNKS, ended=self._holder)
            self._change(
                "DELETE FROM msgc_senders WHERE id = %(holder)s AND NOT EXISTS (SELECT 1 FROM"
                " {rows} WHERE {mine} AND {open} AND state = 'claimed' AND holder = %(holder)s)"
            )
