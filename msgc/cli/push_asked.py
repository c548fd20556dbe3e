"""What a push is asked to do: a plan, an account, and whom its lists leave out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass

from msgc.cli.campaign_check import lists_before
from msgc.cli.push_counting import count_new, count_resumed
from msgc.cli.push_lists import PushLists, by_earlier
from msgc.cli.push_options import PushOptions
from msgc.cli.push_reaching import with_unreached
from msgc.cli.push_showing import exit_code, show_report
from msgc.pipeline.profiles import Account
from msgc.pipeline.projects import Project
from msgc.push.leaving_out import NOBODY, ByLists, left_out_by, recounted
from msgc.push.ledger.model import KeptList, Ledger, LedgerError
from msgc.push.obeying import Relisting
from msgc.push.on_lists import OnLists, on_lists
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.reports import Report
from msgc.push.run_lists import RunLists
from msgc.push.runs import Runs


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan that an account is to send; `rejected` are rows that were left out of it just now."""

    project: Project
    runs: Runs
    plan: Plan
    account: Account
    options: PushOptions
    rejected: int
    lists: PushLists

    def found(self) -> str | None:
        """Return the run that this push has begun already. Raises LedgerError."""
        return self.runs.find_push(self.plan.summary, self.options.new_run)

    def kept_before(self, found: str | None) -> Sequence[KeptList]:
        """Return the lists of earlier pushes that are obeyed. Raises LedgerError."""
        earlier = lists_before(self.plan, self.runs, self.options, found)
        if found is None:
            return earlier
        with closing(self.runs.open(found, sender=False)) as ledger:
            return (*earlier, *ledger.lists())

    def resumed(self, found: str, listed: frozenset[bytes]) -> int:
        """Return how many payloads the push sends of a run that it has begun. Raises LedgerError.

        `listed` are digests of those who are on lists.
        """
        left_out, options = listed | self.runs.left_out(found), self.options
        with closing(self.runs.open(found, sender=False)) as ledger:
            return count_resumed(ledger, self.plan, left_out, options.retry, options.limit)

    def count(self, found: str | None, left_out: frozenset[bytes]) -> int:
        """Return how many payloads the push sends, of a run that it has begun or begins.

        `left_out` are digests of people. Raises LedgerError.
        """
        if found is None:
            return count_new(self.plan, left_out, self.options.limit)
        return self.resumed(found, left_out)

    def by_earlier(
        self, lists: RunLists, ledger: Ledger | None, others: frozenset[bytes] = NOBODY
    ) -> ByLists:
        """Return whom lists of earlier pushes leave out, but for `others`: they're of other runs.

        Without a ledger it is of a run that has yet to begin. Raises LedgerError, click's errors.
        """
        found = {place: people - others for place, people in by_earlier(lists).items()}
        entries = self.plan.summary.counts.entries
        return left_out_by(found, self.plan.reader(), entries, ledger, self.options.retry)

    def readable(self, ledger: Ledger, plan: Plan) -> frozenset[bytes]:
        """Return whom the lists of a run leave out, as far as they can be read."""
        return self.on_lists(ledger.lists(), plan).people

    def on_lists(self, kept: Iterable[KeptList], *plans: Plan) -> OnLists:
        """Return who is on the lists that hold, with those that pushes have `kept`."""
        return on_lists(self.lists.of(kept, self.plan, *plans))

    def relisting(self, kept: Plan) -> Relisting:
        """Return what gives who is on lists, with those that the run's pushes keep by then.

        `kept` is the run's own plan. It raises SuppressionError.
        """
        return lambda lists: self.lists.of(lists, self.plan, kept).read().people

    def recounted(self, report: Report, ledger: Ledger, plan: Plan) -> Report:
        """Return a run's report with what it has yet to send, by all lists that hold now.

        What the ledger counts of that is what the push knew of that began last, and other senders
        may have gone by other lists. It stays where it can't be counted.
        """
        with suppress(LedgerError, PlanError):
            listed = self.readable(ledger, plan)
            return recounted(report, ledger, plan.reader(), listed, time.time())
        return report

    def show(self, report: Report, note: str | None = None) -> int:
        """Show what the run came to; return the exit code."""
        shares = False
        with suppress(LedgerError, PlanError):
            report, shares = with_unreached(self.runs, report, self.on_lists)
        show_report(report, self.options.format, note, self.rejected, shares)
        return exit_code(report)
