"""A `Diagnostic` is one finding: what is wrong, exactly where, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum

from msgc.codes import CODES
from msgc.records import dataclass
from msgc.source import Span


class Severity(StrEnum):
    """How much a finding matters; an error keeps the message from being compiled."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Label:
    """A secondary place that explains a finding (the other duplicate, the declaration)."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a file: the words at `span` make place for `text`."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """The one safe mend: replace the words at `span` by `text`.

    `more` are further edits of the same file that it takes, apart from each other and from the
    first: all of them are made, or none is.
    """

    span: Span
    text: str
    more: tuple[Edit, ...] = ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """All edits, in the file's order."""
        first = Edit(self.span, self.text)
        return tuple(sorted((first, *self.more), key=lambda edit: edit.span.start))

    def as_one(self) -> Edit:
        """Return the fix as one edit, which also writes anew what stands between several."""
        first, *others = self.edits
        span, text = first.span, first.text
        for edit in others:
            text += span.source.text[span.end : edit.span.start] + edit.text
            span = span.to(edit.span)
        return Edit(span, text)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `pointer` is the JSON pointer into the payload that the fault would make, None where there is
    no payload. `payload` (from 1) tells the payload in a file of several, `row` (from 1) the
    recipient, `sample` the sample on which the fault shows. `columns` are
    those of the row that made the value. `witness` is a whole row that fits
    `vars` and shows it.
    """

    code: str
    message: str
    span: Span
    severity: Severity
    help: str | None = None
    labels: tuple[Label, ...] = ()
    fix: Fix | None = None
    pointer: str | None = None
    message_name: str | None = None
    sample: str | None = None
    payload: int | None = None
    row: int | None = None
    columns: tuple[str, ...] = ()
    witness: Mapping[str, object] | None = None

    @property
    def is_error(self) -> bool:
        """Whether the finding keeps the message from being compiled."""
        return self.severity is Severity.ERROR

    def with_witness(self, row: Mapping[str, object]) -> Diagnostic:
        """Return the finding with the row that shows it."""
        return replace(self, witness=row)


def finding(
    code: str,
    message: str,
    span: Span,
    *,
    help: str | None = None,
    labels: tuple[Label, ...] = (),
    fix: Fix | None = None,
    pointer: str | None = None,
    severity: Severity | None = None,
    message_name: str | None = None,
    row: int | None = None,
    columns: tuple[str, ...] = (),
) -> Diagnostic:
    """Make a diagnostic; its severity is the code's own unless given."""
    severity = severity or Severity(CODES[code].severity)
    made = code, _sentence(message), span, severity, help, labels, fix, pointer, message_name
    return Diagnostic(*made, row=row, columns=columns)


def _sentence(message: str) -> str:
    """Return a message as reports show it: a capital first, no full stop last."""
    return message[:1].upper() + message[1:].removesuffix(".")


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any finding is an error."""
    return any(d.is_error for d in diagnostics)


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by file and place, and drop findings that say the same of the same place."""
    unique = {_identity(d): d for d in reversed(list(diagnostics))}
    return sorted(unique.values(), key=_place)


def _identity(d: Diagnostic) -> tuple[object, ...]:
    return (d.code, d.span.source.name, d.span.start, d.span.end, d.message, d.payload, d.row)


def _place(d: Diagnostic) -> tuple[object, ...]:
    return (d.span.source.name, d.payload or 0, d.row or 0, d.span.start, d.span.end, d.code)


def pointer(path: Iterable[str | int]) -> str:
    """Write a path as a JSON pointer (RFC 6901): `("body", "a/b", 0)` is `/body/a~1b/0`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def with_context(
    diagnostics: Iterable[Diagnostic], *, message_name: str | None = None, sample: str | None = None
) -> list[Diagnostic]:
    """Return the diagnostics with the message's name, and the sample's, filled in."""
    return [
        replace(d, message_name=message_name or d.message_name, sample=sample or d.sample)
        for d in diagnostics
    ]
