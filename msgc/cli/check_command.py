"""`msgc check`: everything that is wrong, each fault at its place."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from msgc.cli.baselines import Baseline
from msgc.cli.ci import add_step_summary, checkout, default_format
from msgc.cli.clock import Clock
from msgc.cli.fixing import mend
from msgc.cli.keeping import recording_of
from msgc.cli.opening import catalog_root
from msgc.cli.settings import (
    everywhere,
    no_cache,
    say_more,
    settings,
    terminal_width,
    write_out,
)
from msgc.diagnostics import Diagnostic
from msgc.facts.platform import PLATFORM
from msgc.pipeline.checking import Checked, PathError, check_paths
from msgc.pipeline.payloads import ENDINGS
from msgc.pipeline.projects import Project
from msgc.report import FORMATS
from msgc.report.proof import MessageProof, with_proofs
from msgc.report.summary import Summary

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


# Reports that have a place for the proof.
WITH_PROOF = ("text", "json")


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
    channel: str | None,
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

    def check() -> Checked:
        return _checked(paths, channel, strict_proof, now or clock)

    checked = _mended(check) if fix else check()
    known = Baseline(baseline, paths) if baseline else None
    found = known.new_of(checked.found, write_baseline) if known else checked.found
    summary = _summary(checked, found, paths)
    _tell_unchecked(checked)
    format_ = format_ or ("text" if proof else default_format())
    _report(found, summary, format_, checked.proofs() if proof else [])
    code = 1 if summary.errors or (fail_on == "warning" and summary.warnings) else 0
    if recording and not clock.asked:
        recording.keep(settings().said, code)
    return code


def _mended(check: Callable[[], Checked]) -> Checked:
    checked, made = mend(check)
    if made:
        settings().say(f"Mended {made} {'place' if made == 1 else 'places'}.")
    return checked


def _checked(
    paths: tuple[Path, ...], channel: str | None, strict_proof: bool, now: datetime
) -> Checked:
    def open_project(start: Path) -> Project:
        project = Project.open(catalog_root(start if start.exists() else None), channel)
        project.strict_proof = strict_proof
        return project

    try:
        return check_paths(paths, open_project, now, channel or PLATFORM)
    except PathError as error:
        raise click.UsageError(str(error)) from None


def _tell_unchecked(checked: Checked) -> None:
    """Say what `msgc.lock` doesn't tell: it isn't checked, and counts as nothing."""
    project = checked.project
    left = [(n, what) for n in checked.names for what in project.not_checked(n)] if project else []
    for name, what in left:
        say_more(f"not checked: {name}: {what}")
    if left:
        settings().say(f"{len(left)} template checks not made for want of facts (-v tells them)")


def _summary(checked: Checked, found: list[Diagnostic], paths: tuple[Path, ...]) -> Summary:
    for name in checked.names:
        say_more(f"checked {name}")
    payloads = [str(path) for path in paths if path.suffix.lower() in ENDINGS]
    return Summary.of(
        found,
        files=checked.files,
        messages=len(checked.names),
        known=len(checked.found) - len(found),
        names=(*checked.names, *payloads),
    )


def _report(
    found: list[Diagnostic], summary: Summary, format_: str, proofs: Sequence[MessageProof]
) -> None:
    render = FORMATS[format_]
    color = format_ == "text" and settings().wants_color(sys.stdout)
    if found or format_ != "text" or not settings().quiet:
        width, root = terminal_width(), checkout()
        report = render(found, color=color, width=width, summary=summary, root=root)
        write_out(with_proofs(report, proofs, format_, color=color, width=width))
    if format_ == "github":
        add_step_summary(found, summary)
