"""What a catalog's tests come to, as plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from typing import Protocol

from msgc.python.findings import Finding, Note
from msgc.python.opening import PathLike
from msgc.records import dataclass

TEXT, JSON, JUNIT = "text", "json", "junit"
FORMATS = (TEXT, JSON, JUNIT)
WIDTH = 80


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a test of a message came to, or a sample, which is one too (`is_sample`).

    It has failed where there are `findings`.
    """

    message: str
    name: str
    is_sample: bool
    findings: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether all that is expected was met."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many ways a message's conditions and loops can go, and those that no row has taken."""

    message: str
    branches: int
    missed: tuple[Note, ...]


class _Render(Protocol):
    def __call__(self, format: str, cover: bool, color: bool, width: int, root: Path) -> str: ...


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What the tests of messages came to; `faults` are what keeps tests from being run."""

    results: tuple[Outcome, ...]
    faults: tuple[Finding, ...]
    _coverage: Callable[[], tuple[Coverage, ...]] = field(repr=False, compare=False)
    _render: _Render = field(repr=False, compare=False)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that was found, in the order of the messages; nothing where all is well."""
        return (*self.faults, *(each for result in self.results for each in result.findings))

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def coverage(self) -> tuple[Coverage, ...]:
        """Return which branches the rows of samples and tests take, by message."""
        return self._coverage()

    def report(
        self,
        format: str = TEXT,
        *,
        cover: bool = False,
        color: bool = False,
        width: int = WIDTH,
        root: PathLike | None = None,
    ) -> str:
        """Return the report: `text` (`width` cells wide), `json` or `junit`.

        With `cover`, `text` and `json` tell the branches that no row has taken. Paths in `junit`
        are relative to `root`, else to the current folder. Raises KeyError for another format.
        """
        if format not in FORMATS:
            raise KeyError(format)
        folder = Path.cwd() if root is None else Path(root)
        return self._render(format, cover, color, width, folder)
