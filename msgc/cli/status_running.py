"""One run's status: followed, exported, forgotten, shown, as the command line asks."""

from __future__ import annotations

import time
from contextlib import suppress
from dataclasses import replace
from importlib import import_module

from msgc.cli.opening import open_project
from msgc.cli.push_reaching import with_unreached
from msgc.cli.push_showing import exit_code
from msgc.cli.status_export import STDOUT, export
from msgc.cli.status_forget import forget
from msgc.cli.status_lists import KnownLists, known_lists
from msgc.cli.status_options import StatusOptions
from msgc.cli.status_places import AuthorPlaces
from msgc.cli.status_runs import FoundRun, find_run, payloads_of
from msgc.cli.status_showing import ShownFailure, Status, show_status
from msgc.push.failures import failures_of
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plans import PlanError
from msgc.push.reports import Report, report_of
from msgc.push.stops import Stop


def status_of_run(options: StatusOptions) -> int:
    """Do with a run what was asked; return the exit code.

    Raises LedgerError, PlanError, OSError and click's errors.
    """
    found = find_run(options.run, options.ledger)
    if options.forget:
        return forget(found, options.yes)
    stop = _follow(found, options) if options.follow else None
    with found.opened() as ledger:
        known = known_lists(found, ledger)
        report, shares = _report(found, ledger, known, stop)
        if options.target is not None:
            known.tell_faults()
            export(found, ledger, known.listed, options.target, options.with_recipients)
        if options.target != STDOUT:
            status = _status(found, ledger, report, shares)
            by_lists, has_plan = known.by_pushes(ledger), known.plan is not None
            show_status(replace(status, by_lists=by_lists, has_plan=has_plan), options.format)
    return exit_code(report)


def _report(
    found: FoundRun, ledger: Ledger, known: KnownLists, stop: Stop | None
) -> tuple[Report, bool]:
    """Return a run's report, with whom nobody has reached; and whether some are another run's."""
    report = report_of(ledger, time.time(), stop)
    with suppress(LedgerError, PlanError):
        report = known.recounted(report, ledger)
        return with_unreached(found.runs, report, known.on_lists)
    return report, False


def _follow(found: FoundRun, options: StatusOptions) -> Stop | None:
    # The client of the API takes half of the time that a status without it needs.
    follow_run = import_module("msgc.cli.status_following").follow_run
    stop: Stop | None = follow_run(open_project(), found, options.following)
    return stop


def _status(found: FoundRun, ledger: Ledger, report: Report, shares: bool) -> Status:
    plan = found.plan(ledger) if report.failures else None
    failures = failures_of(ledger, report.failures, payloads_of(plan, ledger))
    deliveries = ledger.deliveries()
    if plan is None or not any(each.refused for each in failures):
        rows = plan.summary.rows if plan else ""
        shown = [ShownFailure(each) for each in failures]
        return Status(report, shown, deliveries, rows, shares=shares)
    places = AuthorPlaces(open_project(), plan.summary)
    shown = [ShownFailure(each, places.of(each)) for each in failures]
    return Status(report, shown, deliveries, plan.summary.rows, places.are_changed, shares)
