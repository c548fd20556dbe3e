"""Who has which entries of a run in PostgreSQL, and for how long: leases on its clock."""

from __future__ import annotations

from msgc.push.ledger.model import Leased, LedgerError, LostLeaseError, Span
from msgc.push.ledger.postgres_sharing import PostgresSharing
from msgc.push.ledger.postgres_statements import (
    CUT_OFF,
    FREE_CHUNKS,
    LAPSED,
    LEASED,
    MOVE,
    OWN_CHUNK,
    REGISTER,
    TAKE_CHUNK,
    TAKE_TITLE,
    UNCLAIMED,
)
from msgc.push.ledger.sending import ORPHAN
from msgc.push.ledger.spans import Unclaimed


class PostgresLeases(PostgresSharing):
    """The part of `Ledger` by which several senders share a run."""

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
        self._rows(TAKE_TITLE, sender=holder)
        return left

    def _end_lapsed(self, now: float) -> int:
        """End senders whose lease and grace are over; what they had is anyone's, or ambiguous.

        One that stands in a transaction is cut off, and ended the next time.
        """
        left = 0
        for ended, is_free in self._rows(LAPSED, grace=self._grace):
            if not is_free:
                self._rows(CUT_OFF, sender=ended)
                continue
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
