"""How many of a run's entries are left out, since their recipients want no messages."""

from __future__ import annotations

from collections import Counter

from msgc.push.fresh import Entries
from msgc.push.keys import person
from msgc.push.ledger.model import Ledger


def count_left_out(
    ledger: Ledger, plan: Entries, entries: int, suppressed: frozenset[bytes]
) -> int:
    """Return how many entries are neither sent nor claimed, and won't be. Raises LedgerError.

    `suppressed` are digests of recipients. What of theirs is in the ledger already isn't counted
    here: what still waited there is left out by the ledger itself.
    """
    if not suppressed:
        return 0
    people = (person(entry.to) for entry in plan.entries(0, entries))
    met = Counter(each for each in people if each in suppressed)
    return met.total() - ledger.begun(list(met))
