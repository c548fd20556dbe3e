"""A message with the text of every file that it is made of, as plain data that can be sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from msgc import __version__
from msgc.catalog import TEMPLATES
from msgc.diagnostics import Diagnostic
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import RowCompiler
from msgc.records import dataclass
from msgc.vocabulary import ENDING

# Messages that a process keeps compiled.
KEPT = 8
# What diagnostics about a row's values name as their file.
ROWS_NAME = "rows"
# A base's name, so that it is no message and needs none.
NO_MESSAGE = "_"


@dataclass(frozen=True, slots=True)
class Bundle:
    """A sound message: its name, and paths in the catalog with the bytes that stand there.

    Can be pickled, compared and hashed. `version` is that of the msgc that checked it.
    """

    name: str
    files: tuple[tuple[str, bytes], ...]
    version: str = __version__

    @property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of all that decides what the message compiles to."""
        hashes = [(path, hashlib.sha256(data).hexdigest()) for path, data in self.files]
        told = json.dumps([self.version, self.name, hashes])
        return hashlib.sha256(told.encode("utf-8")).hexdigest()


class BundleError(ValueError):
    """The message isn't there or has errors, or another version of msgc made the bundle."""


def bundle(catalog: str | Path, name: str) -> Bundle:
    """Return a message of the catalog in a folder, checked: what it warns of is let pass.

    Raises `BundleError` where there is no such message and where it has errors, with each of them
    on a line; OSError where files can't be read.
    """
    project = Project.open(Path(catalog).resolve())
    if name not in project.paths():
        raise BundleError(f"There is no message `{name}` in `{catalog}`.")
    errors = [found for found in project.findings(name) if found.is_error]
    if errors:
        lines = "\n".join(map(_line, errors))
        raise BundleError(f"`{name}` has errors:\n{lines}")
    made = Bundle(name, tuple(sorted(_files(project, name))))
    row_compiler(made)
    return made


@lru_cache(KEPT)
def row_compiler(message: Bundle) -> RowCompiler:
    """Return the compiler of a message's rows, made once in a process.

    Raises `BundleError` for a bundle that another version of msgc has made.
    """
    if message.version != __version__:
        raise BundleError(
            f"msgc {message.version} made the bundle of `{message.name}`, and this machine has "
            f"msgc {__version__}: install the same version on all."
        )
    with TemporaryDirectory(prefix="msgc-") as folder:
        _unpack(message, Path(folder))
        unpacked = Project.open(Path(folder).resolve()).message(message.name)
    if not unpacked.is_sound:
        lines = "\n".join(_line(found) for found in unpacked.found if found.is_error)
        raise BundleError(f"`{message.name}` can't be compiled from its bundle:\n{lines}")
    return RowCompiler(Compiler(unpacked), ROWS_NAME)


def _files(project: Project, name: str) -> Iterator[tuple[str, bytes]]:
    catalog = project.catalog
    # An included text without words is named by no part of a plan, and read all the same.
    paths = {*project.files_of(name), *project.files.text_faults}
    for path in paths:
        yield path.relative_to(catalog.root).as_posix(), path.read_bytes()
    yield from _locale_files(project.index.tags(), [path.name for path in paths])


def _locale_files(tags: Iterable[str], names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Yield an empty file for each locale that other messages alone have.

    What a message is formatted for are the locales of its whole catalog.
    """
    for tag in tags:
        if not any(name.endswith(f".{tag}{ENDING}") for name in names):
            yield f"{TEMPLATES}/{NO_MESSAGE}.{tag}{ENDING}", b""


def _unpack(message: Bundle, folder: Path) -> None:
    for relative, data in message.files:
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _line(found: Diagnostic) -> str:
    line, column = found.span.source.position(found.span.start)
    return f"{found.span.source.name}:{line}:{column}: {found.code}: {found.message}"
