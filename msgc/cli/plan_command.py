"""`msgc plan`: what would be sent to whom, written down before anything is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from msgc.cli.opening import open_project
from msgc.cli.path_words import TEXT, PathWord
from msgc.cli.planning import MadePlan, make_plan
from msgc.cli.planning_notes import WindowFields
from msgc.cli.planning_options import PlanOptions
from msgc.cli.planning_text import plan_text, shown
from msgc.cli.push_options import duration
from msgc.cli.settings import everywhere, settings, write_out
from msgc.push.plans import summary_document
from msgc.recipients.reading import READERS
from msgc.report.documents import json_text

VERSION = 1
RECIPIENTS = "Recipients: a file, or - for NDJSON on stdin."
OUTPUT = "The plan's file or folder (else in out/)."
EPILOG = """\b
Examples:
  msgc plan orders/shipped -r people.csv --profile prod
  msgc plan orders/shipped -r people.csv --suppress opted-out.txt --expires 6h
  msgc plan orders/shipped -r people.csv --last-inbound lastInbound
  msgc plan out/orders/shipped.ndjson --campaign november

\b
A plan is NAME.plan.json, which may be shown to anybody, and NAME.plan.ndjson,
which holds the recipients. Neither may be changed: `msgc push NAME.plan.json`
sends it.
"""


class Expiry(click.ParamType[datetime | timedelta]):
    """A time from now on, such as `24h`, or an RFC 3339 time."""

    name = "TIME"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime | timedelta:
        if isinstance(value, datetime | timedelta):
            return value
        try:
            return timedelta(seconds=duration(value))
        except click.BadParameter:
            pass
        except OverflowError:
            self.fail(f"`{value}` is too long", param, ctx)
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is neither 24h nor a time as 2026-11-22T18:00:00Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command("plan", epilog=EPILOG)
@click.argument("source", metavar="MESSAGE|FILE")
@click.option("-r", "rows", type=TEXT, metavar="ROWS", help=RECIPIENTS)
@click.option("--rows-format", type=click.Choice(sorted(READERS)), help="Where the ending lies.")
@click.option("-o", "output", type=TEXT, metavar="PATH", help=OUTPUT)
@click.option("--limit", type=click.IntRange(min=0), metavar="N", help="Only the first N rows.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, metavar="N", help="Processes.")
@click.option("--campaign", metavar="NAME", help="Else the message's or the file's name.")
@click.option("--profile", metavar="NAME", help="The account that is to send; needs no key.")
@click.option(
    "--suppress",
    multiple=True,
    type=PathWord(path_type=Path),
    metavar="FILE",
    help="A list of those who want no messages.",
)
@click.option("--expires", type=Expiry(), help="When it is stale: 24h, 2d, or a time.")
@click.option("--last-inbound", metavar="FIELD", help="The row's field: when they last wrote.")
@click.option("--contact-id", metavar="FIELD", help="The row's field: the contact's id.")
@click.option("--allow-revised", is_flag=True, help="A second text for the same recipient.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@everywhere
def command(last_inbound: str | None, contact_id: str | None, format_: str, **given: Any) -> int:
    """Plan what goes to whom: a MESSAGE's recipients with -r, or a FILE of payloads (.ndjson)."""
    if given["campaign"] is not None and not given["campaign"].strip():
        raise click.UsageError("--campaign takes a name")
    fields = WindowFields(last_inbound or None, contact_id or None)
    made = make_plan(open_project(), PlanOptions(fields=fields, **given))
    if format_ == "json":
        write_out(json_text(_document(made)))
    elif not settings().quiet:
        write_out(plan_text(made))
    return 1 if made.rejected else 0


def _document(made: MadePlan) -> dict[str, object]:
    rejects = str(shown(made.paths.rejects)) if made.rejected else None
    files = {"plan": str(shown(made.paths.summary)), "rejected": rejects}
    return {"version": VERSION, **files, "summary": summary_document(made.summary)}
