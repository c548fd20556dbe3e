"""A finding, as a program reads it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from msgc.diagnostics import Diagnostic, Severity
from msgc.late import Late
from msgc.records import dataclass
from msgc.source import SourceFile, Span

if TYPE_CHECKING:
    from msgc.python import codes
    from msgc.report import json
else:
    codes, json = Late("msgc.python.codes"), Late("msgc.report.json")


@dataclass(frozen=True, slots=True)
class Place:
    """Words in a file. Lines and columns count from 1, columns in code points; the end is that of
    the first code point after them.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Note:
    """A place, and what is said of it."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """The words at `place` make room for `text`."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to write instead.

    `severity` is `error` or `warning`. `line` and `column` count from 1, columns in code points;
    `pointer` is the JSON pointer into the payload, `row` the number of a row from 1, where there
    is one. `diagnostic` is the same as msgc's reports take it.
    """

    code: str
    severity: str
    message: str
    help: str | None
    file: str
    line: int
    column: int
    pointer: str | None = None
    message_name: str | None = None
    sample: str | None = None
    row: int | None = None
    diagnostic: Diagnostic | None = field(default=None, repr=False, compare=False)

    @property
    def is_error(self) -> bool:
        """Tell whether it keeps a message from being compiled."""
        return self.severity == "error"

    @property
    def place(self) -> Place:
        """The words that are at fault."""
        return place_of(diagnostic_of(self).span)

    @property
    def related(self) -> tuple[Note, ...]:
        """Other places that explain it: the other duplicate, the declaration."""
        return tuple(Note(place_of(each.span), each.text) for each in diagnostic_of(self).labels)

    @property
    def fix(self) -> tuple[Edit, ...]:
        """The one safe mend: the edits that belong together, in the file's order; often none."""
        fix = diagnostic_of(self).fix
        return tuple(Edit(place_of(each.span), each.text) for each in fix.edits) if fix else ()

    @property
    def payload(self) -> int | None:
        """The number (from 1) of the payload in a file of several."""
        return diagnostic_of(self).payload

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the row that made the value."""
        return diagnostic_of(self).columns

    @property
    def witness(self) -> Mapping[str, object] | None:
        """A row that fits `vars` and shows it, where msgc has found one."""
        return diagnostic_of(self).witness

    def as_dict(self) -> dict[str, object]:
        """Return it as JSON values, as it stands in `msgc check --format json`."""
        return json.diagnostic_dict(diagnostic_of(self))

    def explain(self) -> str:
        """Return the code's page: why it is raised, a bad and a good example (Markdown)."""
        return codes.explain(self.code)

    def __str__(self) -> str:
        place = f"row {self.row}" if self.row else f"{self.file}:{self.line}:{self.column}"
        help = f" {self.help}" if self.help else ""
        return f"{place}: {self.severity}[{self.code}]: {self.message}.{help}"


def finding_of(found: Diagnostic) -> Finding:
    """Return a diagnostic as a program reads it."""
    line, column = found.span.source.position(found.span.start)
    return Finding(
        code=found.code,
        severity=str(found.severity),
        message=found.message.removesuffix("."),
        help=found.help,
        file=found.span.source.name,
        line=line,
        column=column,
        pointer=found.pointer,
        message_name=found.message_name,
        sample=found.sample,
        row=found.row,
        diagnostic=found,
    )


def findings_of(found: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """Return diagnostics as a program reads them."""
    return tuple(map(finding_of, found))


def diagnostic_of(found: Finding) -> Diagnostic:
    """Return a finding as reports take it; of one that a program made, its place is a point."""
    if found.diagnostic is not None:
        return found.diagnostic
    span = SourceFile(found.file, "", first_line=found.line).span(found.column - 1)
    return Diagnostic(
        *(found.code, found.message, span, Severity(found.severity), found.help),
        pointer=found.pointer,
        message_name=found.message_name,
        sample=found.sample,
        row=found.row,
    )


def diagnostics_of(found: Iterable[Finding]) -> list[Diagnostic]:
    """Return findings as reports take them."""
    return list(map(diagnostic_of, found))


def place_of(span: Span) -> Place:
    """Return a span as lines and columns."""
    start, end = (span.source.position(at) for at in (span.start, max(span.start, span.end)))
    return Place(span.source.name, *start, *end)
