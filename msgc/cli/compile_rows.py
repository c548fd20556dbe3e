"""`msgc compile MESSAGE -r ROWS`: one payload a row."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

import click

from msgc.cli.output_paths import hashes, payloads_path, require_replaceable
from msgc.cli.plan_keeping import keep_plan
from msgc.cli.settings import settings
from msgc.cli.telling import counted, tell
from msgc.diagnostics import Diagnostic, has_errors
from msgc.pipeline.batches import Batch, RowResult
from msgc.pipeline.campaigns import HashedRows, Paths, Run, manifest_of, reject_line, write_run
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.jobs import compile_blocks, compile_raw
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import RowCompiler, row_finding
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.recipients.assignments import read_assignments, set_values
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.reading import file_source, format_of, open_rows
from msgc.recipients.rows import RowsError, RowsSource
from msgc.records import dataclass
from msgc.report.json import diagnostic_dict

STDIN = STDOUT = "-"
UNREADABLE = 2
T = TypeVar("T")


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
    fast: bool = True


class _StrictStopError(Exception):
    """Carries the first rejected row out of a strict run."""

    def __init__(self, result: RowResult) -> None:
        super().__init__()
        self.result = result


def compile_recipients(project: Project, name: str, options: RowsOptions) -> int:
    """Compile a message for a file of recipients; returns the exit code."""
    found = project.findings(name)
    if has_errors(found) or options.output != STDOUT:
        tell(found, 1)
    message = project.message(name)
    if not message.is_sound or has_errors(found):
        return 1
    try:
        return _compile(project, name, options, found)
    except BrokenProcessPool:
        raise click.ClickException("a worker process was killed; nothing was written") from None
    except RowsError as error:
        return _tell_rows_error(error, options)
    except _StrictStopError as stop:
        tell(stop.result.found, 1)
        settings().say(f"row {stop.result.row} is rejected; nothing was written (--strict)")
        return 1


def _compile(project: Project, name: str, options: RowsOptions, found: Sequence[Diagnostic]) -> int:
    """Compile a sound message's rows; `found` is what is told of it, and kept with its plan."""
    compiler = Compiler(project.message(name))
    hashed = HashedRows(_source(compiler, options))
    rows = RowCompiler(compiler, options.rows, options.fast)
    with _batches(rows, hashed.source(), options) as batches:
        if options.output == STDOUT:
            code = _to_stdout(batches)
        else:
            code = _to_files(project, name, options, hashed, batches)
    if rows.specialised:
        keep_plan(project, name, rows.specialised, hashes(project, name), found)
    return code


def _source(compiler: Compiler, options: RowsOptions) -> RowsSource:
    if options.rows_format is None and format_of(options.rows) is None:
        raise click.UsageError(
            f"`{options.rows}` doesn't tell its format; name it with --rows-format"
        )
    parse = parse_yaml_rows(compiler.message.variables)
    if options.rows == STDIN and sys.stdin is None:
        raise click.UsageError("standard input is closed")
    stdin = sys.stdin.buffer if sys.stdin else None
    source = file_source(options.rows, options.rows_format, stdin=stdin, parse_yaml=parse)
    return replace(source, wanted=compiler.message.variables)


@contextmanager
def _batches(
    rows: RowCompiler, source: RowsSource, options: RowsOptions
) -> Iterator[Iterator[Batch]]:
    """Give what the rows come to, and close what they are read from."""
    reader = rows.compiler.reader
    assignments, faults = read_assignments(reader, options.values)
    if faults:
        raise click.UsageError(" ".join(f"--set: {fault.message}" for fault in faults))
    quick = quick_reader(source.format, reader)
    if quick is None or assignments or not options.fast:
        with closing(open_rows(source)) as raw:
            done = (set_values(row, assignments) for row in _begun(raw))
            made = compile_raw(rows, islice(done, options.limit), options.jobs)
            yield _strictly(made) if options.strict else made
        return
    with closing(open_blocks(source, quick)) as blocks:
        made = compile_blocks(rows, _begun(blocks), quick, options.jobs, options.limit)
        yield _strictly(made) if options.strict else made


def _begun(source: Iterator[T]) -> Iterator[T]:
    """Read the first before any file is begun: a file that can't be read leaves no trace."""
    return chain(list(islice(source, 1)), source)


def _strictly(batches: Iterator[Batch]) -> Iterator[Batch]:
    rows = 0
    for batch in batches:
        if batch.rejected:
            yield batch.before_rejected(rows)
            raise _StrictStopError(batch.rejected[0])
        rows += batch.rows
        yield batch


def _tell_rows_error(error: RowsError, options: RowsOptions) -> int:
    found = [row_finding(fault, options.rows) for fault in error.faults]
    if error.unreadable:
        raise click.UsageError(" ".join(each.message for each in found))
    tell(found, 1)
    settings().say("Nothing was written.")
    return UNREADABLE


def _to_stdout(batches: Iterator[Batch]) -> int:
    run = Run()
    for batch in batches:
        run.count(batch)
        sys.stdout.buffer.write(batch.payloads)
        for result in batch.rejected:
            sys.stderr.buffer.write(reject_line(result, diagnostic_dict) + b"\n")
    sys.stdout.buffer.flush()
    sys.stderr.buffer.flush()
    return 1 if run.rejected else 0


def _to_files(
    project: Project,
    name: str,
    options: RowsOptions,
    hashed: HashedRows,
    batches: Iterator[Batch],
) -> int:
    paths = Paths(payloads_path(project, name, options.output))
    require_replaceable(paths.payloads, project, name, options.rows)
    has_fallback = any(plan.fallback for plan in project.message(name).plans.values())
    sources = hashes(project, name)
    run = write_run(
        batches,
        paths,
        diagnostic_dict,
        has_fallback,
        lambda run, files: manifest_of(run, files, name, sources, hashed),
    )
    _say_outcome(run, paths, has_fallback, options)
    return 1 if run.rejected else 0


def _say_outcome(run: Run, paths: Paths, has_fallback: bool, options: RowsOptions) -> None:
    tell(run.first_findings(), 1)
    say = settings().say
    if run.rows == 0 and options.limit != 0:
        say("note: there are no rows below the header; without one, the first row is taken for it")
    payloads, rows = counted(run.payloads, "payload"), counted(run.rows, "row")
    say(f"{payloads} of {rows}: {_from_here(paths.payloads)}")
    if has_fallback:
        fallbacks = counted(run.payloads, "fallback")
        say(f"{fallbacks}, line for line: {_from_here(paths.fallbacks)}")
    if run.rejected:
        rejected = counted(run.rejected, "row")
        say(f"{rejected} rejected, with the reasons: {_from_here(paths.rejects)}")


def _from_here(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
