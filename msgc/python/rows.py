"""Rows that a program has at hand, compiled one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from msgc.bulk.batches import BATCH, RowResult, in_batches, results_of
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.messages import Message
from msgc.pipeline.rows import RowCompiler
from msgc.python.findings import findings_of
from msgc.python.plain import plain_row
from msgc.python.results import Result
from msgc.recipients.rows import RawRow, RowFault

# What the rows are called in findings.
ROWS = "rows"

_Data = dict[str, object] | str


class Rows:
    """Compiles the rows of one sound message."""

    def __init__(self, message: Message) -> None:
        self._compiler = RowCompiler(Compiler(message), ROWS)

    def one(self, row: Mapping[str, object]) -> Result:
        """Return what one row comes to."""
        return _result(self._compiler.one(_raw(1, _data(row))))

    def many(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Result]:
        """Yield what rows come to, in their order. Raises TypeError for a single row."""
        if isinstance(rows, Mapping):
            raise TypeError("this is one row, and rows are wanted: `[row]`, or `result(row)`")
        return chain.from_iterable(self._batches(rows))

    def _batches(self, rows: Iterable[Mapping[str, object]]) -> Iterator[Iterable[Result]]:
        first = 1
        for batch in in_batches(map(_data, rows), BATCH):
            yield self._results(batch, first)
            first += len(batch)

    def _results(self, batch: list[_Data], first: int) -> Iterable[Result]:
        def raw(place: int) -> RawRow:
            return _raw(first + place, batch[place])

        numbers = range(first, first + len(batch))
        plain = [each for each in batch if type(each) is dict]
        if len(plain) < len(batch):
            return map(_result, self._compiler.many(map(raw, range(len(batch)))))
        return map(_result, results_of(self._compiler.dicts(plain, raw), numbers))


def _data(row: object) -> _Data:
    """Return a row as the reader takes it, what isn't a mapping as what is said of it."""
    # To ask an abstract class takes as long as all the rest.
    if type(row) is dict or isinstance(row, Mapping):
        return plain_row(row)
    return "None" if row is None else f"of the type `{type(row).__name__}`"


def _raw(number: int, row: _Data) -> RawRow:
    """Return a row, or the fault of what isn't a mapping, as a file's rows have it."""
    if isinstance(row, dict):
        return RawRow(number, row)
    help = 'Give each row as a mapping, such as `{"phone": "+31612345678"}`.'
    return RawRow(number, None, (RowFault("MSG508", f"The row is {row}, not a mapping.", help),))


def _result(result: RowResult) -> Result:
    found = findings_of(result.found) if result.found else ()
    return Result(result.row, result.payload, result.fallback, found)
