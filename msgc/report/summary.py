"""What a run found and looked at, in numbers and in one line."""

from __future__ import annotations

from collections.abc import Iterable

from msgc.diagnostics import Diagnostic
from msgc.records import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a run: findings by severity, and the files and messages that were looked at.

    `known` counts the findings that a baseline holds and that aren't shown; `names` are the
    messages and payload files that were looked at, where the run knows them.
    """

    errors: int
    warnings: int
    files: int
    messages: int
    known: int = 0
    names: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        diagnostics: Iterable[Diagnostic],
        *,
        files: int,
        messages: int,
        known: int = 0,
        names: Iterable[str] = (),
    ) -> Summary:
        """Count the findings; `files` and `messages` are what was checked, faulty or not."""
        faults = [diagnostic.is_error for diagnostic in diagnostics]
        errors = sum(faults)
        return cls(errors, len(faults) - errors, files, messages, known, tuple(names))


def summary_line(summary: Summary) -> str:
    """Say it in one line: `2 errors, 1 warning in 3 files`, or that nothing was found."""
    known = f" ({_counted(summary.known, 'known finding')} not shown)" if summary.known else ""
    return _said(summary) + known


def _said(summary: Summary) -> str:
    counts = ((summary.errors, "error"), (summary.warnings, "warning"))
    found = ", ".join(_counted(count, noun) for count, noun in counts if count)
    if found:
        return f"{found} in {_counted(summary.files, 'file')}"
    nothing = "nothing new" if summary.known else "nothing to mend"
    if summary.messages:
        return f"{_counted(summary.messages, 'message')} checked, {nothing}"
    return f"{_counted(summary.files, 'file')} checked, {nothing}"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
