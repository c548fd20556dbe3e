"""A plan's summary: what goes to how many, until when, and nobody's data."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from hashlib import sha256
from math import ceil
from pathlib import Path

import msgspec

from msgc.push.keys import run_identity, run_name
from msgc.push.pace import MOST_GETS

VERSION = 1
# Entries between two of the offsets that a summary holds.
CHUNK = 5_000
# Messages a second of which a summary says how long they take: what a WhatsApp channel takes
# usually, and what the API takes from a workspace.
FORECAST_RATES = (80.0, 500.0)
# Without `--expires` a plan holds for a day, or for twice the time that it takes.
LEAST_EXPIRY = timedelta(hours=24)
EXPIRY_FACTOR = 2
SUMMARY, ENTRIES, REJECTED = ".plan.json", ".plan.ndjson", ".rejected.ndjson"
_ENDING = re.compile(r"(\.plan)?(\.(nd)?json)?$")
_MARK, _TAIL = b',\n  "digest": "', b'"\n}\n'


class PlanError(Exception):
    """A plan that can't be used: one sentence, without anybody's data."""


class Counts(msgspec.Struct, frozen=True, rename="camel"):
    """What a plan's rows came to.

    `rows` are all that were read, `entries` all that are planned, `suppressed` of them are left
    out, of whom `templates` and `with_fallback` count none. `duplicates` are rows that say again
    what an earlier one does; `repeats` those with a second text for a recipient, which are among
    `rejected`, or among `entries` if they are allowed.
    """

    rows: int = 0
    entries: int = 0
    templates: int = 0
    with_fallback: int = 0
    duplicates: int = 0
    repeats: int = 0
    rejected: int = 0
    suppressed: int = 0


class Windows(msgspec.Struct, frozen=True):
    """How many payloads other than templates have an open window, a closed one, or none known."""

    open: int = 0
    closed: int = 0
    unknown: int = 0


class Findings(msgspec.Struct, frozen=True):
    """In how many rows a code was found, and the numbers of the first of them."""

    count: int
    rows: tuple[int, ...]


class Pace(msgspec.Struct, frozen=True):
    """How long a plan takes, in whole seconds, at a rate of messages a second."""

    rate: float
    seconds: int


class LockState(msgspec.Struct, frozen=True, rename="camel"):
    """What is known of the account's templates.

    `state` is `unneeded` (no templates), `missing` (no `msgc.lock`), `locked`, or `unchecked`
    (payloads of a file); `not_checked` counts checks that the lock has no facts for.
    """

    state: str
    not_checked: int = 0


UNCHECKED = LockState("unchecked")


class Additions(msgspec.Struct, frozen=True):
    """What push adds: a run's tag to every payload, a `reference` to those that have none."""

    tag: str
    references: int


class Digests(msgspec.Struct, frozen=True):
    """`entries` is the SHA-256 of the entries' file, `keys` the digest of all keys."""

    entries: str
    keys: str


class PlanSummary(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is in a plan; it may be shown to anybody.

    `message` is None for a file of payloads, `profile` and `account` without a profile. `takes`
    begins with the plan's own rate. `chunks` are offsets in the entries' file: of the first entry
    and of every 5,000th after it. `sources` and `rows_digest` are SHA-256.
    """

    version: int
    msgc: str
    campaign: str
    message: str | None
    profile: str | None
    account: str | None
    created: datetime
    expires: datetime
    counts: Counts = Counts()
    kinds: dict[str, int] = {}
    locales: dict[str, int] = {}
    windows: Windows = Windows()
    refused: dict[str, Findings] = {}
    warned: dict[str, Findings] = {}
    rate: float
    takes: tuple[Pace, ...] = ()
    lock: LockState
    adds: Additions
    reference_is_unique: bool = False
    rows: str
    rows_digest: str | None
    sources: dict[str, str]
    digests: Digests
    chunks: tuple[int, ...] = ()
    suppress: tuple[str, ...] = ()

    @property
    def lists(self) -> tuple[Path, ...]:
        """The lists of those who are left out, which a push reads again."""
        return tuple(map(Path, self.suppress))

    @property
    def total(self) -> int:
        """How many payloads are to be sent."""
        return self.counts.entries - self.counts.suppressed

    def owned(self, profile: str, account: str) -> PlanSummary:
        """Return the summary as that of an account's plan."""
        return msgspec.structs.replace(self, profile=profile, account=account)

    def identity(self, new_run: str = "") -> str:
        """Return what makes a push of this plan the same push again."""
        return run_identity(self.account or "", self.campaign, self.digests.keys, new_run)


class PlanPaths(msgspec.Struct, frozen=True):
    """Where a plan stands: `shipped.plan.json`, and beside it its entries and rejected rows."""

    summary: Path

    @classmethod
    def of(cls, path: Path) -> PlanPaths:
        """Return the paths of a plan that is named by any file of it, or without an ending."""
        return cls(path.with_name(_ENDING.sub("", path.name, count=1) + SUMMARY))

    @property
    def entries(self) -> Path:
        return self._beside(ENTRIES)

    @property
    def rejects(self) -> Path:
        return self._beside(REJECTED)

    def _beside(self, ending: str) -> Path:
        return self.summary.with_name(self.summary.name.removesuffix(SUMMARY) + ending)


def tag_of(created: datetime, account: str | None, campaign: str, keys: str) -> str:
    """Return the name, and tag, of the run that a plan's first push is on the day it was made."""
    identity = run_identity(account or "", campaign, keys)
    return run_name(created.date(), campaign, identity)


def paces(count: int, rate: float, asked: int = 0) -> tuple[Pace, ...]:
    """Return how long a number of payloads takes, at a plan's rate and at the usual limits.

    Windows that are `asked` for side by side with it take the time that the API's limit gives them.
    """
    asking = asked / MOST_GETS
    return tuple(Pace(each, ceil(max(count / each, asking))) for each in (rate, *FORECAST_RATES))


def default_expiry(created: datetime, seconds: int) -> datetime:
    """Return when a plan is stale that takes a number of seconds to be sent."""
    return created + max(LEAST_EXPIRY, timedelta(seconds=EXPIRY_FACTOR * seconds))


def written(summary: PlanSummary) -> bytes:
    """Return a summary as its file, which ends with the SHA-256 of all before it."""
    body = msgspec.json.format(msgspec.json.encode(summary), indent=2).removesuffix(b"\n}") + _MARK
    return body + sha256(body).hexdigest().encode() + _TAIL


def summary_document(summary: PlanSummary) -> dict[str, object]:
    """Return a summary as JSON values, as its file has them."""
    document: dict[str, object] = msgspec.to_builtins(summary)
    return document


def is_unaltered(data: bytes) -> bool:
    """Tell whether a summary's file is as it was written."""
    body, mark, tail = data.rpartition(_MARK)
    return tail == sha256(body + mark).hexdigest().encode() + _TAIL
