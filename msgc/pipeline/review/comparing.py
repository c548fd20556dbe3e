"""Two versions of a catalog compared: which files differ, which messages they reach, and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.catalog import CONFIG, TEMPLATES
from msgc.lock import FILE as LOCK
from msgc.pipeline.locking import sends_template
from msgc.pipeline.projects import Project
from msgc.pipeline.review.changing import change_of, one_sided
from msgc.pipeline.review.findings import finding_changes
from msgc.pipeline.review.model import MessageChange, Review, Status
from msgc.pipeline.review.renames import with_names
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a catalog, and what it is called: a revision, a folder."""

    label: str
    project: Project

    @property
    def names(self) -> dict[str, Path]:
        """The files of its messages by name."""
        return self.project.paths()

    def contents(self) -> dict[str, bytes]:
        """Return the files that decide what is sent, by their paths in the catalog."""
        root = self.project.catalog.root
        found = [root / CONFIG, root / LOCK, *(root / TEMPLATES).rglob("*")]
        files = (path for path in found if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}

    def reaching(self, name: str, changed: set[str]) -> set[str]:
        """Return the changed files that a message is made of."""
        if name not in self.names:
            return set()
        root = self.project.catalog.root
        files = self.project.files_of(name)
        shown = {p.relative_to(root).as_posix() for p in files if p.is_relative_to(root)}
        lock = {LOCK} if sends_template(self.project.message(name)) else set()
        return (shown | lock) & changed

    def localised(self) -> set[str]:
        """Return the paths in the catalog of all message files with a locale."""
        root = self.project.catalog.root
        paths = (path for each in self.project.index.locales.values() for path in each)
        return {path.relative_to(root).as_posix() for path in paths}


def compare(before: Side, after: Side, names: set[str] | None = None) -> Review:
    """Compare two versions; with `names` these messages alone. Raises OSError."""
    old, new = before.contents(), after.contents()
    changed = {path for path in (old.keys() | new.keys()) if old.get(path) != new.get(path)}
    messages = _messages(before, after, changed, names) if changed else ()
    catalog = finding_changes(
        before.project.ruled(before.project.config.found),
        after.project.ruled(after.project.config.found),
    )
    told = with_names(tuple(messages), before.project, after.project)
    shown = tuple(sorted(changed))
    return Review(before.label, after.label, shown, tuple(told), tuple(catalog))


def _messages(
    before: Side, after: Side, changed: set[str], names: set[str] | None
) -> Iterator[MessageChange]:
    # What a message formats for other locales is judged by those that the whole catalog has.
    tags = before.project.index.tags(), after.project.index.tags()
    everywhere = (before.localised() ^ after.localised()) if tags[0] != tags[1] else set()
    for name in sorted(before.names.keys() | after.names.keys()):
        if names is not None and name not in names:
            continue
        own = before.reaching(name, changed) | after.reaching(name, changed)
        files = tuple(sorted(own or everywhere))
        if files and (change := _change(name, before, after, files)):
            yield change


def _change(name: str, before: Side, after: Side, files: tuple[str, ...]) -> MessageChange | None:
    if name not in before.names:
        return one_sided(name, after.project, Status.ADDED, files)
    if name not in after.names:
        return one_sided(name, before.project, Status.REMOVED, files)
    return change_of(name, before.project, after.project, files)
