"""What a ledger takes and gives, whatever keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from msgc.push.keys import MAIN, Step
from msgc.push.states import Event, State


class LedgerError(Exception):
    """A ledger that can't be written or trusted (exit 5): one sentence, without anybody's data."""


class LostLeaseError(LedgerError):
    """Another sender has taken over; nothing that this one still holds may be written or sent."""


class Side(StrEnum):
    """Which of an entry's two payloads is sent."""

    MAIN = "main"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is, and doesn't change, but for `expires` and `suppressed`.

    Times are seconds since 1970. `entries` counts the plan's; `suppressed` those of them that are
    left out; `plan` is where the plan stands, `plan_digest` its SHA-256. `reference_is_unique`
    tells whether each payload's `reference` is its own within the run. With `redact` nothing of a
    recipient is kept but digests.
    """

    run: str
    identity: str
    profile: str
    account: str
    campaign: str
    plan: str
    plan_digest: str
    created: float
    expires: float
    entries: int
    suppressed: int = 0
    reference_is_unique: bool = False
    redact: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Entries that no one has claimed and this sender may: from `start`, before `stop`."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Intent:
    """What a sender means to do with a planned entry: claim it, or what else `event` says.

    `key` and `person` are digests of 16 bytes; `reference` is what the posted payload holds.
    """

    seq: int
    row: int
    key: bytes
    recipient: str
    person: bytes
    reference: str
    side: Side = Side.MAIN
    event: Event = Event.CLAIM
    code: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A payload whose intent is on disk, and which this sender alone may post.

    `attempt` counts from 1.
    """

    seq: int
    step: Step
    attempt: int
    side: Side
    key: bytes
    reference: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a claim, or of a look at what is ambiguous.

    `due` is when it is to be tried or looked for again (seconds since 1970). `status` is HTTP's;
    `code` the API's error code or the client's own word, `detail` what it said about fields, as
    JSON; `message_id` and `contact` are the API's ids of the message and of the recipient.
    `side` is set where a claim changed the payload that is sent.
    """

    seq: int
    step: Step
    event: Event
    at: float
    due: float | None = None
    status: int | None = None
    code: str = ""
    detail: str = ""
    message_id: str = ""
    contact: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """All that the ledger holds of a payload.

    `attempted` is when the last request left (seconds since 1970), `looks` how often it was looked
    for since; `delivery` the API's last known delivery status.
    """

    seq: int
    step: Step
    row: int
    state: State
    key: bytes
    person: bytes
    recipient: str | None
    reference: str
    side: Side
    attempts: int
    attempted: float | None
    due: float | None
    looks: int
    status: int | None
    code: str
    detail: str
    message_id: str
    contact: str
    delivery: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the API says of a message that it had accepted."""

    seq: int
    step: Step
    status: str
    code: str = ""
    is_final: bool = False


class Ledger(Protocol):
    """One run's ledger. It is used from one thread; every method that changes it commits.

    All raise LedgerError where it can't be written or trusted, LostLeaseError where another sender
    has taken over.
    """

    def facts(self) -> RunFacts:
        """Return what the run is."""

    def take_over(self, now: float) -> int:
        """Make this sender the one that writes, and what an earlier one left claimed ambiguous.

        Returns how many were left.
        """

    def next_span(self, now: float) -> Span | None:
        """Return what may be claimed next; None where nothing is planned any more."""

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

    def reclaim(self, limit: int, now: float) -> list[Claim]:
        """Claim what is due to be tried again, the longest due first."""

    def looks(self, limit: int, now: float) -> list[Record]:
        """Return what is ambiguous and due to be looked for."""

    def next_due(self, state: State) -> float | None:
        """Return when the next payload is due to be tried (retry) or looked for (ambiguous)."""

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

    def counts(self) -> Mapping[State, int]:
        """Return how many payloads are in each of the eight states."""

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

    def contacts(self, people: Sequence[bytes]) -> Mapping[bytes, str]:
        """Return the API's contact ids of these recipients, where its answers told them."""

    def forget(self) -> int:
        """Delete people's data, keep digests; return how many records had any."""

    def close(self) -> None:
        """Let it go."""
