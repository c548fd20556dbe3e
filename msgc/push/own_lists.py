"""The lists of an account, which its profile names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class OwnLists:
    """The lists of an account, as its profile names them: from the catalog's `root` on.

    So they are kept, since the catalog may stand elsewhere on another machine.
    """

    root: Path = Path()
    paths: tuple[str, ...] = ()

    @property
    def files(self) -> tuple[Path, ...]:
        """Where they are."""
        return tuple(self.root / path for path in self.paths)


NONE_OWN = OwnLists()
