"""`check`: which files a command line names, and all that is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgc.catalog import CONFIG
from msgc.diagnostics import Diagnostic, ordered
from msgc.facts.platform import PLATFORM
from msgc.late import Late
from msgc.pipeline.payloads import ENDINGS, check_payload_file
from msgc.pipeline.projects import Project
from msgc.pipeline.testing import TEST_ENDING
from msgc.pipeline.testing.places import files_of_tests, message_file, orphans
from msgc.records import dataclass
from msgc.vocabulary import ENDING

# Few are asked for the proof.
if TYPE_CHECKING:
    from msgc.report import proof
else:
    proof = Late("msgc.report.proof")

OpenProject = Callable[[Path], Project]


class PathError(Exception):
    """A path that can't be checked: one sentence."""


@dataclass(slots=True)
class Checked:
    """What was found, in which messages and in how many files."""

    found: list[Diagnostic] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    files: int = 0
    project: Project | None = None

    def proofs(self) -> list[proof.MessageProof]:
        """Return what is proved of each message that was checked and is sound."""
        if self.project is None:
            return []
        sound = [name for name in self.names if self.project.message(name).is_sound]
        return [(name, self.project.proof(name, everything=True).constraints) for name in sound]


def check_paths(
    paths: Sequence[Path], open_project: OpenProject, now: datetime, channel: str = PLATFORM
) -> Checked:
    """Check the catalog, or the folders and files that are named.

    `open_project` gives the catalog of a path; it is asked only where one is needed. `channel` is
    that of payload files. Raises
    PathError for a path that isn't there or isn't of a kind that can be checked.
    """
    checked = Checked()
    if not paths:
        _check_catalog(open_project(Path.cwd()), checked, now)
    sources: list[Path] = []
    for path in paths:
        _require(path)
        if path.suffix.lower() in ENDINGS:
            checked.found += check_payload_file(path, str(path), now, channel)
            checked.files += 1
        else:
            sources.append(path)
    if sources:
        _check_sources(sources, open_project(sources[0]), checked, now)
    checked.found = ordered(checked.found)
    return checked


def _require(path: Path) -> None:
    if not path.exists():
        raise PathError(f"there is no `{path}`")
    known = path.is_dir() or path.name == CONFIG or path.suffix.lower() in ENDINGS
    if not known and not path.name.endswith((ENDING, TEST_ENDING)):
        endings = ", ".join((ENDING, TEST_ENDING, *ENDINGS))
        raise PathError(f"`{path}` is none of what `check` reads: folders, {CONFIG}, {endings}")


def _check_catalog(project: Project, checked: Checked, now: datetime) -> None:
    names = list(project.paths())
    checked.project = project
    checked.found += project.check(now=now)
    checked.names += names
    checked.files += 1 + project.index.files


def _check_sources(
    paths: Sequence[Path], project: Project, checked: Checked, now: datetime
) -> None:
    """Check folders and files of one catalog: a base through what extends it, tests as a
    message's.
    """
    if any(_is_whole(path, project) for path in paths):
        _check_catalog(project, checked, now)
        return
    files = [(file, path) for path in paths for file in _message_files(path, project)]
    for file, path in files:
        if path.is_file():
            project.files.names[file] = str(path)
    checked.project = project
    wanted = {file for file, _ in files}
    tested = {message_file(file) for file in wanted if file.name.endswith(TEST_ENDING)}
    names = {n for n in project.paths() if (wanted | tested) & set(project.sources(n))}
    checked.found += project.check(sorted(names), now)
    checked.found += [d for file in wanted for d in project.stray(file)]
    checked.found += project.ruled(_strays(paths, project))
    checked.names += sorted(names)
    checked.files += len(wanted)


def _strays(paths: Sequence[Path], project: Project) -> list[Diagnostic]:
    """Return the faults of the test files that are named, or in folders, and have no message."""
    folders = [path.resolve() for path in paths if path.is_dir()]
    named = [path.resolve() for path in paths if path.name.endswith(TEST_ENDING)]
    files = [*named, *(file for folder in folders for file in files_of_tests(folder))]
    inside = (file for file in files if file.is_relative_to(project.catalog.templates))
    return list(orphans(project, inside))


def _is_whole(path: Path, project: Project) -> bool:
    whole = (project.catalog.root, project.catalog.templates, project.catalog.root / CONFIG)
    return path.resolve() in [each.resolve() for each in whole]


def _message_files(path: Path, project: Project) -> list[Path]:
    templates = project.catalog.templates.resolve()
    found = sorted(path.rglob(f"*{ENDING}")) if path.is_dir() else [path]
    inside = [file.resolve() for file in found if file.resolve().is_relative_to(templates)]
    if path.is_file() and not inside:
        raise PathError(f"`{path}` doesn't lie below the catalog's `templates/`")
    return [project.catalog.templates / file.relative_to(templates) for file in inside]
