"""The way of a push: is the plan fit to be sent, whose run is it, is it wanted; then it is sent."""

from __future__ import annotations

import sys
import time
from contextlib import closing

import click

from msgc.cli.campaign_check import left_out_of
from msgc.cli.keys import variables
from msgc.cli.planning import suppressed_of
from msgc.cli.push_options import PushOptions
from msgc.cli.push_running import Sending, send
from msgc.cli.push_showing import exit_code, show_dry_run, show_report
from msgc.cli.telling import counted
from msgc.pipeline.profiles import Account, ProfileError, read_account, read_profile
from msgc.pipeline.projects import Project
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.reports import report_of
from msgc.push.runs import Runs
from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError

LEDGER_FAULT = 5


def push_plan(project: Project, plan: Plan, options: PushOptions) -> int:
    """Send a plan, or say what would be sent; return the exit code."""
    account = account_of(project, plan, options)
    _require_fresh(plan, options)
    if account is None or options.dry_run:
        return show_dry_run(plan, account, options)
    try:
        return _push(project, plan, account, options)
    except LedgerError as error:
        click.echo(f"Error: {error}", err=True)
        return LEDGER_FAULT


def account_of(project: Project, plan: Plan, options: PushOptions) -> Account | None:
    """Return the account that sends; None where no profile is named, by plan or option."""
    name = options.profile or plan.summary.profile
    if name is None:
        return None
    try:
        account = read_account(project.config, name)
    except ProfileError as error:
        raise click.UsageError(str(error)) from None
    if plan.summary.account not in (None, account.identity):
        raise click.UsageError(
            f"the plan was made for another account than profile `{name}` is now: make it anew "
            f"with `msgc plan … --profile {name}`"
        )
    return account


def _require_fresh(plan: Plan, options: PushOptions) -> None:
    age = time.time() - plan.summary.created.timestamp()
    if options.max_age is not None and age > options.max_age:
        raise click.UsageError("the plan is older than --max-age allows: make it anew")


def _push(project: Project, plan: Plan, account: Account, options: PushOptions) -> int:
    runs = Runs.of(project.catalog.root, options.ledger)
    found = runs.find(plan.summary.identity(options.new_run))
    if found is not None and options.retry is None:
        with closing(runs.open(found, sender=False)) as ledger:
            report = report_of(ledger, time.time())
        if not report.has_work:
            show_report(report, options.format, "the run is finished: nothing was sent")
            return exit_code(report)
    never = left_out_of(plan, runs, options) if found is None else frozenset()
    suppressed = suppressed_of(project, account, options.suppress)
    key = _key(project, account, options)
    _require_leave(plan, account, options)
    with closing(_ledger(runs, found, plan, never, options)) as ledger:
        facts = ledger.facts()
        left_out = suppressed | runs.left_out(facts.run)
        own = runs.plan(facts).reader()
        ledger.amend(suppressed=count_left_out(ledger, own, facts.entries, left_out))
        return _send(Sending(ledger, own, account, key, left_out, options))


def _ledger(
    runs: Runs, found: str | None, plan: Plan, never: frozenset[bytes], options: PushOptions
) -> Ledger:
    """Return the ledger of the run, made where there is none."""
    if found is None:
        return runs.begin(plan, options.new_run, options.redact, never)
    if not runs.has_plan(found):
        runs.keep(found, plan)
    return runs.open(found, sender=True)


def _send(sending: Sending) -> int:
    ledger, options = sending.ledger, sending.options
    if options.retry is not None:
        ledger.retry(options.retry, time.time())
    ended = send(sending)
    report = report_of(ledger, time.time(), ended.stop)
    show_report(report, options.format, ended.sentence)
    return exit_code(report)


def _require_leave(plan: Plan, account: Account, options: PushOptions) -> None:
    """Ask on a terminal whether to send; a usage error where nobody can be asked."""
    if options.yes:
        return
    what = f"{counted(plan.summary.total, 'message')} with profile `{account.name}`"
    if not sys.stdin.isatty():
        raise click.UsageError(f"--yes sends {what}; there is no terminal to ask on")
    click.confirm(f"Send {what}?", abort=True, err=True)


def _key(project: Project, account: Account, options: PushOptions) -> AccessKey:
    try:
        profile = read_profile(project.config, account.name, variables(options.env_file))
        return AccessKey(profile.key)
    except (ProfileError, TransportError) as error:
        raise click.UsageError(str(error)) from None
