"""What is decided about a run from outside: what is tried again, resolved, settled, forgotten."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Sequence

from msgc.push.keys import FOLLOW_UP, Step, hidden
from msgc.push.ledger.core import Values, target
from msgc.push.ledger.dialects import (
    DROPPED,
    DROPPED_UNSENT,
    GIVEN_UP,
    LEFT_OUT,
    OWN,
    UNSETTLED,
)
from msgc.push.ledger.exchanging import INSERT
from msgc.push.ledger.lists import written_lists
from msgc.push.ledger.model import Delivery, KeptList, LedgerError, Record
from msgc.push.ledger.sharing import IS_UNSENT, Sharing
from msgc.push.ledger.values import follow_values
from msgc.push.states import Event, State

_MOVE = (
    "UPDATE {rows} SET state = %(to)s, due = %(due)s, looks = 0, code = COALESCE(%(code)s, code)"
    " WHERE {mine} AND state = %(state)s"
)
# What an answer once said has no say any more; whether anything may have arrived has.
_DROP = (
    "UPDATE {rows} SET state = %(to)s, due = %(due)s, looks = 0, status = NULL,"
    f" code = CASE WHEN {IS_UNSENT} THEN '{DROPPED_UNSENT}' ELSE '{DROPPED}' END"
    " WHERE {mine} AND state = %(state)s"
)
_TEXTS = {Event.DROP: _DROP, Event.SEND_AGAIN: f"{_MOVE} AND {OWN}"}
_EXPIRE = _MOVE + " AND {open}"
RETRIED = f"NOT {LEFT_OUT} AND NOT {GIVEN_UP} AND {OWN}"
"""The condition that a row may be tried again, once its state is what is to be."""
_RETRIABLE = f"SELECT person FROM {{rows}} WHERE {{mine}} AND state = %(state)s AND {RETRIED}"
_ENTRY = " AND seq = %(seq)s AND step = %(step)s"
_DELIVERY = (
    "UPDATE {rows} SET delivery = %(status)s, code = COALESCE(%(code)s, code),"
    " settled = %(settled)s WHERE {mine} AND state = 'accepted'" + _ENTRY
)
_HAS_PEOPLE = " WHERE {mine} AND (recipient IS NOT NULL OR detail <> '' OR contact <> ''"
_CLEAR = "UPDATE {rows} SET recipient = NULL, detail = '', contact = ''" + _HAS_PEOPLE + ")"
_REFERENCES = (
    "SELECT seq, step, reference FROM {rows} WHERE {mine} AND reference IS NOT NULL"
    " AND (seq, step) > (%(seq)s, %(step)s) ORDER BY seq, step LIMIT 1000"
)


class Deciding(Sharing):
    """The part of `Ledger` that commands use."""

    def follow(self, records: Sequence[Record], keys: Sequence[bytes], now: float) -> int:
        """Add the fallback of accepted messages that met a closed window, due at once."""
        with self._writing():
            self._refuse_forgotten()
            values = [
                {"step": FOLLOW_UP, **follow_values(record, key, self._redacts, now)}
                for record, key in zip(records, keys, strict=True)
            ]
            return sum(self._each(INSERT, values))

    def expire(self, now: float) -> int:
        """Expire what waits to be tried again; returns how many. What is planned stays planned."""
        with self._writing():
            return self._change(_EXPIRE, **_moved(State.RETRY, Event.EXPIRE, now))

    def retry(self, state: State, now: float) -> int:
        """Put all that is in `state` (rejected or expired) back, due at once; return how many.

        What was left out, its recipient having come on a list or being another run's by now, and
        what was dropped stays so.
        """
        values = _moved(state, Event.RETRY, now)
        with self._writing():
            self._refuse_forgotten()
            return self._change(f"{_MOVE} AND {RETRIED}", **values)

    def retriable(self, state: State) -> Sequence[bytes]:
        """Return to whom what `retry` would put back goes, by digests: one for each payload."""
        return [bytes(person) for (person,) in self._rows(_RETRIABLE, state=state.value)]

    def resolve(self, seqs: Sequence[tuple[int, Step]] | None, event: Event, now: float) -> int:
        """Apply `event` to what is held, to all of it where `seqs` is None; return how many."""
        values = _moved(State.HELD, event, now)
        text = _TEXTS.get(event, _MOVE)
        with self._writing():
            if event is Event.SEND_AGAIN:
                self._refuse_forgotten()
            if seqs is None:
                return self._change(text, **values)
            each = [{**values, "seq": seq, "step": step} for seq, step in seqs]
            for (seq, _), changed in zip(seqs, self._each(text + _ENTRY, each), strict=True):
                if not changed:
                    raise LedgerError(f"Entry {seq} of the plan isn't held: nothing was changed.")
            return len(seqs)

    def settle_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Write what is known of accepted messages."""
        values: list[Values] = [
            {
                "seq": each.seq,
                "step": each.step,
                "status": each.status,
                "code": each.code or None,
                "settled": int(each.is_final),
            }
            for each in deliveries
        ]
        with self._writing():
            for each, changed in zip(deliveries, self._each(_DELIVERY, values), strict=True):
                if not changed:
                    raise LedgerError(
                        f"Entry {each.seq} of the plan isn't accepted, so it can't be delivered:"
                        " nothing was changed."
                    )

    def amend(self, *, suppressed: int | None = None, expires: float | None = None) -> None:
        """Change the facts that can change."""
        with self._writing():
            if expires is not None:
                self._refuse_forgotten()
            self._change(
                "UPDATE {runs} SET suppressed = COALESCE(%(suppressed)s, suppressed),"
                " expires = COALESCE(%(expires)s, expires) WHERE {this}",
                suppressed=suppressed,
                expires=expires,
            )

    def keep_lists(self, lists: Sequence[KeptList]) -> None:
        """Keep by which lists a push leaves people out, besides those of all earlier pushes."""
        with self._writing():
            # The row is locked before it is read: another sender's lists are not written over.
            self._change("UPDATE {runs} SET lists = lists WHERE {this}")
            kept = written_lists((*self.lists(), *lists))
            self._change("UPDATE {runs} SET lists = %(kept)s WHERE {this}", kept=kept)

    def forget(self) -> int:
        """Delete people's data, keep digests; return how many records had any.

        An author's `reference` becomes its digest. Raises LedgerError while anything of the run is
        left to do.
        """
        with self._writing():
            self._refuse_unfinished()
            is_new = not self._one("SELECT forgotten FROM {runs} WHERE {this}")[0]
            extra = " OR reference IS NOT NULL)" if is_new else ")"
            had = self._one("SELECT count(*) FROM {rows}" + _HAS_PEOPLE + extra)[0]
            if is_new:
                self._digest_references()
            self._change(_CLEAR)
            self._change("UPDATE {runs} SET forgotten = 1 WHERE {this}")
        self._scrub()
        return int(had)

    def _refuse_unfinished(self) -> None:
        counts = self.counts()
        left = sum(counts[state] for state in UNSETTLED)
        if self.facts().expires > time.time():
            left += counts[State.PLANNED]
        if left:
            raise LedgerError(
                f"{left} payloads of this run may still be sent or looked for, which takes people's"
                " data: finish it with `msgc push`, then forget."
            )

    def _digest_references(self) -> None:
        text = f"UPDATE {{rows}} SET reference = %(reference)s WHERE {{mine}}{_ENTRY}"
        seq, step = -1, 0
        while found := self._rows(_REFERENCES, seq=seq, step=step):
            self._each(
                text,
                [{"seq": each[0], "step": each[1], "reference": hidden(each[2])} for each in found],
            )
            seq, step, _ = found[-1]

    @abstractmethod
    def _scrub(self) -> None:
        """Take from the disk what was deleted."""


def _moved(state: State, event: Event, now: float) -> dict[str, object]:
    to = target(state, event)
    return {
        "state": state.value,
        "to": to.value,
        "due": now if to is State.RETRY else None,
        "code": "" if event is Event.FIND else None,
    }
