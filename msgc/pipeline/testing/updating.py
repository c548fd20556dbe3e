"""`--update`: what is sent now is written as what tests are held to from here on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.emit.reference import dump_indented
from msgc.emit.writers import output_set
from msgc.pipeline.building import (
    BUILD,
    EVERYONE,
    build_of,
    changed_files,
    stale_files,
    write_build,
)
from msgc.pipeline.projects import Project
from msgc.pipeline.testing.files import written_tests
from msgc.pipeline.testing.running import run_tests
from msgc.pipeline.testing.snapshots import Snapshots, updated


def update(project: Project, names: Sequence[str], everything: bool = False) -> list[Path]:
    """Write the samples' payloads in `build/` and the tests' snapshots, where they have changed.

    Returns the files written or taken away. Messages with errors keep what they have, and so do
    tests that can't be run; with `everything`, what belongs to messages that are gone is taken
    away. Raises OSError.
    """
    build = build_of(project, names, project.catalog.root / BUILD)
    sound = [name for name in names if name not in build.faulty]
    kept = {project.catalog.root / BUILD / name for name in build.faulty}
    stale = [p for p in stale_files(build, sound, everything) if not kept & set(p.parents)]
    changed = changed_files(build)
    write_build(build, stale)
    return [*changed, *stale, *_snapshots(project, sound)]


def _snapshots(project: Project, names: Sequence[str]) -> list[Path]:
    texts = [each for name in names if (each := _snapshot_text(project, name)) is not None]
    changed = [(path, text) for path, text in texts if _text_of(path) != text]
    with output_set() as outputs:
        for path, text in changed:
            if text:
                outputs.open(path, EVERYONE).stream.write(text.encode("utf-8"))
            else:
                outputs.remove(path)
    return [path for path, _ in changed]


def _snapshot_text(project: Project, name: str) -> tuple[Path, str] | None:
    """Return a message's snapshot file and its text, which is empty where it holds nothing."""
    written = written_tests(project, name)
    snapshots = Snapshots.of(project.message(name).path)
    results = run_tests(project, [name]).results
    now = updated(snapshots, results, written.all(), all_read=not written.found)
    if now is None:
        return None
    return snapshots.path, dump_indented(now) if now else ""


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else ""
