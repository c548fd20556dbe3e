"""Whom a run has left out and nobody has reached: told, so that they aren't forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import replace
from typing import Protocol

from msgc.push.campaigns import CampaignRuns, campaign_runs
from msgc.push.earlier_lists import earlier_lists
from msgc.push.ledger.model import KeptList, Ledger, LedgerError
from msgc.push.on_lists import OnLists
from msgc.push.plan_reading import Plan
from msgc.push.reports import Report
from msgc.push.runs import Runs
from msgc.push.unreached import has_left_out, unreached


class Listing(Protocol):
    """Gives who is on lists by now."""

    def __call__(self, kept: Iterable[KeptList], *plans: Plan) -> OnLists:
        """Return that of a run's lists: those of plans, and those that pushes have `kept`."""


def with_unreached(runs: Runs, report: Report, listed: Listing) -> tuple[Report, bool]:
    """Return a run's report with how many of those left out no run of its campaign has reached.

    With it comes whether the run leaves anybody to another one. `listed` is asked for the lists of
    all runs of the campaign, where anybody was left out. Raises LedgerError, PlanError.
    """
    facts = report.facts
    with closing(runs.open(facts.run, sender=False)) as ledger:
        if not has_left_out(ledger):
            return report, False
        campaign = campaign_runs(runs, facts.account, facts.campaign, is_lenient=True)
        return _told(runs, report, ledger, campaign, listed), bool(ledger.others())


def _told(
    runs: Runs, report: Report, ledger: Ledger, campaign: CampaignRuns, listed: Listing
) -> Report:
    plan = None
    with suppress(LedgerError):
        plan = runs.plan(report.facts)
    people = unreached(ledger, None if plan is None else plan.reader(), campaign)
    if not people:
        return report
    kept = (*earlier_lists(campaign, runs.home, frozenset(people)), *ledger.lists())
    known = listed(kept, *([] if plan is None else [plan]))
    left = len(people - known.people)
    return replace(report, unreached=left, missing=known.missing if left else ())
