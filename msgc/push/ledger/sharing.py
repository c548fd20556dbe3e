"""Who of a campaign is whose: to whom a run never sends, since another run of it does."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Set as AbstractSet

from msgc.push.ledger.dialects import among
from msgc.push.ledger.sending import LEAVE_OUT, Sending
from msgc.push.ledger.values import parted
from msgc.push.states import State
from msgc.push.windows import UNKNOWN

_OTHERS = "SELECT person FROM {others} WHERE {mine}"
_SOURCES = "SELECT sources FROM {runs} WHERE {this}"
_SETTLE = "UPDATE {runs} SET sources = '' WHERE {this} AND sources <> ''"
_COUNT = "UPDATE {runs} SET suppressed = COALESCE(%(suppressed)s, suppressed) WHERE {this}"
# What is held after a request has left may have arrived; not so where its window was looked at
# again, since it had been put off.
IS_UNSENT = f"(attempts = 0 OR code = '{UNKNOWN}')"
"""The condition that what is held can't have arrived."""
_UNSENT = (
    f"SELECT seq, step, person FROM {{rows}} WHERE {{mine}} AND state = 'held' AND {IS_UNSENT}"
)
_MET = (
    "SELECT DISTINCT person FROM {rows} WHERE {mine} AND ("
    + among(State.CLAIMED, State.AMBIGUOUS, State.ACCEPTED)
    + f" OR (state = 'held' AND NOT {IS_UNSENT}))"
)


class Sharing(Sending):
    """The part of `Ledger` by which the runs of a campaign keep apart."""

    def others(self) -> frozenset[bytes]:
        """Return the digests of those whom this run leaves to other runs, and never sends to."""
        return frozenset(bytes(person) for (person,) in self._rows(_OTHERS))

    def sources(self) -> tuple[str, ...]:
        """Return the runs from which this one has yet to take people over, before it claims."""
        return parted(self._one(_SOURCES)[0])

    def leave(self, people: AbstractSet[bytes], suppressed: int | None, now: float) -> set[bytes]:
        """Leave recipients to another run from now on; return whom this run may have reached."""
        with self._writing():
            self._refuse_senders(now)
            met = {bytes(person) for (person,) in self._rows(_MET)}
            self._add_others(people - met)
            self._drop_waiting(people - met, now)
            self._drop_unsent(people - met, now)
            self._change(_COUNT, suppressed=suppressed)
            self._note_sharing()
        return met

    def require_idle(self, now: float) -> None:
        """Raise LedgerError where somebody else sends the run."""
        with self._writing():
            self._refuse_senders(now)

    def settle_shares(self, left_out: AbstractSet[bytes]) -> None:
        """Note that everybody is taken over from the `sources`, but for those in `left_out`."""
        with self._writing():
            # Another sender that began together with this one may have done so already.
            if self._change(_SETTLE):
                self._add_others(left_out)
                self._note_sharing()

    def _drop_unsent(self, people: AbstractSet[bytes], now: float) -> None:
        """Leave out, within a transaction, what is held of people and was never sent."""
        held = self._rows(_UNSENT)
        found = [(seq, step) for seq, step, person in held if bytes(person) in people]
        self._change_all(LEAVE_OUT, found, now)

    def _refuse_senders(self, now: float) -> None:
        """Raise LedgerError where somebody else sends the run."""

    def _note_sharing(self) -> None:
        """Let who has read `others` before know that there are more."""

    @abstractmethod
    def _add_others(self, people: AbstractSet[bytes]) -> None:
        """Leave people to other runs, whether or not they are left already."""
