"""All that is found at present, by what it was found in, and so by the file it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field
from pathlib import Path

from msgc.diagnostics import Diagnostic, ordered
from msgc.records import dataclass

# A message of a catalog, or a file apart from messages.
Subject = tuple[Path, str]


@dataclass(slots=True)
class Board:
    """Findings by their subject; what several messages of one base say is told once."""

    _found: dict[Subject, tuple[Diagnostic, ...]] = field(default_factory=dict)

    def put(self, subject: Subject, found: Sequence[Diagnostic]) -> set[Path]:
        """Replace what is known of a subject; return the files whose findings may differ now."""
        before = self._found.pop(subject, ())
        if found:
            self._found[subject] = tuple(found)
        return _paths((*before, *found))

    def keep(self, subjects: Iterable[Subject]) -> set[Path]:
        """Forget all other subjects; return the files whose findings may differ now."""
        gone = self._found.keys() - set(subjects)
        return {path for subject in gone for path in _paths(self._found.pop(subject))}

    def at(self, path: Path) -> list[Diagnostic]:
        """Return the findings that stand in a file, in its order."""
        every = (each for found in self._found.values() for each in found)
        return ordered(each for each in every if each.span.source.path == path)


def _paths(found: Iterable[Diagnostic]) -> set[Path]:
    return {each.span.source.path for each in found if each.span.source.path is not None}
