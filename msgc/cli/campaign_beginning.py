"""A run of a campaign begun: alone, with whom it takes over from the runs before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import replace

from msgc.cli.campaign_check import Leave, leave_of, leave_since, require_one_ledger
from msgc.cli.push_counting import count_new
from msgc.cli.push_options import PushOptions
from msgc.cli.settings import settings
from msgc.cli.telling import counted
from msgc.push.campaigns import campaign_runs
from msgc.push.ledger.model import Ledger, LedgerError
from msgc.push.plan_reading import Plan
from msgc.push.run_lists import Listed
from msgc.push.runs import Runs
from msgc.push.taking_over import require_idle, take_over, take_over_since

NOTHING_NEW = Leave()


def begin(
    plan: Plan,
    runs: Runs,
    options: PushOptions,
    listed: Listed,
    ask: Callable[[Leave], None],
) -> Ledger:
    """Begin a run once `ask` lets it, and return its ledger; one of several senders joins.

    No other run of the campaign begins meanwhile. Raises LedgerError, which names the run that
    is being sent where people are taken over from it, and what `leave_of` does.
    """
    summary = plan.summary
    with runs.beginning(summary.account or "", summary.campaign):
        begun = runs.find_push(summary, options.new_run)
        if begun is not None:
            require_one_ledger(plan, runs, options)
            return _joined(runs, begun, plan, listed)
        leave = _agreed(leave_of(plan, runs, options), ask)
        ledger = _begun(plan, runs, options, listed, leave)
    tell_taken_over(leave.taken_over(listed.people))
    return ledger


def _agreed(leave: Leave, ask: Callable[[Leave], None]) -> Leave:
    """Return what `ask` lets happen, none of whose runs is being sent."""
    for run in leave.taken:
        require_idle(leave.campaign, run)
    ask(leave)
    return leave


def _begun(plan: Plan, runs: Runs, options: PushOptions, listed: Listed, leave: Leave) -> Ledger:
    missing = plan.summary.counts.entries - count_new(plan, listed.people | leave.left_out, None)
    shares = replace(leave.shares, lists=listed.kept)
    ledger = runs.begin(plan, options.new_run, options.redact, shares, missing)
    try:
        take_over(leave.campaign, runs.home, ledger, plan)
    except BaseException:
        ledger.close()
        raise
    return ledger


def go_on(
    plan: Plan,
    runs: Runs,
    run: str,
    options: PushOptions,
    listed: Listed,
    ask: Callable[[Leave], None],
) -> Ledger:
    """Return the ledger of a run that has begun, as its sender's, once `ask` lets it go on.

    With --not-reached it leaves out whom others of its campaign have reached since, as a run that
    begins would. `plan` is one of its payloads. Raises LedgerError, RefusedError.
    """
    require_one_ledger(plan, runs, options)
    if not options.not_reached:
        ask(Leave())
        return open_begun(runs, run, plan, listed)
    with runs.beginning(plan.summary.account or "", plan.summary.campaign):
        leave = _agreed(leave_since(plan, runs, run, options), ask)
        ledger = _opened(runs, run, plan, listed, leave)
    tell_taken_over(leave.taken_over(listed.people))
    return ledger


def open_begun(runs: Runs, run: str, plan: Plan, listed: Listed) -> Ledger:
    """Return the ledger of a run that has begun, as its sender's. Raises LedgerError.

    Where the push that began it was broken off, people are taken over now. `plan` is one of the
    run's payloads.
    """
    with closing(runs.open(run, sender=False)) as ledger:
        facts, is_ready = ledger.facts(), not ledger.sources()
    if is_ready:
        return _opened(runs, run, plan, listed)
    with runs.beginning(facts.account, facts.campaign):
        return _opened(runs, run, plan, listed)


def _joined(runs: Runs, run: str, plan: Plan, listed: Listed) -> Ledger:
    """Return the ledger of a run that another push has begun while this one got ready."""
    with closing(runs.open(run, sender=False)) as ledger:
        if not ledger.is_shared:
            raise LedgerError("Another push has just begun this run: the same push again goes on.")
    return _opened(runs, run, plan, listed)


def _opened(runs: Runs, run: str, plan: Plan, listed: Listed, leave: Leave = NOTHING_NEW) -> Ledger:
    ledger = runs.open(run, sender=True)
    try:
        facts = ledger.facts()
        ledger.keep_lists(listed.kept)
        if ledger.sources():
            campaign = campaign_runs(runs, facts.account, facts.campaign)
            kept = runs.home.plan_or(facts, plan)
            take_over(campaign, runs.home, ledger, kept)
        take_over_since(leave.campaign, runs.home, ledger, leave.left_out, leave.taken)
    except BaseException:
        ledger.close()
        raise
    return ledger


def taken_over_words(taken: Mapping[str, int]) -> str:
    """Return whom a run takes over from which others, as words; empty where that is nobody."""
    each = [f"{counted(count, 'recipient')} from the run {run}" for run, count in taken.items()]
    return f"takes over {', '.join(each)}: left out there from now on" if each else ""


def tell_taken_over(taken: Mapping[str, int]) -> None:
    """Say whom a run takes over from which others."""
    if taken:
        settings().say(taken_over_words(taken))
