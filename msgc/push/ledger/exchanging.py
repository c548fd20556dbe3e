"""What a sender writes down of its requests: intents before them and outcomes after, together."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from itertools import groupby

from msgc.push.keys import MAIN
from msgc.push.ledger.dialects import among
from msgc.push.ledger.model import Claim, Intent, LedgerError, Outcome
from msgc.push.ledger.reading import Reading
from msgc.push.ledger.values import intent_values, outcome_values
from msgc.push.states import Event, State, leading_from

INSERT = (
    "INSERT INTO {rows} ({names}seq, step, row, state, key, person, recipient, reference, side,"
    " attempts, attempted, due, code) VALUES ({values}%(seq)s, %(step)s, %(row)s, %(state)s,"
    " %(key)s, %(person)s, %(recipient)s, %(reference)s, %(side)s, %(attempts)s, %(attempted)s,"
    " %(due)s, %(code)s) ON CONFLICT DO NOTHING"
)
_OUTCOME = (
    "UPDATE {rows} SET state = %(state)s, due = %(due)s, status = COALESCE(%(status)s, status),"
    " code = COALESCE(%(code)s, code), detail = COALESCE(%(detail)s, detail),"
    " message_id = COALESCE(%(message_id)s, message_id), contact = COALESCE(%(contact)s, contact),"
    " side = COALESCE(%(side)s, side), looks = looks + %(looks)s"
    " WHERE {mine} AND seq = %(seq)s AND step = %(step)s{own} AND "
)


class Exchanging(Reading):
    """The part of `Ledger` that stands before and after each request."""

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        intents: Sequence[Intent],
        cursor: int | None,
        now: float,
    ) -> list[Claim]:
        """Write outcomes, then intents, and move the span's cursor, in one commit."""
        with self._writing():
            if outcomes:
                self._settle(outcomes)
            claims = self._intend(intents, now) if intents else []
            if cursor is not None:
                self._move(cursor)
            return claims

    @abstractmethod
    def _move(self, cursor: int) -> None:
        """Move the cursor. Raises LedgerError where it can't stand there."""

    def _settle(self, outcomes: Sequence[Outcome]) -> None:
        for event, group in groupby(sorted(outcomes, key=_event), key=_event):
            same = list(group)
            changed = self._each(
                _OUTCOME + among(*leading_from(event)),
                [outcome_values(outcome, self._redacts) for outcome in same],
            )
            for outcome, number in zip(same, changed, strict=True):
                if not number:
                    self._refuse(outcome)

    def _refuse(self, outcome: Outcome) -> None:
        """Say that an outcome can't be: its row isn't in a state that the event leads from."""
        found = self._rows(
            "SELECT state FROM {rows} WHERE {mine} AND seq = %(seq)s AND step = %(step)s",
            seq=outcome.seq,
            step=outcome.step,
        )
        state = found[0][0] if found else State.PLANNED
        raise LedgerError(
            f"Entry {outcome.seq} of the plan is {state} in the ledger, where `{outcome.event}`"
            " can't happen: nothing was changed."
        )

    def _intend(self, intents: Sequence[Intent], now: float) -> list[Claim]:
        new = self._each(INSERT, [intent_values(intent, self._redacts, now) for intent in intents])
        claims = []
        for intent, number in zip(intents, new, strict=True):
            if not number:
                self._refuse_another(intent)
            elif intent.event is Event.CLAIM:
                claims.append(Claim(intent.seq, MAIN, 1, intent.side, intent.key, intent.reference))
        return claims

    def _refuse_another(self, intent: Intent) -> None:
        """Refuse an entry that the run has with another payload."""
        if not self._rows("SELECT 1 FROM {rows} WHERE {mine} AND key = %(key)s", key=intent.key):
            raise LedgerError(
                f"Entry {intent.seq} of the plan is in the ledger with another payload:"
                " the plan isn't the one that this run began with."
            )


def _event(outcome: Outcome) -> Event:
    return outcome.event
