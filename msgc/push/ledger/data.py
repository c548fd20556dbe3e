"""What goes into a ledger and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from msgc.push.keys import Step
from msgc.push.ledger.lists import KeptList
from msgc.push.states import Event, State


class Side(StrEnum):
    """Which of an entry's two payloads is sent."""

    MAIN = "main"
    FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What a run is, and doesn't change, but for `expires`, `suppressed` and `forgotten`.

    Times are seconds since 1970. `entries` counts the plan's; `suppressed` those of them that are
    left out; `plan` is where the plan stands, `plan_digest` its SHA-256. `reference_is_unique`
    tells whether each payload's `reference` is its own within the run. With `redact` nothing of a
    recipient is kept but digests; `forgotten` tells that people's data was deleted.
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
    forgotten: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """What a run that begins leaves to others of its campaign, by digests of recipients.

    It never sends to `left_out`; from the runs `sources` it has yet to take people over, before
    anything of it may be claimed. `lists` are those by which it leaves out more.
    """

    left_out: frozenset[bytes] = frozenset()
    sources: tuple[str, ...] = ()
    lists: tuple[KeptList, ...] = ()


NOBODY_SHARED = Shares()


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


class Reclaimed(NamedTuple):
    """What is to be tried again: claimed, or `left_out` since its recipient wants no messages."""

    claims: list[Claim]
    left_out: int


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
