"""`msgc check`: everything that is wrong, each fault at its place."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from msgc.cli.checking import Asked, check
from msgc.cli.settings import everywhere, no_cache
from msgc.python.checked import WITH_PROOF
from msgc.python.errors import CatalogError, PathError
from msgc.python.opening import Channel
from msgc.report import FORMATS

EPILOG = """\b
Examples:
  msgc check
  msgc check templates/orders
  msgc check payload.json --channel any
  msgc check --format json --fail-on warning
  msgc check --format sarif > msgc.sarif
  msgc check --baseline msgc-baseline.json
  msgc check templates/orders/shipped.msg.yaml --proof

A baseline holds the findings that a team knows of: the first run writes FILE,
and later ones show and fail on what is new alone. --write-baseline writes it anew,
which also takes out of it what has been mended. Commit FILE with the catalog.
"""


class Moment(click.ParamType[datetime]):
    """An RFC 3339 time on the command line."""

    name = "TIME"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        except ValueError:
            self.fail(f"`{value}` isn't a time; write it as 2026-11-22T09:00:00Z", param, ctx)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@click.command("check", epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH...]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    help="How to report; github under GitHub Actions, else text.",
)
@click.option("--fix", is_flag=True, help="Mend what has one safe mend.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error")
@click.option("--channel", type=click.Choice(["whatsapp", "any"]), help="Overrides the catalog's.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Fail only on findings that FILE doesn't hold.",
)
@click.option("--write-baseline", is_flag=True, help="Write what is found now to the baseline.")
@click.option("--proof", is_flag=True, help="Print what is proved of each message.")
@click.option("--strict-proof", is_flag=True, help="Fail on what isn't proved for every recipient.")
@click.option("--now", type=Moment(), help="The time that rules about the clock take.")
@no_cache
@everywhere
def command(
    paths: tuple[Path, ...],
    format_: str | None,
    fix: bool,
    fail_on: str,
    channel: Channel | None,
    baseline: Path | None,
    write_baseline: bool,
    proof: bool,
    strict_proof: bool,
    now: datetime | None,
) -> int:
    """Check a catalog, folders, message files or payloads (.json, .ndjson)."""
    if write_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE")

    if proof and format_ and format_ not in WITH_PROOF:
        raise click.UsageError(f"--proof goes with --format {' or '.join(WITH_PROOF)}")

    asked = Asked(
        *(paths, format_, fix, fail_on, channel, baseline, write_baseline),
        *(proof, strict_proof, now),
    )
    try:
        return check(asked)
    except (CatalogError, PathError) as error:
        raise click.UsageError(str(error)) from None
