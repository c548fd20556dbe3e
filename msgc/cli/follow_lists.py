"""By which lists `msgc status --follow` leaves people out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.cli.status_runs import FoundRun
from msgc.push.campaigns import campaign_runs
from msgc.push.earlier_lists import earlier_lists
from msgc.push.followed_lists import Reading
from msgc.push.ledger.model import KeptList, Ledger
from msgc.push.lists import Lists
from msgc.push.own_lists import OwnLists
from msgc.push.plan_reading import Plan
from msgc.push.run_lists import Listed, RunLists
from msgc.push.taking_over import people_of


def left_out_of(
    found: FoundRun, ledger: Ledger, plan: Plan, own: OwnLists, given: Sequence[Path]
) -> Reading:
    """Return what reads anew whom a run leaves out, by all its lists, `own` and `given`.

    With them are those of the campaign's other runs. Raises LedgerError, PlanError.
    """
    before, read = _earlier_lists(found, ledger, plan), Lists()

    def listed(kept: Sequence[KeptList]) -> Listed:
        known = (*before, *kept)
        return RunLists.of(own, plan.summary.suppress, given, known, read).read()

    return listed


def _earlier_lists(found: FoundRun, ledger: Ledger, plan: Plan) -> Sequence[KeptList]:
    """Return the lists of the campaign's other runs for these people, of those that can be read."""
    facts = ledger.facts()
    campaign = campaign_runs(found.runs, facts.account, facts.campaign, is_lenient=True)
    people = people_of(plan.reader(), facts.entries)
    return earlier_lists(campaign.without(facts.run), found.runs.home, people)
