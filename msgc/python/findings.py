"""A finding, as a program reads it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

from msgc.diagnostics import Diagnostic
from msgc.facts.platform import all_codes
from msgc.nearby import near

PAGES = files("msgc") / "pages"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, where, and what to write instead.

    `severity` is `error` or `warning`. `line` and `column` count from 1, columns in code points;
    `pointer` is the JSON pointer into the payload, `row` the number of a row from 1, where there
    is one.
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

    @property
    def is_error(self) -> bool:
        """Tell whether it keeps a message from being compiled."""
        return self.severity == "error"

    def explain(self) -> str:
        """Return the code's page: why it is raised, a bad and a good example (Markdown)."""
        return explain(self.code)

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
    )


def explain(code: str) -> str:
    """Return the page of a code, such as `MSG203` (Markdown). Raises KeyError for no code."""
    if code not in all_codes():
        meant = near(code, all_codes())
        raise KeyError(f"there is no code {code}" + (f"; did you mean {meant}?" if meant else ""))
    return (PAGES / f"{code}.md").read_text(encoding="utf-8")
