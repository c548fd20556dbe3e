"""`msgc check`: everything that is wrong, each fault at its place."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from msgc.cli.fixing import apply_fixes
from msgc.cli.opening import catalog_root
from msgc.cli.settings import everywhere, say_more, settings, terminal_width, write_out
from msgc.pipeline.checking import Checked, PathError, check_paths
from msgc.pipeline.projects import Project
from msgc.report import FORMATS
from msgc.report.summary import Summary

EPILOG = """\b
Examples:
  msgc check
  msgc check templates/orders
  msgc check payload.json --channel any
  msgc check --format json --fail-on warning
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
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text")
@click.option("--fix", is_flag=True, help="Mend what has one safe mend.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error")
@click.option("--channel", type=click.Choice(["whatsapp", "any"]), help="Overrides the catalog's.")
@click.option("--now", type=Moment(), help="The time that rules about the clock take.")
@everywhere
def command(
    paths: tuple[Path, ...],
    format_: str,
    fix: bool,
    fail_on: str,
    channel: str | None,
    now: datetime | None,
) -> int:
    """Check a catalog, folders, message files or payloads (.json, .ndjson)."""

    def check() -> Checked:
        return _checked(paths, channel, now or datetime.now(UTC))

    checked = check()
    if fix and apply_fixes(checked.found):
        settings().say("Mended what has one safe mend.")
        checked = check()
    return _report(checked, format_, fail_on)


def _checked(paths: tuple[Path, ...], channel: str | None, now: datetime) -> Checked:
    def open_project(start: Path) -> Project:
        return Project.open(catalog_root(start if start.exists() else None), channel)

    try:
        return check_paths(paths, open_project, now)
    except PathError as error:
        raise click.UsageError(str(error)) from None


def _report(checked: Checked, format_: str, fail_on: str) -> int:
    for name in checked.names:
        say_more(f"checked {name}")
    summary = Summary.of(checked.found, files=checked.files, messages=len(checked.names))
    color = format_ == "text" and settings().wants_color(sys.stdout)
    width = terminal_width()
    if checked.found or format_ != "text" or not settings().quiet:
        write_out(FORMATS[format_](checked.found, color=color, width=width, summary=summary))
    failed = summary.errors or (fail_on == "warning" and summary.warnings)
    return 1 if failed else 0
