"""A plan made of what the command line names: what `plan` does, and `push` before it sends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path

import click

from msgc.cli.output_paths import payloads_path
from msgc.cli.planning_options import PlanOptions, is_payloads
from msgc.cli.planning_sources import of_message, of_payloads
from msgc.cli.telling import tell
from msgc.pipeline.profiles import Account, ProfileError, read_account
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import row_finding
from msgc.push.candidates import Item
from msgc.push.lists import Lists, place_of
from msgc.push.own_lists import OwnLists
from msgc.push.plan_writing import Terms, write_plan
from msgc.push.plans import PlanPaths, PlanSummary
from msgc.push.suppression import SuppressionError
from msgc.python.errors import OutputError
from msgc.recipients.rows import RowsError
from msgc.report.json import diagnostic_dict

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class MadePlan:
    """A plan that has been written."""

    summary: PlanSummary
    paths: PlanPaths

    @property
    def rejected(self) -> int:
        """How many rows aren't in it."""
        return self.summary.counts.rejected


def make_plan(project: Project, options: PlanOptions) -> MadePlan:
    """Write the plan that the command line asks for.

    Raises click's errors, and Exit 1 where the message itself has errors, which are told by then.
    """
    is_file = is_payloads(options)
    account = account_of(project, options.profile)
    now = datetime.now(UTC)
    _require_files(options.suppress)
    suppressed = suppressed_of(project, account, options.suppress)
    make = of_payloads if is_file else of_message
    name, terms, items = make(project, options, now)
    rules = replace(terms.rules, suppressed=suppressed, allow_revised=options.allow_revised)
    lists = tuple(map(place_of, options.suppress))
    terms = replace(_owned(terms, account, project), rules=rules, suppress=lists)
    return _write(project, name, options, terms, items)


def account_of(project: Project, profile: str | None) -> Account | None:
    """Return the named profile's account; None without a name."""
    try:
        return read_account(project.config, profile) if profile is not None else None
    except ProfileError as error:
        raise click.UsageError(str(error)) from None


def suppressed_of(
    project: Project, account: Account | None, given: Iterable[Path], lists: Lists | None = None
) -> frozenset[bytes]:
    """Return whom nobody writes to, by the profile's lists and those on the command line.

    `lists` are what was read of them before.
    """
    own = own_lists(project, account)
    try:
        return (lists or Lists()).people((*own.files, *given))
    except SuppressionError as error:
        raise click.UsageError(str(error)) from None


def _require_files(lists: Iterable[Path]) -> None:
    """Raise a usage error for a list that is no file: whoever pushes the plan reads it again."""
    for path in lists:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise click.UsageError(
                f"`{path}` isn't a file, but a pipe or a device, and a plan's lists are read again "
                "by every push of it: write what it holds to a file, and name that"
            )


def own_lists(project: Project, account: Account | None) -> OwnLists:
    """Return where a profile's lists are."""
    return OwnLists(project.catalog.root, account.suppress if account else ())


def _owned(terms: Terms, account: Account | None, project: Project) -> Terms:
    if account is None:
        return terms
    named = replace(terms, rate=account.rate, profile=account.name, account=account.identity)
    return replace(named, known=partial(_count_known, project, account.identity))


def _count_known(project: Project, account: str, people: Collection[bytes]) -> int:
    """Return of how many recipients the catalog's runs know the contact."""
    # Ledgers are for those alone who have rows without a window.
    runs = import_module("msgc.push.runs").Runs.of(project.catalog.root)
    return len(import_module("msgc.push.known_contacts").known_contacts(runs, account, people))


def _write(
    project: Project, name: str, options: PlanOptions, terms: Terms, items: Iterator[Item]
) -> MadePlan:
    paths = plan_paths(project, name, options.output)
    _require_other(paths, terms.rules.rows)
    try:
        return MadePlan(write_plan(items, paths, terms, diagnostic_dict), paths)
    except BrokenProcessPool:
        raise click.ClickException("a worker process was killed; nothing was written") from None
    except RowsError as error:
        raise _unreadable(error, terms.rules.rows) from None


def _unreadable(error: RowsError, rows: str) -> Exception:
    found = [row_finding(fault, rows) for fault in error.faults]
    if error.unreadable:
        return click.UsageError(" ".join(each.message for each in found))
    tell(found, 1)
    return click.ClickException("the recipients can't be read on, so no plan was written")


def plan_paths(project: Project, name: str, output: str | None) -> PlanPaths:
    """Return where a plan is written: what `-o` says (a file or a folder), or in `out/`."""
    if output == STDOUT:
        raise click.UsageError("a plan is two files; -o names one of them, or a folder")
    try:
        return PlanPaths.of(payloads_path(project, name, output))
    except OutputError as error:
        raise click.UsageError(f"{error}; a plan is two files") from None


def _require_other(paths: PlanPaths, rows: str) -> None:
    """Refuse to write over what is read."""
    read = Path(rows).resolve()
    if read in {each.resolve() for each in (paths.summary, paths.entries, paths.rejects)}:
        raise click.UsageError(f"`{rows}` is an input, which the plan would overwrite")
