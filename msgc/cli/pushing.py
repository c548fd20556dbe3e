"""The way of a push: is the plan fit to be sent, whose run is it, is it wanted; then it is sent."""

from __future__ import annotations

import sys
import time
from contextlib import closing, suppress
from dataclasses import replace

import click

from msgc.cli.campaign_check import left_out_of
from msgc.cli.keys import variables
from msgc.cli.planning import suppressed_of
from msgc.cli.push_options import PushOptions, RefusedError
from msgc.cli.push_running import Sending, send
from msgc.cli.push_showing import exit_code, show_dry_run, show_report
from msgc.cli.telling import counted
from msgc.pipeline.profiles import Account, ProfileError, read_account, read_profile
from msgc.pipeline.projects import Project
from msgc.push.earlier import earlier_contacts
from msgc.push.leaving_out import count_left_out
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.reports import Report, report_of
from msgc.push.runs import Runs
from msgc.push.stops import Stop
from msgc.transport.access_keys import AccessKey
from msgc.transport.addresses import TransportError

LEDGER_FAULT = 5
FINISHED = "the run is finished: nothing was sent"


def push_plan(project: Project, plan: Plan, options: PushOptions) -> int:
    """Send a plan, or say what would be sent; return the exit code."""
    account = account_of(project, plan, options)
    _require_young(plan, options)
    if account is None or options.dry_run:
        return show_dry_run(plan, account, options)
    plan = _owned(plan, account)
    runs = Runs.of(project.catalog.root, options.ledger)
    try:
        return _push(project, runs, plan, account, options)
    except LedgerError as error:
        _tell_fault(error, runs, plan, options)
        return LEDGER_FAULT


def _tell_fault(error: LedgerError, runs: Runs, plan: Plan, options: PushOptions) -> None:
    """Say what is wrong with the ledger, and what it holds where it can still be read."""
    with suppress(LedgerError):
        found = runs.find(plan.summary.identity(options.new_run))
        if found is not None:
            with closing(runs.open(found, sender=False)) as ledger:
                report = report_of(ledger, time.time(), Stop.LEDGER)
            show_report(report, options.format, "")
    click.echo(f"Error: {error}", err=True)


def account_of(project: Project, plan: Plan, options: PushOptions) -> Account | None:
    """Return the account that sends; None where no profile is named, by plan or option."""
    name = options.profile or plan.summary.profile
    if name is None:
        return None
    try:
        account = read_account(project.config, name)
    except ProfileError as error:
        raise RefusedError(str(error)) from None
    if plan.summary.account not in (None, account.identity):
        raise RefusedError(
            f"the plan was made for another account than profile `{name}` is now: make it anew "
            f"with `msgc plan … --profile {name}`"
        )
    return account


def _owned(plan: Plan, account: Account) -> Plan:
    """Return a plan as the account's, also where it was made for none."""
    return replace(plan, summary=plan.summary.owned(account.name, account.identity))


def _require_young(plan: Plan, options: PushOptions) -> None:
    age = time.time() - plan.summary.created.timestamp()
    if options.max_age is not None and age > options.max_age:
        raise RefusedError("the plan is older than --max-age allows: make it anew")


def _require_in_time(plan: Plan) -> None:
    """Refuse to begin what was to be sent by now; a run that has begun tells what has expired."""
    if time.time() >= plan.summary.expires.timestamp():
        raise RefusedError(
            f"the plan was to be sent by {plan.summary.expires:%Y-%m-%d %H:%M} UTC, and that is "
            "over: make it anew"
        )


def _push(project: Project, runs: Runs, plan: Plan, account: Account, options: PushOptions) -> int:
    found = runs.find(plan.summary.identity(options.new_run))
    finished = _finished(runs, found, options)
    if finished is not None:
        show_report(finished, options.format, FINISHED)
        return exit_code(finished)
    never: frozenset[bytes] = frozenset()
    if found is None:
        _require_in_time(plan)
        never = left_out_of(plan, runs, options)
    suppressed = suppressed_of(project, account, (*plan.summary.lists, *options.suppress))
    key = _key(project, account, options)
    _require_leave(plan, account, options)
    with closing(_ledger(runs, found, plan, never, options)) as ledger:
        kept = runs.plan(ledger.facts())
        suppressed |= suppressed_of(project, account, kept.summary.lists)
        return _send(_sending(runs, ledger, kept, account, key, suppressed, options))


def _finished(runs: Runs, found: str | None, options: PushOptions) -> Report | None:
    """Return the report of a run that nothing is left to be done for; None of any other."""
    if found is None or options.retry is not None:
        return None
    with closing(runs.open(found, sender=False)) as ledger:
        report = report_of(ledger, time.time())
    return None if report.has_work else report


def _sending(
    runs: Runs,
    ledger: Ledger,
    kept: Plan,
    account: Account,
    key: AccessKey,
    suppressed: frozenset[bytes],
    options: PushOptions,
) -> Sending:
    """Return what is sent of a run's own plan, and count in its ledger whom that leaves out."""
    facts, own = ledger.facts(), kept.reader()
    left_out = suppressed | runs.left_out(facts.run)
    ledger.amend(suppressed=count_left_out(ledger, own, facts.entries, left_out))
    contacts = earlier_contacts(runs, facts.account, own.entries(0, facts.entries))
    return Sending(ledger, own, account, key, left_out, contacts, options)


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
        raise RefusedError(f"--yes sends {what}; there is no terminal to ask on")
    click.confirm(f"Send {what}?", abort=True, err=True)


def _key(project: Project, account: Account, options: PushOptions) -> AccessKey:
    try:
        profile = read_profile(project.config, account.name, variables(options.env_file))
        return AccessKey(profile.key)
    except (ProfileError, TransportError) as error:
        raise RefusedError(str(error)) from None
