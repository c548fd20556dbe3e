"""How many of a run's entries are left out: of those on lists, or of people that others send to."""

from __future__ import annotations

from collections.abc import Set

from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.ledger.model import Ledger


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
