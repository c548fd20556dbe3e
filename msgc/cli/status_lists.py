"""Whom the lists of a run leave out by now, as far as these can be read: told, and never sent."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import click

from msgc.cli.opening import open_project
from msgc.cli.planning import account_of, own_lists
from msgc.cli.settings import settings
from msgc.cli.status_runs import FoundRun
from msgc.push.leaving_out import NO_LISTS, ByLists, left_out_by, recounted
from msgc.push.ledger.model import KeptList, Ledger, LedgerError
from msgc.push.on_lists import OnLists, on_lists
from msgc.push.own_lists import NONE_OWN, OwnLists
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.reports import Report
from msgc.push.run_lists import RunLists


@dataclass(frozen=True, slots=True)
class KnownLists:
    """The lists of a run that can be read, and why others can't; `listed` are who is on them.

    `plan` is the run's, None where it isn't here; `own` are its profile's lists.
    """

    plan: Plan | None
    own: OwnLists = NONE_OWN
    lists: RunLists = field(default_factory=RunLists)
    listed: frozenset[bytes] = frozenset()
    faults: Sequence[str] = ()

    def on_lists(self, kept: Iterable[KeptList], *plans: Plan) -> OnLists:
        """Return who is on the lists that hold, with those that pushes have `kept`."""
        planned = [path for plan in plans for path in plan.summary.suppress]
        return on_lists(RunLists.of(self.own, planned, (), kept))

    def recounted(self, report: Report, ledger: Ledger) -> Report:
        """Return a run's report with what is planned as a push would find it now.

        Where a list can't be read it stays as the last push found it. Raises LedgerError and
        PlanError.
        """
        if self.plan is None or self.faults or not ledger.unclaimed().spans:
            return report
        return recounted(report, ledger, self.plan.reader(), self.listed, time.time())

    def by_pushes(self, ledger: Ledger) -> ByLists:
        """Return how many payloads are left out by lists that pushes alone have named."""
        if self.plan is None:
            return NO_LISTS
        with suppress(LedgerError, PlanError):
            reader, entries = self.plan.reader(), ledger.facts().entries
            return left_out_by(self.lists.by_earlier(), reader, entries, ledger)
        return NO_LISTS

    def tell_faults(self) -> None:
        """Say which lists can't be read, so that whoever is on them shows as planned."""
        for each in self.faults:
            settings().say(f"{each}; shown as if nobody were on it")


def known_lists(found: FoundRun, ledger: Ledger) -> KnownLists:
    """Return the lists of a run's profile, plan and pushes. Raises LedgerError."""
    plan = None
    with suppress(LedgerError):
        plan = found.plan(ledger)
    planned = plan.summary.suppress if plan else ()
    own = _own_lists(ledger)
    lists = RunLists.of(own, planned, (), ledger.lists())
    readable, faults = lists.readable()
    return KnownLists(plan, own, readable, readable.read().people, faults)


def _own_lists(ledger: Ledger) -> OwnLists:
    name = ledger.facts().profile
    with suppress(click.ClickException):
        project = open_project()
        account = account_of(project, name) if name else None
        return own_lists(project, account)
    return NONE_OWN
