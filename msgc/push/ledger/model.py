"""What a ledger takes and gives, whatever keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from msgc.push.keys import Step
from msgc.push.ledger.data import (
    Claim,
    Delivery,
    Intent,
    Outcome,
    Reclaimed,
    Record,
    RunFacts,
    Shares,
    Side,
)
from msgc.push.ledger.lists import KeptList
from msgc.push.ledger.questions import Questions
from msgc.push.ledger.spans import Leased, Span, Unclaimed
from msgc.push.states import Event, State

__all__ = ["Claim", "Delivery", "Intent", "Leased", "Outcome", "Reclaimed", "Record", "RunFacts"]
__all__ += [
    "KeptList",
    "Ledger",
    "LedgerError",
    "LostLeaseError",
    "Shares",
    "Side",
    "Span",
    "Unclaimed",
]


class LedgerError(Exception):
    """A ledger that can't be written or trusted (exit 5): one sentence, without anybody's data."""


class LostLeaseError(LedgerError):
    """Another sender has taken over; nothing that this one still holds may be written or sent."""


class Ledger(Questions, Protocol):
    """One run's ledger. It is used from one thread; every method that changes it commits.

    All raise LedgerError where it can't be written or trusted, LostLeaseError where another sender
    has taken over. `is_shared` tells whether several senders may work on the run at once.
    """

    is_shared: bool

    def take_over(self, now: float) -> int:
        """Make this sender the one that writes, and what an earlier one left claimed ambiguous.

        Returns how many were left. Raises LedgerError where people were left to another run since
        `others` was asked for.
        """

    def leave(self, people: AbstractSet[bytes], suppressed: int | None, now: float) -> set[bytes]:
        """Leave recipients to another run from now on; what waits for them is left out.

        Returns all whom this run may have reached, which it leaves to nobody. `suppressed` is how
        many entries are left out after this, where that is known. Raises LedgerError while
        somebody sends the run.
        """

    def require_idle(self, now: float) -> None:
        """Raise LedgerError while somebody else sends the run."""

    def settle_shares(self, left_out: AbstractSet[bytes]) -> None:
        """Note that everybody is taken over from the `sources`, but for those in `left_out`."""

    def next_span(self, now: float) -> Span | None:
        """Return what may be claimed next; None where nothing is planned any more."""

    def leased(self) -> Leased | None:
        """Return which planned entries other senders have; None where they have none."""

    def is_held(self, monotonic: float) -> bool:
        """Tell whether this sender's lease still stands at a time of `time.monotonic`."""

    def exchange(
        self,
        outcomes: Sequence[Outcome],
        intents: Sequence[Intent],
        cursor: int | None,
        now: float,
    ) -> list[Claim]:
        """Write outcomes, then intents, and move the span's cursor, in one commit.

        Returns the claims that may be posted: of intents whose key the run already has, none.
        `cursor` is the first entry of the span that is still planned after this.
        """

    def reclaim(
        self,
        limit: int,
        now: float,
        suppressed: AbstractSet[bytes] = frozenset(),
        among: Sequence[tuple[int, Step]] | None = None,
    ) -> Reclaimed:
        """Claim what is due to be tried again, the longest due first; nothing else than `among`.

        What is due for `suppressed` people (their digests) is left out instead.
        """

    def leave_out(self, suppressed: AbstractSet[bytes], now: float) -> int:
        """Leave out all that waits to be tried again for these people; return how many."""

    def looks(self, limit: int, now: float) -> list[Record]:
        """Return what is ambiguous and due to be looked for."""

    def follow(self, records: Sequence[Record], keys: Sequence[bytes], now: float) -> int:
        """Add the fallback of accepted messages that met a closed window, due at once.

        Returns how many are new; each is added once, ever.
        """

    def expire(self, now: float) -> int:
        """Expire what waits to be tried again; returns how many. What is planned stays planned."""

    def retry(self, state: State, now: float) -> int:
        """Put all that is in `state` (rejected or expired) back, due at once; return how many."""

    def resolve(self, seqs: Sequence[tuple[int, Step]] | None, event: Event, now: float) -> int:
        """Apply `event` to what is held, to all of it where `seqs` is None; return how many."""

    def settle_deliveries(self, deliveries: Sequence[Delivery]) -> None:
        """Write what is known of accepted messages."""

    def amend(self, *, suppressed: int | None = None, expires: float | None = None) -> None:
        """Change the facts that can change."""

    def keep_lists(self, lists: Sequence[KeptList]) -> None:
        """Keep by which lists a push leaves people out, besides those of all earlier pushes."""

    def forget(self) -> int:
        """Delete people's data, keep digests; return how many records had any."""

    def close(self) -> None:
        """Let it go."""
