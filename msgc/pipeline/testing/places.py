"""Test files on disk: which message file each stands beside, and those that nothing runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.catalog import is_private
from msgc.diagnostics import Diagnostic, finding
from msgc.late import Late
from msgc.nearby import near
from msgc.pipeline.testing import NEAR_ENDINGS, ORPHAN, TEST_ENDING, TEST_ENDINGS
from msgc.source import SourceFile, Span
from msgc.syntax.decode import decode
from msgc.vocabulary import ENDING

# For types alone: most catalogs have no tests.
if TYPE_CHECKING:
    from msgc.pipeline.testing import model
else:
    model = Late("msgc.pipeline.testing.model")


def stem_of(name: str) -> str:
    """Return a test file's name without its ending, also without one that is nearly right."""
    return next((name.removesuffix(end) for end in TEST_ENDINGS if name.endswith(end)), name)


def file_beside(path: Path) -> Path:
    """Return the path of the test file beside a message file."""
    return path.with_name(path.name.removesuffix(ENDING) + TEST_ENDING)


def message_file(path: Path) -> Path:
    """Return the path of the message file that a test file stands beside, there or not."""
    return path.with_name(stem_of(path.name) + ENDING)


def read_beside(project: model.Opened, path: Path) -> Path | None:
    """Return the test file beside a message file, None where there is none."""
    name = path.name.removesuffix(ENDING) + TEST_ENDING
    files = project.files
    if not files.buffers and not files.may_stand_beside(path, (name,)):
        return None
    beside = file_beside(path)
    return beside if files.has(beside) else None


def misnamed_beside(project: model.Opened, path: Path) -> list[Path]:
    """Return the files beside a message file that are meant to be its test file."""
    stem = path.name.removesuffix(ENDING)
    names = project.files.may_stand_beside(path, [stem + ending for ending in NEAR_ENDINGS])
    return [each for name in names if (each := path.with_name(name)).is_file()]


def files_of_tests(folder: Path) -> list[Path]:
    """Return the test files below a folder, and those that are meant to be some, sorted."""
    found = (
        Path(below) / name
        for below, _, names in os.walk(folder)
        for name in names
        if name.endswith(TEST_ENDINGS)
    )
    return sorted(found)


def source_of(project: model.Opened, path: Path) -> tuple[SourceFile, list[Diagnostic]]:
    """Return a test file's text, and what keeps it from being read. Raises OSError."""
    shown = project.files.names.get(path) or project.catalog.shown(path)
    return decode(shown, project.files.content(path), path)


def orphans(project: model.Opened, files: Iterable[Path] | None = None) -> Iterator[Diagnostic]:
    """Yield the fault of each test file, of `files` or of all, that no message's tests are in."""
    lone = {*project.index.nameless, *project.index.orphans(project.catalog)}
    for path in files_of_tests(project.catalog.templates) if files is None else files:
        message = message_file(path)
        if not project.files.has(message):
            yield _orphan(project, path)
        elif is_private(project.catalog.name_of(path)):
            help = "Write its tests in the messages that extend the base."
            yield _unrun(project, path, f"`{path.name}` stands beside a base, not a message", help)
        elif message in lone:
            help = f"Mend what `msgc check` says of `{message.name}`."
            yield _unrun(project, path, f"`{path.name}` has no message to belong to", help)


def _orphan(project: model.Opened, path: Path) -> Diagnostic:
    name = stem_of(project.catalog.name_of(path))
    meant = near(name, project.paths())
    help = (
        f"Did you mean `{meant}{TEST_ENDING}`?" if meant else f"Write `{name}{ENDING}`, or move it."
    )
    return _unrun(project, path, f"`{path.name}` has no message to belong to", help)


def misnamed(project: model.Opened, path: Path) -> Diagnostic:
    """Return the fault of a file whose ending is nearly a test file's."""
    what = f"`{path.name}` isn't read: a test file's name ends in `{TEST_ENDING}`"
    return _unrun(project, path, what, f"Call it `{stem_of(path.name)}{TEST_ENDING}`.")


def _unrun(project: model.Opened, path: Path, what: str, help: str) -> Diagnostic:
    return finding(ORPHAN, what, Span(source_of(project, path)[0], 0, 0), help=help)
