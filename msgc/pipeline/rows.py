"""Recipients' rows compiled in their order, each to a payload or to a reject."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from msgc.bulk.batches import BATCH, Batch, Lines, batch_of, in_batches, merged, results_of
from msgc.bulk.batches import RowResult as RowResult
from msgc.bulk.memory import keep_memory
from msgc.diagnostics import Diagnostic, finding
from msgc.emit.quick_reference import QuickReference
from msgc.emit.reference import dump
from msgc.late import Late
from msgc.nearby import near
from msgc.pipeline.compiling import Compiled, Compiler
from msgc.recipients.chunks import Chunk
from msgc.recipients.kernel_objects import Rows
from msgc.recipients.row_chunks import RowChunks
from msgc.recipients.rows import RawRow, RowFault
from msgc.recipients.typed import TypedRow
from msgc.recipients.typed_many import FEW, ManyRows
from msgc.source import SourceFile

if TYPE_CHECKING:
    from msgc.pipeline import specialising
else:
    # Rows that are all rejected need no programs, which take long to import.
    specialising = Late("msgc.pipeline.specialising")

OF_SCHEMA, OF_PLATFORM = "MSG3", "MSG4"
# Missing fields for which the column that is near is remembered.
REMEMBERED = 256


class RowCompiler:
    """Compiles raw rows; `rows_name` is the file's name in diagnostics.

    Rows that aren't `fast` go one by one through the reference, to the same bytes.
    """

    def __init__(self, compiler: Compiler, rows_name: str, fast: bool = True) -> None:
        self.compiler = compiler
        self.rows_name = rows_name
        self._is_fast = fast
        self._many = ManyRows(compiler.reader) if fast else None
        self._chunks = RowChunks(compiler.reader.vars, compiler.reader.checks) if fast else None
        self._refusing = Compiler(compiler.message, QuickReference) if fast else compiler
        keep_memory()

    @cached_property
    def specialised(self) -> specialising.Specialised | None:
        """The programs of `fast` rows, made as rows need them."""
        return specialising.Specialised(self.compiler.message) if self._is_fast else None

    @property
    def programs(self) -> specialising.Specialised | None:
        """The programs that rows have had, None where they have had none."""
        had: specialising.Specialised | None = vars(self).get("specialised")
        return had

    def one(self, raw: RawRow) -> RowResult:
        """Compile one row."""
        return self.many([raw])[0]

    def results(self, rows: list[RawRow]) -> list[RowResult]:
        """Compile a batch of rows, most of which are sound, each to a result of its own."""
        data = _plain(rows)
        if data is None:
            return self.many(rows)
        return results_of(self.dicts(data, rows.__getitem__), [raw.number for raw in rows])

    def batch(self, rows: list[RawRow]) -> Batch:
        """Compile a batch of rows, most of which are sound."""
        data = _plain(rows)
        return batch_of(self.many(rows)) if data is None else self.dicts(data, rows.__getitem__)

    def dicts(self, rows: Rows, raw: Callable[[int], RawRow]) -> Batch:
        """Compile rows of JSON's values, each of which `raw` gives by its place."""
        if self._chunks is None or len(rows) <= FEW:
            return batch_of(self.many(map(raw, range(len(rows)))))
        return self.chunk(self._chunks.chunk(rows, raw))

    def many(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Compile rows, many of which may be rejected."""
        rows = list(rows)
        read = self._read(rows)
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

    def each(self, rows: Iterable[RawRow]) -> list[RowResult]:
        """Compile rows that quick ways have declined, each by the reference."""
        return list(map(self._alone, rows))

    def _alone(self, raw: RawRow) -> RowResult:
        row, faults = self.compiler.reader.read(raw)
        return self._unreadable(raw, faults) if row is None else self._by_reference(raw, row)

    def _read(self, rows: list[RawRow]) -> list[TypedRow]:
        return self._many.read(rows) if self._many else list(map(self.compiler.reader.read, rows))

    def chunk(self, chunk: Chunk) -> Batch:
        """Compile a chunk; `many` does the rows that aren't in its table, `each` the declined."""
        if self.specialised is None:
            return batch_of(self.many(map(chunk.raw, range(chunk.count))))
        others = chunk.others()
        written = self.specialised.written(chunk.table) if chunk.places else []
        if isinstance(written, tuple) and not others:
            return Batch(chunk.count, written[0], written[1] or b"")
        lines = specialising.lines_of(written)
        declined = [p for p, line in zip(chunk.places, lines, strict=True) if line is None]
        results = dict(zip(others, self.many(map(chunk.raw, others)), strict=True))
        results |= zip(declined, self.each(map(chunk.raw, declined)), strict=True)
        return merged(chunk.places, lines, dict(sorted(results.items())))

    def _lines(self, rows: list[dict[str, object]]) -> Sequence[Lines | None]:
        if not rows or self.specialised is None:
            return [None] * len(rows)
        return self.specialised.lines(rows)

    def _by_reference(self, raw: RawRow, row: dict[str, object]) -> RowResult:
        outcome = self._refusing.compile(row)
        if not isinstance(outcome, Compiled):
            name = self.compiler.message.name
            return _rejected(raw, [_for_recipient(each, name, raw.number) for each in outcome])
        fallback = dump(outcome.fallback) if outcome.fallback is not None else None
        return RowResult(raw.number, dump(outcome.payload), fallback)

    def _unreadable(self, raw: RawRow, faults: Iterable[RowFault]) -> RowResult:
        named, row = self.rows_name, (self.compiler.message.name, raw.number)
        return _rejected(raw, [row_finding(with_column(each, raw), named, *row) for each in faults])


def _plain(rows: list[RawRow]) -> Rows | None:
    """Return rows as dicts, None where one is of cells or has faults, and where they are few."""
    if len(rows) <= FEW:
        return None
    data = [raw.data for raw in rows if raw.data is not None and not raw.cells and not raw.faults]
    return data if len(data) == len(rows) else None


def _rejected(raw: RawRow, found: list[Diagnostic]) -> RowResult:
    return RowResult(raw.number, data=raw.data, raw=raw.raw, found=tuple(found))


def with_column(fault: RowFault, raw: RawRow) -> RowFault:
    """Add to a missing value's fault the column whose name is near."""
    if fault.code != "MSG506" or fault.field is None or raw.data is None:
        return fault
    columns = raw.columns or tuple(raw.data)
    meant = _meant(fault.field, columns)
    is_missing = meant is not None and fault.field not in columns
    return replace(fault, help=f"Did you mean the column `{meant}`?") if is_missing else fault


@lru_cache(maxsize=REMEMBERED)
def _meant(field: str, columns: tuple[str, ...]) -> str | None:
    """Return the column that is near; the rows of a file have the same ones."""
    return near(field, columns)


def row_finding(
    fault: RowFault, rows_name: str, message_name: str | None = None, row: int | None = None
) -> Diagnostic:
    """Return a fault of a row (from 1), or of the whole file, as a finding in that file."""
    source = SourceFile(rows_name, "", first_line=fault.line or 1)
    span, told = source.span((fault.column or 1) - 1), (fault.code, fault.message)
    return finding(*told, span, help=fault.help, message_name=message_name, row=row)


def _for_recipient(found: Diagnostic, message_name: str, row: int) -> Diagnostic:
    """Give a fault the code that says: this recipient's data is what breaks the message."""
    code, help = "MSG512" if found.code.startswith(OF_SCHEMA) else "MSG511", found.help
    if found.code.startswith(OF_PLATFORM):
        # The rule's own page says more, so its code stays to be read.
        code, help = "MSG513", f"{help} ({found.code})" if help else f"See {found.code}."
    return replace(found, code=code, help=help, message_name=message_name, row=row)


def compile_rows(compiler: RowCompiler, rows: Iterator[RawRow]) -> Iterator[RowResult]:
    """Yield the result of every row, in the rows' order."""
    for batch in in_batches(rows, BATCH):
        yield from compiler.results(batch)
