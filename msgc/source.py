"""Source text and places in it: a `SourceFile` is a file's text, a `Span` two offsets in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from pathlib import Path

from msgc.late import regex
from msgc.records import dataclass

_BREAK = regex(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True, eq=False)
class SourceFile:
    """One input file: the name people see, its decoded text, and where its lines start.

    `name` is shown in diagnostics (relative to the catalog, or as given on the command line);
    `text` keeps the file's own line breaks. Offsets are code points into `text`. A part of a file
    says in `first_line` (from 1) where it begins.
    """

    name: str
    text: str
    path: Path | None = None
    first_line: int = 1
    _line_starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_line_starts", _line_starts(self.text))

    def position(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column (in code points) of an offset."""
        line = bisect_right(self._line_starts, offset) - 1
        return line + self.first_line, offset - self._line_starts[line] + 1

    def line(self, number: int) -> str:
        """Return line `number` (1-based) without its line break; "" beyond the end."""
        number -= self.first_line - 1
        if not 0 < number <= len(self._line_starts):
            return ""
        start = self._line_starts[number - 1]
        end = self._line_starts[number] if number < len(self._line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Return the span `start:end`; without an end it is empty."""
        return Span(self, start, start if end is None else end)


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a file; line and column are computed when printed."""

    source: SourceFile
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words the span covers."""
        return self.source.text[self.start : self.end]

    def to(self, other: Span) -> Span:
        """Return the span from this one's start to `other`'s end (same file)."""
        return Span(self.source, self.start, max(self.end, other.end))


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in _BREAK.finditer(text))] if text else [0]
