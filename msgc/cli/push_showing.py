"""What a push came to, shown: a table for people, one document for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

import click

from msgc.cli.push_lists import named
from msgc.cli.push_options import PushOptions
from msgc.cli.settings import settings, write_out
from msgc.cli.telling import counted
from msgc.pipeline.profiles import Account
from msgc.push.plan_reading import Plan
from msgc.push.progress import spoken
from msgc.push.reports import REACH_WITH, Report
from msgc.push.states import State
from msgc.push.stops import Stop

DONE, UNFIT, PARTLY, REFUSED, LEDGER = 0, 2, 3, 4, 5
EXITS = {
    **dict.fromkeys((Stop.KEY, Stop.CHANNEL), REFUSED),
    Stop.LISTS: UNFIT,
    **dict.fromkeys((Stop.PLAN, Stop.LEDGER, Stop.LEASE), LEDGER),
}
STOPPED = {
    Stop.KEY: "the API refuses the access key: what was under way was handed back",
    Stop.CHANNEL: "the API knows no such channel: look at the profile's `channelId`",
    Stop.MESSAGE: "nearly all of the first fifty were rejected: the message is wrong",
    Stop.SIGNAL: "stopped as asked; the same push again goes on",
    Stop.LEDGER: "the ledger couldn't be written; what is known is kept as far as it could be",
    Stop.LEASE: "another sender has taken this run over",
    Stop.LISTS: "a list of people to be left out can't be read: nothing was sent",
    Stop.PATIENCE: "the API didn't answer for too long; the same push again goes on",
}
UNREACHED = (
    "left out, and not reached by any other run yet: push the run that has taken them over, or "
    f"`{REACH_WITH}`"
)
MAY_BE_LISTED = (
    "left out, and not reached by any other run: write to none of them while a list that may hold "
    "them can't be read: {}"
)
MEANINGS = {
    State.REJECTED: "see `msgc status` for why",
    State.AMBIGUOUS: "looked for again by the next push, or `msgc status --follow`",
    State.HELD: "not sent again unless `msgc resolve` says so",
    State.EXPIRED: "the plan's time is over",
    State.RETRY: "sent by the same push again",
    State.CLAIMED: "found out by the same push again",
    State.PLANNED: "sent by the same push again",
}


def exit_code(report: Report) -> int:
    """Return the exit code of a run: 0 only where all of it is accepted, and nobody forgotten."""
    if report.stop in EXITS:
        return EXITS[report.stop]
    return DONE if report.is_done and not report.unreached else PARTLY


def show_report(
    report: Report,
    format: str,
    note: str | None = None,
    rejected: int = 0,
    shares: bool = False,
) -> None:
    """Print a run's report on standard output, and why it ended on standard error.

    `note` stands in place of what is said of a stop; `rejected` counts the rows that were left out
    of its plan just now. `shares` tells that it leaves some recipients to another run.
    """
    if format == "json":
        more = {"rejectedRows": rejected} if rejected else {}
        write_out(json.dumps({**report.document(), **more}, ensure_ascii=False) + "\n")
    else:
        write_out("\n".join(report_lines(report, shares=shares)) + "\n")
    if note is None:
        note = STOPPED.get(report.stop, "") if report.stop else ""
    if note:
        settings().say(note)


def report_lines(
    report: Report, meanings: Mapping[State, str] = MEANINGS, shares: bool = False
) -> list[str]:
    """Return a run's counts as lines; `meanings` say what of a state is to be known."""
    told = [f"run {report.facts.run}: {counted(report.total, 'payload')}"]
    width = len(f"{report.total:,}")
    for state in State:
        count = report.states[state]
        if count or state is State.ACCEPTED:
            meaning = meanings.get(state, "")
            told.append(f"  {state:<9}  {count:>{width},}  {meaning}".rstrip())
    if report.facts.suppressed:
        why = "suppressed, or another run's" if shares else "suppressed"
        told.append(f"  left out   {report.facts.suppressed:>{width},}  ({why})")
    if report.unreached:
        why = MAY_BE_LISTED.format(named(report.missing)) if report.missing else UNREACHED
        told.append(f"  unreached  {report.unreached:>{width},}  {why}")
    if report.next_look is not None:
        time = datetime.fromtimestamp(report.next_look, UTC)
        told.append(f"  the next look at what is ambiguous is due at {time:%H:%M:%S} UTC")
    return told


def show_dry_run(
    total: int,
    plan: Plan,
    account: Account | None,
    options: PushOptions,
    taken: Mapping[str, int] = MappingProxyType({}),
    by_earlier: int = 0,
) -> int:
    """Say how many payloads a push would send; return the exit code.

    `taken` counts the recipients whom it would take over, by the runs that have them; `by_earlier`
    the payloads that lists of earlier pushes leave out.
    """
    if options.format == "json":
        more: dict[str, object] = {"takesOver": dict(taken)} if taken else {}
        more |= {"alsoLeftOut": by_earlier} if by_earlier else {}
        write_out(json.dumps({"version": 1, "dryRun": True, "total": total, **more}) + "\n")
    else:
        rate = options.rate or (account.rate if account else plan.summary.rate)
        where = f" with profile {account.name}" if account else ""
        takes = spoken(total / rate)
        write_out(f"a dry run: {counted(total, 'payload')} would be sent{where}, in {takes}\n")
    if account is None:
        click.echo("name the account with --profile to send", err=True)
    return DONE
