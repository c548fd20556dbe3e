"""What a ledger in a database stands on: statements, transactions, and what may not be changed."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Any

from msgc.push.ledger.dialects import FACTS
from msgc.push.ledger.model import LedgerError, RunFacts
from msgc.push.states import Event, State, TransitionError, after, leading_from

Values = Mapping[str, object]
# What the database gives for a row: its type is known by the statement alone.
Row = tuple[Any, ...]
# Facts that databases keep as numbers.
_FLAGS = ("reference_is_unique", "redact", "forgotten")


class Core(ABC):
    """One run in a database; statements are those of `rendered`."""

    @abstractmethod
    def _rows(self, text: str, **values: object) -> list[Row]:
        """Return what a query finds. Raises LedgerError."""

    @abstractmethod
    def _change(self, text: str, **values: object) -> int:
        """Return how many rows a statement changed. Raises LedgerError."""

    @abstractmethod
    def _each(self, text: str, values: Sequence[Values]) -> list[int]:
        """Return how many rows a statement changed with each of these values."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[None]:
        """Give a transaction that is committed at the end, or leaves everything as it was.

        Raises LedgerError, and LostLeaseError where another sender has taken over.
        """

    def facts(self) -> RunFacts:
        """Return what the run is."""
        found = dict(zip(FACTS, self._one("SELECT {facts} FROM {runs} WHERE {this}"), strict=True))
        found.update({name: bool(found[name]) for name in _FLAGS})
        return RunFacts(**found)

    @cached_property
    def _redacts(self) -> bool:
        return self.facts().redact

    def _one(self, text: str, **values: object) -> Row:
        """Return the one row of a query."""
        found = self._rows(text, **values)
        if not found:
            raise LedgerError("The ledger doesn't hold the run any more: start it anew.")
        return found[0]

    def _refuse_forgotten(self) -> None:
        if self._one("SELECT forgotten FROM {runs} WHERE {this}")[0]:
            raise LedgerError(
                "People's data was deleted from this run, so nothing of it can be sent again:"
                " plan a new one."
            )


def target(state: State, event: Event) -> State:
    """Return where an event leads from a state. Raises LedgerError where it can't happen."""
    try:
        return after(state, event)
    except TransitionError as error:
        raise LedgerError(f"The ledger can't do this: {error}.") from None


def target_of(event: Event) -> State:
    """Return where an event leads, which is the same from each state that it can happen in."""
    return after(leading_from(event)[0], event)
