"""How many payloads a push would send, said before it does."""

from __future__ import annotations

import time

from msgc.push.keys import person
from msgc.push.leaving_out import count_planned
from msgc.push.ledger.model import Ledger
from msgc.push.plan_reading import Plan
from msgc.push.states import State


def count_new(plan: Plan, left_out: frozenset[bytes], limit: int | None) -> int:
    """Return how many payloads a run sends at most that has yet to begin.

    `left_out` are digests of recipients.
    """
    total = plan.summary.counts.entries
    if left_out:
        entries = plan.reader().entries(0, total)
        total = sum(person(entry.to) not in left_out for entry in entries)
    return _limited(total, limit)


def count_resumed(
    ledger: Ledger,
    plan: Plan,
    left_out: frozenset[bytes],
    retried: State | None,
    limit: int | None,
) -> int:
    """Return how many payloads a run that has begun sends at most. Raises LedgerError.

    `plan` is one of its payloads, and may say that there is more time. `retried` are sent too.
    """
    if time.time() >= max(ledger.facts().expires, plan.summary.expires.timestamp()):
        return 0
    planned, _ = count_planned(ledger, plan.reader(), left_out)
    return _limited(planned + _waiting(ledger, left_out, retried), limit)


def _waiting(ledger: Ledger, left_out: frozenset[bytes], retried: State | None) -> int:
    waiting = [each.person for each in ledger.records(State.RETRY)]
    if retried is not None:
        waiting += ledger.retriable(retried)
    return sum(person not in left_out for person in waiting)


def _limited(total: int, limit: int | None) -> int:
    return total if limit is None else min(total, limit)
