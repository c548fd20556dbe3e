"""What a plan made later knows of windows counts for the run that goes on with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgc.push.entries import Entry
from msgc.push.plans import PlanError
from msgc.push.renewing import Renewed
from tests.unit.push.pushes import NOW, ListedPlan, entry

OLD, NEW = NOW - 90_000, NOW - 60


def facts_of(kept: list[Entry], given: object) -> list[tuple[float | None, str | None]]:
    entries = list(Renewed(ListedPlan(kept), given).entries(0, len(kept)))
    assert [(each.seq, each.key, each.payload) for each in entries] == [
        (each.seq, each.key, each.payload) for each in kept
    ]
    return [(each.last_inbound, each.contact) for each in entries]


def test_the_later_facts_count() -> None:
    kept = [entry(0, last_inbound=OLD), entry(1), entry(2, last_inbound=NEW, contact="a")]
    given = [entry(0, last_inbound=NEW), entry(1, contact="b"), entry(2, last_inbound=OLD)]
    assert facts_of(kept, ListedPlan(given)) == [(NEW, None), (None, "b"), (NEW, "a")]


def test_what_stands_elsewhere_in_the_later_plan_has_no_say() -> None:
    kept, given = [entry(0), entry(1)], [entry(1, last_inbound=NEW), entry(0, last_inbound=NEW)]
    assert facts_of(kept, ListedPlan(given)) == [(None, None)] * 2
    assert facts_of(kept, ListedPlan([])) == [(None, None)] * 2


@dataclass
class WrittenOver:
    """A plan that is written over while it is read."""

    def entries(self, start: int, stop: int) -> Iterator[Entry]:
        yield entry(start, last_inbound=NEW)
        raise PlanError("a line isn't an entry")


def test_a_later_plan_that_cant_be_read_stops_nothing() -> None:
    assert facts_of([entry(0), entry(1)], WrittenOver()) == [(NEW, None), (None, None)]
