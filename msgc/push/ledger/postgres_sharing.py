"""How runs in a database keep apart: who reads whom a run leaves out is told when that changes."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Set as AbstractSet

from msgc.push.ledger.model import LedgerError
from msgc.push.ledger.postgres_adding import add_others
from msgc.push.ledger.postgres_connection import told
from msgc.push.ledger.postgres_statements import LOCK_RUN, SENDER
from msgc.push.ledger.postgres_store import PostgresStore

_SHARES = "SELECT shares FROM msgc_runs WHERE id = %(run)s"


class PostgresSharing(PostgresStore):
    """Whom a run leaves to others; a sender that knows less than is true can't register."""

    _known: int | None = None
    """How often people had been left to others when this one asked; None where it hasn't."""

    def others(self) -> frozenset[bytes]:
        """Return the digests of those whom this run leaves to other runs, and never sends to."""
        # Read before the people: who is left out between the two is known without being counted.
        self._known = int(self._one(_SHARES)[0])
        return super().others()

    def _refuse_late(self) -> None:
        if self._known not in (None, int(self._one(_SHARES)[0])):
            raise LedgerError(
                "Another run has just taken people over from this one: push again, for the others."
            )

    def _refuse_senders(self, now: float) -> None:
        self._rows(LOCK_RUN)
        self._end_lapsed(now)
        [[seconds]] = self._rows(SENDER, grace=self._grace)
        if seconds is not None:
            raise LedgerError(
                "Another sender works on it: wait for it; one that has ended without a word lets "
                f"go in {max(1, round(seconds))} s at the latest."
            )

    def _note_sharing(self) -> None:
        self._change("UPDATE msgc_runs SET shares = shares + 1 WHERE id = %(run)s")

    def _add_others(self, people: AbstractSet[bytes]) -> None:
        with told():
            add_others(self._database, self._run, people)

    @abstractmethod
    def _end_lapsed(self, now: float) -> int:
        """End senders whose lease and grace are over; return what they left claimed."""
