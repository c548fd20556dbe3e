"""What can be asked of a run's ledger, by who sends and by who only looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from msgc.push.keys import MAIN, Step
from msgc.push.ledger.data import Record, RunFacts
from msgc.push.ledger.lists import KeptList
from msgc.push.ledger.spans import Unclaimed
from msgc.push.states import State


class Questions(Protocol):
    """One run's ledger, asked: nothing is changed.

    All raise LedgerError where it can't be trusted.
    """

    def facts(self) -> RunFacts:
        """Return what the run is."""

    def others(self) -> frozenset[bytes]:
        """Return the digests of those whom this run leaves to other runs, and never sends to."""

    def sources(self) -> tuple[str, ...]:
        """Return the runs from which this one has yet to take people over, before it claims."""

    def unclaimed(self) -> Unclaimed:
        """Return which entries are still to be claimed, by this sender or another."""

    def waiting(
        self, limit: int, now: float, among: Sequence[tuple[int, Step]] | None = None
    ) -> list[Record]:
        """Return what is due to be tried again, the longest due first; nothing else than `among`.

        Nothing is claimed.
        """

    def next_due(self, state: State) -> float | None:
        """Return when the next payload is due to be tried (retry) or looked for (ambiguous)."""

    def retriable(self, state: State) -> Sequence[bytes]:
        """Return to whom what `retry` would put back goes, by digests: one for each payload."""

    def lists(self) -> tuple[KeptList, ...]:
        """Return the lists by which pushes of this run left people out."""

    def counts(self) -> Mapping[State, int]:
        """Return how many payloads are in each of the eight states."""

    def left_out(self) -> int:
        """Return how many payloads were left out after they had been claimed.

        They are in none of `counts` and of `failures`.
        """

    def failures(self) -> Mapping[tuple[State, str], int]:
        """Return how many payloads have each code, of what wasn't accepted."""

    def deliveries(self) -> Mapping[tuple[str, str], int]:
        """Return how many accepted payloads have each delivery status and code, if any."""

    def records(
        self, *states: State, undelivered: bool = False, after: tuple[int, Step] = (-1, MAIN)
    ) -> Iterator[Record]:
        """Yield records in their order, of some states or of all.

        `undelivered` leaves out those whose delivery status is final.
        """

    def message_ids(self, person: bytes) -> frozenset[str]:
        """Return the API's ids of the recipient's messages of this run that are known."""

    def unnamed(self, person: bytes) -> int:
        """Return how many of the recipient's payloads may have arrived by an id not known here."""

    def people(self, people: Sequence[bytes]) -> Mapping[bytes, State]:
        """Return the state of each of these recipients that the run has anything about."""

    def begun(self, people: Sequence[bytes]) -> int:
        """Return how many entries of these recipients aren't planned any more."""

    def contacts(self, people: Sequence[bytes]) -> Mapping[bytes, str]:
        """Return the API's contact ids of these recipients, where its answers told them."""
