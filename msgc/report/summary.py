"""What a run found and looked at, in numbers and in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from msgc.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a run: findings by severity, and the files and messages that were looked at."""

    errors: int
    warnings: int
    files: int
    messages: int

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], *, files: int, messages: int) -> Summary:
        """Count the findings; `files` and `messages` are what was checked, faulty or not."""
        faults = [diagnostic.is_error for diagnostic in diagnostics]
        return cls(sum(faults), len(faults) - sum(faults), files, messages)


def summary_line(summary: Summary) -> str:
    """Say it in one line: `2 errors, 1 warning in 3 files`, or that nothing was found."""
    counts = ((summary.errors, "error"), (summary.warnings, "warning"))
    found = ", ".join(_counted(count, noun) for count, noun in counts if count)
    if found:
        return f"{found} in {_counted(summary.files, 'file')}"
    if summary.messages:
        return f"{_counted(summary.messages, 'message')} checked, nothing to mend"
    return f"{_counted(summary.files, 'file')} checked, nothing to mend"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
