"""How many of a run's entries are left out: of those on lists, or of people that others send to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.ledger.dialects import SUPPRESSED
from msgc.push.ledger.model import Ledger, Record
from msgc.push.reports import Report
from msgc.push.states import State

NOBODY: frozenset[bytes] = frozenset()


def count_left_out(ledger: Ledger, plan: Entries, left_out: Set[bytes]) -> int:
    """Return how many entries are neither sent nor claimed, and won't be. Raises LedgerError.

    `left_out` are digests of recipients. Whom an earlier push has passed over the run doesn't come
    back to, whether or not they are among them. What the ledger has already isn't counted here:
    what still waited there is left out by the ledger itself.
    """
    unclaimed = ledger.unclaimed()
    if not left_out:
        return unclaimed.passed
    entries = (e for span in unclaimed.spans for e in plan.entries(span.start, span.stop))
    return unclaimed.passed + sum(person(entry.to) in left_out for entry in entries)


def count_planned(ledger: Ledger, plan: Entries, left_out: Set[bytes]) -> tuple[int, int]:
    """Return how many entries are still to be claimed, and how many won't be. Raises LedgerError.

    `left_out` are digests of recipients.
    """
    missing = count_left_out(ledger, plan, left_out)
    unclaimed = ledger.unclaimed()
    ahead = sum(each.stop - each.start for each in unclaimed.spans)
    return max(0, ahead + unclaimed.passed - missing), missing


def recounted(
    report: Report, ledger: Ledger, plan: Entries, listed: Set[bytes], now: float
) -> Report:
    """Return a run's report at `now` with what is still to be claimed, as some are on lists by now.

    Raises LedgerError, PlanError.
    """
    facts, counts = ledger.facts(), ledger.counts()
    planned, missing = count_planned(ledger, plan, listed | ledger.others())
    state = State.EXPIRED if now >= facts.expires else State.PLANNED
    states = {**counts, State.PLANNED: 0}
    states[state] += planned
    suppressed = missing + ledger.left_out()
    return replace(report, states=states, facts=replace(facts, suppressed=suppressed))


@dataclass(frozen=True, slots=True)
class ByLists:
    """How many payloads some lists leave out, and where these lists are."""

    count: int = 0
    places: tuple[str, ...] = ()


NO_LISTS = ByLists()


def left_out_by(
    lists: Mapping[str, frozenset[bytes]],
    plan: Entries,
    entries: int,
    ledger: Ledger | None = None,
    retried: State | None = None,
) -> ByLists:
    """Return how many of a plan's payloads lists leave out: whose recipients they hold, by places.

    Of a run that has begun, those aren't counted that it has sent or found out about, nor those of
    people whom it leaves to other runs. What is `retried` would be sent again. Raises LedgerError,
    PlanError.
    """
    people = NOBODY.union(*lists.values()) - (ledger.others() if ledger else NOBODY)
    if not people:
        return NO_LISTS
    met = [whose for entry in plan.entries(0, entries) if (whose := person(entry.to)) in people]
    count = len(met)
    if ledger is not None:
        count += sum(each in people for each in _waiting(ledger, retried))
        count -= ledger.begun(list(set(met)))
    places = (place for place, those in lists.items() if not those.isdisjoint(met))
    return ByLists(count, tuple(places) if count else ())


def _waiting(ledger: Ledger, retried: State | None) -> Iterator[bytes]:
    """Yield whose payloads were left out after they had been claimed, or could be sent again."""
    found = ledger.records(State.RETRY, State.REJECTED)
    yield from (each.person for each in found if each.state is State.RETRY or is_left_out(each))
    if retried is not None:
        yield from ledger.retriable(retried)


def is_left_out(record: Record) -> bool:
    """Tell whether a payload was left out after it had been claimed."""
    return record.code == SUPPRESSED and record.status is None
