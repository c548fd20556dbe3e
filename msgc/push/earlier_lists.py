"""By which lists the runs of a campaign have left out whom another run of it would write to."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing, suppress

from msgc.push.campaigns import CampaignRuns
from msgc.push.keys import person
from msgc.push.ledger.model import KeptList, Ledger, LedgerError
from msgc.push.run_folder import RunFolder


def earlier_lists(
    campaign: CampaignRuns, home: RunFolder, people: frozenset[bytes]
) -> tuple[KeptList, ...]:
    """Return the lists that pushes of a campaign's runs have read, of runs for any of `people`.

    Raises LedgerError.
    """
    found: Mapping[str, KeptList] = {}
    for run in campaign.names:
        with closing(campaign.open(run, sender=False)) as ledger:
            lists = ledger.lists()
            if lists and _is_for(ledger, home, people):
                found = {**found, **{each.path: each for each in lists}}
    return tuple(found.values())


def _is_for(ledger: Ledger, home: RunFolder, people: frozenset[bytes]) -> bool:
    """Tell whether a run is for any of `people`, whom it may have left out."""
    facts = ledger.facts()
    with suppress(LedgerError):
        entries = home.plan(facts).reader().entries(0, facts.entries)
        return any(person(entry.to) in people for entry in entries)
    # Without its plan nobody knows whom it has left out.
    return True
