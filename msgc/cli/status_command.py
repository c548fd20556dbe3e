"""`msgc status`: what is known of a run, and what the API says of it."""

from __future__ import annotations

from math import inf
from pathlib import Path
from typing import Any

import click

from msgc.cli.path_words import TEXT
from msgc.cli.push_options import duration
from msgc.cli.push_showing import LEDGER
from msgc.cli.settings import everywhere
from msgc.cli.status_all import show_all
from msgc.cli.status_export import require_format
from msgc.cli.status_options import StatusOptions
from msgc.cli.status_running import status_of_run
from msgc.push.ledger.model import LedgerError
from msgc.push.plans import PlanError
from msgc.push.policy import WindowUnknown

EPILOG = """\b
Examples:
  msgc status
  msgc status shipped-3f2a --format json
  msgc status --all
  msgc status --follow --for 10min
  msgc status 2026-11-22-shipped-3f2a09c1 --export shipped.csv
  msgc status shipped-3f2a --forget --yes

RUN is a run's name or a part of it; without one it is the run that was written last.
--follow asks the API for deliveries, and sends what is due again, and once the fallback of
what met a closed window. It ends when the last word on all is known; a message may stay
`sent` for ever, so give it a time with --for.
"""


@click.command("status", epilog=EPILOG)
@click.argument("run", required=False)
@click.option("--all", "everything", is_flag=True, help="List all runs.")
@click.option("--ledger", type=TEXT, metavar="PATH|URL", help="Where the ledger stands.")
@click.option("--follow", is_flag=True, help="Ask the API until all is settled and delivered.")
@click.option("--for", "seconds", type=duration, metavar="TIME", help="Follow so long at most.")
@click.option("--profile", metavar="NAME", help="The account to ask (else the run's own).")
@click.option(
    "--env-file",
    type=click.Path(path_type=Path, exists=True),
    metavar="FILE",
    help="Take the key's variable from here.",
)
@click.option(
    "--suppress",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave these recipients out as it follows.",
)
@click.option(
    "--window-unknown",
    type=click.Choice(tuple(map(str, WindowUnknown))),
    help="What to send, as it follows, where the 24-hour window isn't known.",
)
@click.option("--export", "target", metavar="FILE|-", help="Every payload: .ndjson or .csv.")
@click.option("--with-recipients", is_flag=True, help="Export the recipients too.")
@click.option("--forget", is_flag=True, help="Delete people's data from a finished run.")
@click.option("--yes", is_flag=True, help="Forget without asking.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@everywhere
def command(seconds: float | None, window_unknown: str | None, format_: str, **given: Any) -> int:
    """Show what is known of RUN: counts, why payloads failed and where, deliveries."""
    options = StatusOptions(
        format=format_,
        seconds=inf if seconds is None else seconds,
        window_unknown=WindowUnknown(window_unknown) if window_unknown else None,
        **given,
    )
    _require_sense(options)
    try:
        return show_all(options) if options.everything else status_of_run(options)
    except (LedgerError, PlanError) as error:
        click.echo(f"Error: {error}", err=True)
        return LEDGER


def _require_sense(options: StatusOptions) -> None:
    """Raise a usage error where options don't go together."""
    one = options.run or options.follow or options.target or options.forget
    if options.everything and one:
        raise click.UsageError("--all lists the runs; what else there is, is of one run")
    if options.forget and (options.follow or options.target):
        raise click.UsageError("--forget goes alone: follow and export first")
    if options.seconds != inf and not options.follow:
        raise click.UsageError("--for says how long to --follow")
    if options.suppress and not options.follow:
        raise click.UsageError("--suppress says whom --follow leaves out")
    if options.window_unknown and not options.follow:
        raise click.UsageError("--window-unknown says what --follow sends")
    if options.with_recipients and not options.target:
        raise click.UsageError("--with-recipients goes with --export")
    if options.target:
        require_format(options.target)
