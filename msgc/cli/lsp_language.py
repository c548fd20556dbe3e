"""What the language server is answered, by catalogs as they stand with what is open in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgc.catalog import CONFIG, find_root
from msgc.diagnostics import Diagnostic, Edit
from msgc.lsp.model import Buffers, RefusalError
from msgc.pipeline import editing
from msgc.pipeline.editing_completion import Completion, completions_at
from msgc.pipeline.editing_definition import definition_at
from msgc.pipeline.editing_hover import Hover, hover_at
from msgc.pipeline.editing_rename import RenameError, rename, renaming_at
from msgc.pipeline.projects import Project
from msgc.source import Span

# How many messages are checked for what is wrong with settings.
MOST_FOR_SETTINGS = 20


class CatalogLanguage:
    """Answers by the catalog of each file: the one at `root`, else found upwards from the file."""

    def __init__(self, root: Path | None = None) -> None:
        self._root = root
        self._projects: dict[Path, Project] = {}

    def forget(self) -> None:
        """Read all files anew when they are next asked about."""
        self._projects.clear()

    def catalog(self, path: Path) -> Path | None:
        """Return the folder of a file's catalog, None where it takes part in none."""
        root = self._root or find_root(path.parent)
        return root if root is not None and editing.belongs(root, path) else None

    def own(self, path: Path, buffers: Buffers) -> Sequence[str]:
        """Return the message that a file is a part of by its name."""
        project = self._project(path, buffers)
        name = editing.own_message(project, path) if project else None
        return [name] if name else []

    def further(self, path: Path, buffers: Buffers) -> Sequence[str]:
        """Return the other messages that a file takes part in.

        Settings take part in all: those that are open, and some more, since what is wrong with
        `defaults` shows in nearly any.
        """
        project = self._project(path, buffers)
        if project is None:
            return []
        if path.name != CONFIG:
            return list(editing.further_messages(project, path))
        names = (editing.own_message(project, each) for each in buffers)
        open_ones = sorted({name for name in names if name})
        others = [name for name in project.paths() if name not in open_ones]
        return [*open_ones, *others[: max(MOST_FOR_SETTINGS - len(open_ones), 0)]]

    def findings(self, path: Path, buffers: Buffers, name: str) -> Sequence[Diagnostic]:
        """Return what `check` finds in a message."""
        project = self._project(path, buffers)
        is_there = project is not None and name in project.paths()
        return editing.findings_of(project, name, _now()) if project and is_there else []

    def findings_beside(self, path: Path, buffers: Buffers) -> Sequence[Diagnostic]:
        """Return what `check` finds in a file apart from messages."""
        project = self._project(path, buffers)
        return editing.findings_beside(project, path, _now()) if project else []

    def hover(self, path: Path, offset: int, buffers: Buffers) -> Hover | None:
        """Return what is known of the words at an offset."""
        project = self._project(path, buffers)
        return hover_at(project, path, offset) if project else None

    def definition(self, path: Path, offset: int, buffers: Buffers) -> Span | None:
        """Return where what is at an offset is made."""
        project = self._project(path, buffers)
        found = definition_at(project, path, offset) if project else None
        return found.target if found else None

    def completions(self, path: Path, offset: int, buffers: Buffers) -> Sequence[Completion]:
        """Return what can be written at an offset."""
        project = self._project(path, buffers)
        own = self._own(path, buffers)
        return completions_at(project, own, path, offset) if project else []

    def renamable(self, path: Path, offset: int, buffers: Buffers) -> Span:
        """Return the words at an offset that can be renamed."""
        try:
            return renaming_at(self._needed(path, buffers), path, offset).word
        except RenameError as error:
            raise RefusalError(str(error)) from None

    def rename(self, path: Path, offset: int, buffers: Buffers, name: str) -> Sequence[Edit]:
        """Return the edits that rename what is there."""
        project = self._needed(path, buffers)
        try:
            return rename(project, renaming_at(project, path, offset), name)
        except RenameError as error:
            raise RefusalError(str(error)) from None

    def _needed(self, path: Path, buffers: Buffers) -> Project:
        project = self._project(path, buffers)
        if project is None:
            raise RefusalError(f"`{CONFIG}` can't be read")
        return project

    def _own(self, path: Path, buffers: Buffers) -> Buffers:
        """Return the open files that belong to the catalog of a file."""
        root = self.catalog(path)
        return {p: text for p, text in buffers.items() if root and editing.belongs(root, p)}

    def _project(self, path: Path, buffers: Buffers) -> Project | None:
        """Return a file's catalog, from what is known of it already."""
        root = self.catalog(path)
        if root is None:
            return None
        known = self._projects.get(root)
        try:
            project = editing.overlaid(root, self._own(path, buffers), known)
        except OSError:
            return None
        self._projects[root] = project
        return project


def _now() -> datetime:
    return datetime.now(UTC)
