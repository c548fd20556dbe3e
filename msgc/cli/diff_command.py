"""`msgc diff`: what two versions of the catalog send, bubble against bubble."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from msgc.catalog import CONFIG
from msgc.cli.opening import catalog_root, chosen
from msgc.cli.settings import everywhere, settings, terminal_width, write_out
from msgc.emit.writers import write_text
from msgc.pipeline.projects import Project
from msgc.pipeline.review.comparing import Side, compare
from msgc.pipeline.review.git import GitError, write_revision
from msgc.pipeline.review.html import render_html
from msgc.pipeline.review.json import render_json
from msgc.pipeline.review.markdown import render_markdown
from msgc.pipeline.review.model import Review
from msgc.pipeline.review.text import render_text

TEXT, MARKDOWN, JSON = "text", "markdown", "json"
BREAKING, CHANGES = "breaking", "changes"
NOW = "now"
EPILOG = """\b
Examples:
  msgc diff
  msgc diff origin/main
  msgc diff v1.2 v1.3
  msgc diff ../catalog-before .
  msgc diff $(git merge-base origin/main HEAD) --format markdown --fail-on breaking
  msgc diff --out diff.html

BEFORE and AFTER are revisions of git, or folders that hold a catalog. Breaking is what a row that
did doesn't do for any more: a variable that is needed now or no longer used, one that takes less
than it took, a message that is gone.
"""


@click.command("diff", epilog=EPILOG)
@click.argument("before", default="HEAD")
@click.argument("after", required=False)
@click.option("--message", "messages", multiple=True, metavar="SELECTOR", help="Only these.")
@click.option("--format", "format_", type=click.Choice([TEXT, MARKDOWN, JSON]), default=TEXT)
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
    format_: str,
    out: Path | None,
    fail_on: str | None,
) -> int:
    """Compare what the catalog sends now, or at AFTER, with what it sent at BEFORE (HEAD)."""
    with _side(before) as old, _side(after) as new:
        review = compare(old, new, _names(old, new, messages))
    if out is not None:
        write_text(out, render_html(review))
        settings().say(f"{out} written")
    else:
        write_out(_rendered(review, format_))
    failed = review.is_breaking if fail_on == BREAKING else bool(review.messages)
    return 1 if fail_on and failed else 0


def _rendered(review: Review, format_: str) -> str:
    if format_ == JSON:
        return render_json(review)
    if format_ == MARKDOWN:
        return render_markdown(review)
    return render_text(review, color=settings().wants_color(sys.stdout), width=terminal_width())


@contextmanager
def _side(name: str | None) -> Iterator[Side]:
    """Open a version: the catalog as it stands, a folder's, or a revision's, for a while."""
    if name is None:
        yield Side(NOW, Project.open(catalog_root()))
    elif name and (Path(name) / CONFIG).is_file():
        yield Side(name, Project.open(Path(name).resolve()))
    else:
        with TemporaryDirectory(prefix="msgc-") as folder:
            root = Path(folder).resolve()
            yield Side(_revision(name, root), Project.open(root))


def _revision(name: str, folder: Path) -> str:
    try:
        commit = write_revision(catalog_root(), name, folder)
    except GitError as error:
        raise click.UsageError(str(error)) from None
    return f"{name} ({commit})"


def _names(old: Side, new: Side, selectors: tuple[str, ...]) -> set[str] | None:
    """Return the messages that are selected in either version, None for all."""
    if not selectors:
        return None
    known = [side for side in (old, new) if _finds(side, selectors)] or [new]
    return {name for side in known for name in chosen(side.project, selectors)}


def _finds(side: Side, selectors: tuple[str, ...]) -> bool:
    try:
        return bool(chosen(side.project, selectors))
    except click.UsageError:
        return False
