"""Who expired before anything of theirs was claimed: a ledger has no row of them."""

from __future__ import annotations

from contextlib import suppress

from msgc.push.keys import person
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.run_folder import RunFolder
from msgc.push.taking_over import listed


def lapsed(
    home: RunFolder, ledger: Ledger, people: frozenset[bytes], now: float
) -> frozenset[bytes]:
    """Return for whom of `people` a run had entries left when its time was over, at `now`.

    Those aren't told whom it leaves to other runs or to lists, and nobody where its plan isn't
    kept in `home`. Raises LedgerError, PlanError.
    """
    facts, spans = ledger.facts(), ledger.unclaimed().spans
    if now < facts.expires or not spans:
        return frozenset()
    with suppress(LedgerError):
        plan = home.plan(facts)
        reader = plan.reader()
        entries = (entry for span in spans for entry in reader.entries(span.start, span.stop))
        ahead = people.intersection(person(entry.to) for entry in entries)
        return ahead - ledger.others() - listed(home, ledger, plan)
    return frozenset()
