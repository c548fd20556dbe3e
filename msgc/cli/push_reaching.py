"""Whom a run has left out and nobody has reached: told, so that they aren't forgotten."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace

from msgc.push.campaigns import campaign_runs
from msgc.push.ledger.model import LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.reports import Report
from msgc.push.runs import Runs
from msgc.push.unreached import has_left_out, unreached


def with_unreached(
    runs: Runs, report: Report, listed: Callable[[Plan], frozenset[bytes]]
) -> tuple[Report, bool]:
    """Return a run's report with how many of those left out no run of its campaign has reached.

    With it comes whether the run leaves anybody to another one. `listed` gives who is on lists by
    now, and isn't asked where nobody was left out. Raises LedgerError, PlanError.
    """
    facts = report.facts
    with closing(runs.open(facts.run, sender=False)) as ledger:
        if not has_left_out(ledger):
            return report, False
        plan = None
        with suppress(LedgerError):
            plan = runs.plan(facts)
        campaign = campaign_runs(runs, facts.account, facts.campaign, is_lenient=True)
        known = frozenset() if plan is None else listed(plan)
        people = unreached(ledger, None if plan is None else plan.reader(), campaign, known)
        return replace(report, unreached=len(people)), bool(ledger.others())
