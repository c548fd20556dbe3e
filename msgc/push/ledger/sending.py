"""What a sender takes up again of what a run has begun: what is due, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from msgc.push.keys import Step
from msgc.push.ledger.core import Row, Values
from msgc.push.ledger.dialects import SUPPRESSED, among
from msgc.push.ledger.exchanging import Exchanging
from msgc.push.ledger.model import Claim, LedgerError, Reclaimed, Record
from msgc.push.ledger.reading import record_of
from msgc.push.states import Event, State, leading_from

LONGEST_DELAY = 1_800.0
"""Seconds: nothing is put off longer than the last look at what is ambiguous."""
FURTHEST_DUE = LONGEST_DELAY + 31
"""Seconds: what is due further ahead was put off by a clock that was stepped since: it is due."""
ORPHANED = "orphaned"
"""The code of what a sender had claimed when it ended."""

_CLAIM = (
    "UPDATE {rows} SET state = 'claimed', attempts = attempts + 1, attempted = %(now)s,"
    " due = NULL, looks = 0, status = NULL, code = '', detail = ''{claimed}"
    " WHERE {mine} AND seq = %(seq)s AND step = %(step)s AND " + among(*leading_from(Event.CLAIM))
)
_DUE = (
    "SELECT {columns} FROM {rows} WHERE {mine} AND {open} AND state = %(state)s"
    " AND due <= %(until)s ORDER BY due, seq, step LIMIT %(limit)s{locked}"
)
_FAR = _DUE.replace("due <= %(until)s", "due > %(until)s")
_ONE = (
    "SELECT {columns} FROM {rows} WHERE {mine} AND {open} AND state = 'retry'"
    " AND seq = %(seq)s AND step = %(step)s{locked}"
)
_WAITING = (
    "SELECT seq, step, person FROM {rows} WHERE {mine} AND {open} AND state = 'retry'{locked}"
)
LEAVE_OUT = (
    f"UPDATE {{rows}} SET state = 'rejected', code = '{SUPPRESSED}', status = NULL, detail = '',"
    " due = NULL, looks = 0 WHERE {mine} AND seq = %(seq)s AND step = %(step)s AND "
    + among(*leading_from(Event.LEAVE_OUT))
)
ORPHAN = (
    f"UPDATE {{rows}} SET state = 'ambiguous', due = %(now)s, code = '{ORPHANED}'"
    " WHERE {mine} AND {open} AND state = 'claimed'"
)


class Sending(Exchanging):
    """The part of `Ledger` that a sender alone uses."""

    def reclaim(
        self,
        limit: int,
        now: float,
        suppressed: AbstractSet[bytes] = frozenset(),
        among: Sequence[tuple[int, Step]] | None = None,
    ) -> Reclaimed:
        """Claim what is due to be tried again, the longest due first; nothing else than `among`."""
        with self._writing():
            found = self.waiting(limit, now, among)
            wanted = [each for each in found if each.person not in suppressed]
            left_out = [(e.seq, e.step) for e in found if e.person in suppressed]
            self._change_all(_CLAIM, [(each.seq, each.step) for each in wanted], now)
            self._change_all(LEAVE_OUT, left_out, now)
        return Reclaimed([_claim_of(each) for each in wanted], len(left_out))

    def waiting(
        self, limit: int, now: float, among: Sequence[tuple[int, Step]] | None = None
    ) -> list[Record]:
        """Return what is due to be tried again, as `reclaim` would claim it."""
        rows = self._due(State.RETRY, limit, now) if among is None else self._of(among)
        return [record_of(row) for row in rows]

    def _of(self, payloads: Iterable[tuple[int, Step]]) -> Iterator[Row]:
        """Yield those of some payloads that wait to be tried again."""
        for seq, step in payloads:
            yield from self._rows(_ONE, seq=seq, step=step)

    def leave_out(self, suppressed: AbstractSet[bytes], now: float) -> int:
        """Leave out all that waits to be tried again for these people; return how many."""
        if not suppressed:
            return 0
        with self._writing():
            return self._drop_waiting(suppressed, now)

    def _drop_waiting(self, people: AbstractSet[bytes], now: float) -> int:
        """Leave out, within a transaction, what waits to be tried again for people."""
        waiting = self._rows(_WAITING)
        found = [(seq, step) for seq, step, person in waiting if person in people]
        self._change_all(LEAVE_OUT, found, now)
        return len(found)

    def _change_all(self, text: str, payloads: Sequence[tuple[int, Step]], now: float) -> None:
        """Change each of what was just read, or nothing at all. Raises LedgerError."""
        values: list[Values] = [{"seq": seq, "step": step, "now": now} for seq, step in payloads]
        if sum(self._each(text, values)) != len(values):
            raise LedgerError("The ledger changed while it was read: nothing was claimed.")

    def looks(self, limit: int, now: float) -> list[Record]:
        """Return what is ambiguous and due to be looked for."""
        return [record_of(row) for row in self._due(State.AMBIGUOUS, limit, now)]

    def _due(self, state: State, limit: int, now: float) -> Iterator[Row]:
        """Yield what is due, and what only a stepped clock can have put off so far."""
        found = self._rows(_DUE, state=state.value, until=now, limit=limit)
        yield from found
        if left := limit - len(found):
            yield from self._rows(_FAR, state=state.value, until=now + FURTHEST_DUE, limit=left)

    def _orphan(self, now: float) -> int:
        """Make ambiguous what an earlier sender left claimed; return how much that was."""
        return self._change(ORPHAN, now=now)


def _claim_of(record: Record) -> Claim:
    """Return the claim of a record that was claimed once more."""
    return Claim(
        record.seq, record.step, record.attempts + 1, record.side, record.key, record.reference
    )
