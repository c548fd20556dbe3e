"""`msgc diff`: what two versions of the catalog send, bubble against bubble."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from msgc.catalog import CONFIG
from msgc.cli.catalogs import loaded, selected
from msgc.cli.roots import catalog_root
from msgc.cli.settings import everywhere, settings, terminal_width, write_out
from msgc.python.catalogs import Catalog
from msgc.python.errors import RevisionError
from msgc.python.reviews import JSON, MARKDOWN, TEXT

BREAKING, CHANGES = "breaking", "changes"
NOW, HEAD = "now", "HEAD"
SINCE = "..."
EPILOG = """\b
Examples:
  msgc diff
  msgc diff origin/main
  msgc diff v1.2 v1.3
  msgc diff ../catalog-before .
  msgc diff origin/main... --fail-on breaking
  msgc diff origin/main... --format markdown
  msgc diff --out diff.html

BEFORE and AFTER are revisions of git, or folders that hold a catalog. `origin/main...` is where the
branch left origin/main, so that what others have done there since isn't taken for a change.
Breaking is what a row that did doesn't do for any more: a variable that is needed now or no longer
used, one that takes less than it took, a message that is gone or can't be compiled any more.
"""


@click.command("diff", epilog=EPILOG)
@click.argument("before", default=HEAD)
@click.argument("after", required=False)
@click.option("--message", "messages", multiple=True, metavar="SELECTOR", help="Only these.")
@click.option("--format", "format_", type=click.Choice([TEXT, MARKDOWN, JSON]))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write an HTML page with pictures side by side.",
)
@click.option("--fail-on", type=click.Choice([BREAKING, CHANGES]), help="Exit with 1 where found.")
@everywhere
def command(
    before: str,
    after: str | None,
    messages: tuple[str, ...],
    format_: str | None,
    out: Path | None,
    fail_on: str | None,
) -> int:
    """Compare what the catalog sends now, or at AFTER, with what it sent at BEFORE (HEAD)."""
    if out is not None and format_ is not None:
        raise click.UsageError("--out writes a page of HTML: leave out --format, or --out")
    before, after = _ends(before, after)
    with _side(before) as (old_name, old), _side(after) as (new_name, new):
        names = _names(old, new, messages)
        review = new.compare(old, names, labels=(old_name, new_name))
    if out is not None:
        review.write(out)
        settings().say(f"{out} written")
    else:
        color, width = settings().wants_color(sys.stdout), terminal_width()
        write_out(review.report(format_ or TEXT, color=color, width=width))
    failed = review.is_breaking or (fail_on == CHANGES and bool(review.messages))
    return 1 if fail_on and failed else 0


def _ends(before: str, after: str | None) -> tuple[str, str | None]:
    """Return both versions; `A...B` is what B has changed since it left A, and so is `A... B`."""
    base, dots, other = before.partition(SINCE)
    if not dots or _is_catalog(before):
        return before, after
    return f"{base}{SINCE}{other or after or ''}", after or other or None


def _is_catalog(name: str) -> bool:
    return bool(name) and (Path(name) / CONFIG).is_file()


@contextmanager
def _side(name: str | None) -> Iterator[tuple[str, Catalog]]:
    """Open a version: the catalog as it stands, a folder's, or a revision's, for a while."""
    if name is None:
        yield NOW, loaded(catalog_root(), allow_errors=True)
    elif _is_catalog(name):
        yield name, loaded(Path(name), allow_errors=True)
    else:
        now = loaded(catalog_root(), allow_errors=True)
        with _revision(now, name) as then:
            yield f"{name} ({then.revision})", then


@contextmanager
def _revision(catalog: Catalog, name: str) -> Iterator[Catalog]:
    try:
        with catalog.at(name) as then:
            yield then
    except RevisionError as error:
        raise click.UsageError(f"{error}{_no_folder(name)}") from None


def _no_folder(name: str) -> str:
    """Say that a name is no folder to compare, either."""
    if Path(name).is_dir():
        return f"; the folder `{name}` holds no catalog, either: no `{CONFIG}`" if name else ""
    return "" if name == HEAD or SINCE in name else f"; there is no folder `{name}`, either"


def _names(old: Catalog, new: Catalog, selectors: tuple[str, ...]) -> set[str] | None:
    """Return the messages that are selected in either version, None for all."""
    if not selectors:
        return None
    known = [each for each in (old, new) if _finds(each, selectors)] or [new]
    return {name for each in known for name in selected(each, selectors)}


def _finds(catalog: Catalog, selectors: tuple[str, ...]) -> bool:
    try:
        return bool(selected(catalog, selectors))
    except click.UsageError:
        return False
