"""`msgc init`: a catalog that passes `check`."""

from __future__ import annotations

from pathlib import Path

import click

from msgc.cli.settings import everywhere, settings
from msgc.facts.files import LANGUAGE, schema_text

STARTER = Path(__file__).parent.parent / "starter"
SCHEMA = "message.schema.json"

CLEAN = 0
UNUSABLE = 2

EPILOG = """\b
Examples:
  msgc init
  msgc init my-messages

message.schema.json lets editors complete and check messages, offline. After an
upgrade of msgc, renew it: msgc schema message > message.schema.json
"""

NEXT = """
Try next:{enter}
  msgc check
  msgc compile
  msgc compile orders/shipped -r recipients.csv
  msgc vars orders/shipped"""


@click.command("init", epilog=EPILOG)
@click.argument(
    "directory", required=False, type=click.Path(path_type=Path, file_okay=False), metavar="[DIR]"
)
@everywhere
def command(directory: Path | None) -> int:
    """Make a catalog in DIR (here without it): a message, recipients, editor settings.

    A file that is there already is left as it is.
    """
    folder = _folder(directory)
    outcomes = [_write(folder / name, text) for name, text in sorted(_files().items())]
    settings().say(_told(outcomes))
    if "failed" in outcomes:
        return UNUSABLE
    enter = "" if folder == Path() else f"\n  cd {folder}"
    settings().say(NEXT.format(enter=enter))
    return CLEAN


def _folder(directory: Path | None) -> Path:
    given = settings().catalog
    if directory and given:
        raise click.UsageError("-C and DIR both name the folder; write one of them")
    return directory or given or Path()


def _files() -> dict[str, str]:
    """Return the text of every file of a new catalog by its path below the catalog's folder."""
    found = (path for path in STARTER.rglob("*") if path.is_file())
    texts = {path.relative_to(STARTER).as_posix(): path.read_text("utf-8") for path in found}
    return {**texts, SCHEMA: schema_text(LANGUAGE)}


def _write(path: Path, text: str) -> str:
    """Write a file unless something is there; return `created`, `kept` or `failed`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Mode `x` never follows or replaces what is there, a dangling link included.
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        return _not_written(path, error)
    settings().say(f"created  {path}")
    return "created"


def _not_written(path: Path, error: OSError) -> str:
    if isinstance(error, FileExistsError) and str(error.filename) == str(path):
        settings().say(f"kept     {path} (it was there already)")
        return "kept"
    click.echo(f"failed   {path} ({error.filename}: {error.strerror})", err=True)
    return "failed"


def _told(outcomes: list[str]) -> str:
    counts = ((outcomes.count(word), word) for word in ("created", "kept", "failed"))
    return f"{len(outcomes)} files: " + ", ".join(f"{n} {word}" for n, word in counts if n)
