"""Whether anything is left to be done for a run that has begun, and what is said where not."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing

from msgc.cli.push_asked import Asked
from msgc.cli.push_options import RefusedError
from msgc.push.leaving_out import recounted
from msgc.push.plan_reading import Plan
from msgc.push.reports import Report, report_of
from msgc.push.states import State

FINISHED = "the run is finished: nothing was sent"
OVER = "the plan's time is over: nothing was sent; plan the same rows again, and push that"


def finished(asked: Asked, found: str) -> tuple[Report, str] | None:
    """Return the report of a run that nothing is left to be done for, and why; None where it is.

    Whom a list has no more, and the run has yet to come to, is left to be sent. Raises LedgerError.
    """
    plan = asked.plan
    with closing(asked.runs.open(found, sender=False)) as ledger:
        report, counts = report_of(ledger, time.time()), ledger.counts()
        if ledger.unclaimed().spans and not counts[State.PLANNED]:
            listed = asked.readable(ledger, plan)
            counted = report.total
            report = recounted(report, ledger, plan.reader(), listed, time.time())
            counts = {**counts, State.PLANNED: report.total - counted}
    why = why_finished(report, counts, plan, asked.options.retry)
    return None if why is None else (report, why)


def why_finished(
    report: Report, counts: Mapping[State, int], plan: Plan, retry: State | None
) -> str | None:
    """Return why a push has nothing to do for a run; None where it has.

    `counts` are the ledger's own, in which nothing is late. `plan` is of the same payloads, and may
    say that there is more time; what is in state `retry` is sent again. RefusedError where there is
    something, and people's data was deleted.
    """
    left = counts[State.PLANNED] if retry is None else report.states[retry]
    if not (report.has_work or left):
        return FINISHED if retry is None else f"nothing of the run is {retry}: nothing was sent"
    until = max(report.facts.expires, plan.summary.expires.timestamp())
    if time.time() >= until and not report.has_work:
        return OVER
    if report.facts.forgotten:
        raise RefusedError(_forgotten(report.facts.run))
    return None


def _forgotten(run: str) -> str:
    return (
        f"people's data was deleted from the run `{run}`, so nothing of it can be sent again; "
        f"`msgc status {run} --export FILE` tells which rows failed: plan those alone, with a "
        "--campaign of their own"
    )
