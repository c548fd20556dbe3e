"""A catalog on disk: `msgc.yaml`, the message files below `templates/`, and what they include."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path

from msgc.records import dataclass
from msgc.vocabulary import ENDING

CONFIG = "msgc.yaml"
TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Catalog:
    """The folder that holds `msgc.yaml`; `templates` is that of the message files."""

    root: Path
    templates: Path = field(init=False, repr=False, compare=False)
    _below: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "templates", self.root / TEMPLATES)
        object.__setattr__(self, "_below", f"{self.templates.as_posix()}/")

    def message_files(self) -> list[Path]:
        """Return the message files, sorted; those that start with `_` (bases) too.

        Raises OSError for a folder that can't be read: its messages mustn't just be gone.
        """
        return list(map(Path, _message_files(self.templates)))

    def name_of(self, path: Path) -> str:
        """Return a file's path below `templates/`, with forward slashes."""
        # Without `relative_to`, which parts both paths anew each time.
        shown = path.as_posix()
        if shown.startswith(self._below):
            return shown.removeprefix(self._below)
        return path.relative_to(self.templates).as_posix()

    def shown(self, path: Path) -> str:
        """Return a file's path as diagnostics show it: relative to the catalog."""
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )

    def below(self, relative: str) -> Path | None:
        """Return a path below `templates/`, there or not; None where it leads outside."""
        path = self.templates / relative
        return path if path.resolve().is_relative_to(self.templates.resolve()) else None

    def inside(self, relative: str) -> Path | None:
        """Return the file at a path below `templates/`; None where it isn't, or leads outside."""
        path = self.below(relative)
        return path if path is not None and path.is_file() else None

    def text_files(self) -> list[str]:
        """Return the paths below `templates/` that an include may name."""
        found = (path for path in self.templates.rglob("*") if path.is_file())
        return [self.name_of(path) for path in found if not path.name.endswith(ENDING)]


def is_private(name: str) -> bool:
    """Tell whether a path below `templates/` has a part, folder or file, that starts with `_`."""
    return name.startswith("_") or "/_" in name


def _message_files(folder: str | Path) -> Iterator[str]:
    """Yield the paths of the message files below a folder; links to folders aren't followed.

    They come in the order of paths, which is that of their parts.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.path.normcase(entry.name))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _message_files(entry.path)
        elif entry.name.endswith(ENDING) and _is_file(entry):
            yield entry.path


def _is_file(entry: os.DirEntry[str]) -> bool:
    # What a folder tells of its entries spares asking for each of a thousand.
    return Path(entry.path).is_file() if entry.is_symlink() else entry.is_file()


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds `msgc.yaml`."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / CONFIG).is_file()), None)
