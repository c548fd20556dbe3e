"""The way of a push: is the plan fit to be sent, whose run is it, is it wanted; then it is sent."""

from __future__ import annotations

import time
from contextlib import closing, suppress

import click

from msgc.cli.campaign_beginning import begin, go_on, taken_over_words
from msgc.cli.campaign_check import Leave
from msgc.cli.push_asked import Asked
from msgc.cli.push_counting import count_new
from msgc.cli.push_dry_run import dry_run
from msgc.cli.push_finished import finished
from msgc.cli.push_leave import (
    account_of,
    key_of,
    owned,
    require_in_time,
    require_leave,
    require_young,
)
from msgc.cli.push_lists import PushLists, read, tell_left_out
from msgc.cli.push_options import PushOptions
from msgc.cli.push_running import Sending, send
from msgc.cli.push_showing import DONE, LEDGER, show_dry_run
from msgc.cli.settings import settings
from msgc.pipeline.projects import Project
from msgc.push.known_contacts import earlier_contacts
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.renewing import renewed
from msgc.push.reports import report_of
from msgc.push.run_lists import Listed
from msgc.push.runs import Runs
from msgc.push.stops import Stop
from msgc.transport.access_keys import AccessKey

REJECTED_ROWS = 1


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
        count = count_new(plan, read(lists.of((), plan)).people, options.limit)
        code = show_dry_run(count, plan, None, options)
    else:
        runs = Runs.of(project.catalog.root, options.ledger)
        given = owned(plan, account)
        code = _with_account(Asked(project, runs, given, account, options, rejected, lists))
    return code or (REJECTED_ROWS if rejected else DONE)


def _with_account(asked: Asked) -> int:
    try:
        return dry_run(asked) if asked.options.dry_run else _push(asked)
    except LedgerError as error:
        _show_standing(asked, Stop.LEDGER)
        click.echo(f"Error: {error}", err=True)
        return LEDGER
    except click.ClickException:
        # A program gets its one document, whatever came of the push.
        if asked.options.format == "json" and not asked.options.dry_run:
            _show_standing(asked, None)
        raise


def _show_standing(asked: Asked, stop: Stop | None) -> None:
    """Show what the push's run has come to, where there is one that can be read."""
    with suppress(LedgerError):
        found = asked.found()
        if found is not None:
            with closing(asked.runs.open(found, sender=False)) as ledger:
                report = report_of(ledger, time.time(), stop)
            asked.show(report, "")


def _push(asked: Asked) -> int:
    found = asked.found()
    done = None if found is None else finished(asked, found)
    if found is not None and done is not None:
        asked.lists.keep_late(asked.runs, found, asked.plan)
        asked.runs.note(asked.runs.facts(found))
        return asked.show(*done)
    before = asked.kept_before(found)
    listed = read(asked.lists.of(before, asked.plan))
    key = key_of(asked.project, asked.account, asked.options)
    asked.runs.home.sweep()
    with closing(_ledger(asked, found, listed)) as ledger:
        kept = asked.runs.home.plan_or(ledger.facts(), asked.plan)
        # What another push has kept since, and what this one has: that is no earlier push's.
        since = [each for each in ledger.lists() if each not in listed.kept]
        lists = asked.lists.of((*before, *since), asked.plan, kept)
        listed = read(lists)
        ledger.keep_lists(listed.kept)
        tell_left_out(asked.by_earlier(lists, ledger))
        return _send(asked, _sending(asked, ledger, kept, key, listed.people), kept)


def _ledger(asked: Asked, found: str | None, listed: Listed) -> Ledger:
    """Return the ledger of the run, made where there is none."""
    runs, plan, options = asked.runs, asked.plan, asked.options

    def ask(leave: Leave) -> None:
        if not options.yes:
            count = asked.count(found, listed.people | leave.left_out)
            taken = taken_over_words(leave.taken_over(listed.people))
            require_leave(count, asked.account, taken)

    if found is not None:
        return go_on(plan, runs, found, options, listed, ask)
    require_in_time(plan)
    return begin(plan, runs, options, listed, ask)


def _sending(
    asked: Asked, ledger: Ledger, kept: Plan, key: AccessKey, listed: frozenset[bytes]
) -> Sending:
    """Return what is sent of a run's own plan, and count in its ledger whom that leaves out."""
    facts, own = ledger.facts(), renewed(kept, asked.plan)
    left_out = listed | ledger.others()
    later = asked.plan.summary.expires.timestamp()
    missing = count_left_out(ledger, own, left_out)
    ledger.amend(suppressed=missing, expires=later if later > facts.expires else None)
    contacts = earlier_contacts(asked.runs, facts.account, own.entries(0, facts.entries))
    of_run = (ledger, own, asked.account, key, left_out, contacts)
    return Sending(*of_run, asked.options, asked.relisting(kept))


def _send(asked: Asked, sending: Sending, kept: Plan) -> int:
    ledger, options = sending.ledger, sending.options
    if options.retry is not None:
        ledger.retry(options.retry, time.time())
    ended = send(sending)
    report = report_of(ledger, time.time(), ended.stop)
    return asked.show(asked.recounted(report, ledger, kept), ended.sentence)
