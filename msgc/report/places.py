"""Where a finding stands, in the terms of a CI's reports: a file of the checkout and its lines."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from msgc.records import dataclass
from msgc.source import SourceFile, Span


@dataclass(frozen=True, slots=True)
class Place:
    """A span in lines and columns, both from 1; columns in code points, the end exclusive.

    `last_line` is the line of the last character, which is before `end_line` where the span takes
    a line break with it.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    last_line: int


def place_of(span: Span) -> Place:
    """Return the lines and columns of a span."""
    end = max(span.start, span.end)
    last, _ = span.source.position(max(span.start, end - 1))
    return Place(*span.source.position(span.start), *span.source.position(end), last)


def path_of(source: SourceFile, root: Path | None) -> str:
    """Return a file's path relative to `root`, an absolute folder, with forward slashes.

    It is the name that people see where there is no root, or where no path leads there from it.
    """
    if root is None or source.path is None:
        return PurePath(source.name).as_posix()
    try:
        return PurePath(os.path.relpath(source.path, root)).as_posix()
    except ValueError:
        # Windows: the file is on another drive.
        return PurePath(source.name).as_posix()
