"""`build/`: the samples of a catalog, compiled, as they are committed to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgc.pipeline import building
from msgc.pipeline.projects import Project
from msgc.python.findings import findings_of
from msgc.python.opening import PathLike


class Build:
    """The files that samples make, nothing written yet.

    `findings` are those of the messages; those that have errors, `faulty`, make none, and neither
    do `skipped`, which have variables and no samples. `messages` is how many make some.
    """

    def __init__(self, build: building.Build, stale: Sequence[Path]) -> None:
        self._build = build
        self.stale = tuple(stale)
        self.changed = tuple(building.changed_files(build))
        self.findings = findings_of(build.found)
        self.messages = build.messages
        self.faulty, self.skipped = tuple(build.faulty), tuple(build.skipped)

    @property
    def folder(self) -> Path:
        """The folder that the files stand in."""
        return self._build.folder

    @property
    def files(self) -> dict[Path, str]:
        """The text of each file."""
        return dict(self._build.files)

    @property
    def has_errors(self) -> bool:
        """Whether a message is left out for its errors."""
        return any(each.is_error for each in self.findings)

    def write(self) -> None:
        """Write the files that are missing or differ, `changed`, and take away those that no sample
        makes, `stale`: all or none. Raises OSError.
        """
        building.write_build(self._build, self.stale)


def build_of(
    project: Project, names: Sequence[str], everything: bool, out: PathLike | None
) -> Build:
    """Return what samples make in the catalog's `build/`, or in another folder.

    There nothing is taken for stale; with `everything`, what belongs to no message is, too.
    """
    folder = project.catalog.root / building.BUILD if out is None else Path(out)
    build = building.build_of(project, names, folder)
    stale = building.stale_files(build, names, everything) if out is None else []
    return Build(build, stale)
