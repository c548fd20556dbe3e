"""A catalog on disk: `msgc.yaml`, the message files below `templates/`, and what they include."""

from __future__ import annotations

import os
from pathlib import Path

from msgc.records import dataclass
from msgc.vocabulary import ENDING

CONFIG = "msgc.yaml"
TEMPLATES = "templates"


@dataclass(frozen=True, slots=True)
class Catalog:
    """The folder that holds `msgc.yaml`."""

    root: Path

    @property
    def templates(self) -> Path:
        """The folder of the message files."""
        return self.root / TEMPLATES

    def message_files(self) -> list[Path]:
        """Return the message files, sorted; those that start with `_` (bases) too.

        Raises OSError for a folder that can't be read: its messages mustn't just be gone.
        """
        found = (
            Path(folder) / name
            for folder, _, names in os.walk(self.templates, onerror=_raise)
            for name in names
            if name.endswith(ENDING)
        )
        return sorted(path for path in found if path.is_file())

    def name_of(self, path: Path) -> str:
        """Return a file's path below `templates/`, with forward slashes."""
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
    return any(part.startswith("_") for part in name.split("/"))


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):
        raise error


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, that holds `msgc.yaml`."""
    start = start.resolve()
    return next((f for f in (start, *start.parents) if (f / CONFIG).is_file()), None)
