"""Recipients' rows compiled in their order, each to a payload or to a reject."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.emit.reference import dump
from msgc.nearby import near
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.pipeline.specialising import Lines, Specialised
from msgc.recipients.rows import RawRow, RowFault, RowsError
from msgc.source import SourceFile

OF_SCHEMA, OF_PLATFORM = "MSG3", "MSG4"
# Rows that are compiled, or that one worker takes, at a time.
BATCH = 512


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row came to: its payload's bytes (and the fallback's), or why it was rejected.

    `raw` is what was written where `data` can't say it all.
    """

    row: int
    payload: bytes | None = None
    fallback: bytes | None = None
    data: dict[str, object] | None = None
    raw: str | list[str] | None = None
    found: tuple[Diagnostic, ...] = ()


class RowCompiler:
    """Compiles raw rows; `rows_name` is the file's name in diagnostics.

    Rows that aren't `fast` go one by one through the reference, to the same bytes.
    """

    def __init__(self, compiler: Compiler, rows_name: str, fast: bool = True) -> None:
        self.compiler = compiler
        self.rows_name = rows_name
        self._specialised = Specialised(compiler.message) if fast else None

    def one(self, raw: RawRow) -> RowResult:
        """Compile one row."""
        return self.many([raw])[0]

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Compile a batch of rows."""
        rows = list(rows)
        reader = self.compiler.reader
        read = reader.read_many(rows) if self._specialised else [reader.read(raw) for raw in rows]
        lines = iter(self._lines([row for row, _ in read if row is not None]))
        results: list[RowResult] = []
        for raw, (row, faults) in zip(rows, read, strict=True):
            if row is None:
                results.append(self._unreadable(raw, faults))
            elif (made := next(lines)) is not None:
                results.append(RowResult(raw.number, *made))
            else:
                results.append(self._by_reference(raw, row))
        return results

    def _lines(self, rows: list[dict[str, object]]) -> Sequence[Lines | None]:
        if self._specialised is None:
            return [None] * len(rows)
        return self._specialised.lines(rows)

    def _by_reference(self, raw: RawRow, row: dict[str, object]) -> RowResult:
        outcome = self.compiler.compile(row)
        if not isinstance(outcome, Compiled):
            return self._rejected(raw, [_for_recipient(each) for each in outcome])
        fallback = dump(outcome.fallback) if outcome.fallback is not None else None
        return RowResult(raw.number, dump(outcome.payload), fallback)

    def _unreadable(self, raw: RawRow, faults: Iterable[RowFault]) -> RowResult:
        named = (with_column(fault, raw) for fault in faults)
        return self._rejected(raw, [row_finding(fault, self.rows_name) for fault in named])

    def _rejected(self, raw: RawRow, found: list[Diagnostic]) -> RowResult:
        named = with_context(found, message_name=self.compiler.message.name)
        told = tuple(replace(each, row=raw.number) for each in named)
        return RowResult(raw.number, data=raw.data, raw=raw.raw, found=told)


def with_column(fault: RowFault, raw: RawRow) -> RowFault:
    """Add to a missing value's fault the column whose name is near."""
    if fault.code != "MSG506" or fault.field is None or raw.data is None:
        return fault
    meant = near(fault.field, raw.data)
    is_missing = meant is not None and fault.field not in raw.data
    return replace(fault, help=f"Did you mean the column `{meant}`?") if is_missing else fault


def row_finding(fault: RowFault, rows_name: str) -> Diagnostic:
    """Return a row's fault as a finding in the recipients' file."""
    source = SourceFile(rows_name, "", first_line=fault.line or 1)
    column = (fault.column or 1) - 1
    return finding(fault.code, fault.message, source.span(column), help=fault.help)


def _for_recipient(found: Diagnostic) -> Diagnostic:
    """Give a fault the code that says: this recipient's data is what breaks the message."""
    if found.code.startswith(OF_PLATFORM):
        # The rule's own page says more, so its code stays to be read.
        told = f"{found.help} ({found.code})" if found.help else f"See {found.code}."
        return replace(found, code="MSG513", help=told)
    return replace(found, code="MSG512" if found.code.startswith(OF_SCHEMA) else "MSG511")


def compile_rows(
    compiler: RowCompiler, rows: Iterator[RawRow], jobs: int = 1
) -> Iterator[RowResult]:
    """Yield the result of every row, in the rows' order whatever the number of processes.

    Raises BrokenProcessPool where a worker is killed.
    """
    if jobs > 1 and "fork" in multiprocessing.get_all_start_methods():
        yield from _in_processes(compiler, rows, jobs)
        return
    for batch in _batches(rows, BATCH):
        yield from compiler.many(batch)


T = TypeVar("T")


def _batches(rows: Iterator[T], size: int) -> Iterator[list[T]]:
    """Yield rows in lists; what was read before a fault of the whole file is yielded before it."""
    batch: list[T] = []
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
    except RowsError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


# What the workers inherit by fork; a compiler holds closures and can't be pickled.
_WORKER: dict[str, RowCompiler] = {}


def _work(rows: list[RawRow]) -> list[RowResult]:
    return _WORKER["compiler"].many(rows)


def _in_processes(compiler: RowCompiler, rows: Iterator[RawRow], jobs: int) -> Iterator[RowResult]:
    _WORKER["compiler"] = compiler
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_leave_signals_to_parent) as pool:
        # No more rows are held than those that the workers have.
        for window in _batches(_batches(rows, BATCH), jobs):
            for results in pool.map(_work, window):
                yield from results


def _leave_signals_to_parent() -> None:
    """Let Ctrl-C end the run through the parent alone, so that each worker doesn't tell of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
