"""`msgc check`: everything that is wrong, each fault at its place."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from msgc.cli.ci import add_step_summary, checkout, default_format
from msgc.cli.clock import Clock
from msgc.cli.keeping import recording_of
from msgc.cli.settings import (
    everywhere,
    no_cache,
    say_more,
    settings,
    terminal_width,
    write_out,
)
from msgc.cli.telling import counted
from msgc.python.checked import WITH_PROOF, Checked
from msgc.python.checks import check_paths
from msgc.python.errors import CatalogError, PathError
from msgc.python.findings import diagnostics_of
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

    clock = Clock.now(UTC)
    recording = None if fix or baseline else recording_of(paths)
    checked = _checked(paths, channel, strict_proof, now or clock, fix)
    if checked.mended:
        settings().say(f"Mended {counted(checked.mended, 'place')}.")
    shown = _new_of(checked, baseline, write_baseline) if baseline else checked
    _tell_checked(checked)
    _report(shown, format_ or ("text" if proof else default_format()), proof)
    has_warnings = fail_on == "warning" and bool(shown)
    code = 1 if shown.has_errors or has_warnings else 0
    if recording and not clock.asked:
        recording.keep(settings().said, code)
    return code


def _checked(
    paths: tuple[Path, ...], channel: Channel | None, strict_proof: bool, now: datetime, fix: bool
) -> Checked:
    try:
        return check_paths(
            *paths,
            catalog=settings().catalog,
            channel=channel,
            now=now,
            strict_proof=strict_proof,
            fix=fix,
        )
    except (CatalogError, PathError) as error:
        raise click.UsageError(str(error)) from None


def _new_of(checked: Checked, baseline: Path, renew: bool) -> Checked:
    """Return the findings that a baseline doesn't hold; what reads one is imported for it alone."""
    new: Checked = import_module("msgc.cli.baselines").new_of(checked, baseline, renew)
    return new


def _tell_checked(checked: Checked) -> None:
    """Say what is checked, and what isn't since `msgc.lock` doesn't tell: it counts as nothing."""
    for name in checked.messages:
        say_more(f"checked {name}")
    left = checked.not_checked
    for name, what in left:
        say_more(f"not checked: {name}: {what}")
    if left:
        settings().say(f"{len(left)} template checks not made for want of facts (-v tells them)")


def _report(checked: Checked, format_: str, proof: bool) -> None:
    color = format_ == "text" and settings().wants_color(sys.stdout)
    if checked or format_ != "text" or not settings().quiet:
        width, root = terminal_width(), checkout()
        write_out(checked.report(format_, color=color, width=width, root=root, proof=proof))
    if format_ == "github":
        add_step_summary(diagnostics_of(checked), checked.summary)
