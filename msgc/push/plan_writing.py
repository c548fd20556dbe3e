"""A plan written: its entries, its summary, its rejected rows, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from msgc import __version__
from msgc.diagnostics import Diagnostic
from msgc.emit.writers import Output, OutputSet, output_set
from msgc.push.candidates import Candidate, Item, Refusal
from msgc.push.entries import Entry, entry_line
from msgc.push.planner import Planner, Rules
from msgc.push.plans import (
    CHUNK,
    UNCHECKED,
    VERSION,
    Additions,
    Digests,
    LockState,
    PlanPaths,
    PlanSummary,
    default_expiry,
    paces,
    tag_of,
    written,
)

AsDict = Callable[[Diagnostic], dict[str, object]]


@dataclass(frozen=True, slots=True)
class Terms:
    """What a plan is told about itself before any row is read.

    `created` and `expires` are aware; without `expires` the plan's length decides. `rate` is in
    messages a second; `sources` are SHA-256 by path; `rows_digest` gives the rows' own when all
    are read. `suppress` are the paths of the lists of those who are left out; `known` tells of
    how many recipients, by their digests, earlier runs know the contact.
    """

    rules: Rules
    created: datetime
    rate: float
    message: str | None = None
    profile: str | None = None
    account: str | None = None
    expires: datetime | None = None
    lock: LockState = UNCHECKED
    sources: Mapping[str, str] = field(default_factory=dict)
    rows_digest: Callable[[], str | None] = lambda: None
    suppress: tuple[str, ...] = ()
    known: Callable[[Collection[bytes]], int] = lambda people: 0


def write_plan(
    items: Iterable[Item], paths: PlanPaths, terms: Terms, as_dict: AsDict
) -> PlanSummary:
    """Write a plan of all items, in their order, and return its summary. Raises OSError.

    `as_dict` writes a finding for the file of rejected rows.
    """
    planner = Planner(terms.rules)
    with output_set() as outputs:
        files = _Files(outputs, paths, planner, as_dict)
        for item in items:
            files.add(item)
        summary = _summary(planner, terms, files)
        outputs.open(paths.summary).write(written(summary), 0)
        if files.rejects is None:
            outputs.remove(paths.rejects)
    return summary


class _Files:
    """The files of a plan being written; `chunks` are the offsets for its summary."""

    def __init__(
        self, outputs: OutputSet, paths: PlanPaths, planner: Planner, as_dict: AsDict
    ) -> None:
        self.entries = outputs.open(paths.entries)
        self.rejects: Output | None = None
        self.chunks: list[int] = []
        self._outputs, self._paths = outputs, paths
        self._planner, self._as_dict = planner, as_dict
        self._size = 0

    def add(self, item: Item) -> None:
        """Write what an item comes to."""
        if isinstance(item, Refusal):
            self._refuse(item.row, item.found, item.written)
            return
        outcome = self._planner.take(item)
        if isinstance(outcome, Entry):
            self._write(outcome)
        elif outcome is not None:
            self._refuse(item.row, outcome, self._reject_line(item, outcome))

    def _write(self, entry: Entry) -> None:
        if entry.seq % CHUNK == 0:
            self.chunks.append(self._size)
        line = entry_line(entry)
        self._size += len(line)
        self.entries.write(line, 1)

    def _refuse(self, row: int, found: tuple[Diagnostic, ...], line: bytes) -> None:
        self._planner.tally.refuse(row, found)
        if self.rejects is None:
            self.rejects = self._outputs.open(self._paths.rejects)
        self.rejects.write_line(line)

    def _reject_line(self, candidate: Candidate, found: tuple[Diagnostic, ...]) -> bytes:
        """Return a row as a line of the rejected ones: its payload, since that is what is known."""
        document: dict[str, Any] = {"row": candidate.row, "data": None}
        document["payload"] = msgspec.Raw(candidate.payload)
        return msgspec.json.encode({**document, "diagnostics": [self._as_dict(d) for d in found]})


def _summary(planner: Planner, terms: Terms, files: _Files) -> PlanSummary:
    tally, keys = planner.tally, planner.key_sum.digest
    counts = tally.counts
    asked = tally.asked + (terms.known(tally.unnamed) if tally.unnamed else 0)
    takes = paces(counts.entries - counts.suppressed, terms.rate, asked)
    tag = tag_of(terms.created, terms.account, terms.rules.campaign, keys)
    expires = terms.expires or default_expiry(terms.created, takes[0].seconds)
    adds = Additions(tag, tally.without_reference)
    return msgspec.structs.replace(
        _uncounted(terms, expires, adds, Digests(files.entries.digest, keys)),
        counts=counts,
        kinds=dict(sorted(tally.kinds.items())),
        locales=dict(sorted(tally.locales.items())),
        windows=tally.windows,
        refused=tally.refused,
        warned=tally.warned,
        takes=takes,
        reference_is_unique=tally.reference_is_unique,
        chunks=tuple(files.chunks),
    )


def _uncounted(terms: Terms, expires: datetime, adds: Additions, digests: Digests) -> PlanSummary:
    return PlanSummary(
        version=VERSION,
        msgc=__version__,
        campaign=terms.rules.campaign,
        message=terms.message,
        profile=terms.profile,
        account=terms.account,
        created=terms.created,
        expires=expires,
        rate=terms.rate,
        lock=terms.lock,
        adds=adds,
        rows=Path(terms.rules.rows).name,
        rows_digest=terms.rows_digest(),
        sources=dict(terms.sources),
        digests=digests,
        suppress=terms.suppress,
    )
