"""One run's status: followed, exported, forgotten, shown, as the command line asks."""

from __future__ import annotations

import time
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from msgc.cli.opening import open_project
from msgc.cli.planning import account_of, suppressed_of
from msgc.cli.push_reaching import with_unreached
from msgc.cli.push_showing import exit_code
from msgc.cli.status_export import STDOUT, export
from msgc.cli.status_forget import forget
from msgc.cli.status_options import StatusOptions
from msgc.cli.status_places import AuthorPlaces
from msgc.cli.status_runs import FoundRun, find_run, payloads_of
from msgc.cli.status_showing import ShownFailure, Status, show_status
from msgc.push.failures import failures_of
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.lists import Lists
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.reports import Report, report_of
from msgc.push.states import State
from msgc.push.stops import Stop
from msgc.push.suppression import SuppressionError


def status_of_run(options: StatusOptions) -> int:
    """Do with a run what was asked; return the exit code.

    Raises LedgerError, PlanError, OSError and click's errors.
    """
    found = find_run(options.run, options.ledger)
    if options.forget:
        return forget(found, options.yes)
    stop = _follow(found, options) if options.follow else None
    with found.opened() as ledger:
        report, shares = _report(found, ledger, stop)
        if options.target is not None:
            _export(found, ledger, report, options)
        if options.target != STDOUT:
            show_status(_status(found, ledger, report, shares), options.format)
    return exit_code(report)


def _report(found: FoundRun, ledger: Ledger, stop: Stop | None) -> tuple[Report, bool]:
    """Return a run's report, with whom nobody has reached; and whether some are another run's."""
    report = report_of(ledger, time.time(), stop)
    with suppress(LedgerError, PlanError):
        return with_unreached(found.runs, report, partial(_listed, ledger))
    return report, False


def _listed(ledger: Ledger, plan: Plan) -> frozenset[bytes]:
    """Return who is on the lists of a run's profile, plan and pushes, as far as these are there."""
    name, lists, listed = ledger.facts().profile, Lists(), frozenset[bytes]()
    with suppress(click.ClickException):
        project = open_project()
        account = account_of(project, name) if name else None
        listed = suppressed_of(project, account, ())
    kept = (Path(each.path) for each in ledger.lists() if each.is_file)
    for path in (*plan.summary.lists, *kept):
        with suppress(SuppressionError):
            listed |= lists.read(path).people
    return listed


def _follow(found: FoundRun, options: StatusOptions) -> Stop | None:
    # The client of the API takes half of the time that a status without it needs.
    follow_run = import_module("msgc.cli.status_following").follow_run
    stop: Stop | None = follow_run(open_project(), found, options.following)
    return stop


def _export(found: FoundRun, ledger: Ledger, report: Report, options: StatusOptions) -> None:
    left_out: frozenset[bytes] = frozenset()
    if report.facts.profile and ledger.counts()[State.PLANNED]:
        project = open_project()
        plan = found.plan(ledger)
        lists = plan.summary.lists if plan else ()
        left_out = suppressed_of(project, account_of(project, report.facts.profile), lists)
        left_out |= found.runs.left_out(found.name)
    export(found, ledger, left_out, options.target or STDOUT, options.with_recipients)


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
