"""Dicts through the way that `compile -r` goes with the rows of a file: by columns, in chunks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench.naive import Row
from msgc.bulk.batches import Batch, batch_of
from msgc.pipeline import Message
from msgc.pipeline.compiling import Compiler
from msgc.pipeline.rows import RowCompiler
from msgc.recipients.chunks import Chunk
from msgc.recipients.quick_leaves import UnusualError
from msgc.recipients.quick_rows import LOCALE
from msgc.recipients.quick_table import TableReader, columns_of
from msgc.recipients.rows import RawRow


def batches_of(message: Message) -> Callable[[Sequence[Row]], Batch]:
    """Return what compiles some hundred rows at once, each with a reason where it is rejected."""
    compiler = RowCompiler(Compiler(message), "rows")
    reader = compiler.compiler.reader
    tables = TableReader(reader.vars, reader.checks, cells=False, exact=True)
    names = {*reader.vars.fields, LOCALE}

    def batch(rows: Sequence[Row]) -> Batch:
        def raw(place: int) -> RawRow:
            return RawRow(place + 1, rows[place])

        try:
            table, unusual = tables.read(columns_of(rows, names), len(rows))
        except UnusualError:
            return batch_of(compiler.many(map(raw, range(len(rows)))))
        if not unusual:
            return compiler.chunk(Chunk(len(rows), table, range(len(rows)), raw))
        places = [place for place in range(len(rows)) if place not in unusual]
        return compiler.chunk(Chunk(len(rows), table.take(places), places, raw))

    return batch
