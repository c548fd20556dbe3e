"""`msgc import`: payloads to message files."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from msgc.catalog import CONFIG, find_root
from msgc.cli.settings import everywhere, settings, write_out
from msgc.cli.telling import tell
from msgc.config import Config
from msgc.diagnostics import Diagnostic
from msgc.emit.writers import write_text
from msgc.lift.names import STANDARD_INPUT, file_name
from msgc.pipeline.importing import Imported, import_payloads
from msgc.pipeline.projects import Project
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.vocabulary import ENDING

EPILOG = """\b
Examples:
  msgc import payload.json
  msgc import payload.json -o templates/orders/shipped.msg.yaml
  msgc import sent/*.json -o templates/imported/
  pbpaste | msgc import        (a curl command; its headers are dropped)
"""


@click.command("import", epilog=EPILOG)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "output", metavar="PATH|DIR", help="Write a file, or one for each payload.")
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@everywhere
def command(files: tuple[Path, ...], output: str | None, force: bool) -> int:
    """Turn payloads (JSON, an array, NDJSON, a curl command) into message files."""
    config = _config()
    imported = [
        (name, each)
        for name, text, faults in _texts(files)
        for each in _imported(name, text, faults, config)
    ]
    found = [diagnostic for _, each in imported for diagnostic in each.found]
    tell(found, len(imported))
    messages = [(name, each) for name, each in imported if each.text is not None]
    complete = len(messages) == len(imported)
    written = _print(messages) if output is None else _write(messages, Path(output), output, force)
    return 0 if complete and written else 1


def _config() -> Config | None:
    root = settings().catalog or find_root(Path.cwd())
    has_one = root is not None and (root / CONFIG).is_file()
    return Project.open(root.resolve()).config if root is not None and has_one else None


def _texts(files: tuple[Path, ...]) -> Iterator[tuple[str, str, list[Diagnostic]]]:
    for path in files or (Path(STANDARD_INPUT),):
        if str(path) == STANDARD_INPUT:
            source, faults = decode("<stdin>", sys.stdin.buffer.read(), None)
            yield STANDARD_INPUT, source.text, faults
        else:
            source, faults = decode(str(path), path.read_bytes(), path)
            yield str(path), source.text, faults


def _imported(
    name: str, text: str, faults: list[Diagnostic], config: Config | None
) -> Iterator[Imported]:
    if faults:
        # The line may be a curl command's, with a key in it: none of it is shown.
        nowhere = SourceFile(name, "").span()
        yield Imported(None, None, tuple(replace(each, span=nowhere) for each in faults))
    else:
        yield from import_payloads(text, name, config)


def _print(messages: list[tuple[str, Imported]]) -> bool:
    if len(messages) > 1:
        raise click.UsageError(f"{len(messages)} payloads need a folder: name one with -o")
    for _, each in messages:
        write_out(each.text or "")
    return True


def _write(messages: list[tuple[str, Imported]], output: Path, written: str, force: bool) -> bool:
    is_file = written.endswith(ENDING) and not output.is_dir()
    if is_file and len(messages) > 1:
        raise click.UsageError(f"{len(messages)} payloads need a folder, and -o names a file")
    paths = [
        output if is_file else output / file_name(name, each.number) for name, each in messages
    ]
    done = [
        _write_one(path, each.text or "", force)
        for path, (_, each) in zip(paths, messages, strict=True)
    ]
    return all(done)


def _write_one(path: Path, text: str, force: bool) -> bool:
    if path.exists() and not force:
        click.echo(f"`{path}` is there already; --force overwrites it", err=True)
        return False
    write_text(path, text)
    settings().say(str(path))
    return True
