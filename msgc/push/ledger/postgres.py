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
    Leased,
    Ledger,
    LedgerError,
    LostLeaseError,
    Outcome,
    Reclaimed,
    Record,
    RunFacts,
    Span,
)
from msgc.push.ledger.postgres_adding import add_run
from msgc.push.ledger.postgres_connection import connect, end_when_idle, told
from msgc.push.ledger.postgres_sharing import PostgresSharing
from msgc.push.ledger.postgres_statements import (
    FREE_CHUNKS,
    LAPSED,
    LAPSES,
    LEASED,
    MOVE,
    OWN_CHUNK,
    REGISTER,
    TAKE_CHUNK,
    UNCLAIMED,
)
from msgc.push.ledger.postgres_store import GRACE, LEASE
from msgc.push.ledger.sending import ORPHAN
from msgc.push.ledger.spans import Unclaimed
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


class PostgresLedger(PostgresSharing):
    """`Ledger` in PostgreSQL."""

    is_shared = True
    _chunk: tuple[int, int] | None = None
    """Number and epoch of the chunk that is this sender's."""

    def take_over(self, now: float) -> int:
        """Register this sender; end those whose lease is over. Returns what they left claimed."""
        with self._writing():
            left = self._end_lapsed(now)
            holder = self._holder or int(self._one(REGISTER, lease=self._lease)[0])
            # Registering waits for who leaves people to another run; none does after that.
            self._refuse_late()
        self._holder = holder
        return left

    def _end_lapsed(self, now: float) -> int:
        """End senders whose lease and grace are over; what they had is anyone's, or ambiguous."""
        left = 0
        for (ended,) in self._rows(LAPSED, grace=self._grace):
            left += self._change(ORPHAN + " AND holder = %(ended)s", now=now, ended=ended)
            self._change(FREE_CHUNKS, ended=ended)
            self._change("DELETE FROM msgc_senders WHERE id = %(ended)s", ended=ended)
        return left

    def next_span(self, now: float) -> Span | None:
        """Return this sender's chunk, or another that is free; None where there is none now."""
        self._refuse_untaken()
        with self._writing():
            self._end_lapsed(now)
            found = self._rows(OWN_CHUNK) or self._rows(TAKE_CHUNK)
        if not found:
            return None
        number, epoch, start, stop = found[0]
        self._chunk = number, epoch
        return Span(start, stop)

    def _move(self, cursor: int) -> None:
        number, epoch = self._chunk or (-1, -1)
        values = {"number": number, "epoch": epoch}
        if self._change(MOVE, cursor=cursor, **values):
            return
        held = "SELECT 1 FROM msgc_chunks WHERE run = %(run)s AND number = %(number)s AND epoch ="
        if not self._rows(held + " %(epoch)s", **values):
            raise LostLeaseError("Another sender has taken over these entries: this one stops.")
        raise LedgerError(f"The ledger's cursor can't move to entry {cursor} of the plan.")

    def unclaimed(self) -> Unclaimed:
        """Return what the chunks have before them, and how many entries they have passed."""
        [[entries, begun, starts, stops]] = self._rows(UNCLAIMED)
        spans = tuple(Span(*each) for each in zip(starts, stops, strict=True))
        ahead = sum(each.stop - each.start for each in spans)
        return Unclaimed(spans, entries - ahead - begun)

    def leased(self) -> Leased | None:
        """Return which planned entries other senders have, by the database's clock."""
        [[entries, free_in]] = self._rows(LEASED, grace=self._grace)
        return Leased(int(entries), max(0.0, float(free_in))) if entries else None

    def is_held(self, monotonic: float) -> bool:
        """Tell whether the lease still stands; what isn't held may be another's by now."""
        return monotonic < self._held_until

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
