"""`msgc status --all`: the runs that there are."""

from __future__ import annotations

import json
import time
from contextlib import suppress

import click

from msgc.cli.push_showing import DONE, LEDGER
from msgc.cli.settings import write_out
from msgc.cli.status_lists import known_lists
from msgc.cli.status_options import StatusOptions
from msgc.cli.status_runs import FoundRun, all_runs
from msgc.cli.telling import counted
from msgc.push.ledger.model import LedgerError
from msgc.push.plans import PlanError
from msgc.push.reports import VERSION, Report, report_of
from msgc.push.states import State


def show_all(options: StatusOptions) -> int:
    """List all runs, the one that was written last first; return the exit code.

    A ledger that can't be read is told, and the others are listed. Raises LedgerError where not
    even their names can be.
    """
    runs = all_runs(options.ledger)
    reports: list[Report] = []
    code = DONE
    for name in reversed(runs.names()):
        try:
            reports.append(_report(FoundRun(runs, name)))
        except LedgerError as error:
            click.echo(f"Error: {name}: {error}", err=True)
            code = LEDGER
    if options.format == "json":
        write_out(_json(reports))
    elif reports or code == DONE:
        write_out(_text(reports))
    return code


def _report(found: FoundRun) -> Report:
    with found.opened() as ledger:
        report = report_of(ledger, time.time())
        # Lists change nothing where nothing is planned any more, and reading them takes time.
        if not ledger.unclaimed().spans:
            return report
        with suppress(LedgerError, PlanError):
            return known_lists(found, ledger).recounted(report, ledger)
        return report


def _json(reports: list[Report]) -> str:
    documents = [report.document() for report in reports]
    return json.dumps({"version": VERSION, "runs": documents}, ensure_ascii=False) + "\n"


def _text(reports: list[Report]) -> str:
    if not reports:
        return "There are no runs yet: `msgc push` makes one.\n"
    width = max(len(report.facts.run) for report in reports)
    return "".join(f"{report.facts.run:<{width}}  {_summary(report)}\n" for report in reports)


def _summary(report: Report) -> str:
    counts = [f"{report.states[state]:,} {state}" for state in State if report.states[state]]
    return f"{counted(report.total, 'payload')}: {', '.join(counts)}"
