"""A message compiled for a file of recipients: what `msgc compile MESSAGE -r ROWS` does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain, islice
from typing import BinaryIO, TypeVar

from msgc.bulk.batches import Batch
from msgc.bulk.jobs import compile_blocks, compile_raw
from msgc.bulk.rejects import reject_line
from msgc.bulk.run_files import HashedRows, Paths, Run, manifest_of, write_run
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.projects import Project
from msgc.pipeline.rows import RowCompiler, row_finding
from msgc.pipeline.yaml_rows import parse_yaml_rows
from msgc.python.errors import FormatError, RecipientsError, RejectedError, ValuesError
from msgc.python.findings import findings_of
from msgc.python.opening import PathLike
from msgc.python.outputs import hashes, payloads_path, require_replaceable
from msgc.python.results import FAST, FileResult, Recipients
from msgc.recipients.assignments import read_assignments, set_values
from msgc.recipients.quick_reading import open_blocks, quick_reader
from msgc.recipients.reading import READERS, file_source, format_of, open_rows
from msgc.recipients.rows import RowsError, RowsSource
from msgc.report.json import diagnostic_dict

ROW_FORMATS = tuple(READERS)
"""The formats of recipients' files, which are also the endings of their names."""

WITH_HEADER = ("csv", "tsv")

T = TypeVar("T")


def has_header(name: str, format: str | None) -> bool:
    """Whether the first line of a recipients' file names its columns."""
    return (format or format_of(name)) in WITH_HEADER


def compile_file(
    project: Project,
    name: str,
    asked: Recipients,
    out: PathLike | BinaryIO | None,
    rejects: BinaryIO | None,
) -> FileResult:
    """Compile a sound message's rows to files, or to a stream.

    Raises FormatError, ValuesError, OutputError, RecipientsError, RejectedError, BrokenProcessPool,
    OSError.
    """
    compiler = Compiler(project.message(name))
    hashed = HashedRows(_source(compiler, asked), asked.limit)
    rows = RowCompiler(compiler, asked.name, asked.engine == FAST)
    try:
        with _batches(rows, hashed.source(), asked) as batches:
            if out is None or isinstance(out, str | os.PathLike):
                path = None if out is None else os.fspath(out)
                result = _to_files(project, name, asked, path, hashed, batches)
            else:
                result = _to_stream(batches, out, rejects)
    except RowsError as error:
        found = findings_of(row_finding(fault, asked.name) for fault in error.faults)
        raise RecipientsError(found, error.unreadable) from None
    return replace(result, programs=rows.specialised)


def _source(compiler: Compiler, asked: Recipients) -> RowsSource:
    known = asked.format or format_of(asked.name)
    if known not in READERS:
        what = (
            f"`{asked.name}` doesn't tell its format" if known is None else f"no format `{known}`"
        )
        raise FormatError(what)
    parse = parse_yaml_rows(compiler.message.variables)
    source = file_source(asked.name, known, stdin=asked.stream, parse_yaml=parse)
    return replace(source, wanted=compiler.message.variables)


@contextmanager
def _batches(rows: RowCompiler, source: RowsSource, asked: Recipients) -> Iterator[Iterator[Batch]]:
    """Give what the rows come to, and close what they are read from."""
    reader = rows.compiler.reader
    assignments, faults = read_assignments(reader, asked.values)
    if faults:
        raise ValuesError([fault.message for fault in faults])
    jobs = asked.jobs if asked.limit is None else 1
    quick = quick_reader(source.format, reader)
    if quick is None or assignments or asked.engine != FAST:
        with closing(open_rows(source)) as raw:
            done = (set_values(row, assignments) for row in _begun(raw))
            made = compile_raw(rows, islice(done, asked.limit), jobs)
            yield _strictly(made) if asked.strict else made
        return
    with closing(open_blocks(source, quick)) as blocks:
        made = compile_blocks(rows, _begun(blocks), quick, jobs, asked.limit)
        yield _strictly(made) if asked.strict else made


def _begun(source: Iterator[T]) -> Iterator[T]:
    """Read the first before any file is begun: a file that can't be read leaves no trace."""
    return chain(list(islice(source, 1)), source)


def _strictly(batches: Iterator[Batch]) -> Iterator[Batch]:
    rows = 0
    for batch in batches:
        if batch.rejected:
            yield batch.before_rejected(rows)
            first = batch.rejected[0]
            raise RejectedError(first.row, findings_of(first.found))
        rows += batch.rows
        yield batch


def _to_stream(batches: Iterator[Batch], out: BinaryIO, rejects: BinaryIO | None) -> FileResult:
    run = Run()
    for batch in batches:
        run.count(batch)
        with _named(out):
            out.write(batch.payloads)
        if rejects is not None and batch.rejected:
            with _named(rejects):
                rejects.writelines(
                    reject_line(each, diagnostic_dict) + b"\n" for each in batch.rejected
                )
    _flush(out, *([rejects] if rejects is not None and run.rejected else []))
    return FileResult(run.rows, run.rejected, findings=findings_of(run.first_findings()))


def _flush(*streams: BinaryIO) -> None:
    for stream in streams:
        with _named(stream):
            stream.flush()


@contextmanager
def _named(stream: BinaryIO) -> Iterator[None]:
    """Have an error of writing to a stream name it."""
    try:
        yield
    except OSError as error:
        name = getattr(stream, "name", None)
        if error.filename or error.errno is None or not isinstance(name, str):
            raise
        raise OSError(error.errno, error.strerror, name) from None


def _to_files(
    project: Project,
    name: str,
    asked: Recipients,
    out: str | None,
    hashed: HashedRows,
    batches: Iterator[Batch],
) -> FileResult:
    paths = Paths(payloads_path(project, name, out))
    files = (paths.payloads, paths.fallbacks, paths.rejects, paths.manifest)
    require_replaceable(files, project, name, asked.name)
    has_fallback = any(plan.fallback for plan in project.message(name).plans.values())
    sources = hashes(project, name)
    run = write_run(
        batches,
        paths,
        diagnostic_dict,
        has_fallback,
        lambda run, files: manifest_of(run, files, name, sources, hashed, asked.values),
    )
    return FileResult(
        *(run.rows, run.rejected, paths.payloads),
        fallbacks=paths.fallbacks if has_fallback else None,
        rejects=paths.rejects if run.rejected else None,
        manifest=paths.manifest,
        findings=findings_of(run.first_findings()),
    )
