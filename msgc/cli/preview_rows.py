"""The recipients that a preview shows: rows of a file, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import islice
from pathlib import Path

from msgc.pipeline.projects import Project
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.preview.model import Note
from msgc.recipients.reading import file_source, open_rows
from msgc.recipients.rows import RawRow, RowsError
from msgc.records import dataclass

UNREAD = "MSG501"
FIRST = 1


@dataclass(frozen=True, slots=True)
class RowsFile:
    """A file of recipients, and its format where the ending doesn't tell it."""

    path: str
    format: str | None = None

    @property
    def name(self) -> str:
        """The file's name, as people see it."""
        return Path(self.path).name

    def rows(self, project: Project, name: str) -> Iterator[RawRow]:
        """Yield the rows for a message. Raises RowsError."""
        variables = project.message(name).variables
        source = file_source(self.path, self.format, parse_yaml=parse_yaml_rows(variables))
        with closing(open_rows(replace(source, wanted=variables))) as rows:
            yield from rows

    def row(
        self, project: Project, name: str, number: int
    ) -> tuple[RawRow | None, tuple[Note, ...]]:
        """Return a row by its number (from 1); None and why where it can't be had."""
        try:
            raw = next(islice(self.rows(project, name), number - 1, number), None)
        except RowsError as error:
            return None, faults_of(error)
        if raw is not None:
            return raw, ()
        if number == FIRST:
            return None, (self.no_rows(),)
        return None, (Note(UNREAD, "error", f"There is no row {number}", "Choose another."),)

    def no_rows(self) -> Note:
        """Return what is said of a file without rows, where a sample is shown instead."""
        what = f"`{self.name}` has no rows, so no recipient is shown"
        help = "Write them below the header; without one, the first row is taken for it."
        return Note(UNREAD, "warning", what, help)


def faults_of(error: RowsError) -> tuple[Note, ...]:
    """Return what is wrong with a file of recipients as a preview tells it."""
    return tuple(Note(fault.code, "error", fault.message, fault.help) for fault in error.faults)
