"""`build/`: the samples of a catalog, compiled; what no sample makes goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from msgc.diagnostics import Diagnostic, has_errors, ordered
from msgc.emit.reference import dump_indented
from msgc.emit.writers import output_set
from msgc.pipeline.projects import Project
from msgc.records import dataclass

BUILD = "build"
EVERYONE = 0o644


@dataclass(slots=True)
class Build:
    """The files that a catalog's samples make, and what kept messages from making theirs."""

    folder: Path
    files: dict[Path, str] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)
    messages: int = 0
    skipped: list[str] = field(default_factory=list)
    faulty: list[str] = field(default_factory=list)


def build_of(project: Project, names: Sequence[str], folder: Path) -> Build:
    """Compile the samples of messages; a message with errors is left out with its findings."""
    build = Build(folder)
    for name in names:
        found = project.findings(name)
        build.found += found
        if not project.message(name).plans or has_errors(found):
            build.faulty.append(name)
            continue
        files = dict(_files(project, name, folder))
        build.files.update(files)
        build.messages += bool(files)
        build.skipped += [] if files else [name]
    build.found = ordered(build.found)
    return build


def _files(project: Project, name: str, folder: Path) -> Iterator[tuple[Path, str]]:
    for result in project.samples(name):
        if result.compiled is None:
            continue
        yield folder / name / f"{result.name}.json", dump_indented(result.compiled.payload)
        if result.compiled.fallback is not None:
            path = folder / name / f"{result.name}.fallback.json"
            yield path, dump_indented(result.compiled.fallback)


def stale_files(build: Build, names: Sequence[str], everything: bool) -> list[Path]:
    """Return the files in the folder that no sample makes.

    With `everything` those of messages that are gone too.
    """
    homes = [build.folder] if everything else [build.folder / name for name in names]
    found = {p for home in homes for p in _json_files(home, recursive=everything)}
    return sorted(path for path in found if path not in build.files)


def _json_files(home: Path, recursive: bool) -> list[Path]:
    return [p for p in (home.rglob if recursive else home.glob)("*.json") if p.is_file()]


def changed_files(build: Build) -> list[Path]:
    """Return the files that are missing, or differ from what the samples make."""
    return sorted(path for path, text in build.files.items() if _text_of(path) != text)


def _text_of(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def write_build(build: Build, stale: Sequence[Path]) -> None:
    """Write what has changed, and take away what is stale. Raises OSError."""
    with output_set() as outputs:
        for path in changed_files(build):
            outputs.open(path, EVERYONE).stream.write(build.files[path].encode("utf-8"))
        for path in stale:
            outputs.remove(path)
    for path in stale:
        _drop_empty(path.parent, build.folder)


def _drop_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
