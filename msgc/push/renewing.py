"""A run that goes on with a plan made later: what that one knows of windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from msgc.push.entries import Entry
from msgc.push.fresh import Entries
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError


def renewed(kept: Plan, given: Plan) -> Entries:
    """Return a run's own entries, with what a plan of the same payloads made later knows."""
    if given.summary.created <= kept.summary.created:
        return kept.reader()
    return Renewed(kept.reader(), given.reader())


@dataclass(frozen=True, slots=True)
class Renewed:
    """A run's own entries in their order; of a later plan, the facts about the same payloads.

    The later plan may be in another order, or be written over meanwhile: it counts only where it
    has the same key at the same place, and no payload is ever taken from it.
    """

    kept: Entries
    given: Entries

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        """Yield the entries from `start` until before `stop`. Raises PlanError for the own ones."""
        later = _readable(self.given.entries(start, stop))
        for entry in self.kept.entries(start, stop):
            found = next(later, None)
            yield _with_facts(entry, found) if found and found.key == entry.key else entry


def _readable(entries: Iterator[Entry]) -> Iterator[Entry]:
    """Yield entries as far as they can be read."""
    try:
        yield from entries
    except PlanError:
        return


def _with_facts(entry: Entry, later: Entry) -> Entry:
    times = [each.last_inbound for each in (entry, later) if each.last_inbound is not None]
    return msgspec.structs.replace(
        entry, last_inbound=max(times, default=None), contact=later.contact or entry.contact
    )
