"""The lists by which a push leaves people out, kept in the run's ledger for whoever follows it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from msgc.cli.planning import suppressed_of
from msgc.pipeline.profiles import Account
from msgc.pipeline.projects import Project
from msgc.push.ledger.model import KeptList, Ledger
from msgc.push.lists import Lists
from msgc.push.plan_reading import Plan
from msgc.push.runs import Runs


@dataclass(frozen=True, slots=True)
class PushLists:
    """The lists of an account, of plans, and those that are `given` on the command line."""

    project: Project
    account: Account | None
    given: tuple[Path, ...]
    _lists: Lists = field(default_factory=Lists)

    def people(self, plan: Plan) -> frozenset[bytes]:
        """Return whom they leave out. Raises click's errors where one can't be read."""
        return suppressed_of(self.project, self.account, self._paths(plan), self._lists)

    def keep(self, ledger: Ledger, plan: Plan) -> None:
        """Note them in a run's ledger; the account's own aren't noted, but read by its profile.

        They have been read before. Raises LedgerError.
        """
        ledger.keep_lists(self._kept(plan))

    def keep_late(self, runs: Runs, run: str, plan: Plan) -> None:
        """Note them for a run of which nothing is left to be sent: something may be decided yet.

        Raises LedgerError, and click's errors.
        """
        with closing(runs.open(run, sender=False)) as ledger:
            known = {each.path for each in ledger.lists()}
        # What is known already may be gone by now, and isn't needed here.
        if any(str(path.resolve()) not in known for path in self._paths(plan)):
            self.people(plan)
            with closing(runs.open(run, sender=True)) as ledger:
                self.keep(ledger, plan)

    def _paths(self, plan: Plan) -> tuple[Path, ...]:
        return (*plan.summary.lists, *self.given)

    def _kept(self, plan: Plan) -> list[KeptList]:
        return [self._lists.read(path).kept for path in self._paths(plan)]
