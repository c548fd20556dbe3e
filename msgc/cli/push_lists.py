"""The lists by which a push leaves people out, kept in the run's ledger for all who go on there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import click

from msgc.cli.planning import own_lists
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.pipeline.profiles import Account
from msgc.pipeline.projects import Project
from msgc.push.leaving_out import ByLists
from msgc.push.ledger.model import KeptList
from msgc.push.lists import Lists, place_of
from msgc.push.plan_reading import Plan
from msgc.push.run_lists import Listed, RunLists
from msgc.push.runs import Runs
from msgc.push.suppression import SuppressionError

# Lists that a sentence names.
NAMED = 3


@dataclass(frozen=True, slots=True)
class PushLists:
    """The lists of an account, and those that are `given` on the command line."""

    project: Project
    account: Account | None
    given: tuple[Path, ...]
    _lists: Lists = field(default_factory=Lists)

    def of(self, kept: Iterable[KeptList], *plans: Plan) -> RunLists:
        """Return them with those of plans, and those that earlier pushes have `kept`."""
        own = own_lists(self.project, self.account)
        planned = [path for plan in plans for path in plan.summary.suppress]
        return RunLists.of(own, planned, self.given, kept, self._lists)

    def keep_late(self, runs: Runs, run: str, plan: Plan) -> None:
        """Note them for a run of which nothing is left to be sent: something may be decided yet.

        Raises LedgerError, and click's errors.
        """
        with closing(runs.open(run, sender=False)) as ledger:
            known = {each.path for each in ledger.lists()}
        # What is known already may be gone by now, and isn't needed here.
        paths = [*plan.summary.lists, *self.given]
        new = [path for path in paths if place_of(path) not in known]
        if new:
            kept = read(RunLists(given=new, _lists=self._lists)).kept
            with closing(runs.open(run, sender=True)) as ledger:
                ledger.keep_lists(kept)


def read(lists: RunLists) -> Listed:
    """Return whom lists leave out. Raises a usage error where one can't be read."""
    try:
        return lists.read()
    except SuppressionError as error:
        raise click.UsageError(str(error)) from None


def by_earlier(lists: RunLists) -> Mapping[str, frozenset[bytes]]:
    """Return whom the lists of earlier pushes alone leave out. Raises a usage error."""
    try:
        return lists.by_earlier()
    except SuppressionError as error:
        raise click.UsageError(str(error)) from None


def tell_left_out(found: ByLists) -> None:
    """Say how many payloads the lists of earlier pushes leave out, if any."""
    if found.count:
        count, where = f"{found.count:,}", named(found.places)
        settings().say(f"also left out: {count} by the lists of earlier pushes ({where})")


def named(places: tuple[str, ...]) -> str:
    """Return where lists are, as words."""
    more = len(places) - NAMED
    words = ", ".join(places[:NAMED])
    return f"{words} and {counted(more, 'other')}" if more > 0 else words
