"""Rows that a program has at hand, compiled one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler, RowResult, compile_rows
from msgc.python.findings import findings_of
from msgc.python.plain import plain_row
from msgc.python.results import Result
from msgc.recipients.rows import RawRow, RowFault

# What the rows are called in findings.
ROWS = "rows"


class Rows:
    """Compiles the rows of one sound message."""

    def __init__(self, message: Message) -> None:
        self._compiler = RowCompiler(Compiler(message), ROWS)

    def one(self, row: Mapping[str, object]) -> Result:
        """Return what one row comes to."""
        return _result(self._compiler.one(_raw(1, row)))

    def many(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Result]:
        """Yield what rows come to, in their order. Raises TypeError for a single row."""
        if isinstance(rows, Mapping):
            raise TypeError("this is one row, and rows are wanted: `[row]`, or `result(row)`")
        raw = (_raw(number, row) for number, row in enumerate(rows, 1))
        return map(_result, compile_rows(self._compiler, raw))


def _raw(number: int, row: object) -> RawRow:
    """Return a row as the reader takes it; one that isn't a mapping has a fault, as in a file."""
    if isinstance(row, Mapping):
        return RawRow(number, plain_row(row))
    what = "None" if row is None else f"of the type `{type(row).__name__}`"
    help = 'Give each row as a mapping, such as `{"phone": "+31612345678"}`.'
    return RawRow(number, None, (RowFault("MSG508", f"The row is {what}, not a mapping.", help),))


def _result(result: RowResult) -> Result:
    return Result(result.row, result.payload, result.fallback, findings_of(result.found))
