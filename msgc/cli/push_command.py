"""`msgc push`: a plan sent once, or what is known of it."""

from __future__ import annotations

from typing import Any

import click

from msgc.cli.opening import open_project
from msgc.cli.path_words import TEXT
from msgc.cli.push_options import PushOptions, push_options
from msgc.cli.push_target import planned
from msgc.cli.push_test import push_test
from msgc.cli.pushing import push_plan
from msgc.cli.settings import everywhere
from msgc.push.policy import OnAbsent, WindowUnknown
from msgc.push.states import State

EPILOG = """\b
Examples:
  msgc plan orders/shipped -r people.csv --profile prod
  msgc push out/orders/shipped.plan.json --yes
  msgc push orders/shipped -r people.csv --profile prod --yes
  msgc push out/orders/shipped.ndjson --profile prod --yes
  msgc push orders/shipped --to +31612345678 --sample typical --profile prod

The same push again goes on where the last one stopped; a finished one sends nothing.
Where a text was mended on the way, --not-reached sends it to all others.
"""


@click.command("push", epilog=EPILOG)
@click.argument("target")
@click.option(
    "-r", "rows", type=TEXT, metavar="ROWS", help="Recipients, where TARGET is a message."
)
@click.option("--to", metavar="NUMBER", help="Send one test message of TARGET to this number.")
@click.option("--sample", metavar="NAME", help="The sample that --to sends.")
@click.option("--campaign", metavar="NAME", help="The campaign, where not TARGET's name.")
@push_options
@everywhere
def command(
    target: str,
    rows: str | None,
    to: str | None,
    sample: str | None,
    campaign: str | None,
    window_unknown: str | None,
    on_absent: str,
    retry: str | None,
    **given: Any,
) -> int:
    """Send TARGET: a plan, a file of payloads, or a message with -r."""
    options = PushOptions(
        window_unknown=WindowUnknown(window_unknown) if window_unknown else None,
        on_absent=OnAbsent(on_absent),
        retry=State(retry) if retry else None,
        **given,
    )
    _require_sense(options, to, sample, bool(rows or campaign))
    project = open_project()
    if to is not None:
        return push_test(project, target, to, sample, options)
    plan, rejected = planned(project, target, rows, campaign, options)
    return push_plan(project, plan, options, rejected)


def _require_sense(
    options: PushOptions, to: str | None, sample: str | None, is_campaign: bool
) -> None:
    """Raise a usage error where options don't go together."""
    if to is not None and is_campaign:
        raise click.UsageError("--to sends one test message: -r and --campaign don't go with it")
    if to is None and sample is not None:
        raise click.UsageError("--sample names what --to sends; recipients are in rows")
    if to is not None and (options.retry is not None or options.not_reached):
        raise click.UsageError("--to sends one test message anew: there is nothing to go on with")
    if options.retry is not None and options.not_reached:
        raise click.UsageError("--retry and --not-reached each name other recipients: take one")
    if options.not_reached and options.allow_revised:
        raise click.UsageError(
            "--not-reached lets nobody get both texts: leave --allow-revised out"
        )
