"""`msgc status --forget`: people's data deleted from a finished run."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from pathlib import Path

import click

from msgc.cli.push_showing import PARTLY
from msgc.cli.settings import settings, write_out
from msgc.cli.status_lists import known_lists
from msgc.cli.status_runs import FoundRun
from msgc.cli.telling import counted
from msgc.push.ledger.model import LedgerError
from msgc.push.plans import SUMMARY, PlanError, PlanPaths
from msgc.push.reports import report_of

REST = (
    "what `msgc plan` and `msgc compile` wrote to `out/`, and the recipients' own file, aren't "
    "touched"
)


def forget(found: FoundRun, yes: bool) -> int:
    """Delete people's data from a run's ledger and its own plan; return the exit code.

    A usage error where it isn't finished, or nobody agrees. Raises LedgerError, OSError.
    """
    with found.opened() as ledger:
        report = report_of(ledger, time.time())
        with suppress(LedgerError, PlanError):
            report = known_lists(found, ledger).recounted(report, ledger)
        if report.has_work:
            raise click.UsageError(
                f"the run `{found.name}` isn't finished, and takes people's data to be: finish it "
                "with `msgc push`, then forget"
            )
    _require_leave(found.name, yes)
    with found.opened(sender=True) as ledger:
        had = ledger.forget()
    # After the ledger, which refuses to forget what isn't finished.
    for path in _files(found):
        path.unlink(missing_ok=True)
    found.runs.home.sweep()
    write_out(f"run {found.name}: people's data deleted from {counted(had, 'payload')}\n")
    click.echo(REST, err=True)
    return 0


def _files(found: FoundRun) -> tuple[Path, ...]:
    paths = PlanPaths(found.runs.folder / f"{found.name}{SUMMARY}")
    return paths.entries, paths.rejects


def _require_leave(name: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise click.UsageError(
            f"--yes deletes people's data from `{name}`; there is no terminal to ask on"
        )
    if not click.confirm(f"Delete people's data from {name}?", err=True):
        settings().say("nothing was deleted")
        raise click.exceptions.Exit(PARTLY)
