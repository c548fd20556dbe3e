"""A catalog as an editor has it: the files that are open over those on disk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from msgc.catalog import CONFIG, TEMPLATES, Catalog
from msgc.diagnostics import Diagnostic
from msgc.pipeline.files import EXTENDS, Files
from msgc.pipeline.index import index_of
from msgc.pipeline.projects import Project
from msgc.pipeline.settings import settings_of
from msgc.pipeline.testing import TEST_ENDINGS
from msgc.pipeline.testing.places import message_file, orphans
from msgc.source import SourceFile
from msgc.syntax.decode import decode
from msgc.vocabulary import ENDING

INCLUDE = "include"


def overlaid(root: Path, buffers: Mapping[Path, str], earlier: Project | None = None) -> Project:
    """Return the catalog at `root` with the texts of `buffers` for what those files hold.

    With `earlier`, only files whose buffers differ are read anew: it has to be as the disk is now.
    It is itself what is returned where none does. Raises OSError where `msgc.yaml` can't be read.
    """
    contents = {path: text.encode("utf-8", "replace") for path, text in buffers.items()}
    catalog = Catalog(root)
    if earlier is None:
        files = Files(catalog, buffers=contents)
        return Project(catalog, settings_of(files), files, index_of(catalog, files.open_messages()))
    changed = _changed(earlier.files.buffers, contents)
    if not changed:
        return earlier
    files = earlier.files.over(contents, changed)
    config = settings_of(files) if root / CONFIG in changed else earlier.config
    is_listed = earlier.files.buffers.keys() == contents.keys()
    index = earlier.index if is_listed else index_of(catalog, files.open_messages())
    return Project(catalog, config, files, index)


def _changed(before: Mapping[Path, bytes], after: Mapping[Path, bytes]) -> set[Path]:
    return {path for path in {*before, *after} if before.get(path) != after.get(path)}


def belongs(root: Path, path: Path) -> bool:
    """Tell whether a file is one that decides what a catalog's messages are."""
    return path == root / CONFIG or path.is_relative_to(root / TEMPLATES)


def own_message(project: Project, path: Path) -> str | None:
    """Return the message that a file is a part of by its name, None where there is none.

    A test file is a part of the message whose tests it holds.
    """
    index, own_file = project.index, message_file(path) if _is_of_tests(path) else path
    own = [name for name, file in index.messages.items() if file == own_file]
    localised = [name for name, files in index.locales.items() if own_file in files]
    return next((name for name in (*own, *localised) if name in index.messages), None)


def _is_of_tests(path: Path) -> bool:
    return path.name.endswith(TEST_ENDINGS)


def further_messages(project: Project, path: Path) -> Iterator[str]:
    """Yield the messages that a file takes part in beside its own: by `extends`, by an include."""
    if _is_of_tests(path):
        return
    own, is_message = own_message(project, path), path.name.endswith(ENDING)
    for name, file in project.paths().items():
        if name != own and _says(project, file, EXTENDS if is_message else INCLUDE):
            parts = project.sources(name) if is_message else project.files_of(name)
            if path in parts:
                yield name


def takers(project: Project, is_message: bool) -> dict[Path, list[str]]:
    """Return the messages that files take part in beside their own, by these files.

    With `is_message` those that message files do, by `extends`; else those that all others do.
    """
    found: dict[Path, list[str]] = {}
    for name, file in project.paths().items():
        if _says(project, file, EXTENDS if is_message else INCLUDE):
            for part in project.sources(name) if is_message else project.files_of(name):
                found.setdefault(part, []).append(name)
    return found


def _says(project: Project, path: Path, word: str) -> bool:
    """Tell whether a word stands in a message's file, which costs less to see than to parse."""
    try:
        content = project.files.content(path)
    except OSError:
        return False
    return word.encode() in content or (word == INCLUDE and EXTENDS.encode() in content)


def messages_of(project: Project, path: Path) -> list[str]:
    """Return the messages that a file takes part in, its own first."""
    own = own_message(project, path)
    return [*([own] if own else []), *further_messages(project, path)]


def findings_of(project: Project, name: str, now: datetime) -> list[Diagnostic]:
    """Return what `check` finds in one message, the settings' faults among it."""
    return project.check([name], now)


def findings_beside(project: Project, path: Path, now: datetime) -> list[Diagnostic]:
    """Return what `check` finds in a file apart from messages: a bad name, bad settings."""
    strays = orphans(project, [path]) if _is_of_tests(path) else project.stray(path)
    return [*project.check([], now), *project.ruled(strays)]


def source_of(project: Project, path: Path) -> SourceFile | None:
    """Return a file as the catalog has it, None where it can't be read."""
    if path == project.catalog.root / CONFIG:
        return project.config.source
    if path.name.endswith(ENDING):
        return project.files.template(path)[0].source
    try:
        return decode(project.catalog.shown(path), project.files.content(path), path)[0]
    except OSError:
        return None
