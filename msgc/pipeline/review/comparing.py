"""Two versions of a catalog compared: which files differ, which messages they reach, and how."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgc.catalog import CONFIG, TEMPLATES
from msgc.lock.model import FILE as LOCK
from msgc.pipeline.projects import Project
from msgc.pipeline.review.findings import finding_changes
from msgc.pipeline.review.limits import limit_changes
from msgc.pipeline.review.model import MessageChange, Review, Status
from msgc.pipeline.review.pictures import pictures_of
from msgc.pipeline.review.shots import shots_of
from msgc.pipeline.review.variables import variable_changes
from msgc.records import dataclass
from msgc.types import ObjectType


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
        return (shown | {LOCK}) & changed


def compare(before: Side, after: Side, names: set[str] | None = None) -> Review:
    """Compare two versions; with `names` these messages alone. Raises OSError."""
    old, new = before.contents(), after.contents()
    changed = {path for path in (old.keys() | new.keys()) if old.get(path) != new.get(path)}
    messages = tuple(_messages(before, after, changed, names)) if changed else ()
    catalog = finding_changes(
        before.project.ruled(before.project.config.found),
        after.project.ruled(after.project.config.found),
    )
    shown = tuple(sorted(changed))
    return Review(before.label, after.label, shown, messages, tuple(catalog))


def _messages(
    before: Side, after: Side, changed: set[str], names: set[str] | None
) -> Iterator[MessageChange]:
    for name in sorted(before.names.keys() | after.names.keys()):
        if names is not None and name not in names:
            continue
        files = before.reaching(name, changed) | after.reaching(name, changed)
        if files:
            yield _message(name, before, after, tuple(sorted(files)))


def _message(name: str, before: Side, after: Side, files: tuple[str, ...]) -> MessageChange:
    has_old, has_new = name in before.names, name in after.names
    both = has_old and has_new
    status = Status.CHANGED if both else Status.ADDED if has_new else Status.REMOVED
    old, new = before.project, after.project
    shots = [shots_of(each, name) if has else {} for each, has in ((old, has_old), (new, has_new))]
    found = [each.findings(name) if has else [] for each, has in ((old, has_old), (new, has_new))]
    return MessageChange(
        *(name, status, files, tuple(pictures_of(*shots))),
        tuple(variable_changes(_variables(old, name), _variables(new, name))) if both else (),
        tuple(limit_changes(old.message(name), new.message(name))) if both else (),
        tuple(finding_changes(*found)),
    )


def _variables(project: Project, name: str) -> ObjectType:
    return project.message(name).variables
