"""`msgc preview`: the catalog's messages as their readers will see them."""

from __future__ import annotations

import sys
import webbrowser
from importlib import import_module
from pathlib import Path
from socket import socket
from typing import Any

import click

from msgc.catalog import TEMPLATES
from msgc.cli.opening import catalog_root, chosen
from msgc.cli.path_words import TEXT
from msgc.cli.preview_desk import WATCHED, PreviewDesk
from msgc.cli.preview_rows import RowsFile
from msgc.cli.preview_writing import write_preview
from msgc.cli.settings import everywhere, write_out
from msgc.emit.writers import EVERYONE, OWNER_ONLY
from msgc.pipeline.projects import Project
from msgc.preview.choosing import address
from msgc.preview.model import Choice
from msgc.recipients.reading import READERS, format_of
from msgc.sandbox.hosts import listening, url_of

HOST = "127.0.0.1"
PORT = 4020
# Rows of a file that stand in the file that is written, unless more are asked for.
ROWS = 20

EPILOG = """\b
Examples:
  msgc preview
  msgc preview orders/shipped -r people.csv
  msgc preview --out preview.html
  msgc preview 'orders/*' --out preview.html

The page is live: it shows each save at once. It is served on this machine alone.
--out writes one file without scripts, which works from disk and loads nothing.
"""


@click.command("preview", epilog=EPILOG)
@click.argument("messages", nargs=-1, metavar="[MESSAGE...]")
@click.option("-r", "--rows", type=TEXT, metavar="ROWS", help="Show recipients of this file.")
@click.option("--rows-format", type=click.Choice(list(READERS)))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write one HTML file (`-`: to standard output), and serve nothing.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=ROWS,
    show_default=True,
    help="Rows for each message in the written file.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True)
@click.option(
    "--open/--no-open",
    "opens",
    default=None,
    help="Open the page in a browser; by default, from a terminal.",
)
@everywhere
def command(
    messages: tuple[str, ...],
    rows: str | None,
    rows_format: str | None,
    out: Path | None,
    limit: int,
    port: int,
    opens: bool | None,
) -> int:
    """Show messages as their readers will see them, live on every save."""
    root = catalog_root()
    file = _rows_file(rows, rows_format)
    desk = PreviewDesk(lambda: Project.open(root), file)
    names = chosen(desk.project, messages)
    if out is not None:
        return write_preview(desk, names, limit, out, OWNER_ONLY if rows else EVERYONE)
    first = names[0] if messages else ""
    return _serve(desk, root, file, port, first, opens)


def _rows_file(rows: str | None, format: str | None) -> RowsFile | None:
    if rows is None:
        return None
    if format is None and format_of(rows) is None:
        raise click.UsageError(f"`{rows}` doesn't tell its format; name it with --rows-format")
    if not Path(rows).is_file():
        raise click.UsageError(f"there is no file `{rows}`")
    return RowsFile(str(Path(rows).resolve()), format)


def _serve(
    desk: PreviewDesk,
    root: Path,
    file: RowsFile | None,
    port: int,
    first: str,
    opens: bool | None,
) -> int:
    live, running = _installed()
    listener = _listening(port)
    url = f"{url_of(listener)}/{address(Choice(first)) if first else ''}"
    write_out(f"Preview at {url} (Ctrl-C ends it).\n")
    if sys.stdout.isatty() if opens is None else opens:
        webbrowser.open(url)
    running.serve(live.Live(desk, _watched(live, root, file)), listener)
    return 0


def _listening(port: int) -> socket:
    try:
        return listening(HOST, port)
    except OSError as error:
        what = f"the preview can't listen on port {port}: {error.strerror}"
        raise click.ClickException(f"{what}; --port 0 picks a free port") from None


def _watched(live: Any, root: Path, file: RowsFile | None) -> list[Any]:
    watched = [live.Watched(root, WATCHED), live.Watched(root / TEMPLATES)]
    if file is not None:
        path = Path(file.path)
        watched.append(live.Watched(path.parent, frozenset({path.name})))
    return watched


def _installed() -> tuple[Any, Any]:
    try:
        return import_module("msgc.preview.live"), import_module("msgc.preview.running")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("msgc"):
            raise
        raise click.UsageError(
            "`msgc preview` needs starlette, uvicorn and watchfiles: "
            "run `pip install 'msgc[preview]'`; `--out FILE` needs none of them"
        ) from None
