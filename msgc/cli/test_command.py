"""`msgc test`: samples and tests, held to what is expected of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from msgc.cli.ci import checkout
from msgc.cli.opening import chosen, open_project
from msgc.cli.settings import everywhere, say_more, settings, terminal_width, write_out
from msgc.cli.telling import counted
from msgc.pipeline.projects import Project
from msgc.pipeline.testing.coverage import Coverage, coverage_of
from msgc.pipeline.testing.junit import junit_report
from msgc.pipeline.testing.reports import json_report, text_report
from msgc.pipeline.testing.running import Tested, run_tests
from msgc.pipeline.testing.updating import update

TEXT, JSON, JUNIT = "text", "json", "junit"
EPILOG = """\b
Examples:
  msgc test
  msgc test 'orders/*' --cover
  msgc test --update
  msgc test --format junit > tests.xml

A test stands below `tests:` in its message, or in NAME.test.yaml beside it:
\b
  tests:
    a cancellable order gets a second button:
      sample: typical
      row: {order: {cancellable: true}}
      expect:
        /body/text/actions: {count: 2}
        /body/text/text: {contains: "on its way"}

Each sample is a test, too: it has to compile to what `build/` holds of it, where there is one.
"""


@click.command("test", epilog=EPILOG)
@click.argument("messages", nargs=-1)
@click.option("--exclude", multiple=True, metavar="SELECTOR", help="Leave these messages out.")
@click.option("--update", "updates", is_flag=True, help="Write build/ and the snapshots anew.")
@click.option("--cover", is_flag=True, help="Tell which branches and loops no row has taken.")
@click.option("--format", "format_", type=click.Choice([TEXT, JSON, JUNIT]), default=TEXT)
@everywhere
def command(
    messages: tuple[str, ...], exclude: tuple[str, ...], updates: bool, cover: bool, format_: str
) -> int:
    """Run the samples and tests of MESSAGEs (all without any)."""
    if cover and format_ == JUNIT:
        raise click.UsageError(f"--cover goes with --format {TEXT} or {JSON}")
    project = open_project()
    names = chosen(project, messages, exclude)
    everything = not messages and not exclude
    if updates:
        _update(project, names, everything)
    tested = run_tests(project, names, everything)
    for result in tested.results:
        say_more(f"{'passed' if result.passed else 'FAILED'} {result.message}: {result.name}")
    write_out(_report(tested, coverage_of(project, tested.results) if cover else None, format_))
    return 1 if tested.failures else 0


def _update(project: Project, names: Sequence[str], everything: bool) -> None:
    paths = update(project, names, everything)
    for path in paths:
        say_more(project.catalog.shown(path))
    settings().say(f"{counted(len(paths), 'file')} written anew")


def _report(tested: Tested, covered: list[Coverage] | None, format_: str) -> str:
    if format_ == JSON:
        return json_report(tested, covered)
    if format_ == JUNIT:
        return junit_report(tested, checkout())
    color = settings().wants_color(sys.stdout)
    return text_report(tested, covered, color=color, width=terminal_width())
