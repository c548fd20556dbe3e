"""`msgc test`: samples and tests, held to what is expected of them."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import click

from msgc.catalog import Catalog as Places
from msgc.cli.catalogs import open_catalog, selected
from msgc.cli.ci import checkout
from msgc.cli.settings import everywhere, say_more, settings, terminal_width, write_out
from msgc.cli.telling import counted
from msgc.python.catalogs import Catalog
from msgc.python.outcomes import FORMATS, JSON, JUNIT, TEXT

EPILOG = """\b
Examples:
  msgc test
  msgc test 'orders/*' --cover
  msgc test templates/orders/shipped.msg.yaml
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
@click.option("--format", "format_", type=click.Choice(FORMATS), default=TEXT)
@everywhere
def command(
    messages: tuple[str, ...], exclude: tuple[str, ...], updates: bool, cover: bool, format_: str
) -> int:
    """Run the samples and tests of MESSAGEs, or of files and folders (all without any)."""
    if cover and format_ == JUNIT:
        raise click.UsageError(f"--cover goes with --format {TEXT} or {JSON}")
    catalog = open_catalog()
    selectors = [_selector(catalog, word) for word in messages]
    found = selected(catalog, selectors, exclude)
    is_whole = not selectors or any(_is_root(catalog, each) for each in selectors)
    names = None if is_whole and not exclude else found
    if updates:
        _update(catalog, names)
    outcomes = catalog.test(names)
    for result in outcomes.results:
        say_more(f"{'passed' if result.passed else 'FAILED'} {result.message}: {result.name}")
    color, width = settings().wants_color(sys.stdout), terminal_width()
    report = outcomes.report(format_, cover=cover, color=color, width=width, root=checkout())
    write_out(report)
    return 0 if outcomes.passed else 1


def _selector(catalog: Catalog, word: str) -> str | Path:
    """Take for a path what is there on disk, unless a message has that name."""
    with suppress(OSError):
        if word not in catalog and Path(word).exists():
            return Path(word)
    return word


def _is_root(catalog: Catalog, selector: str | Path) -> bool:
    places = Places(catalog.root)
    return isinstance(selector, Path) and selector.resolve() in (places.root, places.templates)


def _update(catalog: Catalog, names: list[str] | None) -> None:
    paths = catalog.update_tests(names)
    for path in paths:
        say_more(Places(catalog.root).shown(path))
    removed = sum(not path.exists() for path in paths)
    more = f", {removed} removed" if removed else ""
    settings().say(f"{counted(len(paths) - removed, 'file')} written anew{more}")
