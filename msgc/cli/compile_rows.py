"""`msgc compile MESSAGE -r ROWS`: one payload a row."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

import click

from msgc.catalog import CONFIG
from msgc.cli.settings import settings
from msgc.cli.telling import counted, tell
from msgc.diagnostics import has_errors
from msgc.pipeline.campaigns import HashedRows, Paths, Run, manifest_of, reject_line, write_run
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import RowCompiler, RowResult, compile_rows, row_finding
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.recipients.assignments import read_assignments, set_values
from msgc.recipients.reading import file_source, format_of, open_rows
from msgc.recipients.rows import RawRow, RowsError, RowsSource
from msgc.report.json import diagnostic_dict
from msgc.vocabulary import ENDING

OUT = "out"
STDIN = STDOUT = "-"
GITIGNORE = "*\n"
OWNER_ONLY = 0o700
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
    compiler = Compiler(message)
    hashed = HashedRows(_source(compiler, options))
    try:
        with closing(open_rows(hashed.source())) as rows:
            results = _results(compiler, rows, options)
            if options.output == STDOUT:
                return _to_stdout(results)
            return _to_files(project, name, options, hashed, results)
    except BrokenProcessPool:
        raise click.ClickException("a worker process was killed; nothing was written") from None
    except RowsError as error:
        return _tell_rows_error(error, options)
    except _StrictStopError as stop:
        tell(stop.result.found, 1)
        settings().say(f"row {stop.result.row} is rejected; nothing was written (--strict)")
        return 1


def _source(compiler: Compiler, options: RowsOptions) -> RowsSource:
    if options.rows_format is None and format_of(options.rows) is None:
        raise click.UsageError(
            f"`{options.rows}` doesn't tell its format; name it with --rows-format"
        )
    parse = parse_yaml_rows(compiler.message.variables)
    if options.rows == STDIN and sys.stdin is None:
        raise click.UsageError("standard input is closed")
    stdin = sys.stdin.buffer if sys.stdin else None
    return file_source(options.rows, options.rows_format, stdin=stdin, parse_yaml=parse)


def _results(
    compiler: Compiler, raw: Iterator[RawRow], options: RowsOptions
) -> Iterator[RowResult]:
    assignments, faults = read_assignments(compiler.reader, options.values)
    if faults:
        raise click.UsageError(" ".join(f"--set: {fault.message}" for fault in faults))
    # The first row is read before any file is begun: a file that can't be read leaves no trace.
    first = list(islice(raw, 1))
    rows = (set_values(row, assignments) for row in islice(chain(first, raw), options.limit))
    row_compiler = RowCompiler(compiler, options.rows, options.fast)
    results = compile_rows(row_compiler, rows, options.jobs)
    return _strictly(results) if options.strict else results


def _strictly(results: Iterator[RowResult]) -> Iterator[RowResult]:
    for result in results:
        if result.payload is None:
            raise _StrictStopError(result)
        yield result


def _tell_rows_error(error: RowsError, options: RowsOptions) -> int:
    found = [row_finding(fault, options.rows) for fault in error.faults]
    if error.unreadable:
        raise click.UsageError(" ".join(each.message for each in found))
    tell(found, 1)
    settings().say("Nothing was written.")
    return UNREADABLE


def _to_stdout(results: Iterator[RowResult]) -> int:
    run = Run()
    for result in results:
        run.count(result)
        if result.payload is not None:
            sys.stdout.buffer.write(result.payload + b"\n")
        else:
            sys.stderr.buffer.write(reject_line(result, diagnostic_dict) + b"\n")
    sys.stdout.buffer.flush()
    sys.stderr.buffer.flush()
    return 1 if run.rejected else 0


def _to_files(
    project: Project,
    name: str,
    options: RowsOptions,
    hashed: HashedRows,
    results: Iterator[RowResult],
) -> int:
    paths = Paths(_payloads_path(project, name, options.output))
    _require_replaceable(paths.payloads, project, name, options.rows)
    has_fallback = any(plan.fallback for plan in project.message(name).plans.values())
    sources = _hashes(project, name)
    run = write_run(
        results,
        paths,
        diagnostic_dict,
        has_fallback,
        lambda run, files: manifest_of(run, files, name, sources, hashed),
    )
    _say_outcome(run, paths, has_fallback, options)
    return 1 if run.rejected else 0


def _payloads_path(project: Project, name: str, output: str | None) -> Path:
    if output is None:
        out = project.catalog.root / OUT
        out.mkdir(mode=OWNER_ONLY, exist_ok=True)
        ignore = out / ".gitignore"
        if not ignore.exists():
            ignore.write_text(GITIGNORE, encoding="utf-8")
        return out / f"{name}.ndjson"
    path = Path(output)
    if path.is_dir() or output.endswith("/"):
        return path / f"{name}.ndjson"
    return path.resolve() if path.is_symlink() else path


def _require_replaceable(path: Path, project: Project, name: str, rows: str) -> None:
    """Refuse to write over what the run reads, or over what is no plain file."""
    if path.exists() and not path.is_file():
        raise click.UsageError(f"`{path}` is no plain file; `-o -` writes to standard output")
    read = {each.resolve() for each in (*project.files_of(name), Path(rows))}
    if path.resolve() in read or path.name.endswith((ENDING, CONFIG)):
        raise click.UsageError(f"`{path}` is an input, which -o would overwrite")


def _hashes(project: Project, name: str) -> dict[str, str]:
    """Return the SHA-256 of every file that the message is made of, by its shown path."""
    paths = sorted(project.files_of(name))
    return {project.catalog.shown(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in paths}


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
