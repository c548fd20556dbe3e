"""`msgc resolve`: what is held, decided."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence

import click

from msgc.cli.path_words import TEXT
from msgc.cli.push_showing import DONE, LEDGER
from msgc.cli.settings import everywhere, settings, write_out
from msgc.cli.status_runs import FoundRun, find_run
from msgc.cli.telling import counted
from msgc.push.ledger.model import Ledger, LedgerError, Record
from msgc.push.states import Event, State

EPILOG = """\b
Examples:
  msgc resolve shipped-3f2a --sent --row 17 --row 23
  msgc resolve shipped-3f2a --resend --all
  msgc resolve shipped-3f2a --drop --all

A payload is held where the API may have taken it and doesn't list it. Look in Bird's own
log for the recipients of its rows; `msgc status RUN --export` has all rows and states.
"""
EVENTS = {"sent": Event.FIND, "resend": Event.SEND_AGAIN, "drop": Event.DROP}
DECIDED = {
    Event.FIND: ("is accepted now", "are accepted now"),
    Event.SEND_AGAIN: (
        "is sent by the next `msgc push` of the plan",
        "are sent by the next `msgc push` of the plan",
    ),
    Event.DROP: ("is rejected now, and isn't sent", "are rejected now, and aren't sent"),
}
LATE = (
    "to be sent again, but the plan's time is over, and a push of it sends nothing: plan the same "
    "rows again, and push that"
)
TWICE = "whoever did get one of these gets it twice: {} may have arrived"
VERSION = 1


@click.command("resolve", epilog=EPILOG)
@click.argument("run")
@click.option("--sent", "decided", flag_value="sent", help="They were sent after all.")
@click.option("--resend", "decided", flag_value="resend", help="They weren't: send them again.")
@click.option("--drop", "decided", flag_value="drop", help="Leave them unsent.")
@click.option(
    "--row",
    "rows",
    multiple=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="What is held of this row; may be given again.",
)
@click.option("--all", "everything", is_flag=True, help="All that is held.")
@click.option("--ledger", type=TEXT, metavar="PATH|URL", help="Where the ledger stands.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@everywhere
def command(
    run: str,
    decided: str | None,
    rows: tuple[int, ...],
    everything: bool,
    ledger: str | None,
    format_: str,
) -> int:
    """Decide what is held of RUN: it was sent, it is to be sent again, or it is dropped."""
    if decided is None:
        raise click.UsageError("say what became of them: --sent, --resend or --drop")
    if bool(rows) == everything:
        raise click.UsageError("name rows with --row N, or take --all that is held")
    try:
        return _resolve(find_run(run, ledger), decided, rows, format_)
    except LedgerError as error:
        click.echo(f"Error: {error}", err=True)
        return LEDGER


def _resolve(found: FoundRun, decided: str, rows: Sequence[int], format: str) -> int:
    event = EVENTS[decided]
    with found.opened(sender=True) as ledger:
        held = _held(ledger, rows)
        seqs = [(each.seq, each.step) for each in held]
        count = ledger.resolve(seqs, event, time.time()) if held else 0
        is_over = time.time() >= ledger.facts().expires
    if not count:
        raise click.UsageError(f"nothing of the run `{found.name}` is held")
    if format == "json":
        document = {"version": VERSION, "run": found.name, "decided": decided, "count": count}
        write_out(json.dumps(document) + "\n")
    else:
        words = LATE if is_over and event is Event.SEND_AGAIN else DECIDED[event][count > 1]
        write_out(f"run {found.name}: {counted(count, 'payload')} {words}\n")
    posted = sum(each.attempts > 0 for each in held)
    if event is Event.SEND_AGAIN and posted:
        settings().say(TWICE.format(f"{posted:,}"))
    return DONE


def _held(ledger: Ledger, rows: Sequence[int]) -> list[Record]:
    """Return what is held of rows, or all of it; a usage error where one of them has nothing."""
    wanted = set(rows)
    held = [each for each in ledger.records(State.HELD) if not wanted or each.row in wanted]
    missing = sorted(wanted - {each.row for each in held})
    if missing:
        numbers = ", ".join(map(str, missing))
        raise click.UsageError(f"nothing is held of row {numbers}: nothing was changed")
    return held
