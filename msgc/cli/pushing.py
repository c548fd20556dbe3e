"""The way of a push: is the plan fit to be sent, whose run is it, is it wanted; then it is sent."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass

import click

from msgc.cli.campaign_beginning import begin, open_begun, taken_over_words, tell_taken_over
from msgc.cli.campaign_check import Leave, leave_of
from msgc.cli.push_counting import count_new, count_resumed
from msgc.cli.push_finished import why_finished
from msgc.cli.push_leave import (
    account_of,
    key_of,
    owned,
    require_in_time,
    require_leave,
    require_young,
)
from msgc.cli.push_lists import PushLists
from msgc.cli.push_options import PushOptions
from msgc.cli.push_reaching import with_unreached
from msgc.cli.push_running import Sending, send
from msgc.cli.push_showing import DONE, LEDGER, exit_code, show_dry_run, show_report
from msgc.cli.settings import settings
from msgc.pipeline.profiles import Account
from msgc.pipeline.projects import Project
from msgc.push.known_contacts import earlier_contacts
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.plans import PlanError
from msgc.push.renewing import renewed
from msgc.push.reports import Report, report_of
from msgc.push.runs import Runs
from msgc.push.stops import Stop
from msgc.transport.access_keys import AccessKey

REJECTED_ROWS = 1


@dataclass(frozen=True, slots=True)
class _Asked:
    """A plan that an account is to send; `rejected` are rows that were left out of it just now."""

    project: Project
    runs: Runs
    plan: Plan
    account: Account
    options: PushOptions
    rejected: int
    lists: PushLists

    def show(self, report: Report, note: str | None = None) -> int:
        """Show what the run came to; return the exit code."""
        shares = False
        with suppress(LedgerError, PlanError):
            report, shares = with_unreached(self.runs, report, self.listed)
        show_report(report, self.options.format, note, self.rejected, shares)
        return exit_code(report)

    def listed(self, plan: Plan) -> frozenset[bytes]:
        """Return whom the lists of profile, plan and command line leave out."""
        return self.lists.people(plan)


def push_plan(project: Project, plan: Plan, options: PushOptions, rejected: int = 0) -> int:
    """Send a plan, or say what would be sent; return the exit code.

    `rejected` are the rows that were left out of it when it was made, just now.
    """
    account = account_of(project, plan, options)
    require_young(plan, options)
    if not plan.summary.counts.entries:
        settings().say("the plan holds nothing to send: nothing was sent")
        return REJECTED_ROWS if plan.summary.counts.rejected else DONE
    lists = PushLists(project, account, options.suppress)
    if account is None:
        code = show_dry_run(count_new(plan, lists.people(plan), options.limit), plan, None, options)
    else:
        runs = Runs.of(project.catalog.root, options.ledger)
        given = owned(plan, account)
        code = _with_account(_Asked(project, runs, given, account, options, rejected, lists))
    return code or (REJECTED_ROWS if rejected else DONE)


def _with_account(asked: _Asked) -> int:
    try:
        return _dry_run(asked) if asked.options.dry_run else _push(asked)
    except LedgerError as error:
        _tell_fault(error, asked)
        return LEDGER


def _tell_fault(error: LedgerError, asked: _Asked) -> None:
    """Say what is wrong with the ledger, and what it holds where it can still be read."""
    with suppress(LedgerError):
        found = _found(asked)
        if found is not None:
            with closing(asked.runs.open(found, sender=False)) as ledger:
                report = report_of(ledger, time.time(), Stop.LEDGER)
            asked.show(report, "")
    click.echo(f"Error: {error}", err=True)


def _found(asked: _Asked) -> str | None:
    return asked.runs.find_push(asked.plan.summary, asked.options.new_run)


def _dry_run(asked: _Asked) -> int:
    """Say what a push would do, and refuse what it would."""
    found, plan, options = _found(asked), asked.plan, asked.options
    listed = asked.listed(plan)
    taken: Mapping[str, int] = {}
    if found is None:
        require_in_time(plan)
        leave = leave_of(plan, asked.runs, options)
        total = count_new(plan, listed | leave.left_out, options.limit)
        taken = leave.taken_over(listed)
        tell_taken_over(taken)
    else:
        finished = _finished(asked, found)
        settings().say(finished[1] if finished else f"the run `{found}` goes on")
        total = _resumed(asked, found, listed)
    return show_dry_run(total, plan, asked.account, options, taken)


def _push(asked: _Asked) -> int:
    found = _found(asked)
    finished = None if found is None else _finished(asked, found)
    if found is not None and finished is not None:
        asked.lists.keep_late(asked.runs, found, asked.plan)
        return asked.show(*finished)
    listed = asked.listed(asked.plan)
    key = key_of(asked.project, asked.account, asked.options)
    asked.runs.home.sweep()
    with closing(_ledger(asked, found, listed)) as ledger:
        kept = asked.runs.home.plan_or(ledger.facts(), asked.plan)
        listed |= asked.listed(kept)
        asked.lists.keep(ledger, asked.plan)
        return _send(asked, _sending(asked, ledger, kept, key, listed))


def _finished(asked: _Asked, found: str) -> tuple[Report, str] | None:
    """Return the report of a run that nothing is left to be done for, and why."""
    with closing(asked.runs.open(found, sender=False)) as ledger:
        report, counts = report_of(ledger, time.time()), ledger.counts()
    why = why_finished(report, counts, asked.plan, asked.options.retry)
    return None if why is None else (report, why)


def _resumed(asked: _Asked, found: str, listed: frozenset[bytes]) -> int:
    left_out, options = listed | asked.runs.left_out(found), asked.options
    with closing(asked.runs.open(found, sender=False)) as ledger:
        return count_resumed(ledger, asked.plan, left_out, options.retry, options.limit)


def _ledger(asked: _Asked, found: str | None, listed: frozenset[bytes]) -> Ledger:
    """Return the ledger of the run, made where there is none."""
    runs, plan, options = asked.runs, asked.plan, asked.options
    if found is not None:
        if not options.yes:
            require_leave(_resumed(asked, found, listed), asked.account)
        return open_begun(runs, found, plan, listed)
    require_in_time(plan)

    def ask(leave: Leave) -> None:
        if not options.yes:
            count = count_new(plan, listed | leave.left_out, options.limit)
            require_leave(count, asked.account, taken_over_words(leave.taken_over(listed)))

    return begin(plan, runs, options, listed, ask)


def _sending(
    asked: _Asked, ledger: Ledger, kept: Plan, key: AccessKey, listed: frozenset[bytes]
) -> Sending:
    """Return what is sent of a run's own plan, and count in its ledger whom that leaves out."""
    facts, own = ledger.facts(), renewed(kept, asked.plan)
    left_out = listed | ledger.others()
    later = asked.plan.summary.expires.timestamp()
    missing = count_left_out(ledger, own, left_out)
    ledger.amend(suppressed=missing, expires=later if later > facts.expires else None)
    contacts = earlier_contacts(asked.runs, facts.account, own.entries(0, facts.entries))
    return Sending(ledger, own, asked.account, key, left_out, contacts, asked.options)


def _send(asked: _Asked, sending: Sending) -> int:
    ledger, options = sending.ledger, sending.options
    if options.retry is not None:
        ledger.retry(options.retry, time.time())
    ended = send(sending)
    return asked.show(report_of(ledger, time.time(), ended.stop), ended.sentence)
