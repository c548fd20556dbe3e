"""`msgc compile MESSAGE -r ROWS`: one payload a row."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from msgc.cli.settings import settings
from msgc.cli.telling import counted, tell_findings
from msgc.late import Late
from msgc.python import errors
from msgc.python.catalogs import Catalog
from msgc.python.messages import Message
from msgc.python.recipients import has_header
from msgc.python.results import FileResult
from msgc.records import dataclass

# Imported by runs of several processes alone, and by those that have had programs.
if TYPE_CHECKING:
    from concurrent.futures import process

    from msgc.cli import plan_keeping
else:
    process, plan_keeping = Late("concurrent.futures.process"), Late("msgc.cli.plan_keeping")

STDIN = STDOUT = "-"
UNREADABLE = 2


@dataclass(frozen=True, slots=True)
class RowsOptions:
    """The words of the command line about recipients."""

    rows: str
    rows_format: str | None
    output: str | None
    limit: int | None
    values: dict[str, str]
    jobs: int
    strict: bool
    engine: str

    @property
    def unfinished(self) -> str:
        """What is so where a run breaks off: its files are whole or not at all."""
        to_files = self.output != STDOUT
        return "nothing was written" if to_files else "the rows that are left aren't compiled"


def compile_recipients(catalog: Catalog, name: str, options: RowsOptions) -> int:
    """Compile a message for a file of recipients; returns the exit code."""
    try:
        message = catalog[name]
    except errors.MessageError as error:
        tell_findings(error.findings, 1)
        return 1
    if options.output != STDOUT:
        tell_findings(message.findings, 1)
    try:
        result = _compiled(message, options)
    except errors.RecipientsError as error:
        return _tell_unread(error, options)
    except errors.RejectedError as stop:
        tell_findings(stop.findings, 1)
        settings().say(f"row {stop.row} is rejected; {options.unfinished} (--strict)")
        return 1
    plan_keeping.keep_plan(message, result)
    return 1 if result.rejected else 0


def _compiled(message: Message, options: RowsOptions) -> FileResult:
    """Compile the rows, and say what they come to; what can't be done is a usage error."""
    try:
        result = _compile(message, options)
    except errors.FormatError as error:
        raise click.UsageError(f"{error}; name it with --rows-format") from None
    except errors.ValuesError as error:
        raise click.UsageError(" ".join(f"--set: {fault}" for fault in error.faults)) from None
    except errors.OutputError as error:
        raise click.UsageError(f"{error}; `-o -` writes to standard output") from None
    except process.BrokenProcessPool:
        told = f"a worker process was killed; {options.unfinished}"
        raise click.ClickException(told) from None
    if options.output != STDOUT:
        say_outcome(result, options)
    return result


def _compile(message: Message, options: RowsOptions) -> FileResult:
    return message.compile_file(
        _stdin() if options.rows == STDIN else options.rows,
        sys.stdout.buffer if options.output == STDOUT else options.output,
        sys.stderr.buffer,
        format=options.rows_format,
        values=options.values,
        limit=options.limit,
        jobs=options.jobs,
        strict=options.strict,
        engine=options.engine,
    )


def _stdin() -> BinaryIO:
    if sys.stdin is None:
        raise click.UsageError("standard input is closed")
    return sys.stdin.buffer


def _tell_unread(error: errors.RecipientsError, options: RowsOptions) -> int:
    if error.is_unreadable:
        raise click.UsageError(str(error))
    tell_findings(error.findings, 1)
    left = options.unfinished
    settings().say(f"{left[:1].upper()}{left[1:]}.")
    return UNREADABLE


def say_outcome(result: FileResult, options: RowsOptions) -> None:
    """Say what the rows of a file have come to, and where that stands."""
    tell_findings(result.findings, 1)
    say = settings().say
    if result.rows == 0 and options.limit != 0:
        say(f"note: {_no_rows(options)}")
    if options.jobs > 1 and options.limit is not None:
        say("note: --jobs counts for nothing under --limit, where one process compiles all rows")
    payloads, rows = counted(result.made, "payload"), counted(result.rows, "row")
    say(f"{payloads} of {rows}: {_from_here(result.payloads)}")
    if result.fallbacks:
        fallbacks = counted(result.made, "fallback")
        say(f"{fallbacks}, line for line: {_from_here(result.fallbacks)}")
    if result.rejects:
        rejected = counted(result.rejected, "row")
        say(f"{rejected} rejected, with the reasons: {_from_here(result.rejects)}")


def _no_rows(options: RowsOptions) -> str:
    if has_header(options.rows, options.rows_format):
        return "there are no rows below the header; without one, the first row is taken for it"
    return "there are no rows"


def _from_here(path: Path | None) -> Path | None:
    is_below = path is not None and path.is_relative_to(Path.cwd())
    return path.relative_to(Path.cwd()) if path is not None and is_below else path
