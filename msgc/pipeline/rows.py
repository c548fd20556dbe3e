"""Recipients' rows compiled in their order, each to a payload or to a reject."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice

from msgc.diagnostics import Diagnostic, finding, with_context
from msgc.emit.reference import dump
from msgc.nearby import near
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.recipients.rows import RawRow, RowFault
from msgc.source import SourceFile

# Rows that one worker takes at a time.
BATCH = 500


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


@dataclass(frozen=True, slots=True)
class RowCompiler:
    """Compiles raw rows; `rows_name` is the file's name in diagnostics."""

    compiler: Compiler
    rows_name: str

    def one(self, raw: RawRow) -> RowResult:
        """Compile one row."""
        row, faults = self.compiler.reader.read(raw)
        if row is None:
            named = (with_column(fault, raw) for fault in faults)
            found = [row_finding(fault, self.rows_name) for fault in named]
            return self._rejected(raw, found)
        outcome = self.compiler.compile(row)
        if not isinstance(outcome, Compiled):
            return self._rejected(raw, [_for_recipient(each) for each in outcome])
        fallback = dump(outcome.fallback) if outcome.fallback is not None else None
        return RowResult(raw.number, dump(outcome.payload), fallback)

    def _rejected(self, raw: RawRow, found: list[Diagnostic]) -> RowResult:
        named = with_context(found, message_name=self.compiler.message.name)
        told = tuple(replace(each, row=raw.number) for each in named)
        return RowResult(raw.number, data=raw.data, raw=raw.raw, found=told)

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Compile a batch of rows."""
        return [self.one(row) for row in rows]


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
    is_schema = found.code.startswith("MSG3")
    return replace(found, code="MSG512" if is_schema else "MSG511")


def compile_rows(
    compiler: RowCompiler, rows: Iterator[RawRow], jobs: int = 1
) -> Iterator[RowResult]:
    """Yield the result of every row, in the rows' order whatever the number of processes.

    Raises BrokenProcessPool where a worker is killed.
    """
    if jobs > 1 and "fork" in multiprocessing.get_all_start_methods():
        yield from _in_processes(compiler, rows, jobs)
        return
    for row in rows:
        yield compiler.one(row)


# What the workers inherit by fork; a compiler holds closures and can't be pickled.
_WORKER: dict[str, RowCompiler] = {}


def _work(rows: list[RawRow]) -> list[RowResult]:
    return _WORKER["compiler"].many(rows)


def _in_processes(compiler: RowCompiler, rows: Iterator[RawRow], jobs: int) -> Iterator[RowResult]:
    _WORKER["compiler"] = compiler
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_leave_signals_to_parent) as pool:
        for window in _windows(rows, jobs):
            for results in pool.map(_work, window):
                yield from results


def _leave_signals_to_parent() -> None:
    """Let Ctrl-C end the run through the parent alone, so that each worker doesn't tell of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _windows(rows: Iterator[RawRow], jobs: int) -> Iterator[list[list[RawRow]]]:
    """Yield batches for all workers at a time, so that no more rows than these are held."""
    while window := [batch for _ in range(jobs) if (batch := list(islice(rows, BATCH)))]:
        yield window
